import { LCOV_FILE } from './lcov';
import type { ApexClassCoverage, ApexTestRun } from './runner';

/** Least share of all executable lines that tests must reach. */
export const REQUIRED_IN_TOTAL = 0.9;

/** Least share of the executable lines of each class. */
export const REQUIRED_PER_CLASS = 0.85;

/** The thin adapters that the gate per class does not apply to, with the reason. */
export const COVERAGE_EXEMPT: ReadonlyMap<string, string> = new Map([
  ['RelinkVisualforceSession', 'Only calls PageReference.getContent(), which Salesforce does not run in test methods.'],
  [
    'RelinkNamedCredentials',
    'Only calls ConnectApi, which Salesforce does not run in test methods without the data of the org.'
  ]
]);

export interface CoverageRow {
  className: string;
  covered: number;
  total: number;
  share: number;
  uncoveredLines: number[];
  exempt: string | null;
}

export interface ApexReport {
  passed: number;
  failed: number;
  rows: CoverageRow[];
  totalShare: number;
  /** Why the run does not pass; empty when it does. */
  reasons: string[];
}

function row({ className, lines }: ApexClassCoverage): CoverageRow {
  const total = lines.size;
  const uncoveredLines = [...lines].filter(([, count]) => count === 0).map(([line]) => line);
  const covered = total - uncoveredLines.length;
  return {
    className,
    covered,
    total,
    share: total === 0 ? 1 : covered / total,
    uncoveredLines,
    exempt: COVERAGE_EXEMPT.get(className) ?? null
  };
}

/** Judges a run: tests, coverage per class, coverage in total. A filtered run is judged by its tests alone. */
export function judge(run: ApexTestRun, filtered = false): ApexReport {
  const failed = run.results.filter((result) => result.failure).length;
  const rows = run.coverage.map(row).sort((a, b) => a.share - b.share || a.className.localeCompare(b.className));
  const lines = rows.reduce((sum, item) => sum + item.total, 0);
  const totalShare = lines === 0 ? 1 : rows.reduce((sum, item) => sum + item.covered, 0) / lines;
  const reasons: string[] = [];
  if (run.problems.length > 0) reasons.push(`${run.problems.length} compile problem(s)`);
  if (failed > 0) reasons.push(`${failed} test(s) failed`);
  if (!filtered && run.problems.length === 0) {
    if (run.results.length === 0) reasons.push('no tests found');
    for (const item of rows) {
      if (item.share < REQUIRED_PER_CLASS && !item.exempt)
        reasons.push(`${item.className} is covered ${percent(item.share)}, less than ${percent(REQUIRED_PER_CLASS)}`);
    }
    if (totalShare < REQUIRED_IN_TOTAL)
      reasons.push(`total coverage is ${percent(totalShare)}, less than ${percent(REQUIRED_IN_TOTAL)}`);
  }
  return { passed: run.results.length - failed, failed, rows, totalShare, reasons };
}

export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}

/** The report as text lines for a terminal. */
export function reportLines(run: ApexTestRun, report: ApexReport, verbose: boolean): string[] {
  const lines: string[] = run.problems.map(
    (problem) => `${problem.file}:${problem.line}:${problem.column} ${problem.message}`
  );
  for (const result of run.results) {
    if (!result.failure && !verbose) continue;
    const mark = result.failure ? 'FAIL' : 'pass';
    lines.push(`${mark} ${result.className}.${result.methodName} (${result.milliseconds.toFixed(1)} ms)`);
    if (result.failure) {
      lines.push(`     ${result.failure.exceptionType}: ${result.failure.message}`);
      lines.push(...result.failure.stackTrace.split('\n').map((line) => `     ${line}`));
    }
  }
  if (run.problems.length === 0) {
    lines.push('', `Apex line coverage, local: counted by the local runtime, not by an org (${LCOV_FILE})`);
    const width = Math.max(5, ...report.rows.map((item) => item.className.length));
    for (const item of report.rows) {
      const missing = item.uncoveredLines.length ? `  lines ${item.uncoveredLines.join(', ')}` : '';
      const exempt = item.exempt && item.share < REQUIRED_PER_CLASS ? '  (exempt)' : '';
      lines.push(
        `  ${item.className.padEnd(width)}  ${percent(item.share).padStart(7)}  ${item.covered}/${item.total}${exempt}${missing}`
      );
    }
    lines.push(`  ${'Total'.padEnd(width)}  ${percent(report.totalShare).padStart(7)}`);
  }
  if (report.failed > 0) lines.push('', `Order of sets and maps in this run: --seed ${run.seed}`);
  lines.push('', `${report.passed} passed, ${report.failed} failed`);
  lines.push(...report.reasons.map((reason) => `Not good enough: ${reason}`));
  return lines;
}
