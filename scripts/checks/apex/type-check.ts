import { spawnSync } from 'node:child_process';
import { dirname, join, relative, sep } from 'node:path';
import type { Problem } from '../outcome';

/** The type checker that PMD's Apex support carries. https://github.com/apex-dev-tools/apex-ls */
export const TYPE_CHECKER = 'io.github.apexdevtools.apexls.CheckForIssues';

interface Report {
  files: {
    path: string;
    messages: { start: { line: number; offset: number }; category: string; message: string }[];
  }[];
}

/** The jars beside PMD's, as a class path. */
export function classPath(): string {
  const engine = dirname(require.resolve('@salesforce/code-analyzer-pmd-engine/package.json'));
  return join(engine, 'dist', 'java-lib', '*');
}

/**
 * Type-checks the Apex of the SFDX project at `root` against the signatures of API version 65: errors and warnings.
 * @throws Error when the checker itself does not run
 */
export function checkTypes(java: string, root: string): Problem[] {
  const options = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', '-cp', classPath()];
  const { status, stdout, stderr, error } = spawnSync(
    java,
    [...options, TYPE_CHECKER, '--workspace', root, '--nocache', '--detail', 'warnings', '--format', 'json'],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }
  );
  // 0: nothing found; 4: issues found.
  if (error || (status !== 0 && status !== 4)) {
    throw new Error(`apex-ls ended with ${status}: ${error?.message ?? (stderr || stdout).trim().split('\n')[0]}`);
  }
  return (JSON.parse(stdout) as Report).files.flatMap(({ path, messages }) =>
    messages.map(({ start, category, message }) => ({
      file: relative(root, path).split(sep).join('/') || '.',
      line: start.line,
      column: start.offset + 1,
      message: `${category}: ${message.replaceAll(root + sep, '')}`
    }))
  );
}
