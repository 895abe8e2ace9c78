import type { ApexClassCoverage } from './runner';

/** Where `npm run test:apex` writes it, from the project's folder. */
export const LCOV_FILE = 'coverage/apex/lcov.info';

/**
 * Line coverage as an lcov tracefile; its test name is `local`, since an org counts lines of its own.
 *
 * @see https://manpages.debian.org/bookworm/lcov/geninfo.1.en.html
 */
export function lcov(coverage: ApexClassCoverage[]): string {
  return coverage.map(record).join('');
}

function record({ file, lines }: ApexClassCoverage): string {
  const counts = [...lines].map(([line, count]) => `DA:${line},${count}`);
  const hit = [...lines.values()].filter((count) => count > 0).length;
  return [`TN:local`, `SF:${file}`, ...counts, `LF:${lines.size}`, `LH:${hit}`, 'end_of_record', ''].join('\n');
}
