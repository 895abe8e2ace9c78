import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Identity, OrgHost } from '../contract';
import { type HostQuestion, serveHost } from './channel';
import type { Task, TaskResult, WorkerSetup } from './messages';
import { BOOTSTRAP, type WorkerCode } from './worker-code';

/** The transaction ran longer than the CPU limit; its worker is gone. */
export class CpuLimitExceeded extends Error {}

/** Whom a transaction runs for. */
export interface Runner {
  org: OrgHost;
  identity: Identity;
}

export interface SlotOptions {
  projectDir: string;
  cpuLimitMs: number;
  code: WorkerCode;
}

interface Running {
  runner: Runner | null;
  resolve: (result: TaskResult) => void;
  reject: (error: Error) => void;
  cpuLeftMs: number;
  runningSince: number;
  timer: NodeJS.Timeout | null;
}

/** One worker thread; a new one is started when the thread had to be killed or died. Runs one task at a time. */
export class WorkerSlot {
  readonly #options: SlotOptions;
  #worker: Worker | null = null;
  #running: Running | null = null;
  #closed = false;

  constructor(options: SlotOptions) {
    this.#options = options;
  }

  /** Reload of the source that the worker's program stems from; 0 while the worker has none. */
  generation = 0;

  /**
   * @param runner the org and the user of a transaction, to which the CPU limit applies; null for tasks that are none
   * @throws CpuLimitExceeded
   */
  run(task: Task, runner: Runner | null): Promise<TaskResult> {
    if (this.#running) throw new Error('The worker is busy');
    // A task that waited for this slot must not start a thread that nobody ends.
    if (this.#closed) return Promise.reject(new Error('The Apex runtime was closed'));
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#running = {
        runner,
        resolve,
        reject,
        cpuLeftMs: runner ? this.#options.cpuLimitMs : Infinity,
        runningSince: 0,
        timer: null
      };
      this.#resumeClock(this.#running);
      worker.postMessage(task);
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const channel = serveHost((question) => this.#answer(question));
    const entry = path.join(__dirname, 'worker.ts');
    const { projectDir, code } = this.#options;
    const worker = new Worker(BOOTSTRAP, {
      eval: true,
      execArgv: [],
      workerData: { projectDir, channel, entry, code } satisfies WorkerSetup,
      transferList: [channel.port]
    });
    worker.on('message', (result: TaskResult) => this.#finish((running) => running.resolve(result)));
    const lost = (error: Error): void => {
      if (this.#worker !== worker) return;
      this.#forget();
      this.#finish((running) => running.reject(error));
    };
    worker.on('error', lost);
    worker.on('exit', (code) =>
      lost(new Error(this.#closed ? 'The Apex runtime was closed' : `The Apex worker ended with code ${code}`))
    );
    return worker;
  }

  #finish(settle: (running: Running) => void): void {
    const running = this.#running;
    if (!running) return;
    this.#pauseClock(running);
    this.#running = null;
    settle(running);
  }

  async #answer(question: HostQuestion): Promise<unknown> {
    const running = this.#running;
    const runner = running?.runner;
    if (!running || !runner) throw new Error('No transaction is running');
    const { org, identity } = runner;
    switch (question.kind) {
      case 'identity':
        return identity;
      case 'rows':
        return org.rows(question.object);
      case 'now':
        return org.now();
      case 'send':
        return this.#outside(running, () => org.send(question.request, identity));
      case 'connect':
        return this.#outside(running, () => org.connect(question.method, question.args, identity));
    }
  }

  /** Time that a transaction waits for others is none of its own. */
  async #outside<T>(running: Running, work: () => Promise<T>): Promise<T> {
    this.#pauseClock(running);
    try {
      return await work();
    } finally {
      if (this.#running === running) this.#resumeClock(running);
    }
  }

  #resumeClock(running: Running): void {
    if (running.cpuLeftMs === Infinity) return;
    running.runningSince = performance.now();
    running.timer = setTimeout(() => this.#kill(), running.cpuLeftMs);
  }

  #pauseClock(running: Running): void {
    if (!running.timer) return;
    clearTimeout(running.timer);
    running.timer = null;
    running.cpuLeftMs -= performance.now() - running.runningSince;
  }

  #forget(): void {
    this.#worker = null;
    this.generation = 0;
  }

  #kill(): void {
    void this.#worker?.terminate();
    this.#forget();
    this.#finish((running) => running.reject(new CpuLimitExceeded('Apex CPU time limit exceeded')));
  }
}
