import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import {
  context,
  type BuildContext,
  type BuildFailure,
  type Message,
  type OnResolveResult,
  type Plugin
} from 'esbuild';
import { CompileError, compileFile } from './compile';
import { baseComponentFile, USER_MODULES } from './vendor';
import { virtualModule } from './virtual';

/** The package's components and the page shell, built for the browser. */
export interface Bundle {
  /** ES module text. */
  code: string;
  /** `lightning/*` modules it imports from the vendor build. */
  baseComponents: string[];
  /** Icon categories named in the package's source. */
  iconCategories: string[];
}

/** A problem that stops the build: 1-based line, 0-based column; no position when it belongs to no line. */
export interface BuildProblem {
  file: string;
  line: number;
  column: number;
  message: string;
}

/** Thrown by {@link PackageBundler.build}. */
export class BuildProblems extends Error {
  readonly problems: BuildProblem[];

  constructor(problems: BuildProblem[]) {
    super(problems.map((one) => `${one.file}:${one.line}:${one.column + 1} ${one.message}`).join('\n'));
    this.name = 'BuildProblems';
    this.problems = problems;
  }
}

export interface PackageBundler {
  /** Builds, or builds again after a change. */
  build(bundles: string[]): Promise<Bundle>;
  close(): Promise<void>;
}

/** Folder of the page shell. */
export const CLIENT = join(__dirname, 'client');
/** What a build begins with. */
export const ENTRY = 'local-org-entry';

/** Modules of the platform that Salesforce does not publish; the local org has its own. */
export const OWN_MODULES: Record<string, string> = {
  'lightning/navigation': join(CLIENT, 'navigation.ts'),
  'lightning/platformShowToastEvent': join(CLIENT, 'toast-event.ts'),
  'lightning/platformUtilityBarApi': join(CLIENT, 'utility-bar-api.ts')
};

/**
 * Creates a builder of the package in `sourceFolder` (`force-app/main/default`).
 * Every import that neither the package nor the platform answers is refused, with the name of the file that asks for it.
 */
export function createBundler(projectFolder: string, sourceFolder: string, sourceMap = true): PackageBundler {
  const needs = { baseComponents: new Set<string>(), iconCategories: new Set<string>() };
  let names: string[] = [];
  let current: BuildContext | null = null;
  return {
    async build(bundles) {
      needs.baseComponents.clear();
      needs.iconCategories.clear();
      names = bundles;
      current ??= await createContext(
        projectFolder,
        packageModules(sourceFolder, needs, () => entryText(names)),
        sourceMap
      );
      try {
        const { outputFiles } = await current.rebuild();
        return {
          code: outputFiles?.[0]?.text ?? '',
          baseComponents: [...needs.baseComponents],
          iconCategories: [...needs.iconCategories]
        };
      } catch (failure) {
        throw asProblems(failure, projectFolder);
      }
    },
    async close() {
      await current?.dispose();
    }
  };
}

function createContext(projectFolder: string, plugin: Plugin, sourceMap: boolean): Promise<BuildContext> {
  return context({
    entryPoints: [ENTRY],
    absWorkingDir: projectFolder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    sourcemap: sourceMap && 'inline',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [plugin],
    logLevel: 'silent'
  });
}

/**
 * Answers the imports of the package's components, from the package or from the platform.
 * @param needs what they need of the vendor build; filled while it builds
 * @param entry text of the first module
 * @param sandboxed compile for Lightning Web Security's sandbox
 */
export function packageModules(
  sourceFolder: string,
  needs: { baseComponents: Set<string>; iconCategories: Set<string> },
  entry: () => string,
  sandboxed = false
): Plugin {
  const lwc = join(sourceFolder, 'lwc');
  // A rebuild compiles only what changed.
  const done = new Map<string, { source: string; contents: string }>();
  return {
    name: 'package-modules',
    setup(build) {
      build.onResolve({ filter: new RegExp(`^${ENTRY}$`) }, () => ({ path: ENTRY, namespace: 'entry' }));
      build.onLoad({ filter: /.*/, namespace: 'entry' }, () => ({
        contents: entry(),
        resolveDir: CLIENT
      }));
      build.onResolve({ filter: /^[^./]/ }, ({ path, importer }) => {
        const importedBy = importer === ENTRY ? 'the app' : relative(sourceFolder, importer);
        return resolvePlatform(path, lwc, importedBy, needs.baseComponents);
      });
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir, importer }) =>
        importer.startsWith(lwc + sep) ? resolveSibling(path, resolveDir, importer) : undefined
      );
      build.onLoad({ filter: /.*/, namespace: 'virtual' }, ({ path }) => {
        const module = virtualModule(path, sourceFolder, join(CLIENT, 'apex.ts'));
        return 'refused' in module
          ? { errors: [{ text: module.refused }] }
          : { contents: module.contents, watchFiles: module.watch, resolveDir: CLIENT };
      });
      build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export default undefined;' }));
      build.onLoad({ filter: /\.(ts|js|html|css)$/ }, async ({ path, suffix }) => {
        if (!path.startsWith(lwc + sep)) {
          return undefined;
        }
        const source = readFileSync(path, 'utf8');
        for (const [, category = ''] of source.matchAll(/["'`](action|custom|doctype|standard|utility):\w+/g)) {
          needs.iconCategories.add(category);
        }
        const known = done.get(path + suffix);
        if (known?.source === source) {
          return { contents: known.contents, loader: 'js' };
        }
        const [name = ''] = relative(lwc, path).split(sep);
        const result = await compiled(path, lwc, { scoped: suffix.includes('scoped'), name, sandboxed });
        if ('contents' in result) {
          done.set(path + suffix, { source, contents: result.contents });
        }
        return result;
      });
    }
  };
}

function entryText(bundles: string[]): string {
  const imports = bundles.map((name, index) => `import C${index} from ${JSON.stringify(`c/${name}`)};`);
  const table = bundles.map((name, index) => `${JSON.stringify(name)}: C${index}`);
  const start = `prepareShell();\nstartShell({ ${table.join(', ')} });`;
  return [`import { prepareShell, startShell } from './shell';`, ...imports, start].join('\n');
}

function resolvePlatform(path: string, lwc: string, importer: string, used: Set<string>): OnResolveResult {
  const bundle = /^c\/(\w+)$/.exec(path)?.[1];
  if (bundle !== undefined) {
    const file = ['.ts', '.js', '.css'].map((ending) => join(lwc, bundle, bundle + ending)).find(existsSync);
    return file === undefined ? refusal(`there is no component ${path}`, importer) : { path: file };
  }
  if (path === 'lwc' || USER_MODULES.includes(path)) {
    return { path, external: true };
  }
  const own = OWN_MODULES[path];
  if (own !== undefined) {
    return { path: own };
  }
  const published = baseComponentFile(path);
  if (published !== null && path.startsWith('lightning/')) {
    used.add(path);
    return { path, external: true };
  }
  if (published !== null) {
    return { path: published };
  }
  const virtual = virtualModule(path, join(lwc, '..'), join(CLIENT, 'apex.ts'));
  return 'refused' in virtual ? refusal(virtual.refused, importer) : { path, namespace: 'virtual' };
}

function refusal(reason: string, importer: string): OnResolveResult {
  return { errors: [{ text: `${reason} (imported by ${importer})` }] };
}

/** A file beside the importer. The template or style sheet that a file implies may be absent. */
function resolveSibling(path: string, resolveDir: string, importer: string): OnResolveResult | undefined {
  const [bare = path, query] = path.split('?');
  const file = resolve(resolveDir, bare);
  const candidates = /\.(ts|js|html|css)$/.test(bare) ? [file] : [`${file}.ts`, `${file}.js`];
  const found = candidates.find((candidate) => existsSync(candidate));
  if (found !== undefined) {
    return query === undefined ? { path: found } : { path: found, suffix: `?${query}` };
  }
  const implied =
    /\.(html|css)$/.test(bare) &&
    dirname(file) === dirname(importer) &&
    basename(file).split('.')[0] === basename(importer).split('.')[0];
  return implied ? { path: file, namespace: 'absent', watchFiles: [file] } : undefined;
}

async function compiled(
  path: string,
  lwc: string,
  options: { scoped: boolean; name: string; sandboxed: boolean }
): Promise<{ contents: string; loader: 'js' } | { errors: { text: string; location: Message['location'] }[] }> {
  try {
    const apiVersion = bundleApiVersion(lwc, options.name);
    const contents = await compileFile(path, { origin: 'package', namespace: 'c', apiVersion, ...options });
    return { contents, loader: 'js' };
  } catch (problem) {
    if (!(problem instanceof CompileError)) {
      throw problem;
    }
    const { file, line, column } = problem;
    const lineText = existsSync(file) ? (readFileSync(file, 'utf8').split('\n')[line - 1] ?? '') : '';
    const location = { file, namespace: 'file', line, column, length: 0, lineText, suggestion: '' };
    return { errors: [{ text: problem.message, location }] };
  }
}

/** API version of a bundle, from its `.js-meta.xml`; the platform demands that file. */
function bundleApiVersion(lwc: string, name: string): number {
  const meta = join(lwc, name, `${name}.js-meta.xml`);
  const version = existsSync(meta) ? /<apiVersion>\s*(\d+)/.exec(readFileSync(meta, 'utf8'))?.[1] : undefined;
  if (version === undefined) {
    throw new CompileError(meta, 1, 0, 'a bundle needs a .js-meta.xml with an apiVersion');
  }
  return Number(version);
}

/** Problems of the source as such; any other failure as it is. */
export function asProblems(failure: unknown, projectFolder: string): unknown {
  const errors = (failure as Partial<BuildFailure>).errors;
  if (!errors) {
    return failure;
  }
  return new BuildProblems(
    errors.map(({ text, location }) => ({
      file: relative(projectFolder, resolve(projectFolder, location?.file ?? 'force-app')),
      line: location?.line ?? 1,
      column: location?.column ?? 0,
      message: text
    }))
  );
}
