import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { threadId } from 'node:worker_threads';
import type { ApexProject, CompileProblem } from '../contract';
import type { NativeRegistry } from '../runtime/registry';
import type { ClassNode } from './ast';
import { compileClass, problemOf } from './classes';
import { onLine, placeLines, Unit } from './context';
import { checkClass, declareClass, declareMembers, linkClass } from './declarations';
import { parseClassFile } from './parse';
import type { ClassDeclaration } from './types';
import { CompileError, World } from './world';

/** A class file of the project. */
export interface ApexSource {
  /** File name as problems and stack traces show it: `RelinkFinder.cls`. */
  file: string;
  text: string;
}

/** One compiled class file. */
export interface CompiledFile {
  file: string;
  decl: ClassDeclaration;
  /** A function expression taking the engine and the coverage counters, returning the class. Line N is Apex line N. */
  code: string;
  /** Line of each coverage counter. */
  counters: number[];
}

export interface Compilation {
  files: CompiledFile[];
  problems: CompileProblem[];
  world: World;
}

/** Files whose change makes cached trees stale. */
const PARSER_FILES = ['ast', 'parse', 'parse-statement', 'parse-expression', 'parse-query'];
let parserVersion: string | null = null;

function currentParserVersion(): string {
  if (parserVersion === null) {
    const hash = createHash('sha256');
    for (const name of PARSER_FILES) hash.update(readFileSync(path.join(__dirname, `${name}.ts`)));
    parserVersion = hash.digest('hex');
  }
  return parserVersion;
}

const parsedInMemory = new Map<string, { tree: ClassNode | null; problems: CompileProblem[] }>();

/** Parses with a cache by content: in memory for reloads, in `.build/apex` for warm starts. */
function parseCached(
  source: ApexSource,
  cacheDir: string | null
): { tree: ClassNode | null; problems: CompileProblem[] } {
  const hash = createHash('sha256')
    .update(`${currentParserVersion()}\0${source.file}\0${source.text}`)
    .digest('hex')
    .slice(0, 32);
  const known = parsedInMemory.get(hash);
  if (known) return known;
  const cacheFile = cacheDir ? path.join(cacheDir, `${hash}.json`) : null;
  if (cacheFile) {
    try {
      const tree = JSON.parse(readFileSync(cacheFile, 'utf8')) as ClassNode;
      const entry = { tree, problems: [] };
      parsedInMemory.set(hash, entry);
      return entry;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  const entry = parseClassFile(source.file, source.text);
  parsedInMemory.set(hash, entry);
  if (cacheFile && entry.tree) {
    mkdirSync(path.dirname(cacheFile), { recursive: true });
    // Several workers may write the same file at once; a rename is never seen half done.
    const part = `${cacheFile}.${process.pid}.${threadId}`;
    writeFileSync(part, JSON.stringify(entry.tree));
    renameSync(part, cacheFile);
  }
  return entry;
}

/** Compiles a whole project. With problems, the files are incomplete and must not be run. */
export function compileProject(
  project: ApexProject,
  sources: ApexSource[],
  registry: NativeRegistry,
  cacheDir: string | null = null
): Compilation {
  const world = new World(project);
  const { problems } = world;
  const guard = (file: string, body: () => void): void => {
    try {
      body();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      problems.push(problemOf(file, error));
    }
  };
  const declarations: ClassDeclaration[] = [];
  for (const source of sources) {
    const { tree, problems: found } = parseCached(source, cacheDir);
    problems.push(...found);
    if (!tree) continue;
    guard(source.file, () => {
      if (world.classes.has(tree.name.toLowerCase())) throw new CompileError(tree, `Duplicate class: ${tree.name}`);
      const decl = declareClass(tree, source.file, null);
      world.classes.set(decl.key, decl);
      declarations.push(decl);
    });
  }
  for (const pass of [linkClass, declareMembers, checkClass]) {
    // What a pass would say after the mistakes of another one is mostly their consequence.
    if (problems.length > 0) break;
    for (const decl of declarations) guard(decl.file, () => pass(world, decl));
  }
  if (problems.length > 0) return { files: [], problems: inOrder(problems), world };
  const files = declarations.map((decl) => {
    const unit = new Unit(decl.file, registry);
    let body = '';
    guard(decl.file, () => {
      body = compileClass(world, unit, decl, (error) => problems.push(problemOf(decl.file, error)));
    });
    const code = placeLines(`(function($,$c){"use strict";${unit.prelude()}${onLine(decl.node.line)}return ${body};})`);
    return { file: decl.file, decl, code, counters: unit.counters };
  });
  return { files, problems: inOrder(problems), world };
}

function inOrder(problems: CompileProblem[]): CompileProblem[] {
  return problems.sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column);
}
