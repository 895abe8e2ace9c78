import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apexDeclarations } from './apex-types';
import { labelDeclarations, readLabels } from './label-types';

const declarations = (...classes: string[]): string =>
  apexDeclarations(classes.map((text, index) => ({ file: `Class${index}.cls`, text })));

test('an @AuraEnabled method becomes a module, and the classes it takes and returns become interfaces', () => {
  const text = declarations(
    `public class Greeter {
       /** Greets. */
       @AuraEnabled(cacheable=true)
       public static Greeting greet(String name, Options options) { return null; }
       @AuraEnabled public static void forget() {}
       public static Integer hidden() { return 1; }
     }`,
    `public class Greeting {
       /** The words. */
       @AuraEnabled public String words { get; set; }
       /** Who says it; null for nobody. */
       @AuraEnabled public String speaker;
       @AuraEnabled public Map<String, List<Datetime>> times;
       /** \`loud\`, \`low\` or \`none\`; null when nobody heard it. */
       @AuraEnabled public String tone;
       public String secret;
     }
     `,
    'public class Options { @AuraEnabled public Boolean[] flags; @AuraEnabled public Decimal volume; }'
  );
  assert.match(text, /declare module '@salesforce\/apex\/Greeter\.greet'/, 'a module for the method');
  assert.match(
    text,
    /ApexMethod<\{ name: string; options: RelinkApex\.Options \}, RelinkApex\.Greeting>/,
    'parameters and result'
  );
  assert.match(text, /ApexMethod<Record<string, never>, void>/, 'a method without either');
  assert.match(text, /\/\*\* The words\. \*\/\s+words: string;/, 'ApexDoc stays with its field');
  assert.match(text, /speaker\?: string;/, 'a field that may be null is optional');
  assert.match(text, /tone\?: 'loud' \| 'low' \| 'none';/, 'a documented list of values is a union');
  assert.match(text, /times: Record<string, string\[\]>;/, 'collections and date times');
  assert.match(text, /flags: boolean\[\];\s+volume: number;/, 'arrays and numbers');
  assert.doesNotMatch(text, /secret|hidden/, 'members without @AuraEnabled');
});

test('Apex that TypeScript cannot mirror is refused by name', () => {
  assert.throws(
    () => declarations('public class A { @AuraEnabled public static B get() { return null; } }'),
    /A\.get: B has no @AuraEnabled members/,
    'a class that Lightning would send empty'
  );
  assert.throws(
    () =>
      declarations(
        'public class A { public class D { @AuraEnabled public Id x; } }',
        'class D { @AuraEnabled public Id y; }'
      ),
    /two classes .* are called D/,
    'one name for two shapes'
  );
  assert.throws(
    () => declarations('public class {'),
    /^Error: Class0\.cls:1:14: Unexpected token '\{'$/,
    'Apex that does not parse'
  );
});

test('labels are read from the metadata, and doubtful ones are refused', () => {
  const labels = (...entries: string[]): string =>
    `<CustomLabels xmlns="http://soap.sforce.com/2006/04/metadata">${entries.join('')}</CustomLabels>`;
  const label = (name: string, value: string): string =>
    `<labels><fullName>${name}</fullName><value>${value}</value></labels>`;
  assert.deepEqual(
    readLabels(labels(label('A', 'one &amp; two'))),
    [{ fullName: 'A', value: 'one & two' }],
    'name and text'
  );
  assert.throws(() => readLabels(labels(label('A', 'x'), label('A', 'y'))), /A is defined twice/, 'a name twice');
  assert.throws(() => readLabels(labels(label('A', ''))), /"A" lacks/, 'a label without text');
  assert.throws(() => readLabels('<CustomLabels>'), /custom labels/, 'XML that is not well-formed');
  assert.match(
    labelDeclarations([{ fullName: 'A', value: 'one */ two' }]),
    /declare module '@salesforce\/label\/c\.A' \{\n {2}\/\*\* one \* \/ two \*\//,
    'the text is the documentation, and cannot end the comment'
  );
});
