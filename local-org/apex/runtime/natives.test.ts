import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../testing/fixture';
import { ApexException, ApexMap, NotImplementedLocally, setIterationSeed } from './values';

type Case = [name: string, expression: string, expected: string];

function check(cases: Case[]): void {
  for (const [name, expression, expected] of cases) {
    it(name, () => {
      assert.equal(run(`return String.valueOf(${expression});`), expected, expression);
    });
  }
}

/** Type and message of the exception a method body throws. */
function thrown(body: string): string {
  try {
    run(`${body} return null;`);
  } catch (error) {
    if (error instanceof ApexException) return `${error.typeName}: ${error.apexMessage}`;
    throw error;
  }
  return 'nothing';
}

describe('String', () => {
  check([
    ['splits by a regular expression, trailing empty parts dropped', "'a,b,,c,,'.split(',')", '(a, b, , c)'],
    ['splits with a limit', "'a,b,c'.split(',', 2)", '(a, b,c)'],
    ['takes text before and after a separator', "'a/b/c'.substringBefore('/') + 'a/b/c'.substringAfterLast('/')", 'ac'],
    ['takes text between two marks', "'<a>'.substringBetween('<', '>')", 'a'],
    ['answers null between marks that are not there', "'a'.substringBetween('<', '>')", 'null'],
    ['replaces plain text everywhere', "'a.b.c'.replace('.', '-')", 'a-b-c'],
    ['replaces by regular expression with groups', "'2026-11'.replaceAll('(\\\\d+)-(\\\\d+)', '$2/$1')", '11/2026'],
    ['reads a dollar sign as the end of the text', "'a\\n'.replaceAll('a$', 'b').length()", '2'],
    [
      'formats numbered arguments and doubled apostrophes',
      "String.format('{1} isn\\'\\'t {0}', new List<Object>{ 'a', 1 })",
      "1 isn't a"
    ],
    ['joins a list', "String.join(new List<Integer>{ 1, 2 }, ';')", '1;2'],
    ['knows blank from empty', "String.isBlank(' ') && !String.isEmpty(' ')", 'true'],
    ['pads and abbreviates', "'7'.leftPad(3, '0') + 'abcdefgh'.abbreviate(6)", '007abc...'],
    ['trims control characters and blanks', "' \\t a \\n'.trim().length()", '1'],
    ['has Java’s hash code', "'hello'.hashCode()", '99162322'],
    ['orders by code unit', "'a'.compareTo('B') > 0", 'true']
  ]);

  it('refuses positions outside the text with Salesforce’s message', () => {
    assert.equal(thrown("'abc'.substring(4);"), 'System.StringException: Starting position out of bounds: 4', 'start');
    assert.equal(thrown("'abc'.substring(1, 9);"), 'System.StringException: Ending position out of bounds: 9', 'end');
  });

  it('refuses a group that the expression does not have', () => {
    assert.equal(thrown("'a'.replaceAll('(a)', '$2');"), 'System.StringException: No group 2', 'group 2 of one');
  });

  it('refuses regular expressions that Java and JavaScript read differently', () => {
    for (const regex of ['a++', '\\\\p{Alpha}', '[a&&b]', '\\\\Aa', '(?>a)']) {
      assert.throws(() => run(`return 'a'.replaceAll('${regex}', '');`), NotImplementedLocally, regex);
    }
  });
});

describe('Numbers', () => {
  check([
    ['Decimal division is exact when it can be', '1.0 / 4', '0.25'],
    ['setScale rounds half even', '(2.345).setScale(2)', '2.34'],
    ['round rounds half even', '(2.5).round() + (3.5).round()', '6'],
    ['the remainder keeps the sign of the dividend', 'Math.mod(-7, 3)', '-1'],
    ['max and min choose the overload by type', 'Math.max(1, 2) + Math.min(1.5, 2)', '3.5'],
    ['a Double shows its fraction', '2.0d', '2.0'],
    ['a large Integer is grouped by format', '(1234567).format()', '1,234,567'],
    ['a Long is read from text', "Long.valueOf('9223372036854775807')", '9223372036854775807']
  ]);

  it('division by zero and bad texts throw', () => {
    assert.equal(thrown('Decimal d = 1.0 / 0;'), 'System.MathException: Divide by 0', 'Decimal');
    assert.equal(
      thrown("Decimal d = Decimal.valueOf('x');"),
      'System.TypeException: Invalid decimal: x',
      'Decimal text'
    );
    assert.equal(
      thrown("Integer.valueOf('2147483648');"),
      'System.TypeException: Invalid integer: 2147483648',
      'too large'
    );
  });
});

describe('Collections', () => {
  it('sort puts nulls first and capitals before small letters', () => {
    assert.equal(
      run("List<String> l = new List<String>{ 'b', null, 'B' }; l.sort(); return String.valueOf(l);"),
      '(null, B, b)',
      'order'
    );
  });

  it('list positions outside the list throw a ListException', () => {
    assert.equal(
      thrown('List<Integer> l = new List<Integer>(); l[0] = 1;'),
      'System.ListException: List index out of bounds: 0',
      'set'
    );
    assert.equal(
      thrown('Integer i = new List<Integer>{ 1 }[-1];'),
      'System.ListException: List index out of bounds: -1',
      'get'
    );
  });

  it('a Set keeps Strings that differ in case, a Map overwrites equal keys', () => {
    const body = `Set<String> s = new Set<String>{ 'a', 'A', 'a' };
      Map<String, Integer> m = new Map<String, Integer>();
      Integer before = m.put('k', 1);
      return s.size() * 100 + m.put('k', 2) * 10 + m.get('k') + (before == null ? 1000 : 0);`;
    assert.equal(run(body), 1212, 'two strings, old value 1, new value 2');
  });

  it('contains on a List respects case, containsKey too', () => {
    assert.equal(
      run("return new List<String>{ 'a' }.contains('A') || new Map<String, Integer>{ 'a' => 1 }.containsKey('A');"),
      false,
      'neither'
    );
  });

  it('iteration order of Map and Set is scrambled by a seed, the same for keys and values', () => {
    const entries = Array.from({ length: 20 }, (_, index): [string, number] => [`k${index}`, index]);
    const map = new ApexMap<string, number>(entries);
    const plain = map.keys().join();
    try {
      setIterationSeed(7);
      const keys = map.keys();
      assert.notEqual(keys.join(), plain, 'not the insertion order');
      assert.deepEqual(map.keys(), keys, 'stable for one seed');
      assert.deepEqual(
        map.values(),
        keys.map((key) => map.get(key)),
        'values in the order of the keys'
      );
    } finally {
      setIterationSeed(null);
    }
  });

  it('refuses keys with their own equals and hashCode', () => {
    const members =
      'class K { public Boolean equals(Object o) { return true; } public Integer hashCode() { return 1; } }';
    assert.throws(
      () => run('return new Set<K>{ new K() }.size();', members),
      NotImplementedLocally,
      'named, not guessed'
    );
  });
});

describe('Dates', () => {
  check([
    ['a Date is shown as its day', 'Date.newInstance(2026, 2, 28).addDays(1)', '2026-03-01'],
    ['adding months keeps the day inside the month', 'Date.newInstance(2026, 1, 31).addMonths(1)', '2026-02-28'],
    [
      'days between two dates are counted',
      'Date.newInstance(2026, 1, 1).daysBetween(Date.newInstance(2026, 3, 1))',
      '59'
    ],
    [
      'formatGmt follows the pattern',
      "Datetime.newInstanceGmt(2026, 11, 24, 9, 5, 7).formatGmt('yyyy-MM-dd\\'T\\'HH:mm:ss\\'Z\\'')",
      '2026-11-24T09:05:07Z'
    ],
    [
      'format uses the user’s time zone',
      "Datetime.newInstanceGmt(2026, 11, 24, 9, 5, 7).format('EEE d MMM, h:mm a')",
      'Tue 24 Nov, 1:05 AM'
    ],
    [
      'a local time is read in the user’s time zone',
      "Datetime.newInstance(2026, 7, 1, 0, 0, 0).formatGmt('HH:mm')",
      '07:00'
    ],
    [
      'times are compared as instants',
      'Datetime.newInstanceGmt(2026, 1, 1) < Datetime.newInstanceGmt(2026, 1, 2)',
      'true'
    ],
    ['milliseconds since 1970 are a Long', 'Datetime.newInstanceGmt(1970, 1, 2).getTime()', '86400000']
  ]);

  it('a Date in a concatenation shows a time', () => {
    assert.equal(run("return '' + Date.newInstance(2026, 1, 1);"), '2026-01-01 00:00:00', 'as Apex does');
  });

  it('an unknown pattern letter is refused', () => {
    assert.throws(() => run("return Datetime.now().formatGmt('z');"), NotImplementedLocally, 'zone names');
  });
});

describe('Ids, types and asserts', () => {
  it('an Id is kept in 18 characters and equals its 15-character text', () => {
    assert.equal(
      run("Id i = '0SO000000000001'; String s = i; return s + (i == '0SO000000000001');"),
      '0SO000000000001GAAtrue',
      'both forms'
    );
  });

  it('a text that is no id throws', () => {
    assert.equal(thrown("Id i = 'x';"), 'System.StringException: Invalid id: x', 'text');
  });

  it('a type is found by name and constructed', () => {
    const members = 'class Worker { Integer n = 3; }';
    assert.equal(
      run(
        "Worker w = (Worker) Type.forName('snippet.worker').newInstance(); return w.n + Worker.class.getName();",
        members
      ),
      '3Snippet.Worker',
      'instance'
    );
    assert.equal(run("return Type.forName('Missing');"), null, 'unknown types are null');
  });

  it('a wrong cast names both types', () => {
    assert.equal(
      thrown("Object o = 'x'; Integer i = (Integer) o;"),
      'System.TypeException: Invalid conversion from runtime type String to Integer',
      'text'
    );
  });

  it('failed asserts say what was expected', () => {
    assert.equal(
      thrown("Assert.areEqual(1, 2, 'why');"),
      'System.AssertException: Assertion Failed: why: Expected: 1, Actual: 2',
      'with message'
    );
    assert.equal(
      thrown('System.assertEquals(1, 2);'),
      'System.AssertException: Assertion Failed: Expected: 1, Actual: 2',
      'without'
    );
    assert.equal(
      thrown("Assert.areEqual('a', 'A');"),
      'System.AssertException: Assertion Failed: Expected: a, Actual: A',
      'case counts'
    );
  });

  it('System.debug prints nothing, so that no value leaves the runtime', () => {
    const written: unknown[] = [];
    const original = process.stdout.write.bind(process.stdout);
    process.stdout.write = (chunk: unknown) => written.push(chunk) > 0;
    try {
      run("System.debug('canary'); return null;");
    } finally {
      process.stdout.write = original;
    }
    assert.ok(!written.join('').includes('canary'), 'no output');
  });
});
