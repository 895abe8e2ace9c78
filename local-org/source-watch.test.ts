import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { ApexRuntime, CompileProblem } from './apex/contract';
import type { BuildProblem, Lightning } from './lightning';
import { watchSource } from './source-watch';

const folder = mkdtempSync(join(tmpdir(), 'source-watch-'));
const done: string[] = [];
const told: string[] = [];
let apexProblems: CompileProblem[] = [];
let typeProblems: BuildProblem[] = [];
let nextMessage: (message: string) => void = () => undefined;

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
  live: {
    reload: (problems: BuildProblem[]) => nextMessage(`reload, ${problems.length} problems`),
    show: (problems: BuildProblem[]) => nextMessage(`${problems.length} problems`)
  }
} as unknown as Lightning;
const types = {
  check: (regenerate: boolean) => {
    done.push(regenerate ? 'declarations and types' : 'types');
    return Promise.resolve(typeProblems);
  },
  close: () => Promise.resolve()
};

function nextOf(): Promise<string> {
  return new Promise<string>((resolve) => (nextMessage = resolve));
}

function change(file: string): Promise<string> {
  const message = nextOf();
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), String(Math.random()));
  return message;
}

mkdirSync(join(folder, 'lwc'));
mkdirSync(join(folder, 'classes'));
mkdirSync(join(folder, 'labels'));
mkdirSync(join(folder, 'tabs'));
const watching = watchSource({
  sourceFolder: folder,
  lightning,
  initialProblems: [],
  apex,
  types,
  report: (line) => told.push(line)
});
after(async () => {
  await watching.close();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  await watching.ready;
  done.length = 0;
  told.length = 0;
});

test('a component is built for the browser, the pages reload, and types are checked', async () => {
  assert.equal(await change('lwc/greeter/greeter.ts'), 'reload, 0 problems', 'what the pages are told');
  assert.deepEqual(done, ['browser', 'types'], 'Apex is left alone');
});

test('a class is compiled by the Apex runtime, the pages reload, and its declarations are written', async () => {
  assert.equal(await change('classes/Greeter.cls'), 'reload, 0 problems', 'what the pages are told');
  assert.deepEqual(done, ['apex', 'declarations and types'], 'the browser code is left alone');
});

test('a label concerns all', async () => {
  await change('labels/CustomLabels.labels-meta.xml');
  assert.deepEqual(done, ['browser', 'apex', 'declarations and types'], 'all are renewed');
});

test('problems are laid over the pages and printed with file, line and column', async () => {
  apexProblems = [{ file: 'Greeter.cls', line: 3, column: 4, message: 'Missing ;' }];
  assert.equal(await change('classes/Greeter.cls'), '1 problems', 'what the pages are told');
  assert.deepEqual(told, ['Greeter.cls:3:4 Missing ;'], 'the line in the terminal');
  assert.deepEqual(done, ['apex'], 'no declarations of a class that does not compile');
  assert.equal(await change('lwc/greeter/greeter.ts'), '1 problems', 'a change elsewhere does not solve them');
  apexProblems = [];
  assert.equal(await change('classes/Greeter.cls'), 'reload, 0 problems', 'their solution does');
});

test('type problems come after the reload, and stay until they are solved', async () => {
  typeProblems = [{ file: 'greeter.ts', line: 1, column: 0, message: 'Not a number' }];
  assert.equal(await change('lwc/greeter/greeter.ts'), 'reload, 0 problems', 'first the pages reload');
  assert.equal(await nextOf(), '1 problems', 'then the problem is shown');
  assert.equal(await change('tabs/Greeter.tab-meta.xml'), 'reload, 1 problems', 'it stands over the next page');
  typeProblems = [];
  assert.equal(await change('lwc/greeter/greeter.ts'), 'reload, 1 problems', 'until the types are checked');
  assert.equal(await nextOf(), '0 problems', 'then it is gone');
});

test('JavaScript that a build wrote beside its TypeScript, and unit tests, are no change', async () => {
  void change('lwc/greeter/greeter.js');
  void change('lwc/greeter/__tests__/greeter.test.ts');
  await setTimeout(500);
  assert.deepEqual(done, [], 'nothing is built');
});
