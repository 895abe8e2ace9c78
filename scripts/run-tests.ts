import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
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

/** Files of browser journeys at a time: each waits for its browser about half of the time. */
const JOURNEYS_AT_ONCE = 2;

/**
 * Runs everything that `npm test` promises, each stage even if an earlier one failed, and prints `N passed, N failed` last.
 * Skipped tests are named, and count as failed in CI. The exit code is 1 when anything failed.
 */
export async function runTests(): Promise<void> {
  rmSync(RESULTS, { recursive: true, force: true });
  mkdirSync(RESULTS, { recursive: true });
  const total: Counts = { passed: 0, failed: 0, skipped: [] };
  const begun = Date.now();
  for (const stage of stages()) {
    const started = Date.now();
    console.log(`\n== ${stage.title}`);
    const { exitCode, output } = await run(stage.command);
    const counts = stage.count(exitCode, output);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(`-- ${stage.title}: ${counts.passed} passed, ${counts.failed} failed (${seconds} s)`);
    total.passed += counts.passed;
    total.failed += counts.failed;
    total.skipped.push(...counts.skipped);
  }
  console.log(`\nall stages: ${((Date.now() - begun) / 1000).toFixed(0)} s`);
  for (const name of total.skipped) {
    console.log(`skipped: ${name}`);
  }
  if (process.env.CI) {
    total.failed += total.skipped.length;
  }
  process.exitCode = total.failed === 0 ? 0 : 1;
  console.log(`${total.passed} passed, ${total.failed} failed`);
}

function stages(): Stage[] {
  const bin = (name: string, file: string): string => join(ROOT, 'node_modules', name, file);
  const tsc = bin('typescript', 'bin/tsc');
  return [
    check('Types from Apex and labels', [...TS_NODE, 'scripts/generate-types.ts']),
    check('TypeScript: components', [tsc, '-p', 'tsconfig.json']),
    check('TypeScript: component tests', [tsc, '-p', 'tsconfig.test.json']),
    check('TypeScript: tools', [tsc, '-p', 'tsconfig.tools.json']),
    check('ESLint', [bin('eslint', 'bin/eslint.js'), '.']),
    check('Prettier', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
    jest(bin('jest', 'bin/jest.js')),
    apexTests(),
    nodeTests('Tests of the local org and the scripts', ['local-org', 'scripts']),
    nodeTests('Browser journeys', ['e2e'], [`--test-concurrency=${JOURNEYS_AT_ONCE}`])
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

function apexTests(): Stage {
  return {
    title: 'Apex tests',
    command: [...TS_NODE, 'local-org/apex/testing/cli.ts'],
    count(exitCode, output) {
      const [, passed = '0', failed = '0'] = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1) ?? [];
      return atLeastOneFailure(exitCode, { passed: Number(passed), failed: Number(failed), skipped: [] });
    }
  };
}

/** `*.test.ts` files below folders, run by Node's own test runner. Its TAP report, written to a file, gives the counts. */
function nodeTests(title: string, folders: string[], options: string[] = []): Stage {
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.test.ts'))
      .sort()
      .map((file) => join(folder, file))
  );
  const report = join(RESULTS, `${folders.join('-')}.tap`);
  return {
    title,
    command: [
      ...TS_NODE,
      '--test',
      ...options,
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${report}`,
      ...files
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

/** A stage that ended badly without a failed test (a crash, too little coverage) is one failure. */
function atLeastOneFailure(exitCode: number, counts: Counts): Counts {
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function run(command: string[]): Promise<{ exitCode: number; output: string }> {
  return new Promise((done, refuse) => {
    const child = spawn(process.execPath, command, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      process.stdout.write(text);
    });
    child.on('error', refuse);
    child.on('close', (code) => done({ exitCode: code ?? 1, output }));
  });
}
