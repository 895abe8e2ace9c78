import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BuildProblems, createBundler, type Bundle } from './bundle';
import { bundle, EMPTY_COMPONENT, metadata, temporaryPackage } from './test-package';

async function build(files: Record<string, string>, bundles: string[]): Promise<Bundle> {
  const source = temporaryPackage(files);
  const bundler = createBundler(source.folder, source.folder);
  try {
    return await bundler.build(bundles);
  } finally {
    await bundler.close();
    source.remove();
  }
}

async function problemsOf(files: Record<string, string>, bundles: string[]): Promise<string[]> {
  try {
    await build(files, bundles);
  } catch (error) {
    assert.ok(error instanceof BuildProblems, 'a problem of the source is thrown as BuildProblems');
    return error.problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`);
  }
  throw new Error('the build should have been refused');
}

test('a component with a label, an Apex method and base components is built, and what it needs is listed', async () => {
  const { code, baseComponents, iconCategories } = await build(
    {
      ...bundle('greeter', {
        ts: `import { api, LightningElement } from 'lwc';
import hello from '@salesforce/label/c.Hello';
import greet from '@salesforce/apex/Greeter.greet';
export default class Greeter extends LightningElement {
  @api name?: string;
  readonly hello: string = hello;
  connectedCallback(): void { void greet({ name: this.name }); }
}
`,
        html: '<template>{hello}<lightning-icon icon-name="standard:account"></lightning-icon></template>'
      }),
      'labels/CustomLabels.labels-meta.xml': metadata(
        'CustomLabels',
        '<labels><fullName>Hello</fullName><value>Good morning</value></labels>'
      )
    },
    ['greeter']
  );
  assert.match(code, /Good morning/, 'the text of the label is in the bundle');
  assert.match(code, /apexMethod\("Greeter", "greet"\)/, 'the Apex method calls the local org');
  assert.ok(baseComponents.includes('lightning/icon'), 'base components stay outside, in the vendor build');
  assert.deepEqual(iconCategories, ['standard'], 'icon categories are those named in the source');
});

test('an import that nothing answers is refused, and the message names the importer', async () => {
  const importing = (statement: string): Record<string, string> =>
    bundle('asker', { ts: `${statement}\n${EMPTY_COMPONENT}` });
  const cases: [string, RegExp][] = [
    ["import x from 'lightning/recordPicker';", /lightning\/recordPicker.*\(imported by lwc\/asker\/asker\.ts\)/],
    ["import x from 'c/missing';", /no component c\/missing.*asker\.ts/],
    ["import x from '@salesforce/label/c.Missing';", /no custom label Missing.*asker\.ts/],
    ["import x from '@salesforce/resourceUrl/logo';", /@salesforce\/resourceUrl\/logo is not part of the local org/],
    ["import x from 'lodash';", /lodash is not part of the local org/]
  ];
  for (const [statement, expected] of cases) {
    const [problem = ''] = await problemsOf(importing(`${statement}\nexport const used = x;`), ['asker']);
    assert.match(problem, expected, `refusal of ${statement}`);
  }
});

test('a base component that Salesforce does not publish is refused in a template', async () => {
  const [problem = ''] = await problemsOf(
    bundle('former', {
      ts: EMPTY_COMPONENT,
      html: '<template><lightning-record-edit-form></lightning-record-edit-form></template>'
    }),
    ['former']
  );
  assert.match(problem, /lightning\/recordEditForm.*former\.html/, 'the tag is named by its module');
});

test('a problem has the file, line and column of the source, also behind types that were erased', async () => {
  const [inTemplate = ''] = await problemsOf(
    bundle('broken', { ts: EMPTY_COMPONENT, html: '<template>\n  <p onclick={a b}></p>\n</template>' }),
    ['broken']
  );
  assert.match(inTemplate, /^lwc\/broken\/broken\.html:2:/, 'a template');
  const [inScript = ''] = await problemsOf(
    bundle('broken', {
      ts: `import { api, LightningElement } from 'lwc';
interface Erased {
  a: string;
}
export default class Broken extends LightningElement {
  erased?: Erased;
  @api dataName = '';
  @api('wrong') other = '';
}
`
    }),
    ['broken']
  );
  assert.match(inScript, /^lwc\/broken\/broken\.ts:[78]:/, 'a script, counted in the TypeScript');
  const [syntax = ''] = await problemsOf(bundle('broken', { ts: 'export default class {\n  x = ;\n}\n' }), ['broken']);
  assert.match(syntax, /^lwc\/broken\/broken\.ts:2:6 /, 'TypeScript that does not parse');
});

test('a bundle without its .js-meta.xml is refused, as the platform does', async () => {
  const [problem = ''] = await problemsOf({ 'lwc/bare/bare.ts': EMPTY_COMPONENT }, ['bare']);
  assert.match(problem, /bare\.js-meta\.xml:1:0 .*apiVersion/, 'the missing file is named');
});
