/**
 * Runs the conformance suite in the local Apex runtime:
 * `npm run test:conformance -- [--seed N] [--update] [filter]`. `--update` writes the table of conformance/README.md anew.
 * Ends with status 1 on a compile problem or a failed test.
 */
import { parseArgs } from 'node:util';
import { reportLines, runLocally } from './suite';
import { writeTable } from './table';

const { values, positionals } = parseArgs({
  options: { seed: { type: 'string' }, update: { type: 'boolean', default: false } },
  allowPositionals: true
});
const run = runLocally({ seed: values.seed === undefined ? undefined : Number(values.seed), filter: positionals[0] });
for (const line of reportLines(run)) console.log(line);
const isGood = run.problems.length === 0 && run.results.length > 0 && run.results.every(({ failure }) => !failure);
if (values.update && isGood && positionals.length === 0) writeTable(run.results);
process.exitCode = isGood ? 0 : 1;
