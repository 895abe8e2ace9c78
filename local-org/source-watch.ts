import { watch } from 'chokidar';
import { basename, relative, sep } from 'node:path';
import type { ApexRuntime, CompileProblem } from './apex/contract';
import type { BuildProblem, Lightning } from './lightning';
import type { TypeCheck } from './type-check';

/** Changes that come within this time (milliseconds) are one change: editors and `git checkout` write many files. */
const SETTLE = 60;

/** Folders of the package whose files become browser code. The rest is read by the Apex runtime. */
const BROWSER_FOLDERS = new Set(['applications', 'flexipages', 'labels', 'lwc', 'objects', 'tabs']);
const BROWSER_ONLY = new Set(['applications', 'flexipages', 'lwc', 'tabs']);
/** Folders that TypeScript declarations are generated from. */
const DECLARED_FOLDERS = new Set(['classes', 'labels']);

export interface SourceWatchOptions {
  /** `force-app/main/default`. */
  sourceFolder: string;
  lightning: Lightning;
  /** What the first build of the components found. */
  initialProblems: BuildProblem[];
  apex: ApexRuntime;
  types: TypeCheck;
  /** Receives problems for the terminal. */
  report: (line: string) => void;
}

export interface SourceWatch {
  /** Resolves when changes are seen. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** A problem for the terminal: `file:line:column message`, columns counted from 1. */
export function problemLine({ file, line, column, message }: BuildProblem): string {
  return `${file}:${line}:${column + 1} ${message}`;
}

/** Apex counts columns from 1. */
function fromApex(problem: CompileProblem): BuildProblem {
  return { ...problem, column: problem.column - 1 };
}

/**
 * Follows the package's source: builds what changed, then loads the open pages again, or lays the problems over them until they are solved.
 * Types are checked in the background: the pages do not wait for them, and run in spite of their problems.
 * A failure of the tools themselves is reported by its message and leaves what was known.
 */
export function watchSource(options: SourceWatchOptions): SourceWatch {
  const { sourceFolder, lightning, apex, types, report } = options;
  const known = { browser: options.initialProblems, apex: [] as BuildProblem[], types: [] as BuildProblem[] };
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let checks = 0;
  let closed = false;

  /** What the build says of a file need not be said twice. */
  const typeProblems = (): BuildProblem[] =>
    known.types.filter(({ file }) => !known.browser.some((one) => one.file === file));
  const all = (): BuildProblem[] => [...known.browser, ...known.apex, ...typeProblems()];
  const failed = (error: unknown): void => report(error instanceof Error ? error.message : String(error));

  const checkTypes = async (regenerate: boolean): Promise<void> => {
    const number = (checks += 1);
    const found = await types.check(regenerate);
    // A later check answers for this one.
    if (closed || number !== checks) {
      return;
    }
    const before = JSON.stringify(known.types);
    known.types = found;
    if (JSON.stringify(found) !== before) {
      typeProblems().map(problemLine).forEach(report);
      lightning.live.show(all());
    }
  };

  const rebuild = async (): Promise<void> => {
    const folders = [...changed].map((file) => relative(sourceFolder, file).split(sep)[0] ?? '');
    changed.clear();
    const has = (wanted: (folder: string) => boolean): boolean => folders.some(wanted);
    const [browser, compiled] = await Promise.all([
      has((folder) => BROWSER_FOLDERS.has(folder)) ? lightning.build() : known.browser,
      has((folder) => !BROWSER_ONLY.has(folder)) ? apex.reload().then((found) => found.map(fromApex)) : known.apex
    ]);
    [...browser, ...compiled].map(problemLine).forEach(report);
    Object.assign(known, { browser, apex: compiled });
    if (browser.length + compiled.length > 0) {
      lightning.live.show(all());
    } else {
      lightning.live.reload(known.types);
    }
    const declared = compiled.length === 0 && has((folder) => DECLARED_FOLDERS.has(folder));
    if (declared || has((folder) => folder === 'lwc')) {
      checkTypes(declared).catch(failed);
    }
  };

  let work = apex
    .reload()
    .then((found) => {
      known.apex = found.map(fromApex);
      known.apex.map(problemLine).forEach(report);
      if (all().length > 0) {
        lightning.live.show(all());
      }
      checkTypes(found.length === 0).catch(failed);
    })
    .catch(failed);

  const watcher = watch(sourceFolder, { ignoreInitial: true, ignored: (path) => path.includes('__tests__') });
  watcher.on('all', (_event, file) => {
    // `npm run build` writes JavaScript beside its TypeScript, which the local org compiles itself; editors write files of their own.
    if (file.endsWith('.js') || file.endsWith('~') || basename(file).startsWith('.')) {
      return;
    }
    changed.add(file);
    if (timer) {
      clearTimeout(timer);
    }
    timer = setTimeout(() => {
      work = work.then(rebuild).catch(failed);
    }, SETTLE);
  });
  return {
    ready: new Promise((done) => watcher.once('ready', done)),
    async close() {
      closed = true;
      if (timer) {
        clearTimeout(timer);
      }
      await watcher.close();
      await work;
      await types.close();
    }
  };
}
