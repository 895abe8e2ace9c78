import { join, resolve } from 'node:path';
import { type ApexTestResult, type ApexTestRun, runApexTests } from '../../local-org/apex/testing/runner';

const ROOT = resolve(__dirname, '..', '..');

/** An SFDX project of its own, so that it is no part of the package. */
export const SUITE = join(ROOT, 'conformance');

/** Runs the suite in the local Apex runtime. */
export function runLocally(options: { seed?: number; filter?: string; suite?: string } = {}): ApexTestRun {
  const { suite = SUITE, ...rest } = options;
  return runApexTests({ ...rest, sourceDir: suite, cacheDir: join(ROOT, '.build', 'apex') });
}

/** What one class of the suite came to. */
export interface ClassOutcome {
  className: string;
  passed: number;
  failed: number;
  /** Assertions that ran. */
  assertions: number;
}

/** Sums up by class, in alphabetical order. */
export function byClass(results: ApexTestResult[]): ClassOutcome[] {
  const outcomes = new Map<string, ClassOutcome>();
  for (const { className, assertions, failure } of results) {
    const outcome = outcomes.get(className) ?? { className, passed: 0, failed: 0, assertions: 0 };
    outcome[failure ? 'failed' : 'passed']++;
    outcome.assertions += assertions;
    outcomes.set(className, outcome);
  }
  return [...outcomes.values()].sort((a, b) => a.className.localeCompare(b.className));
}

/** The report of a run as lines for a terminal; the last one is `N passed, N failed`. */
export function reportLines({ results, problems, seed }: ApexTestRun): string[] {
  const lines = problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  for (const { className, methodName, failure } of results) {
    if (!failure) continue;
    lines.push(`FAIL ${className}.${methodName}`, `     ${failure.exceptionType}: ${failure.message}`);
    lines.push(...failure.stackTrace.split('\n').map((line) => `     ${line}`));
  }
  const outcomes = byClass(results);
  for (const { className, passed, failed, assertions } of outcomes) {
    lines.push(
      `${failed ? 'FAIL' : 'pass'} ${className.padEnd(28)} ${passed + failed} tests, ${assertions} assertions`
    );
  }
  const total = (key: 'passed' | 'failed' | 'assertions'): number =>
    outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
  const failed = total('failed') + (problems.length > 0 ? 1 : 0);
  if (total('failed') > 0) lines.push(`Order of sets and maps in this run: --seed ${seed}`);
  lines.push(`${total('assertions')} assertions`, `${total('passed')} passed, ${failed} failed`);
  return lines;
}
