import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApexException, stackTraceString } from '../runtime/values';
import { compile, emptyProject, problems, refusals, run, transactionOf } from '../testing/fixture';

/** Body of a method → the value it returns, as text. */
function text(body: string, members = '', others: string[] = []): string {
  const value = run(body, members, others);
  return typeof value === 'string' ? value : String(value);
}

describe('Apex expressions', () => {
  const cases: [string, string, string][] = [
    ['Integer division truncates', 'return -7 / 2;', '-3'],
    ['Integer arithmetic wraps at 32 bits', 'Integer i = 2147483647; return i + 1;', '-2147483648'],
    ['Integer multiplication wraps at 32 bits', 'Integer i = 65536; return i * i;', '0'],
    ['Long arithmetic keeps 64 bits', 'Long l = 2147483647; return l + 1;', '2147483648'],
    ['the smallest Integer is computed, because a literal has no sign', 'return -2147483647 - 1;', '-2147483648'],
    ['Decimal addition keeps the larger scale', 'Decimal d = 1.50; return d + 1;', '2.50'],
    ['Decimal multiplication adds the scales', 'return 1.50 * 2.0;', '3.000'],
    ['a literal with d is a Double', 'Double d = 1.5d; return String.valueOf(d);', '1.5'],
    ['a String plus null says null', "String s; return 'a' + s;", 'anull'],
    ['a String plus a number takes its text', "return 'a' + 1 + 2;", 'a12'],
    ['numbers before the String are added first', "return 1 + 2 + 'a';", '3a'],
    [
      'a member of the Auth namespace is called with its enum',
      "return Auth.SessionManagement.generateVerificationUrl(Auth.VerificationPolicy.HIGH_ASSURANCE, 'a', '/b');",
      'https://relink-test.my.salesforce.com/_ui/identity/verification?policy=HIGH_ASSURANCE&description=a&destinationUrl=%2Fb'
    ],
    ['== on Strings ignores case', "return 'ABC' == 'abc';", 'true'],
    ['equals on Strings respects case', "return 'ABC'.equals('abc');", 'false'],
    ['=== on Strings respects case', "return 'ABC' === 'abc';", 'false'],
    ['an Integer equals a Decimal of the same value', 'Object a = 1; return 1 == 1.0;', 'true'],
    ['comparison with null is false', 'Integer i; return i < 1;', 'false'],
    ['?. stops the whole chain', 'String s; return s?.trim().length() == null;', 'true'],
    ['?. evaluates its receiver once', 'return next()?.length() + calls;', '6'],
    ['?? takes the right side for null', "String s; return s ?? 'other';", 'other'],
    ['?? does not evaluate the right side without need', "String s = 'x'; String t = s ?? next(); return calls;", '0'],
    ['&& does not evaluate the right side without need', 'Boolean b = false && next() == null; return calls;', '0'],
    ['postfix ++ yields the old value', 'Integer i = 1; Integer j = i++; return j * 10 + i;', '12'],
    ['prefix ++ yields the new value', 'Integer i = 1; Integer j = ++i; return j * 10 + i;', '22'],
    [
      'compound assignment evaluates an index once',
      'List<Integer> l = new List<Integer>{ 1, 2 }; Integer i = 0; l[i++] += 5; return l[0] * 10 + i;',
      '61'
    ],
    ['names ignore case', 'Integer Count = 1; COUNT += 1; return count;', '2'],
    ['an Integer is widened to Decimal in a conditional', 'Boolean b = true; Decimal d = b ? 1 : 2.5; return d;', '1'],
    ['a cast of an Object to its type passes', 'Object o = 5; return (Integer) o + 1;', '6'],
    ['instanceof is false for null', 'Object o; return o instanceof String;', 'false'],
    ['bit operators work on Integers', 'return (6 & 3) + (6 | 3) + (6 ^ 3) + (1 << 4) + (-1 >>> 28);', '45'],
    ['escapes in String literals are resolved', "return '\\u0041\\n\\'\\\\';", "A\n'\\"]
  ];
  for (const [name, body, expected] of cases) {
    it(name, () => {
      const members = "static Integer calls = 0; static String next() { calls++; return 'value'; }";
      assert.equal(text(body, members), expected, name);
    });
  }
});

describe('Apex statements', () => {
  it('loops, continues and breaks', () => {
    const body = `Integer sum = 0;
      for (Integer i = 0, j = 10; i < j; i++) { if (i == 2) { continue; } if (i > 4) { break; } sum += i; }
      do { sum++; } while (sum < 10);
      while (sum > 100) { sum = 0; }
      return sum;`;
    assert.equal(text(body), '10', 'sum of 0, 1, 3, 4 counted up to 10');
  });

  it('switches on enums, Strings with case, null and types', () => {
    const members = `enum Color { RED, GREEN }
      static String color(Color c) { switch on c { when RED { return 'r'; } when GREEN { return 'g'; } when null { return 'n'; } } return '?'; }
      static String word(String s) { switch on s { when 'a', 'b' { return 'ab'; } when else { return 'else'; } } }`;
    assert.equal(
      text("return color(Color.GREEN) + color(null) + word('b') + word('B');", members),
      'gnabelse',
      'branches'
    );
  });

  it('runs finally after return and after an exception', () => {
    const members = `static String log = '';
      static Integer f() { try { return 1; } finally { log += 'f'; } }
      static void g() { try { throw new NullPointerException(); } finally { log += 'g'; } }`;
    assert.equal(text("f(); try { g(); } catch (Exception e) { log += 'c'; } return log;", members), 'fgc', 'order');
  });

  it('catches the first fitting type only', () => {
    const body = `try { Integer i = Integer.valueOf('x'); }
      catch (NullPointerException e) { return 'npe'; }
      catch (TypeException e) { return e.getMessage(); }
      return 'none';`;
    assert.equal(text(body), 'Invalid integer: x', 'message of Integer.valueOf');
  });

  it('refuses to change a list while a loop runs over it', () => {
    const body = `List<Integer> l = new List<Integer>{ 1 };
      try { for (Integer i : l) { l.add(i); } } catch (FinalException e) { return e.getMessage(); } return 'no';`;
    assert.equal(text(body), 'Cannot modify a collection while it is being iterated.', 'text');
  });

  it('cannot catch a failed assertion, nor runs finally for it', () => {
    const members =
      "static String log = ''; static void f() { try { System.assert(false, 'why'); } catch (Exception e) { log += 'c'; } finally { log += 'f'; } }";
    assert.throws(
      () => run('f(); return log;', members),
      (error) =>
        error instanceof ApexException &&
        error.typeName === 'System.AssertException' &&
        error.apexMessage === 'Assertion Failed: why',
      'the assertion leaves the method'
    );
  });
});

describe('Apex classes', () => {
  const base = `public virtual class Base {
    protected String name = 'base';
    public Base() { this('default'); }
    public Base(String name) { this.name = name; }
    public virtual String who() { return name; }
    public static Integer count = start();
    static Integer start() { return 5; }
  }`;

  it('calls the override, super methods and chained constructors', () => {
    const members = `class Sub extends Base { Sub(String n) { super(n + '!'); } public override String who() { return 'sub ' + super.who(); } }`;
    assert.equal(
      text("Base b = new Sub('x'); return b.who() + new Base().who();", members, [base]),
      'sub x!default',
      'dispatch'
    );
  });

  it('initialises statics once per transaction', () => {
    const program = compile(['public class S { static Integer n = 0; public static Integer run() { return ++n; } }']);
    const first = transactionOf(program);
    assert.equal(program.execute(first, 'S', 'run'), 1, 'first call');
    assert.equal(program.execute(first, 'S', 'run'), 2, 'same transaction keeps the value');
    assert.equal(program.execute(transactionOf(program), 'S', 'run'), 1, 'another transaction starts anew');
  });

  it('runs property accessors, which see the stored value inside themselves', () => {
    const members = `Integer n { get { if (n == null) { n = 41; } return n; } set { n = value * 2; } }
      static Integer m { get; private set; }`;
    assert.equal(
      text('Snippet s = new Snippet(); Integer a = s.n; s.n = 4; m = 1; return a + s.n + m;', members),
      '50',
      'lazy 41, doubled 8, 1'
    );
  });

  it('chooses the overload by static type', () => {
    const members = `static String f(Integer i) { return 'Integer'; } static String f(Decimal d) { return 'Decimal'; }
      static String f(Object o) { return 'Object'; } static String f(String s) { return 'String'; }`;
    assert.equal(
      text("Object o = 'x'; Long l = 1; return f(1) + f(1.0) + f(o) + f('x') + f(l);", members),
      'IntegerDecimalObjectStringDecimal',
      'chosen'
    );
  });

  it('calls interface methods, generic ones of the platform included', () => {
    const members = `class Longest implements Comparator<String> { public Integer compare(String a, String b) { return b.length() - a.length(); } }
      class Item implements Comparable { Integer n; Item(Integer n) { this.n = n; } public Integer compareTo(Object o) { return n - ((Item) o).n; } }`;
    const body = `List<String> words = new List<String>{ 'a', 'ccc', 'bb' };
      words.sort(new Longest());
      List<Item> items = new List<Item>{ new Item(2), new Item(1) };
      items.sort();
      return String.join(words, ',') + items[0].n;`;
    assert.equal(text(body, members), 'ccc,bb,a1', 'sorted by both');
  });

  it('walks over an own Iterable', () => {
    const members = `class Count implements Iterable<Integer>, Iterator<Integer> { Integer n = 0;
      public Iterator<Integer> iterator() { return this; } public Boolean hasNext() { return n < 3; } public Integer next() { return n++; } }`;
    assert.equal(
      text('Integer sum = 0; for (Integer i : new Count()) { sum += i; } return sum;', members),
      '3',
      '0 + 1 + 2'
    );
  });

  it('shows an object without toString by its fields', () => {
    assert.equal(
      text("Snippet s = new Snippet(); s.n = 1; return '' + s;", 'Integer n; String t;'),
      'Snippet:[n=1, t=null]',
      'text form'
    );
  });
});

describe('Apex exceptions', () => {
  it('carry message, cause, type name and the Apex line', () => {
    const members = 'class Failure extends Exception {}';
    const body = `try {
        try { String s; s.length(); } catch (NullPointerException e) {
          throw new Failure('outer', e);
        }
      } catch (Failure f) { return f.getTypeName() + '|' + f.getMessage() + '|' + f.getCause().getMessage() + '|' + f.getLineNumber() + '|' + f.getStackTraceString(); }
      return null;`;
    assert.equal(
      text(body, members),
      'Snippet.Failure|outer|Attempt to de-reference a null object|6|Class.Snippet.run: line 6, column 1',
      'all of them'
    );
  });

  it('have all four constructors, and own ones', () => {
    const members = `class A extends Exception {} class B extends Exception { Integer code; B(Integer code) { this.code = code; setMessage('code ' + code); } }`;
    const body =
      "return new A('m').getMessage() + new A(new A('inner')).getCause().getMessage() + new B(7).getMessage() + new A().getMessage();";
    assert.equal(text(body, members), 'minnercode 7Script-thrown exception', 'texts');
  });

  it('name the lines of all callers, newest first', () => {
    const program = compile([
      'public class Deep {\n  public static void a() {\n    b();\n  }\n  static void b() {\n    Integer i = 1 / 0;\n  }\n}'
    ]);
    assert.throws(
      () => program.execute(transactionOf(program), 'Deep', 'a'),
      (error) =>
        error instanceof ApexException &&
        error.apexMessage === 'Divide by 0' &&
        stackTraceString(error) === 'Class.Deep.b: line 6, column 1\nClass.Deep.a: line 3, column 1',
      'stack trace'
    );
  });

  it('hide the text of an AuraHandledException from Apex unless it is set', () => {
    const body = `String out = '';
      try { throw new AuraHandledException('for the user'); } catch (AuraHandledException e) { out += e.getMessage(); e.setMessage('set'); out += '|' + e.getMessage(); }
      return out;`;
    assert.equal(text(body), 'Script-thrown exception|set', 'as on Salesforce');
  });

  it('turn an endless recursion into a LimitException', () => {
    const members = 'static Integer f(Integer n) { return f(n + 1) + 1; }';
    assert.throws(
      () => run('return f(0);', members),
      (error) => error instanceof ApexException && error.apexMessage === 'Maximum stack depth reached: 1001',
      'stack depth'
    );
  });
});

describe('The Apex compiler refuses', () => {
  const cases: [string, string, string, string?][] = [
    ['an unknown variable', 'return missing;', 'Variable does not exist: missing'],
    ['an unknown type', 'Missing m; return m;', 'Invalid type: Missing'],
    [
      'an unknown method',
      "return 'a'.lengthh();",
      'Method does not exist or incorrect signature: void lengthh() from the type String'
    ],
    [
      'wrong arguments',
      "return 'a'.substring('x');",
      'Method does not exist or incorrect signature: void substring(String) from the type String'
    ],
    [
      'a platform member that has no local implementation, by name',
      "return 'a'.getLevenshteinDistance('b');",
      'System.String.getlevenshteindistance(string) is not implemented in the local Apex runtime'
    ],
    [
      'a platform class that has no local implementation, by name',
      'return new ApexPages.StandardController(null);',
      'Constructor not defined: ApexPages.StandardController',
      'any'
    ],
    ['a wrong assignment', "Integer i = 'x'; return i;", 'Illegal assignment from String to Integer'],
    ['narrowing without a cast', 'Long l = 1; Integer i = l; return i;', 'Illegal assignment from Long to Integer'],
    ['a missing return', 'if (true) { return 1; }', 'Missing return statement required return type: Object'],
    ['a duplicate variable', 'Integer i; String I; return i;', 'Duplicate variable: I'],
    ['a condition that is no Boolean', 'if (1) { } return 1;', 'Condition expression must be of type Boolean: Integer'],
    ['comparing what cannot be equal', "return 1 == 'x';", 'Operator == cannot be applied to Integer and String'],
    ['a statement that is never reached', 'return 1; run();', 'Unreachable statement'],
    ['break outside a loop', 'if (true) { break; } return 1;', 'break statement must be in a loop'],
    ['a duplicate when value', "switch on 'a' { when 'a' { } when 'a' { } } return 1;", 'Duplicate when value'],
    [
      'a cast between unrelated types',
      "return (Integer) 'x';",
      'Incompatible types since an instance of String is never an instance of Integer'
    ],
    [
      'writing a final field',
      'Snippet s = new Snippet(); s.set(); return 1;',
      'Field is not writeable: f',
      'final Integer f = 1; void set() { f = 2; }'
    ],
    [
      'Test methods outside test classes',
      'Test.startTest(); return 1;',
      'Test.startTest is refused outside test classes'
    ],
    ['a label that does not exist', 'return System.Label.Missing;', 'Label does not exist: Missing'],
    ['a page that does not exist', 'return Page.Missing;', 'Page does not exist: Missing'],
    [
      'an abstract class that is constructed',
      'return new A();',
      'Type cannot be constructed: Snippet.A',
      'abstract class A {}'
    ],
    [
      'a missing interface method',
      'return 1;',
      'Class Snippet.A must implement the method: Integer compareto(object)',
      'class A implements Comparable {}'
    ],
    [
      'an override without the keyword',
      'return 1;',
      'Method must use the override keyword: f',
      'virtual class A { public virtual void f() {} } class B extends A { public void f() {} }'
    ],
    ['a reserved word as a variable', 'Integer number = 1; return number;', 'Identifier name is reserved: number'],
    [
      'a static member of an inner class',
      'return 1;',
      'static can only be used on members of a top level type',
      'class A { static Integer i = 1; }'
    ],
    [
      'two updates of a for loop',
      'for (Integer i = 0, j = 9; i < j; i++, j--) { } return 1;',
      "Expecting ')' but was: ','"
    ],
    ['an instance of Exception itself', 'throw new Exception();', 'Type cannot be constructed: Exception'],
    ['a switch on a Decimal', 'switch on 1.5 { when else { } } return 1;', 'Illegal switch expression type: Decimal'],
    [
      'a line break in a string literal',
      "return 'a\nb';",
      'A line break in a string literal is not supported by the local Apex compiler'
    ],
    ['the least Integer as a literal', 'return -2147483648;', 'Illegal integer'],
    ['a Long literal that is too great', 'return 9223372036854775808L;', 'Illegal long'],
    [
      'a query of an unknown object',
      'return [SELECT Id FROM Missing__c];',
      "sObject type 'Missing__c' is not supported"
    ]
  ];
  it('tells the mistake of a declaration, not what follows from it', () => {
    const found = problems([
      'public class A { public Missing x; public Integer y; }',
      'public class B { Integer z = new A().y; Missing w() { return null; } }'
    ]);
    assert.deepEqual(
      found.map(({ file, message }) => `${file} ${message}`),
      ['A.cls Invalid type: Missing', 'B.cls Invalid type: Missing'],
      'declarations alone'
    );
  });

  for (const [name, body, message, members] of cases) {
    it(name, () => {
      const found = refusals(body, members === 'any' ? '' : members);
      if (members === 'any') assert.ok(found.length > 0, 'refused');
      else assert.deepEqual(found, [message], 'the only problem');
    });
  }

  it('private members of other classes, but not for their tests when they are @TestVisible', () => {
    const owner = 'public class Owner { private static Integer a = 1; @TestVisible private static Integer b = 2; }';
    const user = 'public class User1 { static Integer f() { return Owner.a + Owner.b; } }';
    const test = '@IsTest private class OwnerTest { static Integer f() { return Owner.b; } }';
    assert.deepEqual(
      problems([owner, user, test]).map(({ file, message }) => `${file}: ${message}`),
      ['User1.cls: Variable a is not visible: Owner'],
      'the first offence in the package class, none in the test'
    );
  });

  it('syntax errors, with file, line and column', () => {
    const [problem] = problems(['public class Broken {\n  void f() {\n    Integer i = ;\n  }\n}']);
    assert.equal(`${problem.file}:${problem.line}:${problem.column}`, 'Broken.cls:3:17', 'place');
  });

  it('reports the problems of several members at once', () => {
    const found = problems(['public class Two {\n  void f() { a(); }\n  void g() { b(); }\n}']);
    assert.deepEqual(
      found.map(({ line }) => line),
      [2, 3],
      'both lines'
    );
  });
});

describe('Labels and null checks', () => {
  it('reads a label of the project in any case', () => {
    const project = emptyProject({ labels: new Map([['Relink_Title', 'Relink']]) });
    assert.equal(
      run('return System.Label.relink_title + Label.Relink_Title;', '', [], project),
      'RelinkRelink',
      'label text'
    );
  });

  it('throws a NullPointerException for null operands and receivers', () => {
    const members = 'Integer n; static String f(String body) { return body; }';
    for (const body of [
      'Integer i; return i + 1;',
      'Snippet s; return s.n;',
      'List<Integer> l; return l.size();',
      'Boolean b; if (b) { return 1; } return 2;',
      'List<Integer> l; for (Integer i : l) { } return 1;',
      "Integer i; return 'abc'.left(i);"
    ]) {
      assert.throws(
        () => run(body, members),
        (error) => error instanceof ApexException && error.typeName === 'System.NullPointerException',
        body
      );
    }
  });
});
