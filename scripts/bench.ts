/**
 * `npm run bench`: numbers of the package and of the local org, measured on this machine, one run.
 * Drives the whole article in a browser with the page objects of the journeys, and counts what Apex did for it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { launchBrowser } from '../e2e/browser';
import { relink } from '../e2e/happy-path';
import { closeStage, Journey } from '../e2e/journey';
import { WizardPage } from '../e2e/pages/wizard';
import { startLocalOrg } from '../local-org';
import type { TransactionReport } from '../local-org/apex/contract';
import { placedBundles, readAppModel } from '../local-org/lightning/app-model';
import { createBundler } from '../local-org/lightning/bundle';
import { buildVendor } from '../local-org/lightning/vendor';
import { TestProject } from '../local-org/test-project';
import { measureRoads } from './bench-roads';
import { measureScenarios } from './bench-scenarios';

const ROOT = resolve(__dirname, '..');
const SOURCE = join(ROOT, 'force-app', 'main', 'default');
const SCENARIO = 'outdated';

/** The step of the wizard that a method belongs to. */
const STEP_OF: Record<string, string> = {
  getHome: 'all, on return',
  getStatus: 'Check',
  checkApplication: '1',
  getPlan: '2',
  beginRun: '2',
  applyPlan: '2',
  confirmSecret: '2',
  prove: '4 and 5',
  recordRetired: '6'
};

/** Work of all transactions of one method. */
interface MethodWork {
  step: string;
  calls: number;
  callouts: number;
  queries: number;
  dmlStatements: number;
  milliseconds: number;
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; milliseconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, milliseconds: Math.round(performance.now() - started) };
}

/** Characters of the package's Apex, tests left out: as written, and without comments and indentation. */
function apexCharacters(): { written: number; code: number } {
  const texts = readdirSync(join(SOURCE, 'classes'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cls'))
    .map((file) => readFileSync(join(SOURCE, 'classes', file), 'utf8'))
    .filter((text) => !/^@IsTest\b/im.test(text));
  const sum = (all: string[]): number => all.reduce((total, text) => total + text.length, 0);
  const bare = texts.map((text) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s+/gm, ''));
  return { written: sum(texts), code: sum(bare) };
}

/** What the browser loads of the package and the page shell, without source map. */
async function measureBuild(): Promise<Record<string, number>> {
  const bundler = createBundler(ROOT, SOURCE);
  const cache = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const names = placedBundles(readAppModel(SOURCE));
    const first = await timed(() => bundler.build(names));
    const again = await timed(() => bundler.build(names));
    const { code, baseComponents, iconCategories } = first.value;
    const vendor = await timed(() => buildVendor(baseComponents, iconCategories, cache, () => undefined));
    const text = code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '');
    return {
      'bundle of package and page shell, bytes': Buffer.byteLength(text),
      'the same, gzip': gzipSync(text).byteLength,
      'the same, minified as an org serves it, gzip': gzipSync((await transform(text, { minify: true })).code)
        .byteLength,
      'build of the package, first, ms': first.milliseconds,
      'build of the package, nothing changed, ms': again.milliseconds,
      'build of the base components, once, ms': vendor.milliseconds
    };
  } finally {
    await bundler.close();
    rmSync(cache, { recursive: true });
  }
}

/** Times of a start with everything built, and of the first and second sight of the wizard. */
async function measureStart(): Promise<Record<string, number>> {
  const start = await timed(() => startLocalOrg({ port: 0, scenario: SCENARIO, quiet: true }));
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const wizard = new WizardPage(page, start.value.origins.lightning);
    const first = await timed(() => wizard.open());
    const second = await timed(() => wizard.reload());
    return {
      'local org ready, ms': start.milliseconds,
      'wizard interactive, first load, ms': first.milliseconds,
      'wizard interactive, reload, ms': second.milliseconds
    };
  } finally {
    await browser.close();
    await start.value.close();
  }
}

/** From saving a class to the first call that answers with it: the median of seven saves, while the local org follows the source. */
async function measureSave(): Promise<Record<string, number>> {
  const file = 'classes/Bench.cls';
  const text = (count: number): string =>
    `public with sharing class Bench {\n  @AuraEnabled\n  public static Integer count() {\n    return ${count};\n  }\n}\n`;
  const project = new TestProject();
  project.write(file, text(0));
  project.write(`${file}-meta.xml`, project.read('classes/wizard/RelinkController.cls-meta.xml'));
  const { folder: projectFolder } = project;
  const org = await startLocalOrg({ port: 0, scenario: SCENARIO, quiet: true, watch: true, projectFolder });
  try {
    const { id: sessionId } = org.org.sessions.issue(org.org.store.runningUser.id, 'lightning');
    const count = async (): Promise<unknown> => {
      const reply = await org.apex.execute({ className: 'Bench', method: 'count', params: {}, sessionId });
      return reply.ok ? reply.returnValue : reply.error.message;
    };
    const times: number[] = [];
    for (let save = 1; save <= 7; save += 1) {
      const answered = await timed(async () => {
        project.write(file, text(save));
        while ((await count()) !== save) {
          await setTimeout(5);
        }
      });
      times.push(answered.milliseconds);
      await setTimeout(1000);
    }
    return { 'a saved class answers, ms': times.sort((a, b) => a - b)[3] };
  } finally {
    await org.close();
    project.remove();
  }
}

/** The whole article: what Apex did, by method in the order of their first call, and how long a browser took. */
async function measureArticle(): Promise<{ methods: Map<string, MethodWork>; milliseconds: number }> {
  const methods = new Map<string, MethodWork>();
  const count = (report: TransactionReport): void => {
    const name = `${report.className}.${report.method}`;
    const step = STEP_OF[report.method] ?? 'page that lends the session';
    const work = methods.get(name) ?? { step, calls: 0, callouts: 0, queries: 0, dmlStatements: 0, milliseconds: 0 };
    work.calls += 1;
    work.callouts += report.callouts;
    work.queries += report.queries;
    work.dmlStatements += report.dmlStatements;
    work.milliseconds += Math.round(report.milliseconds);
    methods.set(name, work);
  };
  try {
    const article = await timed(() =>
      Journey.run('bench', { scenario: SCENARIO }, async (journey) => {
        journey.org.apex.onTransaction(count);
        await relink(journey);
      })
    );
    return { methods, milliseconds: article.milliseconds };
  } finally {
    await closeStage();
  }
}

function measureApexTests(): number {
  const started = performance.now();
  const { status, stdout } = spawnSync(
    process.execPath,
    ['-r', 'ts-node/register', join('local-org', 'apex', 'testing', 'cli.ts')],
    { cwd: ROOT, encoding: 'utf8' }
  );
  if (status !== 0) {
    throw new Error(`the Apex tests did not pass:\n${stdout}`);
  }
  return Math.round(performance.now() - started);
}

async function bench(): Promise<void> {
  const apex = apexCharacters();
  const numbers = {
    'Apex without tests, characters': apex.written,
    'the same without comments and indentation': apex.code,
    ...(await measureBuild()),
    ...(await measureStart()),
    ...(await measureSave()),
    'Apex tests, process start included, ms': measureApexTests()
  };
  const { methods, milliseconds } = await measureArticle();
  console.table({ ...numbers, 'the article in a browser, start and accessibility checks included, ms': milliseconds });
  const rows = [...methods.values()];
  const sum = (part: 'calls' | 'callouts'): number => rows.reduce((total, work) => total + work[part], 0);
  console.table({ ...Object.fromEntries(methods), total: { calls: sum('calls'), callouts: sum('callouts') } });
  console.table(await measureRoads());
  console.table(await measureScenarios());
}

void bench();
