import { basename } from 'node:path';
import type { Problem } from '../outcome';

/**
 * What Graph Engine gets. It follows every path through every class that it knows, and the paths through all of the package are too many:
 * each entry point ran into its time limit. Given these, it gets through; what the other classes return is unknown to it.
 * All entry points and all classes with queries or DML must be here, and `missingFrom` sees to that; the rest are the links between them.
 */
const CLASSES = [
  'RelinkAccess',
  'RelinkConnectionState',
  'RelinkController',
  'RelinkEnvironment',
  'RelinkHistory',
  'RelinkHomeReader',
  'RelinkPasteCheck',
  'RelinkProver',
  'RelinkRetirement',
  'RelinkRuns',
  'RelinkSessionController',
  'RelinkSessionNonce',
  'RelinkSetupQueries',
  'RelinkStatusReader'
];

/** Settings: two cores, and a limit for one entry point that a busy machine does not reach. */
export const GRAPH_ENGINE = { java_thread_count: 2, java_max_heap_size: '2g', java_thread_timeout: 300_000 };

/** The files of the package that Graph Engine gets, of all classes and pages. */
export function graphEngineFiles(files: string[]): string[] {
  return files.filter((file) => file.endsWith('.page') || CLASSES.includes(basename(file, '.cls')));
}

/** Classes that Graph Engine would have to see and does not get, and names that are no class any more. */
export function missingFrom(sources: Map<string, string>): Problem[] {
  const problems: Problem[] = [];
  const names = new Set<string>();
  for (const [file, source] of sources) {
    const name = basename(file, '.cls');
    names.add(name);
    const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'/g, ' ');
    const isTest = /@IsTest/i.test(code);
    const touches =
      /\[\s*SELECT\b|\b(?:insert|update|upsert|delete|undelete|merge)\s+(?:as\s+(?:user|system)\s+)?\w|\bDatabase\s*\.\s*\w+\s*\(/i;
    const isEntry = /@AuraEnabled\b(?:\s*\([^)]*\))?\s+(?:public|global)\s+static\b/i;
    const isNeeded = touches.test(code) || isEntry.test(code);
    if (file.endsWith('.cls') && !isTest && isNeeded && !CLASSES.includes(name)) {
      const message = `${name} queries, writes or is called by Lightning: add it to the classes that Graph Engine gets (scripts/checks/apex/graph-engine.ts)`;
      problems.push({ file, line: 1, column: 1, message });
    }
  }
  for (const name of CLASSES.filter((each) => !names.has(each))) {
    problems.push({
      file: 'scripts/checks/apex/graph-engine.ts',
      line: 1,
      column: 1,
      message: `there is no class ${name}`
    });
  }
  return problems;
}
