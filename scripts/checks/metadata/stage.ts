import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem } from '../outcome';

const ROOT = resolve(__dirname, '..', '..', '..');

/** What of the project a deployment looks at. */
const PARTS = ['sfdx-project.json', '.forceignore', 'config', 'force-app'];

/**
 * Copies the package to a folder and compiles its TypeScript there: as it deploys after `npm run build`, without what an earlier build left in the tree.
 * @returns what does not compile
 */
export function stagePackage(folder: string): Problem[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of PARTS) {
    cpSync(join(ROOT, part), join(folder, part), {
      recursive: true,
      filter: (file) => !(/[\\/]lwc[\\/]/.test(file) && file.endsWith('.js'))
    });
  }
  const compiler = require.resolve('typescript/bin/tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false', '--outDir', folder],
    { cwd: ROOT, encoding: 'utf8' }
  );
  const problems = [...stdout.matchAll(/^(.+)\((\d+),(\d+)\): (error .*)$/gm)].map(
    ([, file, line, column, message]) => ({
      file,
      line: Number(line),
      column: Number(column),
      message
    })
  );
  return status === 0 || problems.length > 0
    ? problems
    : [{ file: 'tsconfig.build.json', line: 1, column: 1, message: `tsc failed: ${stdout.trim()}` }];
}
