import type { Effect, JobCall, NativeType, Transaction } from '../../contract';
import { ApexType } from '../../runtime/apex-type';
import { ApexId, NotImplementedLocally, apexException } from '../../runtime/values';
import { jsonType } from '../json';
import { CALLOUTS_REFUSED, INSIDE_JOB, effectsOf } from './effects';

/** What `execute` of a job is given. */
class JobContext {
  readonly id: ApexId;

  constructor(id: string) {
    this.id = ApexId.of(id);
  }
}

/** The object of a job as text, and back. */
export function freeze(tx: Transaction, job: object): string {
  return jsonType.statics?.['serialize(object)'](tx, ...([job] as never[])) as string;
}

function thaw(tx: Transaction, { className, state }: Pick<JobCall, 'className' | 'state'>): unknown {
  const parameters = [state, ApexType.named(className)] as never[];
  return jsonType.statics?.['deserialize(string,type)'](tx, ...parameters);
}

/** Whether a class, or one that it extends, names an interface; `System.` may be left out. */
export function hasInterface(tx: Transaction, className: string, name: string): boolean {
  for (let info = tx.classNamed(className); info; info = info.superclass) {
    if (info.interfaces.some((item) => item.toLowerCase().replace(/^system\./, '') === name)) {
      return true;
    }
  }
  return false;
}

/**
 * Runs a job in the transaction that was made for it, or, in a test, in the test's.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_queueing_jobs.htm
 */
export function runJob(tx: Transaction, job: JobCall): void {
  if (!tx.classNamed(job.className)) {
    throw new NotImplementedLocally(`The class ${job.className} of a job`);
  }
  tx.state.set(INSIDE_JOB, job.kind);
  const refused = calloutsRefused(tx, job);
  if (refused === null) {
    tx.state.delete(CALLOUTS_REFUSED);
  } else {
    tx.state.set(CALLOUTS_REFUSED, refused);
  }
  const key = job.kind === 'scheduled' ? 'execute(schedulablecontext)' : 'execute(queueablecontext)';
  tx.invoke(thaw(tx, job), key, [new JobContext(job.jobId)]);
}

/** The text for scheduled Apex is Salesforce's; for a queueable without the interface it is not documented. */
function calloutsRefused(tx: Transaction, { kind, className }: JobCall): string | null {
  if (kind === 'scheduled') {
    return 'Callout from scheduled Apex not supported.';
  }
  return hasInterface(tx, className, 'database.allowscallouts')
    ? null
    : `Callout not allowed from this queueable: ${className} does not implement Database.AllowsCallouts.`;
}

/** Runs what a test scheduled and enqueued since Test.startTest; what those jobs enqueue stays in the queue. */
export function runTestJobs(tx: Transaction): void {
  for (const effect of [...effectsOf(tx)]) {
    const job = jobOf(effect);
    if (!job || tx.state.has(`ran ${job.jobId}`)) {
      continue;
    }
    tx.state.set(`ran ${job.jobId}`, true);
    const limits = { ...tx.limits };
    Object.assign(tx.limits, { queries: 0, queryRows: 0, dmlStatements: 0, dmlRows: 0, callouts: 0 });
    try {
      tx.db.separate(() => runJob(tx, job));
    } finally {
      tx.state.delete(INSIDE_JOB);
      tx.state.delete(CALLOUTS_REFUSED);
      Object.assign(tx.limits, limits);
    }
  }
}

function jobOf(effect: Effect): JobCall | null {
  const { kind } = effect;
  if (kind === 'schedule') {
    return { kind: 'scheduled', className: effect.className, state: effect.state, jobId: effect.triggerId };
  }
  return kind === 'enqueue'
    ? { kind: 'queueable', className: effect.className, state: effect.state, jobId: effect.jobId }
    : null;
}

function startTest(tx: Transaction): void {
  const state = testState(tx);
  if (state.insideStartStop || tx.state.has('test started')) {
    throw apexException('System.FinalException', 'Testing already started');
  }
  tx.state.set('test started', { ...tx.limits });
  Object.assign(tx.limits, { queries: 0, queryRows: 0, dmlStatements: 0, dmlRows: 0, callouts: 0 });
  state.insideStartStop = true;
  // Jobs from before run when the test ends, where nothing can see them any more.
  effectsOf(tx).forEach((effect) => tx.state.set(`ran ${jobOf(effect)?.jobId ?? ''}`, true));
}

function stopTest(tx: Transaction): void {
  const state = testState(tx);
  if (!state.insideStartStop) {
    throw apexException('System.FinalException', 'Testing has not started');
  }
  Object.assign(tx.limits, tx.state.get('test started'));
  state.insideStartStop = false;
  runTestJobs(tx);
}

function testState(tx: Transaction): NonNullable<Transaction['test']> {
  if (!tx.test) {
    throw apexException('System.TypeException', 'Test methods can be called only from test context');
  }
  return tx.test;
}

/** The id that a context gives; a class of the project may stand in for the platform's. */
const idFrom =
  (key: string) =>
  (tx: Transaction, self: unknown): unknown =>
    self instanceof JobContext ? self.id : tx.invoke(self, key, []);

export const jobTypes: NativeType[] = [
  { name: 'System.QueueableContext', instance: { 'getjobid()': idFrom('getjobid()') } },
  { name: 'System.SchedulableContext', instance: { 'gettriggerid()': idFrom('gettriggerid()') } },
  { name: 'System.Test', statics: { 'starttest()': startTest, 'stoptest()': stopTest } }
];
