import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { CLASS_META } from '../../local-org/apex/testing/fixture';
import { type OrgAnswers, readAnswers } from './answers';
import { byClass, reportLines, runLocally, SUITE } from './suite';
import { README, table, tableIn } from './table';

const CLASSES = join(SUITE, 'main/default/classes');
const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
after(() => rmSync(folder, { recursive: true }));

describe('The conformance suite', () => {
  const files = readdirSync(CLASSES).filter((name) => name.endsWith('.cls'));
  const texts = files.map((name) => [name, readFileSync(join(CLASSES, name), 'utf8')] as const);

  it('is made of test classes of at most 300 lines', () => {
    for (const [name, text] of texts) {
      assert.match(text, /^@IsTest$/m, `${name} is a test class`);
      assert.ok(text.split('\n').length <= 300, `${name} is short`);
    }
  });

  it('names the page of the documentation before each test', () => {
    for (const [name, text] of texts) {
      const tests = text.split(/^ {2}@IsTest$/m);
      for (const [index, before] of tests.slice(0, -1).entries()) {
        const method = /static void (\w+)/.exec(tests[index + 1])?.[1];
        const comment = before.slice(before.lastIndexOf('/**'));
        assert.match(comment, /@see https:\/\/developer\.salesforce\.com\/docs\/\S+\s+\*\/\s*$/, `${name} ${method}`);
      }
    }
  });

  it('passes locally, with the numbers that its README has', () => {
    const run = runLocally();
    assert.deepEqual(
      run.results.filter(({ failure }) => failure),
      [],
      reportLines(run).join('\n')
    );
    assert.ok(byClass(run.results).reduce((sum, one) => sum + one.assertions, 0) >= 250, 'assertions');
    assert.equal(
      tableIn(readFileSync(README, 'utf8')),
      table(run.results, readAnswers()),
      'npm run test:conformance -- --update writes the table'
    );
  });

  it('counts the assertions of a test, those before a failure and the failed one', () => {
    const suite = join(folder, 'counted');
    mkdirSync(suite, { recursive: true });
    writeFileSync(
      join(suite, 'Counted.cls'),
      `@IsTest
private class Counted {
  @IsTest
  static void three() {
    System.assertEquals(1, 1, 'one');
    System.assert(true);
    Assert.isNull(null, 'three');
  }
  @IsTest
  static void two() {
    Assert.isTrue(true, 'one');
    Assert.isTrue(false, 'two');
    Assert.isTrue(true, 'never');
  }
}`
    );
    writeFileSync(join(suite, 'Counted.cls-meta.xml'), CLASS_META);
    const run = runLocally({ suite, seed: 42 });
    assert.deepEqual(byClass(run.results), [{ className: 'Counted', passed: 1, failed: 1, assertions: 5 }], 'sums');
    assert.deepEqual(
      reportLines(run),
      [
        'FAIL Counted.two',
        '     System.AssertException: Assertion Failed: two',
        '     Class.Counted.two: line 12, column 1',
        'FAIL Counted                      2 tests, 5 assertions',
        'Order of sets and maps in this run: --seed 42',
        '5 assertions',
        '1 passed, 1 failed'
      ],
      'report with the seed'
    );
  });

  it('tells file, line and column of a class that cannot be compiled', () => {
    const suite = join(folder, 'broken');
    mkdirSync(suite, { recursive: true });
    writeFileSync(join(suite, 'Broken.cls'), '@IsTest\nprivate class Broken {\n  Missing x;\n}');
    writeFileSync(join(suite, 'Broken.cls-meta.xml'), CLASS_META);
    writeFileSync(join(suite, 'Alone.cls'), '@IsTest\nprivate class Alone {}');
    assert.deepEqual(
      reportLines(runLocally({ suite })),
      [
        'Alone.cls:1:1 Alone.cls-meta.xml is missing: Salesforce deploys no class without it',
        'Broken.cls:3:3 Invalid type: Missing',
        '0 assertions',
        '0 passed, 1 failed'
      ],
      'report'
    );
  });
});

describe('The run in an org', () => {
  const output = join(folder, 'answers.json');
  const run = (path: string, ...parameters: string[]) =>
    spawnSync(
      process.execPath,
      ['-r', 'ts-node/register', join(__dirname, 'org.ts'), '--output', output, ...parameters],
      { encoding: 'utf8', env: { ...process.env, PATH: path }, cwd: join(__dirname, '..', '..') }
    );

  /** A program called sf that gives recorded answers, by its first two words. */
  function recordedCli(name: string, answers: Record<string, unknown>): string {
    const bin = join(folder, name);
    mkdirSync(bin);
    writeFileSync(
      join(bin, 'sf'),
      `#!${process.execPath}\nconst answers = ${JSON.stringify(answers)};\n` +
        `process.stdout.write(JSON.stringify(answers[process.argv.slice(2, 4).join(' ')] ?? {}));\n`,
      { mode: 0o755 }
    );
    return bin;
  }

  it('says what is needed without a CLI', () => {
    const { status, stderr } = run(folder);
    assert.equal(status, 1, 'status');
    assert.match(stderr, /^The Salesforce CLI \(sf\) is needed on the PATH: .*\n$/, 'one line');
  });

  it('says what is needed without an org', () => {
    const { status, stderr } = run(recordedCli('none', { 'org display': { status: 1, message: 'No default org' } }));
    assert.equal(status, 1, 'status');
    assert.match(stderr, /^An authorized org is needed: .*\(No default org\)\n$/, 'one line');
  });

  it('tells the first component that could not be deployed', () => {
    const componentFailures = [{ fullName: 'ConformanceDmlTest', problem: 'Invalid type: X (3:4)' }];
    const bin = recordedCli('refused', {
      'org display': { status: 0, result: { apiVersion: '65.0' } },
      'project deploy': { status: 1, result: { details: { componentFailures } } }
    });
    const { status, stderr } = run(bin);
    assert.equal(status, 1, 'status');
    assert.equal(stderr, 'The suite could not be deployed: ConformanceDmlTest: Invalid type: X (3:4)\n', 'one line');
  });

  it('keeps the org’s answers beside the local ones, and fails where they differ', () => {
    const tests = [
      { FullName: 'ConformanceAuraTest.messages', Outcome: 'Pass', Message: null },
      { FullName: 'ConformanceAuraTest.annotatedMembers', Outcome: 'Fail', Message: 'Assertion Failed: property' }
    ];
    const bin = recordedCli('told', {
      'org display': { status: 0, result: { apiVersion: '65.0' } },
      'project deploy': { status: 0, result: {} },
      'apex run': { status: 100, result: { tests } }
    });
    const { status, stdout } = run(bin, '--target-org', 'x');
    const kept = JSON.parse(readFileSync(output, 'utf8')) as OrgAnswers;
    assert.equal(status, 1, 'status');
    assert.match(kept.date, /^\d{4}-\d{2}-\d{2}$/, 'day');
    assert.equal(kept.apiVersion, '65.0', 'API version');
    assert.deepEqual(
      [kept.tests['ConformanceAuraTest.messages'], kept.tests['ConformanceAuraTest.annotatedMembers']],
      [
        { local: 'pass', org: 'pass', message: null },
        { local: 'pass', org: 'fail', message: 'Assertion Failed: property' }
      ],
      'answers'
    );
    assert.match(
      stdout,
      /ConformanceAuraTest\.annotatedMembers: local pass, org fail: Assertion Failed: property/,
      'told'
    );
    assert.match(stdout, /\n1 passed, \d+ failed\n$/, 'last line');
  });
});
