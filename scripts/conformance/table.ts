import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApexTestResult } from '../../local-org/apex/testing/runner';
import { type OrgAnswers, readAnswers } from './answers';
import { byClass, SUITE } from './suite';

export const README = join(SUITE, 'README.md');
const START = '<!-- results: npm run test:conformance -- --update -->';
const END = '<!-- end of results -->';

/** The table of the README: each class locally and in an org. */
export function table(results: ApexTestResult[], answers: OrgAnswers | null): string {
  const rows = byClass(results).map(({ className, passed, failed, assertions }) => [
    className,
    String(passed + failed),
    String(assertions),
    failed === 0 ? 'pass' : `${failed} fail`,
    inOrg(className, answers)
  ]);
  const sum = (column: number): string => String(rows.reduce((total, row) => total + Number(row[column]), 0));
  const head = ['Class', 'Tests', 'Assertions', 'Local', 'Org'];
  const lines = [head, head.map(() => '---'), ...rows, ['**Together**', sum(1), sum(2), '', '']];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function inOrg(className: string, answers: OrgAnswers | null): string {
  const own = Object.entries(answers?.tests ?? {}).filter(([name]) => name.startsWith(`${className}.`));
  const asked = own.filter(([, { org }]) => org !== 'not run');
  if (!answers || asked.length === 0) return 'not yet run in an org';
  const failed = asked.filter(([, { org }]) => org === 'fail').length;
  return `${failed === 0 ? 'pass' : `${failed} of ${asked.length} fail`}, ${answers.date}, API ${answers.apiVersion}`;
}

/** The README with its table replaced, without the padding of columns that Prettier adds. */
export function withTable(readme: string, content: string): string {
  const start = readme.indexOf(START);
  const end = readme.indexOf(END);
  if (start < 0 || end < start) throw new Error('conformance/README.md has no place for the table');
  return `${readme.slice(0, start)}${START}\n\n${content}\n\n${readme.slice(end)}`;
}

/** The table as the README has it, columns unpadded. */
export function tableIn(readme: string): string {
  const lines = readme
    .slice(readme.indexOf(START) + START.length, readme.indexOf(END))
    .trim()
    .split('\n');
  return lines
    .map((line) => line.replace(/ *\| */g, ' | ').trim())
    .map((line) => line.replace(/-{3,}/g, '---'))
    .join('\n');
}

/** Writes the README's table anew. */
export function writeTable(results: ApexTestResult[]): void {
  writeFileSync(README, withTable(readFileSync(README, 'utf8'), table(results, readAnswers())));
}
