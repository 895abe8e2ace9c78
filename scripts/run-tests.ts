import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Outcome of a stage: tests, or 1 for a check that is no test. */
interface Counts {
  passed: number;
  failed: number;
  /** Names of tests that did not run. */
  skipped: string[];
}

interface Stage {
  title: string;
  /** Arguments of `node`. */
  command: string[];
  /** Reads the counts after the process ended with this exit code. */
  count: (exitCode: number, output: string) => Counts;
}

const ROOT = resolve(__dirname, '..');
const RESULTS = join(ROOT, '.build', 'test-results');
const TS_NODE = ['-r', 'ts-node/register'];

/**
 * Runs everything that `npm test` promises, each stage even if an earlier one failed, and prints `N passed, N failed` last.
 * The journeys wait for a browser much of the time, so that the other stages run beside them; a stage's output is printed when it ended.
 * Skipped tests are named, and count as failed in CI. The exit code is 1 when anything failed.
 */
export async function runTests(): Promise<void> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const total = nothing();
  const begun = Date.now();
  console.log('Three rows of stages run at once; a stage is printed when it has ended.');
  await runLane([generatedTypes()], total);
  await Promise.all([runLane([journeys()], total), runLane(checks(), total), runLane(tests(), total)]);
  console.log(`\nall stages: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  conclude(total);
}

/**
 * Runs the journeys with each of their states looked at in both themes, wide, narrow and at 400 % zoom: `npm run check:looks`. Prints and ends
 * as {@link runTests}.
 */
export async function runLooks(): Promise<void> {
  mkdirSync(RESULTS, { recursive: true });
  rmSync(join(RESULTS, 'looks.tap'), { force: true });
  process.env.LOOKS = 'all';
  const total = nothing();
  await runLane([generatedTypes(), journeys('looks')], total);
  conclude(total);
}

function nothing(): Counts {
  return { passed: 0, failed: 0, skipped: [] };
}

function conclude(total: Counts): void {
  for (const name of total.skipped) {
    console.log(`skipped: ${name}`);
  }
  if (process.env.CI) {
    total.failed += total.skipped.length;
  }
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

/** Runs stages one after the other, and adds their counts to a total. */
async function runLane(lane: Stage[], total: Counts): Promise<void> {
  for (const stage of lane) {
    const started = Date.now();
    const { exitCode, output, text } = await run(stage.command);
    const counts = stage.count(exitCode, output);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `\n== ${stage.title}\n${text}-- ${stage.title}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`
    );
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
}

const bin = (name: string, file: string): string => join(ROOT, 'node_modules', name, file);

/** First, because the checks and the local org read what it writes. */
function generatedTypes(): Stage {
  return check('Types from Apex and labels', [...TS_NODE, 'scripts/generate-types.ts']);
}

/** All in one process, which builds the package and starts the browser once. */
function journeys(report = 'e2e'): Stage {
  return nodeTests('Browser journeys', report, [join('e2e', 'all.ts')]);
}

function checks(): Stage[] {
  const tsc = bin('typescript', 'bin/tsc');
  return [
    check('TypeScript: components', [tsc, '-p', 'tsconfig.json']),
    check('TypeScript: component tests', [tsc, '-p', 'tsconfig.test.json']),
    check('TypeScript: tools', [tsc, '-p', 'tsconfig.tools.json']),
    check('ESLint', [bin('eslint', 'bin/eslint.js'), '.']),
    check('Prettier', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'])
  ];
}

function tests(): Stage[] {
  return [
    jest(bin('jest', 'bin/jest.js')),
    apexTests('Apex tests', 'local-org/apex/testing/cli.ts'),
    apexTests('Conformance suite of the Apex runtime', 'scripts/conformance/run.ts'),
    nodeTests('Tests of the local org and the scripts', 'local-org', [join('scripts', 'all-tests.ts')])
  ];
}

function check(title: string, command: string[]): Stage {
  const count = (exitCode: number): Counts => ({
    passed: exitCode === 0 ? 1 : 0,
    failed: exitCode === 0 ? 0 : 1,
    skipped: []
  });
  return { title, command, count };
}

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

function jest(program: string): Stage {
  const file = join(RESULTS, 'jest.json');
  return {
    title: 'Component tests (Jest)',
    command: [program, '--json', `--outputFile=${file}`],
    count(exitCode) {
      if (!existsSync(file)) {
        return { passed: 0, failed: 1, skipped: [] };
      }
      const report = JSON.parse(readFileSync(file, 'utf8')) as JestReport;
      const tests = report.testResults.flatMap((suite) => suite.assertionResults);
      return atLeastOneFailure(exitCode, {
        passed: report.numPassedTests,
        failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
        skipped: tests
          .filter((test) => test.status === 'pending' || test.status === 'todo')
          .map((test) => test.fullName)
      });
    }
  };
}

function apexTests(title: string, program: string): Stage {
  return {
    title,
    command: [...TS_NODE, program],
    count(exitCode, output) {
      const [, passed = '0', failed = '0'] = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1) ?? [];
      return atLeastOneFailure(exitCode, { passed: Number(passed), failed: Number(failed), skipped: [] });
    }
  };
}

/** Tests that Node's own test runner reports. Its TAP report, written to a file, gives the counts. */
function nodeTests(title: string, name: string, program: string[]): Stage {
  const report = join(RESULTS, `${name}.tap`);
  return {
    title,
    command: [
      ...TS_NODE,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...program
    ],
    count(exitCode) {
      const tap = existsSync(report) ? readFileSync(report, 'utf8') : '';
      const number = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
      return atLeastOneFailure(exitCode, {
        passed: number('pass'),
        failed: number('fail') + number('cancelled'),
        skipped: [...tap.matchAll(/^\s*ok \d+ - (.*) # (?:SKIP|TODO)/gm)].map(([, name = '']) => name)
      });
    }
  };
}

/** A stage that ended badly without a failed test (a crash, too little coverage), or in which nothing ran, is one failure. */
function atLeastOneFailure(exitCode: number, counts: Counts): Counts {
  const nothingRan = counts.passed + counts.failed === 0;
  return (exitCode !== 0 || nothingRan) && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** `output` is what the process wrote to stdout; `text` is that with its messages, in the order they came. */
function run(command: string[]): Promise<{ exitCode: number; output: string; text: string }> {
  return new Promise((done, refuse) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      text += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
    child.on('error', refuse);
    child.on('close', (code) => done({ exitCode: code ?? 1, output, text }));
  });
}
