/**
 * Runs the package's Apex tests in the local runtime:
 * `node -r ts-node/register local-org/apex/testing/cli.ts [--verbose] [--seed N] [filter]`.
 * Writes the coverage of a whole run as lcov. Ends with status 1 on a compile problem, a failed test or too little coverage.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { lcov, LCOV_FILE } from './lcov';
import { judge, reportLines } from './report';
import { runApexTests } from './runner';

const { values, positionals } = parseArgs({
  options: { verbose: { type: 'boolean', default: false }, seed: { type: 'string' }, source: { type: 'string' } },
  allowPositionals: true
});
const [filter] = positionals;
const sourceDir = path.resolve(values.source ?? path.join(__dirname, '..', '..', '..'));
const run = runApexTests({
  sourceDir,
  filter,
  seed: values.seed === undefined ? undefined : Number(values.seed)
});
const report = judge(run, filter !== undefined);
for (const line of reportLines(run, report, values.verbose)) console.log(line);
if (filter === undefined && run.problems.length === 0) {
  const file = path.join(sourceDir, LCOV_FILE);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, lcov(run.coverage));
}
process.exitCode = report.reasons.length > 0 ? 1 : 0;
