import assert from 'node:assert/strict';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startLocalOrg, type LocalOrg } from './index';
import type { LiveMessage } from './lightning/live-channel';
import { TestProject } from './test-project';

const CLASS = 'classes/DevLoop.cls';
const classText = (word: string): string =>
  `public with sharing class DevLoop {\n  @AuraEnabled\n  public static String word() {\n    return ${word};\n  }\n}\n`;

let project: TestProject;
let org: LocalOrg;
let events: ClientRequest;
const told: LiveMessage[] = [];
const printed: string[] = [];
let heard: () => void = () => undefined;

function send(path: string, body?: string): Promise<IncomingMessage> {
  const { host, port } = new URL(org.origins.lightning);
  return new Promise((done, refuse) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: { Host: host, 'Content-Type': 'application/json' }
      },
      done
    );
    sent.on('error', refuse).end(body);
    if (path === '/__local/events') {
      events = sent;
    }
  });
}

async function ask(path: string, body?: string): Promise<{ status: number; text: string }> {
  const response = await send(path, body);
  const parts = (await response.setEncoding('utf8').toArray()) as string[];
  return { status: response.statusCode ?? 0, text: parts.join('') };
}

async function word(): Promise<unknown> {
  const call = JSON.stringify({ classname: 'DevLoop', method: 'word', params: {} });
  const { text } = await ask('/webruntime/api/apex/execute', call);
  return (JSON.parse(text) as { returnValue: unknown }).returnValue;
}

/** Waits for a message to the open pages that fits; earlier ones do not count. */
async function message(what: string, fits: (message: LiveMessage) => boolean): Promise<LiveMessage> {
  for (let deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const found = told.splice(0).find(fits);
    if (found) {
      return found;
    }
    await new Promise<void>((done) => {
      heard = done;
      setTimeout(done, 1000);
    });
  }
  throw new Error(`The pages were not told ${what}. In the terminal:\n${printed.join('\n')}`);
}

const lines = (one: LiveMessage): string[] =>
  one.kind === 'problems' ? one.problems.map((p) => `${p.file}:${p.line}:${p.column + 1} ${p.message}`) : [];

/** Breaks something, expects one problem over the pages, mends it, and expects the pages to go on by themselves. */
async function breaks(
  expected: RegExp,
  apply: () => void,
  mend: () => void,
  meanwhile = (): Promise<void> => Promise.resolve()
): Promise<void> {
  told.length = 0;
  apply();
  const shown = lines(await message(String(expected), (one) => lines(one).some((line) => expected.test(line))));
  assert.equal(shown.length, 1, `one problem: ${shown.join(' | ')}`);
  assert.ok(printed.includes(shown[0]), 'in the terminal too');
  await meanwhile();
  mend();
  await message('to go on', ({ kind }) => kind !== 'problems' && org.lightning.live.problems.length === 0);
  assert.doesNotMatch(printed.join('\n'), /^\s+at /m, 'no stack trace of the tool');
}

describe('The local org while its source is edited', () => {
  before(async () => {
    project = new TestProject();
    project.write(CLASS, classText("'one'"));
    project.write(`${CLASS}-meta.xml`, project.read('classes/wizard/RelinkController.cls-meta.xml'));
    const notice = (line: string): void => void printed.push(line);
    org = await startLocalOrg({
      port: 0,
      scenario: 'outdated',
      quiet: true,
      notice,
      watch: true,
      projectFolder: project.folder
    });
    let rest = '';
    (await send('/__local/events')).setEncoding('utf8').on('data', (chunk: string) => {
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks.filter((one) => one.startsWith('data: '))) {
        told.push(JSON.parse(block.slice(6)) as LiveMessage);
      }
      heard();
    });
  });
  after(async () => {
    events.destroy();
    await org.close();
    project.remove();
  });

  it('answers with the new Apex after a class was saved', async () => {
    assert.equal(await word(), 'one', 'before');
    project.write(CLASS, classText("'two'"));
    await message('to load again', ({ kind }) => kind === 'reload');
    assert.equal(await word(), 'two', 'after');
  });

  const apex: [string, RegExp, string][] = [
    ['a text that does not end', /^DevLoop\.cls:4:12 Unrecognized text: 'two;$/, "'two"],
    ['a missing operator', /^DevLoop\.cls:4:\d+ \S.{0,60}$/, "'two' 'three'"],
    ['an unknown type', /^DevLoop\.cls:4:16 Invalid type: Nothing$/, 'new Nothing().word()'],
    ['a value of another type', /^DevLoop\.cls:4:5 Return value must be of type: String$/, '1'],
    [
      'a member of the platform that the local org does not have',
      /^DevLoop\.cls:4:\d+ System\.Crypto\.signwithcertificate\(.*\) is not implemented in the local Apex runtime$/,
      "EncodingUtil.base64Encode(Crypto.signWithCertificate('RSA-SHA256', Blob.valueOf('a'), 'b'))"
    ]
  ];
  for (const [what, expected, value] of apex) {
    it(`shows ${what} in Apex with file, line and column, and keeps the old program meanwhile`, async () => {
      const before = await word();
      await breaks(
        expected,
        () => project.write(CLASS, classText(value)),
        () => project.write(CLASS, classText(`'after ${what}'`)),
        async () => assert.equal(await word(), before, 'meanwhile')
      );
      assert.equal(await word(), `after ${what}`, 'mended');
    });
  }

  it('shows a class without its -meta.xml, and one that is not UTF-8', async () => {
    const meta = project.read(`${CLASS}-meta.xml`);
    await breaks(
      /^DevLoop\.cls:1:1 DevLoop\.cls-meta\.xml is missing/,
      () => project.delete(`${CLASS}-meta.xml`),
      () => project.write(`${CLASS}-meta.xml`, meta)
    );
    await breaks(
      /^DevLoop\.cls:4:13 The file is not UTF-8: unexpected byte 0xE4/,
      () => project.write(CLASS, Buffer.from(classText("'ä'"), 'latin1')),
      () => project.write(CLASS, classText("'four'"))
    );
  });

  it('shows what does not compile in TypeScript and in a template', async () => {
    const component = 'lwc/relinkBadge/relinkBadge';
    const [script, template] = [project.read(`${component}.ts`), project.read(`${component}.html`)];
    await breaks(
      /relinkBadge\.ts:\d+:\d+ .*(Expected|Unexpected)/,
      () => project.write(`${component}.ts`, `${script}\nconst = 1;\n`),
      () => project.write(`${component}.ts`, script)
    );
    await breaks(
      /relinkBadge\.html:\d+:\d+ /,
      () => project.write(`${component}.html`, template.replace('<template>', '<template><p>')),
      () => project.write(`${component}.html`, template)
    );
  });

  it('shows type errors, though the pages run in spite of them', async () => {
    const file = 'lwc/relinkBadge/relinkBadge.ts';
    const text = project.read(file);
    const line = text.split('\n').length;
    await breaks(
      new RegExp(`relinkBadge\\.ts:${line}:14 Type 'string' is not assignable to type 'number'`),
      () => project.write(file, `${text}export const count: number = 'one';\n`),
      () => project.write(file, text)
    );
  });

  it('writes the types again when Apex or a label changes, and shows who does not fit them', async () => {
    const generated = (name: string): string => readFileSync(join(project.folder, 'types/generated', name), 'utf8');
    const file = 'lwc/relinkBadge/relinkBadge.ts';
    const text = project.read(file);
    told.length = 0;
    project.write(file, `import word from '@salesforce/apex/DevLoop.word';\n${text}export const words = word;\n`);
    await message('to load again', ({ kind }) => kind === 'reload');
    await breaks(
      /relinkBadge\.ts:1:18 Cannot find module '@salesforce\/apex\/DevLoop\.word'/,
      () => project.write(CLASS, classText("'five'").replace('word()', 'speech()')),
      () => project.write(CLASS, classText("'five'"))
    );
    assert.match(generated('apex.d.ts'), /DevLoop\.word/, 'the method is back');
    project.write(file, text);

    const labels = 'labels/CustomLabels.labels-meta.xml';
    const [, name = ''] = /<fullName>(\w+)<\/fullName>/.exec(project.read(labels)) ?? [];
    told.length = 0;
    project.edit(labels, `<fullName>${name}</fullName>`, `<fullName>${name}_Renamed</fullName>`);
    await message('who uses the label', (one) =>
      lines(one).some((line) => line.includes(`there is no custom label ${name}`))
    );
    project.edit(labels, `<fullName>${name}_Renamed</fullName>`, `<fullName>${name}</fullName>`);
    await message('to load again', ({ kind }) => kind === 'reload');
  });

  it('serves a page with all problems while the components do not compile', async () => {
    const file = 'lwc/relinkBadge/relinkBadge.ts';
    const text = project.read(file);
    told.length = 0;
    project.write(file, `${text}\nconst = 1;\n`);
    await message('the problem', ({ kind }) => kind === 'problems');
    project.write(CLASS, classText('missing'));
    await message('both problems', (one) => lines(one).length >= 2);
    const { status, text: page } = await ask('/');
    assert.equal(status, 500, 'no app');
    assert.match(page, /relinkBadge\.ts:/, 'the component');
    assert.match(page, /DevLoop\.cls:4:/, 'and the class');
    project.write(file, text);
    await message('what is left', (one) => lines(one).length > 0 && lines(one).every((line) => !/\.ts/.test(line)));
    project.write(CLASS, classText("'six'"));
    await message('to load again', ({ kind }) => kind === 'reload');
    assert.equal((await ask('/')).status, 200, 'the app');
  });
});
