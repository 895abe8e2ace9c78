import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';

/** JavaScript of the runtime's modules by their path. */
export type WorkerCode = Record<string, string>;

/** Start script of a worker: modules come from `workerData.code`, so that no thread compiles TypeScript again. */
export const BOOTSTRAP = `
  const { workerData } = require('node:worker_threads');
  require('node:module')._extensions['.ts'] = (module, file) => module._compile(workerData.code[file], file);
  require(workerData.entry);
`;

/** Compiles the runtime's own modules once, for all workers. */
export async function compileWorkerCode(): Promise<WorkerCode> {
  const root = path.join(__dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => path.join(root, file));
  const compiled = files.map(async (file): Promise<[string, string]> => {
    const { code } = await transform(await readFile(file, 'utf8'), {
      loader: 'ts',
      format: 'cjs',
      target: 'node20',
      sourcefile: file
    });
    return [file, code];
  });
  return Object.fromEntries(await Promise.all(compiled));
}
