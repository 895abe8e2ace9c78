import type { ApexRuntime, AuraReply, CompileProblem, Identity, OrgHost, TransactionReport } from '../contract';
import type { Task, TaskResult } from './messages';
import type { PageResponse } from './page';
import { compileWorkerCode, type WorkerCode } from './worker-code';
import { CpuLimitExceeded, WorkerSlot } from './worker-slot';

export interface ApexRuntimeOptions {
  /** Folder with sfdx-project.json. */
  projectDir: string;
  org: OrgHost;
  /** Threads for transactions (2 unless told otherwise); pages have one of their own, so that getContent cannot deadlock. */
  workers?: number;
  /** Salesforce's CPU limit of a synchronous transaction, 10 s; wall time without callouts stands in for CPU time. */
  cpuLimitMs?: number;
}

/** Slots that take tasks in order of arrival. */
class Pool {
  readonly slots: WorkerSlot[];
  readonly #waiting: ((slot: WorkerSlot) => void)[] = [];
  readonly #free: WorkerSlot[];

  constructor(slots: WorkerSlot[]) {
    this.slots = slots;
    this.#free = [...slots];
  }

  async use<T>(work: (slot: WorkerSlot) => Promise<T>): Promise<T> {
    const slot = this.#free.pop() ?? (await new Promise<WorkerSlot>((resolve) => this.#waiting.push(resolve)));
    try {
      return await work(slot);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(slot);
      else this.#free.push(slot);
    }
  }
}

class WorkerRuntime implements ApexRuntime {
  readonly #org: OrgHost;
  readonly #transactions: Pool;
  readonly #pages: Pool;
  readonly #listeners: ((report: TransactionReport) => void)[] = [];
  /** Counts reloads that compiled; a worker whose program is older loads before its next transaction. */
  #generation = 1;

  constructor({ projectDir, org, workers = 2, cpuLimitMs = 10_000 }: ApexRuntimeOptions, code: WorkerCode) {
    this.#org = org;
    const pool = (count: number): Pool =>
      new Pool(Array.from({ length: count }, () => new WorkerSlot({ projectDir, org, cpuLimitMs, code })));
    this.#transactions = pool(workers);
    this.#pages = pool(1);
  }

  async execute({ className, method, params, sessionId }: Parameters<ApexRuntime['execute']>[0]): Promise<AuraReply> {
    const task: Task = { kind: 'execute', className, method, params };
    const result = await this.#transaction(this.#transactions, task, sessionId, className, method);
    if (result.kind === 'execute') return result.reply;
    return { ok: false, error: { ...FAILURE, ...failureOf(result) } };
  }

  async renderPage(call: Parameters<ApexRuntime['renderPage']>[0]): Promise<PageResponse> {
    const { page, sessionId, parameters = {} } = call;
    const result = await this.#transaction(this.#pages, { kind: 'page', page, parameters }, sessionId, page, 'page');
    if (result.kind === 'page') return result.response;
    const headers = { 'Content-Type': 'text/plain;charset=UTF-8', 'Cache-Control': 'no-store' };
    return { status: 500, headers, body: failureOf(result).message };
  }

  async reload(): Promise<CompileProblem[]> {
    const next = this.#generation + 1;
    const problems = await this.#pages.use((slot) => load(slot, next));
    if (problems.length > 0) return problems;
    this.#generation = next;
    await this.#prepareTransactions();
    return [];
  }

  onTransaction(listener: (report: TransactionReport) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#transactions.slots, ...this.#pages.slots].map((slot) => slot.close()));
  }

  /** Starts all workers: the first one parses, the others find its results in the cache. */
  async warmUp(): Promise<void> {
    await this.#pages.use((slot) => this.#ensure(slot));
    await this.#prepareTransactions();
  }

  async #prepareTransactions(): Promise<void> {
    await Promise.all(this.#transactions.slots.map(() => this.#transactions.use((slot) => this.#ensure(slot))));
  }

  /** Loads the current source into a worker whose program is older; problems matter only where there is no program at all. */
  async #ensure(slot: WorkerSlot): Promise<CompileProblem[]> {
    if (slot.generation === this.#generation) return [];
    const problems = await load(slot, this.#generation);
    return slot.generation === 0 ? problems : [];
  }

  /** One transaction: runs, commits when it succeeded, reports. */
  #transaction(pool: Pool, task: Task, sessionId: string, className: string, method: string): Promise<TaskResult> {
    return pool.use(async (slot) => {
      const [problem] = await this.#ensure(slot);
      if (problem)
        return failed(`The Apex source does not compile: ${problem.file}:${problem.line} ${problem.message}`);
      const identity = this.#org.identity(sessionId);
      const started = performance.now();
      const result = await runLimited(slot, task, identity);
      if ('changes' in result) {
        if (result.changes.length > 0) this.#org.commit(result.changes, identity);
        const report = { className, method, ...result.counters, milliseconds: performance.now() - started };
        for (const listener of this.#listeners) listener(report);
      }
      return result;
    });
  }
}

const FAILURE = { exceptionType: 'LocalApexRuntime', stackTrace: '', isUserDefinedException: false };

function failed(message: string): TaskResult {
  return { kind: 'failed', message };
}

/** Error of a transaction that gave no answer of its own. */
function failureOf(result: TaskResult): { message: string; exceptionType?: string } {
  if (result.kind !== 'failed') return { message: `Unexpected answer of the Apex worker: ${result.kind}` };
  const { message, exceptionType } = result;
  return exceptionType ? { message, exceptionType } : { message };
}

async function runLimited(slot: WorkerSlot, task: Task, identity: Identity): Promise<TaskResult> {
  try {
    return await slot.run(task, identity, true);
  } catch (error) {
    if (error instanceof CpuLimitExceeded) {
      return { kind: 'failed', message: error.message, exceptionType: 'System.LimitException' };
    }
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function load(slot: WorkerSlot, generation: number): Promise<CompileProblem[]> {
  const result = await slot.run({ kind: 'load' }, null, false);
  if (result.kind !== 'load') throw new Error(failureOf(result).message);
  if (result.problems.length === 0) slot.generation = generation;
  return result.problems;
}

/**
 * Starts the Apex runtime of a project: worker threads that hold the compiled program, one transaction at a time each,
 * several side by side. Source that does not compile does not stop the start: transactions answer with the first problem,
 * and `reload()` gives all of them.
 */
export async function createApexRuntime(options: ApexRuntimeOptions): Promise<ApexRuntime> {
  const runtime = new WorkerRuntime(options, await compileWorkerCode());
  await runtime.warmUp();
  return runtime;
}
