import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { baseComponentName, compileFile } from './compile';

/** Prebuilt platform modules: the LWC engine and Salesforce's published base components. */
export interface Vendor {
  /** Folder to serve as `/assets/vendor/`. */
  folder: string;
  /** Specifier → file name below the folder: what an import map needs. */
  modules: Record<string, string>;
}

/** Specifiers whose value belongs to the user, hence to the page and not to a build. */
export const USER_MODULES = ['@salesforce/user/Id', '@salesforce/i18n/timeZone'];

const KEPT_BUILDS = 4;

const ICON_CATEGORIES = ['action', 'custom', 'doctype', 'standard', 'utility'];

const requireFrom = createRequire(__filename);
const components = dirname(requireFrom.resolve('lightning-base-components/package.json'));

interface BaseComponentsPackage {
  version: string;
  lwc: { modules: { name?: string; path?: string }[] };
}

const manifest = JSON.parse(readFileSync(join(components, 'package.json'), 'utf8')) as BaseComponentsPackage;
const aliases = new Map<string, string>();
for (const { name, path } of manifest.lwc.modules) {
  if (name !== undefined && path !== undefined) {
    aliases.set(name, join(components, path));
  }
}

/** File of a published base component or of its labels and settings, or null when Salesforce does not publish it. */
export function baseComponentFile(specifier: string): string | null {
  const alias = aliases.get(specifier);
  if (alias !== undefined) {
    return alias;
  }
  const name = /^lightning\/([A-Za-z]\w*)$/.exec(specifier)?.[1];
  if (name === undefined) {
    return null;
  }
  const bundle = join(components, 'src', 'lightning', name, name);
  // A style module (lightning/sldsCommon) is a bundle of CSS alone.
  return [`${bundle}.js`, `${bundle}.css`].find((file) => existsSync(file)) ?? null;
}

/**
 * Builds the platform modules a set of components needs, or reuses an earlier build of the same set.
 * @param specifiers `lightning/*` modules imported by the package and the page shell
 * @param iconCategories icon categories in use; `utility` is always there because base components use it
 * @param cacheFolder where builds are kept, the newest few of them
 * @param progress told before a build that takes seconds
 */
export async function buildVendor(
  specifiers: string[],
  iconCategories: string[],
  cacheFolder: string,
  progress: (message: string) => void
): Promise<Vendor> {
  const names = [...new Set(specifiers)].sort();
  const categories = [...new Set([...iconCategories, 'utility'])].sort();
  const folder = join(cacheFolder, vendorKey(names, categories));
  const index = join(folder, 'modules.json');
  if (existsSync(index)) {
    return { folder, modules: JSON.parse(await readFile(index, 'utf8')) as Record<string, string> };
  }
  progress(`Building ${names.length} base components for the browser. This happens once and takes some seconds.`);
  await removeOldest(cacheFolder);
  const draft = `${folder}.draft-${process.pid}`;
  await mkdir(draft, { recursive: true });
  await buildSyntheticShadow(draft);
  const modules = await buildModules(names, categories, draft);
  await writeFile(join(draft, 'modules.json'), JSON.stringify(modules));
  await rename(draft, folder).catch((error: unknown) => {
    // Another local org that started at the same time was first with the same build.
    if (!existsSync(index)) {
      throw error;
    }
  });
  return { folder, modules };
}

/** Makes room for one more build. A local org that runs elsewhere may still serve one of the newest. */
async function removeOldest(cacheFolder: string): Promise<void> {
  const names = existsSync(cacheFolder) ? await readdir(cacheFolder) : [];
  const builds = names.map((name) => join(cacheFolder, name)).map((path) => ({ path, age: statSync(path).mtimeMs }));
  const oldest = builds.sort((a, b) => b.age - a.age).slice(KEPT_BUILDS - 1);
  await Promise.all(oldest.map(({ path }) => rm(path, { recursive: true, force: true })));
}

function vendorKey(names: string[], categories: string[]): string {
  const lwc = (requireFrom('@lwc/engine-dom/package.json') as { version: string }).version;
  const builder = readFileSync(__filename, 'utf8') + readFileSync(join(__dirname, 'compile.ts'), 'utf8');
  const facts = JSON.stringify([manifest.version, lwc, names, categories, builder]);
  return createHash('sha256').update(facts).digest('hex').slice(0, 16);
}

/** The ES module of an LWC runtime package, whose `main` is CommonJS. */
function esModule(name: string): string {
  const manifestFile = requireFrom.resolve(`${name}/package.json`);
  return join(dirname(manifestFile), (requireFrom(manifestFile) as { module: string }).module);
}

/**
 * Synthetic shadow patches the DOM and must run before the engine: a classic script in the head.
 * As an import it would be evaluated after the engine's chunk, and without effect.
 */
async function buildSyntheticShadow(folder: string): Promise<void> {
  await build({
    entryPoints: [esModule('@lwc/synthetic-shadow')],
    outfile: join(folder, 'synthetic-shadow.js'),
    bundle: true,
    format: 'iife',
    minify: true,
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent'
  });
}

async function buildModules(names: string[], categories: string[], folder: string): Promise<Record<string, string>> {
  const engine = esModule('@lwc/engine-dom');
  const files = new Map<string, string>([['lwc', engine]]);
  for (const name of names) {
    const file = baseComponentFile(name);
    if (file === null) {
      throw new Error(
        `${name} is not among the published base components (lightning-base-components ${manifest.version})`
      );
    }
    files.set(name, file);
  }
  const entry = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, '-');
  await build({
    entryPoints: Object.fromEntries([...files].map(([name, file]) => [entry(name), file])),
    outdir: folder,
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    external: USER_MODULES,
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env': '{"SSR":false}' },
    plugins: [baseComponents(engine, categories)],
    logLevel: 'silent'
  });
  return Object.fromEntries([...files.keys()].map((name) => [name, `${entry(name)}.js`]));
}

function baseComponents(engine: string, categories: string[]): Plugin {
  return {
    name: 'base-components',
    setup(context) {
      context.onResolve({ filter: /^(lwc|@lwc\/engine-dom)$/ }, () => ({ path: engine }));
      context.onResolve({ filter: /^lightning\/iconSvgTemplates[A-Z]/ }, ({ path }) => {
        const category = path.replace('lightning/iconSvgTemplates', '').toLowerCase();
        return categories.includes(category) ? undefined : { path: category, namespace: 'absent-icons' };
      });
      context.onResolve({ filter: /^[^./]/ }, ({ path, importer, kind }) => {
        if (kind === 'entry-point' || USER_MODULES.includes(path)) {
          return undefined;
        }
        const file = baseComponentFile(path);
        return file === null
          ? { errors: [{ text: `${path}, imported by ${relative(components, importer)}, is not published` }] }
          : { path: file };
      });
      context.onResolve({ filter: /^\./ }, ({ path, resolveDir, importer }) =>
        relativeFile(path, resolveDir, importer)
      );
      context.onLoad({ filter: /.*/, namespace: 'absent-icons' }, ({ path }) => ({ contents: absentIcons(path) }));
      context.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export default undefined;' }));
      context.onLoad({ filter: /\.(js|html|css)$/ }, async ({ path, suffix }) => {
        if (!path.startsWith(join(components, 'src') + sep)) {
          return undefined;
        }
        const scoped = suffix.includes('scoped');
        const { namespace, name } = baseComponentName(bundleOf(path));
        const contents = await compileFile(path, {
          origin: 'base-components',
          scoped,
          apiVersion: 65,
          namespace,
          name
        });
        return { contents, loader: 'js' };
      });
    }
  };
}

/** Main file of the bundle a file belongs to: the folder below `src/lightning`, however deep the file is. */
function bundleOf(file: string): string {
  const [, name = ''] = relative(join(components, 'src'), file).split(sep);
  return join(components, 'src', 'lightning', name, `${name}.js`);
}

/** A template without a style sheet, or a class without a template, still imports one: the absent file is `undefined`. */
function relativeFile(
  path: string,
  resolveDir: string,
  importer: string
): { path: string; suffix?: string; namespace?: string } | undefined {
  const [bare = path, query] = path.split('?');
  const file = resolve(resolveDir, bare);
  const candidates = /\.(js|html|css)$/.test(bare) ? [file] : [`${file}.js`, file];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) {
    return query === undefined ? { path: found } : { path: found, suffix: `?${query}` };
  }
  const implied = basename(bare).split('.')[0] === basename(importer).split('.')[0];
  return implied && /\.(html|css)$/.test(bare) ? { path: file, namespace: 'absent' } : undefined;
}

function absentIcons(category: string): string {
  const known = ICON_CATEGORIES.includes(category);
  const message = known
    ? `no component of the package names an icon of the category "${category}" in its source`
    : 'right-to-left icons are not part of the local org';
  return `throw new Error(${JSON.stringify(`lightning-icon: ${message}`)});`;
}
