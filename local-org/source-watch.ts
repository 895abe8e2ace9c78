import { watch } from 'chokidar';
import { relative, sep } from 'node:path';
import type { ApexRuntime } from './apex/contract';
import type { BuildProblem, Lightning } from './lightning';

/** Changes that come within this time (milliseconds) are one change: editors and `git checkout` write many files. */
const SETTLE = 150;

/** Folders of the package whose files become browser code. The rest is read by the Apex runtime. */
const BROWSER_FOLDERS = new Set(['applications', 'flexipages', 'labels', 'lwc', 'objects', 'tabs']);
const BROWSER_ONLY = new Set(['applications', 'flexipages', 'lwc', 'tabs']);

export interface SourceWatch {
  /** Resolves when changes are seen. */
  ready: Promise<void>;
  close(): Promise<void>;
}

/** A problem for the terminal: `file:line:column message`, columns counted from 1. */
export function problemLine({ file, line, column, message }: BuildProblem): string {
  return `${file}:${line}:${column + 1} ${message}`;
}

/**
 * Follows the package's source: tells the problems that the Apex has at the start, builds what changed, then reloads the open pages, or shows the problems over them.
 * @param report receives problems for the terminal
 */
export function watchSource(
  sourceFolder: string,
  lightning: Lightning,
  apex: ApexRuntime,
  report: (line: string) => void
): SourceWatch {
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let work = apex.reload().then((problems) => {
    problems.map(problemLine).forEach(report);
    if (problems.length > 0) {
      lightning.live.tell({ kind: 'problems', problems });
    }
  });

  const rebuild = async (): Promise<void> => {
    const folders = new Set([...changed].map((file) => relative(sourceFolder, file).split(sep)[0] ?? ''));
    changed.clear();
    const problems: BuildProblem[] = [];
    if ([...folders].some((folder) => BROWSER_FOLDERS.has(folder))) {
      problems.push(...(await lightning.build()));
    }
    if ([...folders].some((folder) => !BROWSER_ONLY.has(folder))) {
      problems.push(...(await apex.reload()));
    }
    problems.map(problemLine).forEach(report);
    lightning.live.tell(problems.length > 0 ? { kind: 'problems', problems } : { kind: 'reload' });
  };

  const watcher = watch(sourceFolder, { ignoreInitial: true, ignored: (path) => path.includes('__tests__') });
  watcher.on('all', (_event, file) => {
    // `npm run build` writes JavaScript beside its TypeScript; the local org compiles the TypeScript itself.
    if (file.endsWith('.js')) {
      return;
    }
    changed.add(file);
    if (timer) {
      clearTimeout(timer);
    }
    timer = setTimeout(() => {
      work = work.then(rebuild).catch((error: unknown) => report(String(error)));
    }, SETTLE);
  });
  return {
    ready: new Promise((done) => watcher.once('ready', done)),
    async close() {
      if (timer) {
        clearTimeout(timer);
      }
      await watcher.close();
      await work;
    }
  };
}
