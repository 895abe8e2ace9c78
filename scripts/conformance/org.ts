/**
 * Runs the conformance suite in an org and keeps its answers beside the local ones:
 * `npm run conformance:org -- [--target-org ALIAS]`. Needs the Salesforce CLI and an authorized org.
 * Ends with status 1 when it could not run, and when the org and the local runtime disagree.
 */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ANSWERS_FILE, compare, differences, type OrgAnswers, type OrgTest } from './answers';
import { runLocally, SUITE } from './suite';
import { writeTable } from './table';

/** Something the person at the terminal can mend; told in one line. */
class Needed extends Error {}

interface CliAnswer {
  status: number;
  result?: {
    /** Of `sf org display`. */
    apiVersion?: string;
    /** Of `sf apex run test`. */
    tests?: OrgTest[];
    /** Of `sf project deploy start`. */
    details?: { componentFailures?: { fullName: string; problem: string }[] };
  };
  message?: string;
}

/** Runs `sf … --json` in the suite's project. */
function sf(parameters: string[]): CliAnswer {
  const { stdout, error } = spawnSync('sf', [...parameters, '--json'], {
    cwd: SUITE,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024
  });
  if (error) throw new Needed(`The Salesforce CLI could not be started: ${error.message}`);
  try {
    return JSON.parse(stdout) as CliAnswer;
  } catch {
    throw new Needed(`The Salesforce CLI gave no JSON for: sf ${parameters.slice(0, 3).join(' ')}`);
  }
}

function runInOrg(): void {
  const { values } = parseArgs({ options: { 'target-org': { type: 'string' }, output: { type: 'string' } } });
  const org = values['target-org'] ? ['--target-org', values['target-org']] : [];
  if (spawnSync('sf', ['--version'], { stdio: 'ignore' }).status !== 0) {
    throw new Needed(
      'The Salesforce CLI (sf) is needed on the PATH: https://developer.salesforce.com/tools/salesforcecli'
    );
  }
  const display = sf(['org', 'display', ...org]);
  if (display.status !== 0) {
    throw new Needed(
      `An authorized org is needed: sf org login web, then --target-org ALIAS (${display.message ?? 'no org'})`
    );
  }
  const local = runLocally();
  if (local.problems.length > 0) throw new Needed('The suite does not compile locally: npm run test:conformance');
  const deploy = sf(['project', 'deploy', 'start', '--source-dir', 'main', '--wait', '30', ...org]);
  if (deploy.status !== 0) throw new Needed(`The suite could not be deployed: ${deployFailure(deploy)}`);
  const classes = [...new Set(local.results.map(({ className }) => className))];
  const tests = sf(['apex', 'run', 'test', '--class-names', classes.join(','), '--wait', '30', ...org]);
  const told = tests.result?.tests;
  if (!told) throw new Needed(`The tests could not be run: ${tests.message ?? 'no result'}`);
  const answers: OrgAnswers = {
    date: new Date().toISOString().slice(0, 10),
    apiVersion: display.result?.apiVersion ?? 'unknown',
    tests: compare(local.results, told)
  };
  report(answers);
  writeFileSync(values.output ?? ANSWERS_FILE, `${JSON.stringify(answers, null, 2)}\n`);
  if (!values.output) writeTable(local.results);
}

function deployFailure({ result, message }: CliAnswer): string {
  const [first] = result?.details?.componentFailures ?? [];
  return first ? `${first.fullName}: ${first.problem}` : (message ?? 'no reason given');
}

function report(answers: OrgAnswers): void {
  const all = Object.values(answers.tests);
  for (const [name, { local, org, message }] of differences(answers)) {
    console.log(`${name}: local ${local}, org ${org}${message ? `: ${message}` : ''}`);
  }
  const passed = all.filter(({ org }) => org === 'pass').length;
  const failed = all.filter(({ org, local }) => org !== 'pass' || local !== 'pass').length;
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

try {
  runInOrg();
} catch (error) {
  if (!(error instanceof Needed)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
