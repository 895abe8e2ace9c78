import { prepareLocalOrgs } from '../../local-org';
import { playInBrowser, sampleOf } from './browser-sample';
import { cellsOf, play } from './cells';
import type { Cell, Ground, Result } from './cells';
import { loadClient } from './client';
import { KINDS, OPERATIONS } from './operations';
import type { Kind, Operation } from './operations';
import { isUpToDate, printed, writeTable } from './table';

const AT_A_TIME = 2;

/**
 * `npm run check:faults [-- --write | OPERATION]`: plays every cell, prints the table, each cell that is not as promised, and
 * `N passed, N failed`. `--write` puts the table into docs/reliability.md; otherwise a page that shows another one counts as a failure.
 */
async function main(option: string | undefined): Promise<void> {
  const base = await prepareLocalOrgs(AT_A_TIME);
  try {
    const only = option === '--write' ? undefined : option;
    const ground = { base, client: await loadClient() };
    const results = await playAll(ground, only);
    const sample = await playInBrowser(ground, sampleOf(results));
    console.log(printed(results, sample));
    const failed = [...failures(results), ...failures(sample, 'in the browser · ')];
    failed.forEach((line) => console.log(line));
    const counts = { passed: results.length + sample.length - failed.length, failed: failed.length };
    if (option === '--write') {
      await writeTable(results, sample);
    } else if (only === undefined) {
      const isSame = await isUpToDate(results, sample);
      counts[isSame ? 'passed' : 'failed']++;
      console.log(`${isSame ? 'ok      ' : 'FAILED  '} docs/reliability.md shows this table`);
    }
    process.exitCode = counts.failed === 0 ? 0 : 1;
    console.log(`${counts.passed} passed, ${counts.failed} failed`);
  } finally {
    await base.close();
  }
}

/** A text for each cell that is not as promised. */
function failures(results: Result[], where = ''): string[] {
  return results
    .filter(({ problems }) => problems.length > 0)
    .map(({ kind, operation, at, callout, fault, when, problems }) =>
      [`FAILED   ${where}${kind} · ${operation} · ${at + 1} ${callout} · ${fault}, ${when}`, ...problems].join('\n  ')
    );
}

async function playAll(ground: Ground, only: string | undefined): Promise<Result[]> {
  const jobs: { kind: Kind; operation: Operation; cell: Cell }[] = [];
  for (const kind of KINDS) {
    for (const operation of OPERATIONS) {
      const isAsked = !only || operation.name.startsWith(only);
      if (isAsked && (!kind.only || kind.only.test(operation.name))) {
        jobs.push(...(await cellsOf(ground, kind, operation)).map((cell) => ({ kind, operation, cell })));
      }
    }
  }
  const results: Result[] = [];
  const waiting = jobs.entries();
  const work = async (): Promise<void> => {
    for (const [at, { kind, operation, cell }] of waiting) {
      results[at] = await play(ground, kind, operation, cell);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}

void main(process.argv[2]);
