/**
 * `npm run bench`: numbers of the package and of the local org, measured on this machine, one run.
 * Drives the whole article in a browser with the page objects of the journeys, and counts what Apex did for it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launchBrowser } from '../e2e/browser';
import { relink } from '../e2e/happy-path';
import { Journey } from '../e2e/journey';
import { WizardPage } from '../e2e/pages/wizard';
import { startLocalOrg } from '../local-org';
import type { TransactionReport } from '../local-org/apex/contract';
import { placedBundles, readAppModel } from '../local-org/lightning/app-model';
import { createBundler } from '../local-org/lightning/bundle';
import { buildVendor } from '../local-org/lightning/vendor';

const ROOT = resolve(__dirname, '..');
const SOURCE = join(ROOT, 'force-app', 'main', 'default');
const SCENARIO = 'outdated';

/** Work of all transactions of one method. */
interface MethodWork {
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

/** Characters of the package's Apex, tests left out. */
function apexCharacters(): number {
  return readdirSync(join(SOURCE, 'classes'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.cls'))
    .map((file) => readFileSync(join(SOURCE, 'classes', file), 'utf8'))
    .filter((text) => !/^@IsTest\b/im.test(text))
    .reduce((sum, text) => sum + text.length, 0);
}

/** What the browser loads of the package and the page shell, without source map, not minified. */
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

/** The whole article: what Apex did, by method in the order of their first call, and how long a browser took. */
async function measureArticle(): Promise<{ methods: Map<string, MethodWork>; milliseconds: number }> {
  const methods = new Map<string, MethodWork>();
  const count = (report: TransactionReport): void => {
    const name = `${report.className}.${report.method}`;
    const work = methods.get(name) ?? { calls: 0, callouts: 0, queries: 0, dmlStatements: 0, milliseconds: 0 };
    work.calls += 1;
    work.callouts += report.callouts;
    work.queries += report.queries;
    work.dmlStatements += report.dmlStatements;
    work.milliseconds += Math.round(report.milliseconds);
    methods.set(name, work);
  };
  const browser = await launchBrowser();
  try {
    const article = await timed(() =>
      Journey.run(browser, 'bench', { scenario: SCENARIO }, async (journey) => {
        journey.org.apex.onTransaction(count);
        await relink(journey);
      })
    );
    return { methods, milliseconds: article.milliseconds };
  } finally {
    await browser.close();
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
  const numbers = {
    'Apex without tests, characters': apexCharacters(),
    ...(await measureBuild()),
    ...(await measureStart()),
    'Apex tests, process start included, ms': measureApexTests()
  };
  const { methods, milliseconds } = await measureArticle();
  console.table({ ...numbers, 'the article in a browser, start and accessibility checks included, ms': milliseconds });
  console.table(Object.fromEntries(methods));
}

void bench();
