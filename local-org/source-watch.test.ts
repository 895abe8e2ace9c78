import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ApexRuntime, CompileProblem } from './apex/contract';
import type { Lightning } from './lightning';
import { watchSource } from './source-watch';

const folder = mkdtempSync(join(tmpdir(), 'source-watch-'));
const done: string[] = [];
const told: string[] = [];
let apexProblems: CompileProblem[] = [];
let nextMessage: (kind: string) => void = () => undefined;

const apex = {
  reload: () => {
    done.push('apex');
    return Promise.resolve(apexProblems);
  }
} as unknown as ApexRuntime;
const lightning = {
  build: () => {
    done.push('browser');
    return Promise.resolve([]);
  },
  live: { tell: ({ kind }: { kind: string }) => nextMessage(kind) }
} as unknown as Lightning;

function change(file: string): Promise<string> {
  const message = new Promise<string>((resolve) => (nextMessage = resolve));
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), String(Math.random()));
  return message;
}

mkdirSync(join(folder, 'lwc'));
mkdirSync(join(folder, 'classes'));
mkdirSync(join(folder, 'labels'));
const watching = watchSource(folder, lightning, apex, (line) => told.push(line));
after(async () => {
  await watching.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await watching.ready;
  done.length = 0;
  told.length = 0;
});

test('a component is built for the browser, and the pages reload', async () => {
  assert.equal(await change('lwc/greeter/greeter.ts'), 'reload', 'what the pages are told');
  assert.deepEqual(done, ['browser'], 'Apex is left alone');
});

test('a class is compiled by the Apex runtime, and the pages reload', async () => {
  assert.equal(await change('classes/Greeter.cls'), 'reload', 'what the pages are told');
  assert.deepEqual(done, ['apex'], 'the browser code is left alone');
});

test('a label concerns both', async () => {
  await change('labels/CustomLabels.labels-meta.xml');
  assert.deepEqual(done, ['browser', 'apex'], 'both are renewed');
});

test('problems are laid over the pages and printed with file, line and column', async () => {
  apexProblems = [{ file: 'Greeter.cls', line: 3, column: 4, message: 'Missing ;' }];
  assert.equal(await change('classes/Greeter.cls'), 'problems', 'what the pages are told');
  assert.deepEqual(told, ['Greeter.cls:3:5 Missing ;'], 'the line in the terminal');
  apexProblems = [];
});

test('JavaScript that a build wrote beside its TypeScript, and unit tests, are no change', async () => {
  void change('lwc/greeter/greeter.js');
  void change('lwc/greeter/__tests__/greeter.test.ts');
  await setTimeout(500);
  assert.deepEqual(done, [], 'nothing is built');
});
