import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { CLASS_META } from './fixture';
import { lcov } from './lcov';
import { judge, reportLines } from './report';
import { type ApexTestRun, runApexTests } from './runner';

const folder = mkdtempSync(path.join(tmpdir(), 'apex-tests-'));
after(() => rmSync(folder, { recursive: true }));

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
  if (file.endsWith('.cls')) writeFileSync(path.join(folder, `${file}-meta.xml`), CLASS_META);
}

write(
  'objects/Run__c/Run__c.object-meta.xml',
  `<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Run</label>
   <nameField><label>Name</label><type>Text</type></nameField></CustomObject>`
);
write('pages/Session.page', '<apex:page contentType="text/plain">x</apex:page>');
write(
  'classes/Service.cls',
  `public with sharing class Service {
  public static Integer status() {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://api.example/status');
    request.setMethod('GET');
    return new Http().send(request).getStatusCode();
  }
  public static String unused() {
    return 'never';
  }
}`
);
write(
  'classes/ServiceTest.cls',
  `@IsTest
private class ServiceTest {
  static Integer calls = 0;
  class Answer implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) {
      calls++;
      HttpResponse response = new HttpResponse();
      response.setStatusCode(204);
      return response;
    }
  }
  @TestSetup
  static void setup() {
    insert as system new Run__c(Name = 'from setup');
  }
  @IsTest
  static void usesTheMock() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    Assert.areEqual(204, Service.status(), 'status of the mock');
    Assert.areEqual(1, calls, 'one call');
  }
  @IsTest
  static void startsWithFreshStatics() {
    Assert.areEqual(0, calls, 'statics of another test');
  }
  @IsTest
  static void failsWithoutAMock() {
    Service.status();
  }
  @IsTest
  static void refusesACalloutAfterDml() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    insert as system new Run__c(Name = 'x');
    Service.status();
  }
  @IsTest
  static void seesRowsOfTheSetup() {
    delete [SELECT Id FROM Run__c];
    Assert.areEqual(0, [SELECT COUNT() FROM Run__c], 'all gone');
  }
  @IsTest
  static void seesThemAgain() {
    Run__c run = [SELECT Name FROM Run__c WHERE Name = 'from setup' LIMIT 1];
    Assert.areEqual('from setup', run.Name, 'rolled back after the other test');
  }
  @IsTest
  static void seesNoRowsOfTheOrg() {
    Assert.areEqual(0, [SELECT Id FROM AuthProvider].size(), 'setup rows');
  }
  @IsTest
  static void cannotReadPages() {
    Page.Session.getContent();
  }
  @IsTest
  static void failsAnAssertion() {
    Assert.isTrue(false, 'as planned');
  }
  @IsTest
  static void queriesOneRowOfNone() {
    Run__c run = [SELECT Id FROM Run__c WHERE Name = 'missing'];
  }
}`
);

describe('The Apex test runner', () => {
  const run = runApexTests({ sourceDir: folder, cacheDir: null });
  const failures = new Map(run.results.map((result) => [result.methodName, result.failure]));
  const failure = (name: string): string | null => {
    const found = failures.get(name);
    assert.notEqual(found, undefined, `${name} was run`);
    return found ? `${found.exceptionType}: ${found.message}` : null;
  };

  it('compiles and runs every test method', () => {
    assert.deepEqual(run.problems, [], 'no problems');
    assert.equal(run.results.length, 10, 'all test methods');
  });

  it('gives each test its own statics, mocks and rows, and what the setup left', () => {
    for (const name of [
      'usesTheMock',
      'startsWithFreshStatics',
      'seesRowsOfTheSetup',
      'seesThemAgain',
      'seesNoRowsOfTheOrg'
    ]) {
      assert.equal(failure(name), null, name);
    }
  });

  it('fails a callout without a mock, and one after DML, with Salesforce’s texts', () => {
    assert.equal(
      failure('failsWithoutAMock'),
      'System.TypeException: Methods defined as TestMethod do not support Web service callouts',
      'no mock'
    );
    assert.equal(
      failure('refusesACalloutAfterDml'),
      'System.CalloutException: You have uncommitted work pending. Please commit or rollback before calling out',
      'after DML'
    );
  });

  it('fails reading a page, a failed assertion and a single-row query without rows', () => {
    assert.match(failure('cannotReadPages') ?? '', /getContent/i, 'page content');
    assert.equal(failure('failsAnAssertion'), 'System.AssertException: Assertion Failed: as planned', 'assertion');
    assert.equal(
      failure('queriesOneRowOfNone'),
      'System.QueryException: List has no rows for assignment to SObject',
      'query'
    );
  });

  it('shows the Apex lines of a failure', () => {
    assert.equal(
      failures.get('failsWithoutAMock')?.stackTrace,
      'Class.Service.status: line 6, column 1\nClass.ServiceTest.failsWithoutAMock: line 28, column 1',
      'stack trace'
    );
  });

  it('counts covered lines of package classes only', () => {
    assert.deepEqual(
      run.coverage.map(({ className, file, lines }) => [
        className,
        file,
        [...lines].map(([line, count]) => `${line} ${count > 0}`).join()
      ]),
      [['Service', 'classes/Service.cls', '3 true,4 true,5 true,6 true,9 false']],
      'statement lines of Service'
    );
  });

  it('runs the tests a filter names', () => {
    const some = runApexTests({ sourceDir: folder, cacheDir: null, filter: 'servicetest.usesthemock' });
    assert.deepEqual(
      some.results.map(({ methodName }) => methodName),
      ['usesTheMock'],
      'one test'
    );
  });

  it('reports compile problems instead of running', () => {
    write('classes/Broken.cls', 'public class Broken { Integer i = missing; }');
    const broken = runApexTests({ sourceDir: folder, cacheDir: null });
    rmSync(path.join(folder, 'classes/Broken.cls'));
    assert.equal(broken.results.length, 0, 'nothing was run');
    assert.equal(broken.problems[0].message, 'Variable does not exist: missing', 'the problem');
  });
});

describe('Files that are not what they should be', () => {
  const problemsOf = (): string[] => {
    const run = runApexTests({ sourceDir: folder, cacheDir: null });
    assert.equal(run.results.length, 0, 'nothing was run');
    return run.problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
  };
  const bad = path.join(folder, 'classes/Bad.cls');
  const problemOf = (text: string | Buffer): string => {
    writeFileSync(bad, text);
    writeFileSync(`${bad}-meta.xml`, CLASS_META);
    const found = problemsOf();
    rmSync(bad);
    assert.equal(found.length, 1, `one problem: ${found.join(' | ')}`);
    return found[0];
  };

  it('tells file, line, column and what is wrong of a syntax error, an unknown type and a member that is not implemented', () => {
    assert.match(
      problemOf('public class Bad {\n  void x() {\n    Integer i = ;\n  }\n}'),
      /^Bad\.cls:3:17 .*';'/,
      'syntax'
    );
    assert.equal(
      problemOf('public class Bad {\n  public Missing x;\n}'),
      'Bad.cls:2:10 Invalid type: Missing',
      'unknown type'
    );
    assert.equal(
      problemOf("public class Bad {\n  Object x = Pattern.compile('a');\n}"),
      'Bad.cls:2:22 System.Pattern.compile(string) is not implemented in the local Apex runtime',
      'a class of Salesforce that the runtime does not have'
    );
  });

  it('refuses an empty file, and one that ends in the middle', () => {
    assert.match(problemOf(''), /^Bad\.cls:1:1 /, 'empty');
    assert.match(problemOf('public class Bad {\n  void x() {'), /^Bad\.cls:2:13 /, 'cut off');
    assert.match(problemOf('trigger Bad on Account (before insert) {}'), /^Bad\.cls:1:1 /, 'a trigger');
  });

  it('tells the place of the first byte that is not UTF-8', () => {
    const latin1 = Buffer.concat([
      Buffer.from('// \u00e9\npublic class Bad { // \u00e4', 'utf8'),
      Buffer.from([0xe9]),
      Buffer.from('\n}')
    ]);
    assert.equal(problemOf(latin1), 'Bad.cls:2:24 The file is not UTF-8: unexpected byte 0xE9', 'line and column');
  });

  it('misses the -meta.xml of a class, and tells where one is malformed', () => {
    writeFileSync(bad, 'public class Bad {}');
    rmSync(`${bad}-meta.xml`, { force: true });
    assert.deepEqual(
      problemsOf(),
      ['Bad.cls:1:1 Bad.cls-meta.xml is missing: Salesforce deploys no class without it'],
      'missing'
    );
    writeFileSync(`${bad}-meta.xml`, '<ApexClass>\n  <apiVersion>65.0</apiVersio>\n</ApexClass>');
    assert.match(problemsOf().join(), /^Bad\.cls-meta\.xml:2:\d+ Malformed XML: /, 'malformed');
    rmSync(bad);
    rmSync(`${bad}-meta.xml`);
  });

  it('prints them without a stack trace of the tool', () => {
    writeFileSync(bad, 'public class Bad {');
    writeFileSync(`${bad}-meta.xml`, CLASS_META);
    const run = runApexTests({ sourceDir: folder, cacheDir: null });
    const lines = reportLines(run, judge(run), false);
    rmSync(bad);
    assert.ok(!lines.some((line) => /^\s+at |\.ts:/.test(line)), lines.join('\n'));
    assert.ok(lines.includes('Not good enough: 1 compile problem(s)'), 'the verdict');
  });
});

describe('The coverage gate', () => {
  const passing = { className: 'T', methodName: 'm', milliseconds: 1, assertions: 1, failure: null };
  const lines = (count: number, from = 1): number[] => Array.from({ length: count }, (_, index) => from + index);
  const runWith = (coverage: ApexTestRun['coverage']): ApexTestRun => ({
    results: [passing],
    coverage,
    problems: [],
    seed: 1
  });

  const coverage = (className: string, covered: number, uncovered: number): ApexTestRun['coverage'][number] => ({
    className,
    file: `classes/${className}.cls`,
    lines: new Map([...lines(covered), ...lines(uncovered, covered + 1)].map((line) => [line, line <= covered ? 2 : 0]))
  });

  it('fails a class below 85 % even when the total is above its limit', () => {
    const { reasons } = judge(runWith([coverage('Good', 1000, 0), coverage('Just', 85, 15), coverage('Poor', 84, 16)]));
    assert.deepEqual(reasons, ['Poor is covered 84.0 %, less than 85.0 %'], 'the class is named');
  });

  it('fails a total below 90 % even when each class is above its limit', () => {
    assert.deepEqual(
      judge(runWith([coverage('A', 89, 11), coverage('B', 90, 10)])).reasons,
      ['total coverage is 89.5 %, less than 90.0 %'],
      'the total'
    );
    assert.deepEqual(judge(runWith([coverage('A', 90, 10)])).reasons, [], 'at the limit');
  });

  it('exempts the two adapters that tests cannot reach, but counts them in the total', () => {
    const { reasons } = judge(
      runWith([
        coverage('Good', 30, 0),
        coverage('RelinkVisualforceSession', 0, 5),
        coverage('RelinkNamedCredentials', 0, 5)
      ])
    );
    assert.deepEqual(reasons, ['total coverage is 75.0 %, less than 90.0 %'], 'only the total');
    const queries = judge(runWith([coverage('Good', 1000, 0), coverage('RelinkSetupQueries', 0, 5)])).reasons;
    assert.deepEqual(queries, ['RelinkSetupQueries is covered 0.0 %, less than 85.0 %'], 'no third one');
  });

  it('is written as lcov, and says that it is local', () => {
    const run = runWith([coverage('A', 2, 1), coverage('B', 1, 0)]);
    assert.deepEqual(
      lcov(run.coverage).split('\n'),
      [
        ...['TN:local', 'SF:classes/A.cls', 'DA:1,2', 'DA:2,2', 'DA:3,0', 'LF:3', 'LH:2', 'end_of_record'],
        ...['TN:local', 'SF:classes/B.cls', 'DA:1,2', 'LF:1', 'LH:1', 'end_of_record'],
        ''
      ],
      'a record for each class'
    );
    assert.match(
      reportLines(run, judge(run), false).join('\n'),
      /^Apex line coverage, local: /m,
      'in the terminal too'
    );
  });

  it('fails a run without tests, and says how many passed', () => {
    const report = judge({ results: [], coverage: [], problems: [], seed: 1 });
    assert.deepEqual(report.reasons, ['no tests found'], 'nothing ran');
    const good = runWith([coverage('Good', 1, 0)]);
    assert.ok(reportLines(good, judge(good), false).includes('1 passed, 0 failed'), 'summary line');
  });
});
