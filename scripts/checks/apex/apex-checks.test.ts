import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { unzipSync } from 'fflate';
import { memberAt, suppressionsIn } from './finding';
import type { Finding } from './finding';
import { NEEDS_JAVA, findJava } from './java';
import { LEDGER, PACKAGE, compare, readLedger } from './ledger';
import { TYPE_CHECKER, classPath } from './type-check';

const ROOT = resolve(__dirname, '..', '..', '..');

const LEDGER_TEXT = `
# Findings

| Other | Table |
| ----- | ----- |
| a     | b     |

| Rule        | Place                                      | Why it stands | What limits the harm |
| ----------- | ------------------------------------------ | ------------- | -------------------- |
| \`RuleOne\` | \`classes/a/One.cls#run\`, \`classes/b/\` | because       | nothing is harmed    |
| \`RuleTwo\` | \`pages/Page.page\`                       | because       | nothing is harmed    |
`;

const CLASS = `/** About. */
public class One {
  @SuppressWarnings('PMD.RuleOne, PMD.RuleTwo')
  public void run() {
    call();
  }
  private String name;
  class Inner {
    void call() {} // NOPMD
  }
}
`;

function finding(rule: string, file: string, member: string | null = null): Finding {
  return { rule, file: PACKAGE + file, member, line: 3, column: 5, message: 'is wrong' };
}

describe('ledger of the findings', () => {
  const { entries, problems } = readLedger(LEDGER_TEXT);

  test('every row of a table with its columns is an entry for each place', () => {
    assert.deepEqual(problems, [], 'the rows are well-formed');
    assert.deepEqual(
      entries.map(({ rule, place, member, line }) => [rule, place, member, line]),
      [
        ['RuleOne', 'classes/a/One.cls', 'run', 10],
        ['RuleOne', 'classes/b/', null, 10],
        ['RuleTwo', 'pages/Page.page', null, 11]
      ],
      'other tables are no ledger'
    );
  });

  test('a finding of a rule in a place that has an entry is justified', () => {
    const found = [
      finding('RuleOne', 'classes/a/One.cls', 'run'),
      finding('RuleOne', 'classes/b/c/Two.cls', 'any'),
      finding('RuleTwo', 'pages/Page.page')
    ];
    assert.deepEqual(compare(found, entries), { unjustified: [], stale: [] }, 'all findings and all entries meet');
  });

  test('a finding without an entry is told with its place, rule and member', () => {
    const found = [finding('RuleTwo', 'classes/a/One.cls', 'run'), finding('RuleOne', 'classes/a/One.cls', 'other')];
    assert.deepEqual(
      compare(found, entries).unjustified.map(({ file, line, column, message }) => [file, line, column, message]),
      [
        [`${PACKAGE}classes/a/One.cls`, 3, 5, 'RuleTwo in run: is wrong'],
        [`${PACKAGE}classes/a/One.cls`, 3, 5, 'RuleOne in other: is wrong']
      ],
      'another rule and another method are not justified'
    );
  });

  test('an entry that no finding is left for is told with its line', () => {
    const { stale } = compare([finding('RuleOne', 'classes/b/Two.cls')], entries);
    assert.deepEqual(
      stale.map(({ file, line, message }) => [file, line, message]),
      [
        [LEDGER, 10, 'no finding of RuleOne is left in classes/a/One.cls#run: take the entry out'],
        [LEDGER, 11, 'no finding of RuleTwo is left in pages/Page.page: take the entry out']
      ],
      'both entries without a finding are stale'
    );
  });

  test('a row without a justification is refused', () => {
    const broken = LEDGER_TEXT.replace('| because       | nothing is harmed    |\n| `RuleTwo', '|  | x |\n| `RuleTwo');
    assert.deepEqual(
      readLedger(broken).problems.map(({ line }) => line),
      [10],
      'the row is named by its line'
    );
  });

  test('the ledger in the repository can be read', () => {
    const { entries: real, problems: wrong } = readLedger(readFileSync(join(ROOT, LEDGER), 'utf8'));
    assert.deepEqual(wrong, [], 'every row is well-formed');
    assert.ok(real.length > 0, 'it has entries');
  });
});

describe('place of a finding', () => {
  test('is the member of the top-level class, by its line', () => {
    const members = [2, 3, 4, 5, 7, 9].map((line) => memberAt('One.cls', CLASS, line));
    assert.deepEqual(members, [null, 'run', 'run', 'run', 'name', 'Inner'], 'annotations belong to what follows them');
  });

  test('a page has no members', () => {
    assert.equal(memberAt('Page.page', '<apex:page/>', 1), null, 'only classes have members');
  });

  test('what silences a scanner in the code is a finding of its own', () => {
    assert.deepEqual(
      suppressionsIn('One.cls', CLASS).map(({ rule, line, member }) => [rule, line, member]),
      [
        ['RuleOne', 3, 'run'],
        ['RuleTwo', 3, 'run'],
        ['NOPMD', 9, 'Inner']
      ],
      'each suppressed rule and each mark is told'
    );
  });
});

describe('Java', () => {
  test('the type checker is in the jars of the pinned PMD engine', () => {
    const folder = dirname(classPath());
    const jar = readdirSync(folder).find((name) => name.startsWith('apex-ls_'));
    assert.ok(jar, 'there is a jar of apex-ls');
    const entry = `${TYPE_CHECKER.replaceAll('.', '/')}.class`;
    const found = unzipSync(readFileSync(join(folder, jar)), { filter: ({ name }) => name === entry });
    assert.deepEqual(Object.keys(found), [entry], `${jar} has the class ${TYPE_CHECKER}`);
  });

  test('an old Java counts as none, a newer one is taken', { skip: process.platform === 'win32' }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'relink-java-'));
    const say = (version: string): void => {
      const program = join(folder, 'java');
      writeFileSync(program, `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
      chmodSync(program, 0o755);
    };
    say('1.8.0_412');
    assert.equal(findJava({ PATH: folder }), null, 'Java 8 is too old');
    say('17.0.1');
    assert.equal(findJava({ PATH: folder }), 'java', 'Java 17 is new enough');
    rmSync(folder, { recursive: true });
  });

  test('without Java check:apex says in one line what to install, and fails', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['-r', 'ts-node/register', join('scripts', 'checks', 'check-apex.ts')],
      { cwd: ROOT, encoding: 'utf8', env: { PATH: dirname(process.execPath) + '-none' } }
    );
    assert.equal(stdout, `${NEEDS_JAVA}\n0 passed, 1 failed\n`, 'the line names the package');
    assert.equal(status, 1, 'the exit code is 1');
  });
});
