import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { BuildProblem } from './lightning';

/** Checks the TypeScript of the package's components in a thread of its own, as `tsc -p tsconfig.json` would. */
export interface TypeCheck {
  /**
   * Checks the source as it stands now; after the first time only what a change can concern.
   * @param regenerate write `types/generated/` first, because Apex or labels changed
   */
  check(regenerate: boolean): Promise<BuildProblem[]>;
  close(): Promise<void>;
}

/** Start data of the thread. */
export interface TypeCheckSetup {
  /** Folder with tsconfig.json. */
  projectFolder: string;
}

/** What the thread answers, in the order of the questions. */
export type TypeCheckAnswer = { problems: BuildProblem[] } | { failure: string };

const WORKER = join(__dirname, 'type-check-worker.ts');

/** Starts the thread. It does nothing before the first check. */
export function startTypeCheck(projectFolder: string): TypeCheck {
  const bootstrap = `require(${JSON.stringify(require.resolve('ts-node/register'))});require(${JSON.stringify(WORKER)});`;
  const worker = new Worker(bootstrap, { eval: true, workerData: { projectFolder } satisfies TypeCheckSetup });
  const waiting: { resolve: (problems: BuildProblem[]) => void; reject: (error: Error) => void }[] = [];
  let closed = false;
  worker.on('message', (answer: TypeCheckAnswer) => {
    const next = waiting.shift();
    if ('problems' in answer) {
      next?.resolve(answer.problems);
    } else {
      next?.reject(new Error(`The type check failed: ${answer.failure}`));
    }
  });
  const lost = (error: Error): void => {
    waiting.splice(0).forEach(({ resolve, reject }) => (closed ? resolve([]) : reject(error)));
  };
  worker.on('error', lost);
  worker.on('exit', () => lost(new Error('The type check ended.')));
  return {
    check: (regenerate) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        worker.postMessage(regenerate);
      }),
    async close() {
      closed = true;
      await worker.terminate();
    }
  };
}
