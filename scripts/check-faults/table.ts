import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { PROJECT } from '../../local-org/base';
import type { Result } from './cells';
import { FAULTS } from './faults';

const PAGE = join(PROJECT, 'docs', 'reliability.md');
const [START, END] = ['<!-- table:start -->', '<!-- table:end -->'];

/** The table of each kind in Markdown: a row per callout, a column per fault. */
function tablesOf(results: Result[], sample: Result[]): string {
  const kinds = [...new Set(results.map(({ kind }) => kind))];
  return [
    `${results.length} cells: ${kinds.map((kind) => `${kind} ${results.filter((one) => one.kind === kind).length}`).join(', ')}.`,
    ...kinds.map((kind) => `### ${kind}\n\n${tableOf(results.filter((one) => one.kind === kind))}`),
    `### In the browser\n\n${sample.length} of these cells.\n\n${sampleTable(sample)}`
  ].join('\n\n');
}

function tableOf(results: Result[]): string {
  const rows = new Map<string, Result[]>();
  for (const result of results) {
    const row = `${result.operation} | ${result.at < 0 ? '' : `${result.at + 1} `}${result.callout}`;
    rows.set(row, [...(rows.get(row) ?? []), result]);
  }
  const lines = [...rows].map(
    ([row, cells]) => `| ${row} | ${FAULTS.map((fault) => codesOf(cells, fault)).join(' | ')} |`
  );
  return [
    `| Call | Callout | ${FAULTS.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(FAULTS.length)}`,
    ...lines
  ].join('\n');
}

function sampleTable(sample: Result[]): string {
  const lines = sample.map(
    ({ kind, operation, at, callout, fault, when, code }) =>
      `| ${kind} | ${operation} | ${at < 0 ? '' : `${at + 1} `}${callout} | ${fault}, ${when} | ${code?.replace('RL-', '') ?? 'none'} |`
  );
  return ['| Kind | Call | Callout | Fault | Shown |', '| --- | --- | --- | --- | --- |', ...lines].join('\n');
}

/** `205` for RL-205, `none` for an answer without a fault; of a write what comes before and after it was done, if they differ. */
function codesOf(cells: Result[], fault: string): string {
  const codes = cells.filter((cell) => cell.fault === fault).map(({ code }) => code?.replace('RL-', '') ?? 'none');
  return [...new Set(codes)].join(' / ');
}

async function pageWith(results: Result[], sample: Result[]): Promise<string> {
  const page = readFileSync(PAGE, 'utf8');
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) {
    throw new Error(`docs/reliability.md has no place for the table: ${START} and ${END}`);
  }
  const text = `${page.slice(0, from)}${START}\n\n${tablesOf(results, sample)}\n\n${page.slice(to)}`;
  return format(text, { ...(await resolveConfig(PAGE)), filepath: PAGE });
}

/** Writes the table into docs/reliability.md. */
export async function writeTable(results: Result[], sample: Result[]): Promise<void> {
  writeFileSync(PAGE, await pageWith(results, sample));
}

/** Whether docs/reliability.md shows these results. */
export async function isUpToDate(results: Result[], sample: Result[]): Promise<boolean> {
  return (await pageWith(results, sample)) === readFileSync(PAGE, 'utf8');
}

/** The table for a terminal. */
export function printed(results: Result[], sample: Result[]): string {
  return tablesOf(results, sample);
}
