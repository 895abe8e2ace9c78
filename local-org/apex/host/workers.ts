import type { CompileProblem } from '../contract';
import type { Task, TaskResult } from './messages';
import { compileWorkerCode, type WorkerCode } from './worker-code';
import { CpuLimitExceeded, type Runner, WorkerSlot } from './worker-slot';

export interface ApexWorkersOptions {
  /** Folder with sfdx-project.json. */
  projectDir: string;
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

/**
 * Threads that hold the compiled program, one transaction at a time each. They keep nothing of an org between transactions,
 * so that several orgs can share them.
 */
export class ApexWorkers {
  readonly #transactions: Pool;
  readonly #pages: Pool;
  /** Counts reloads that compiled; a worker whose program is older loads before its next transaction. */
  #generation = 1;

  private constructor({ projectDir, workers = 2, cpuLimitMs = 10_000 }: ApexWorkersOptions, code: WorkerCode) {
    const pool = (count: number): Pool =>
      new Pool(Array.from({ length: count }, () => new WorkerSlot({ projectDir, cpuLimitMs, code })));
    this.#transactions = pool(workers);
    this.#pages = pool(1);
  }

  /** Starts all threads: the first one parses, the others find its results in the cache. */
  static async start(options: ApexWorkersOptions): Promise<ApexWorkers> {
    const started = new ApexWorkers(options, await compileWorkerCode());
    await started.#pages.use((slot) => started.#ensure(slot));
    await started.#prepareTransactions();
    return started;
  }

  /**
   * Loads the source again, in all threads at once. With problems, the program in force stays.
   * A thread that is busy, or fails to load, loads before its next transaction.
   */
  async reload(): Promise<CompileProblem[]> {
    const next = this.#generation + 1;
    const problems = this.#pages.use((slot) => load(slot, next));
    this.#transactions.slots.forEach(() => {
      this.#transactions.use((slot) => load(slot, next)).catch(() => undefined);
    });
    if ((await problems).length === 0) this.#generation = next;
    return problems;
  }

  /**
   * Runs a transaction as soon as a thread is free.
   * @param runner asked when the transaction begins
   * @param settle what follows from the result, done before the thread takes the next transaction
   */
  run(task: Task, runner: () => Runner, settle: (result: TaskResult, runner: Runner) => void): Promise<TaskResult> {
    const pool = task.kind === 'page' ? this.#pages : this.#transactions;
    return pool.use(async (slot) => {
      const [problem] = await this.#ensure(slot);
      if (problem) {
        return failed(`The Apex source does not compile: ${problem.file}:${problem.line} ${problem.message}`);
      }
      const running = runner();
      const result = await runLimited(slot, task, running);
      settle(result, running);
      return result;
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#transactions.slots, ...this.#pages.slots].map((slot) => slot.close()));
  }

  async #prepareTransactions(): Promise<void> {
    await Promise.all(this.#transactions.slots.map(() => this.#transactions.use((slot) => this.#ensure(slot))));
  }

  /** Loads the current source into a worker whose program is older; problems matter only where there is no program at all. */
  async #ensure(slot: WorkerSlot): Promise<CompileProblem[]> {
    if (slot.generation >= this.#generation) return [];
    const problems = await load(slot, this.#generation);
    return slot.generation === 0 ? problems : [];
  }
}

/** Error of a task that gave no answer of its own. */
export function failureOf(result: TaskResult): { message: string; exceptionType?: string } {
  if (result.kind !== 'failed') return { message: `Unexpected answer of the Apex worker: ${result.kind}` };
  const { message, exceptionType } = result;
  return exceptionType ? { message, exceptionType } : { message };
}

function failed(message: string): TaskResult {
  return { kind: 'failed', message };
}

async function runLimited(slot: WorkerSlot, task: Task, runner: Runner): Promise<TaskResult> {
  try {
    return await slot.run(task, runner);
  } catch (error) {
    if (error instanceof CpuLimitExceeded) {
      return { kind: 'failed', message: error.message, exceptionType: 'System.LimitException' };
    }
    return failed(error instanceof Error ? error.message : String(error));
  }
}

async function load(slot: WorkerSlot, generation: number): Promise<CompileProblem[]> {
  const result = await slot.run({ kind: 'load' }, null);
  if (result.kind !== 'load') throw new Error(failureOf(result).message);
  if (result.problems.length === 0) slot.generation = generation;
  return result.problems;
}
