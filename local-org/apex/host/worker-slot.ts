import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Identity, OrgHost } from '../contract';
import { type HostQuestion, serveHost } from './channel';
import type { Task, TaskResult, WorkerSetup } from './messages';
import { BOOTSTRAP, type WorkerCode } from './worker-code';

/** The transaction ran longer than the CPU limit; its worker is gone. */
export class CpuLimitExceeded extends Error {}

export interface SlotOptions {
  projectDir: string;
  org: OrgHost;
  cpuLimitMs: number;
  code: WorkerCode;
}

interface Running {
  identity: Identity | null;
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
   * @param identity who the transaction runs as; null for tasks without one
   * @param limited whether the CPU limit applies
   * @throws CpuLimitExceeded
   */
  run(task: Task, identity: Identity | null, limited: boolean): Promise<TaskResult> {
    if (this.#running) throw new Error('The worker is busy');
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      this.#running = {
        identity,
        resolve,
        reject,
        cpuLeftMs: limited ? this.#options.cpuLimitMs : Infinity,
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
    const identity = running?.identity;
    if (!running || !identity) throw new Error('No transaction is running');
    switch (question.kind) {
      case 'identity':
        return identity;
      case 'rows':
        return this.#options.org.rows(question.object);
      case 'now':
        return this.#options.org.now();
      case 'send':
        this.#pauseClock(running);
        try {
          return await this.#options.org.send(question.request, identity);
        } finally {
          if (this.#running === running) this.#resumeClock(running);
        }
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
