import type { Effect, Identity, JobCall } from '../apex/contract';
import { nextTime, parseCron } from '../apex/platform/async/cron';
import type { JobSeed } from './seed';
import type { Sessions } from './sessions';
import type { SetupStore } from './store';

/** A scheduled job: a row of CronTrigger, of CronJobDetail and of AsyncApexJob. */
export interface Trigger {
  id: string;
  detailId: string;
  jobId: string;
  name: string;
  cron: string;
  className: string;
  /** Prefix of the managed package that the class belongs to, or null. */
  namespace: string | null;
  /** The job's object as JSON; null for a class that the local org does not have. */
  state: string | null;
  userId: string;
  createdAt: number;
  /** When it is due next; null: never again. */
  next: number | null;
  previous: number | null;
  times: number;
}

/** A queueable job: a row of AsyncApexJob. */
export interface QueuedJob {
  id: string;
  className: string;
  state: string;
  userId: string;
  createdAt: number;
  dueAt: number;
  status: 'Queued' | 'Processing' | 'Completed' | 'Failed' | 'Aborted';
  completedAt: number | null;
  /** Text of the exception that ended it. */
  failure: string | null;
}

/** Runs a job's Apex. */
export type JobRunner = (
  call: JobCall & { sessionId: string }
) => Promise<{ ok: true } | { ok: false; message: string }>;

/** Longest wait of a timer, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

/** What was scheduled and enqueued, and its running when it is due by the org's clock. Each job runs as the user who asked for it. */
export class Jobs {
  readonly triggers: Trigger[] = [];
  readonly queue: QueuedJob[] = [];
  private readonly store: SetupStore;
  private readonly sessions: Sessions;
  private readonly run: JobRunner;
  private readonly report: (line: string) => void;
  private readonly running = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(store: SetupStore, sessions: Sessions, run: JobRunner, report: (line: string) => void) {
    this.store = store;
    this.sessions = sessions;
    this.run = run;
    this.report = report;
  }

  /** Puts in jobs that were there before the local org started; of classes that it does not have. */
  seed(seeds: JobSeed[]): void {
    const { ids, clock } = this.store;
    for (const { name, className, namespace = null, cron, scheduledBy, createdAt } of seeds) {
      this.triggers.push({
        id: ids.next('08e'),
        detailId: ids.next('08a'),
        jobId: ids.next('707'),
        name,
        cron,
        className,
        namespace,
        state: null,
        userId: this.store.userNamed(scheduledBy).id,
        createdAt,
        next: nextTime(parseCron(cron), clock.now()),
        previous: null,
        times: 0
      });
    }
    this.wait();
  }

  /** Takes over what a committed transaction scheduled, enqueued or aborted; what is due runs at once. */
  perform(effects: Effect[], { userId }: Identity): void {
    const now = this.store.clock.now();
    for (const effect of effects) {
      if (effect.kind === 'schedule') {
        const { triggerId, detailId, jobId, name, cron, className, state } = effect;
        const next = nextTime(parseCron(cron), now);
        const times = { createdAt: now, next, previous: null, times: 0 };
        const what = { id: triggerId, detailId, jobId, name, cron, className, state, namespace: null };
        this.triggers.push({ ...what, ...times, userId });
      } else if (effect.kind === 'enqueue') {
        const { jobId, className, state, delayMinutes } = effect;
        const dueAt = now + delayMinutes * 60_000;
        const fresh = { status: 'Queued' as const, completedAt: null, failure: null };
        this.queue.push({ id: jobId, className, state, userId, createdAt: now, dueAt, ...fresh });
      } else if (effect.kind === 'abort') {
        this.abort(effect.jobId);
      }
    }
    this.runDue();
  }

  /** Starts everything that is due; {@link settled} tells when it has ended. A scheduled job that is overdue runs once. */
  runDue(): void {
    const now = this.store.clock.now();
    for (const trigger of this.triggers.filter(({ next }) => next !== null && next <= now)) {
      trigger.previous = trigger.next;
      trigger.times += 1;
      trigger.next = nextTime(parseCron(trigger.cron), now);
      const { className, state, id: jobId, userId } = trigger;
      if (state !== null) {
        this.start(this.call({ kind: 'scheduled', className, state, jobId }, userId).then(() => undefined));
      }
    }
    for (const job of this.queue.filter(({ status, dueAt }) => status === 'Queued' && dueAt <= now)) {
      job.status = 'Processing';
      this.start(this.execute(job));
    }
    this.wait();
  }

  /** Resolves once nothing is running, the jobs that running jobs enqueue included. */
  async settled(): Promise<void> {
    while (this.running.size > 0) {
      await Promise.all(this.running);
    }
  }

  close(): void {
    if (this.timer) {
      clearTimeout(this.timer);
    }
  }

  /** Ends a scheduled job, or takes one out of the queue, by the id of its trigger or of the job. */
  abort(id: string): void {
    const index = this.triggers.findIndex((trigger) => trigger.id === id || trigger.jobId === id);
    if (index >= 0) {
      this.triggers.splice(index, 1);
    }
    const queued = this.queue.find((job) => job.id === id && job.status === 'Queued');
    if (queued) {
      queued.status = 'Aborted';
      queued.completedAt = this.store.clock.now();
    }
  }

  private async execute(job: QueuedJob): Promise<void> {
    const { id: jobId, className, state, userId } = job;
    const result = await this.call({ kind: 'queueable', className, state, jobId }, userId);
    job.status = result.ok ? 'Completed' : 'Failed';
    job.failure = result.ok ? null : result.message;
    job.completedAt = this.store.clock.now();
  }

  /** The session of a job is enabled for the API, as is known from practice: github.com/certinia/apex-mdapi/issues/216. */
  private async call(job: JobCall, userId: string): ReturnType<JobRunner> {
    const result = await this.run({ ...job, sessionId: this.sessions.issue(userId, 'visualforce').id });
    this.report(`${job.kind} ${job.className} ${result.ok ? 'done' : `failed: ${result.message}`}`);
    return result;
  }

  private start(work: Promise<void>): void {
    const tracked = work.finally(() => this.running.delete(tracked));
    this.running.add(tracked);
  }

  /** Sets the timer to the next job, for time that passes by itself. */
  private wait(): void {
    this.close();
    const due = [
      ...this.triggers.map(({ next }) => next ?? Infinity),
      ...this.queue.filter(({ status }) => status === 'Queued').map(({ dueAt }) => dueAt)
    ];
    const left = Math.min(...due) - this.store.clock.now();
    if (left < Infinity) {
      this.timer = setTimeout(() => this.runDue(), Math.min(Math.max(left, 1), LONGEST_WAIT)).unref();
    }
  }
}
