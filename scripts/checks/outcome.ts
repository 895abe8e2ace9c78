/** A place in the project that is wrong, and what is wrong with it. */
export interface Problem {
  /** Path from the root of the project, with `/`. */
  file: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1. */
  column: number;
  message: string;
}

/** What one check found. */
export interface Outcome {
  /** A sentence that is true when there are no problems. */
  title: string;
  problems: Problem[];
  /** Why the check could not run; it then counts neither as passed nor as failed, for the reason has a problem of its own. */
  notRun?: string;
}

/** `file:line:column message`, the form that editors and terminals make a link of. */
export function describe(problem: Problem): string {
  return `${problem.file}:${problem.line}:${problem.column} ${problem.message}`;
}

/** Prints each outcome with its problems, `N passed, N failed` last, and sets the exit code: 1 when anything failed. */
export function report(outcomes: Outcome[]): void {
  let passed = 0;
  let failed = 0;
  for (const { title, problems, notRun } of outcomes) {
    if (notRun !== undefined) {
      console.log(`not run  ${title}: ${notRun}`);
    } else if (problems.length === 0) {
      passed++;
      console.log(`ok       ${title}`);
    } else {
      failed++;
      console.log(`FAILED   ${title}`);
      problems.forEach((problem) => console.log(`  ${describe(problem)}`));
    }
  }
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`${passed} passed, ${failed} failed`);
}
