import type { ApexRuntime, AuraReply, CompileProblem, OrgHost, TransactionReport } from '../contract';
import type { Task, TaskResult } from './messages';
import type { PageResponse } from './page';
import { ApexWorkers, type ApexWorkersOptions, failureOf } from './workers';

export { ApexWorkers } from './workers';

export interface ApexRuntimeOptions extends ApexWorkersOptions {
  org: OrgHost;
}

class WorkerRuntime implements ApexRuntime {
  readonly #org: OrgHost;
  readonly #workers: ApexWorkers;
  readonly #ownsWorkers: boolean;
  readonly #listeners: ((report: TransactionReport) => void)[] = [];

  constructor(org: OrgHost, workers: ApexWorkers, ownsWorkers: boolean) {
    this.#org = org;
    this.#workers = workers;
    this.#ownsWorkers = ownsWorkers;
  }

  async execute({ className, method, params, sessionId }: Parameters<ApexRuntime['execute']>[0]): Promise<AuraReply> {
    const task: Task = { kind: 'execute', className, method, params };
    const result = await this.#transaction(task, sessionId, className, method);
    if (result.kind === 'execute') return result.reply;
    return { ok: false, error: { ...FAILURE, ...failureOf(result) } };
  }

  async renderPage(call: Parameters<ApexRuntime['renderPage']>[0]): Promise<PageResponse> {
    const { page, sessionId, parameters = {} } = call;
    const result = await this.#transaction({ kind: 'page', page, parameters }, sessionId, page, 'page');
    if (result.kind === 'page') return result.response;
    const headers = { 'Content-Type': 'text/plain;charset=UTF-8', 'Cache-Control': 'no-store' };
    return { status: 500, headers, body: failureOf(result).message };
  }

  async runJob({ sessionId, ...job }: Parameters<ApexRuntime['runJob']>[0]): ReturnType<ApexRuntime['runJob']> {
    const result = await this.#transaction({ kind: 'job', job }, sessionId, job.className, 'execute');
    if (result.kind !== 'job') return { ok: false, message: failureOf(result).message };
    return result.failure === null ? { ok: true } : { ok: false, message: result.failure };
  }

  reload(): Promise<CompileProblem[]> {
    return this.#workers.reload();
  }

  onTransaction(listener: (report: TransactionReport) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    if (this.#ownsWorkers) await this.#workers.close();
  }

  /** One transaction: runs, commits when it succeeded, reports. */
  #transaction(task: Task, sessionId: string, className: string, method: string): Promise<TaskResult> {
    let started = 0;
    const begin = (): { org: OrgHost; identity: ReturnType<OrgHost['identity']> } => {
      started = performance.now();
      return { org: this.#org, identity: this.#org.identity(sessionId) };
    };
    return this.#workers.run(task, begin, (result, { identity }) => {
      if (!('changes' in result)) return;
      if (result.changes.length > 0) this.#org.commit(result.changes, identity);
      if (result.effects.length > 0) this.#org.perform(result.effects, identity);
      const report = { className, method, ...result.counters, milliseconds: performance.now() - started };
      for (const listener of this.#listeners) listener(report);
    });
  }
}

const FAILURE = { exceptionType: 'LocalApexRuntime', stackTrace: '', isUserDefinedException: false };

/**
 * Starts the Apex runtime of a project: worker threads that hold the compiled program, one transaction at a time each,
 * several side by side. Source that does not compile does not stop the start: transactions answer with the first problem,
 * and `reload()` gives all of them.
 */
export async function createApexRuntime({ org, ...options }: ApexRuntimeOptions): Promise<ApexRuntime> {
  return new WorkerRuntime(org, await ApexWorkers.start(options), true);
}

/** The Apex runtime of one more org, on threads that run already; closing it leaves them. */
export function shareApexWorkers(workers: ApexWorkers, org: OrgHost): ApexRuntime {
  return new WorkerRuntime(org, workers, false);
}
