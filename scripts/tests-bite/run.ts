import { resolve } from 'node:path';
import { runApexTests } from '../../local-org/apex/testing/runner';
import type { ApexSource } from '../../local-org/apex/compiler';
import { BREAKAGES } from './breakages';
import type { Breakage } from './breakages';
import { KINDS } from './kinds';
import { calloutTimeouts } from './callout-timeout';

const ROOT = resolve(__dirname, '..', '..');

const ALL = [...BREAKAGES, ...KINDS];

/**
 * `npm run check:tests-bite`: breaks lines of the package's Apex one at a time, in memory, and runs the Apex tests each time. A
 * breakage that no test notices is a failure, and so is one whose line is not there any more. Ends with `N passed, N failed`.
 */
function checkTestsBite(): void {
  const survivors: string[] = [];
  for (const breakage of ALL) {
    const problem = survives(breakage);
    if (problem) {
      survivors.push(`${breakage.in}: ${breakage.loses}\n  ${problem}`);
    } else {
      console.log(`caught  ${breakage.in}: ${breakage.loses}`);
    }
  }
  survivors.forEach((line) => console.log(`MISSED  ${line}`));
  process.exitCode = survivors.length === 0 ? 0 : 1;
  console.log(`${ALL.length - survivors.length} passed, ${survivors.length} failed`);
}

/** Why a breakage was not caught; null when it was. */
function survives({ in: className, replace, by }: Breakage): string | null {
  let places = 0;
  const edit = (source: ApexSource): ApexSource => {
    if (source.file !== `${className}.cls`) {
      return source;
    }
    places = source.text.split(replace).length - 1;
    return { ...source, text: source.text.split(replace).join(by) };
  };
  const { results, problems } = runApexTests({ sourceDir: ROOT, edit });
  if (places !== 1) {
    return `The line to break occurs ${places} times: ${replace}`;
  }
  if (problems.length > 0) {
    return `Broken like this it does not compile: ${problems[0].message}`;
  }
  const caught = results.some(({ failure }) => failure !== null) || !everyTimeoutIs15Seconds(edit);
  return caught ? null : `No test fails with: ${by || '(nothing)'}`;
}

/** The one promise that Apex tests cannot see; the test beside this file makes it. */
function everyTimeoutIs15Seconds(edit: (source: ApexSource) => ApexSource): boolean {
  return calloutTimeouts(edit).every((milliseconds) => milliseconds === 15_000);
}

checkTestsBite();
