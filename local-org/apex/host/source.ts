import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CompileProblem } from '../contract';
import { readProject } from '../project';
import { loadProgram, type Program } from '../runtime/program';
import type { PageSources } from './page';

/** Everything a worker holds of the package. */
export interface LoadedSource {
  program: Program;
  pages: PageSources;
  /** Of the files and of the compiler; with problems the program must not run. */
  problems: CompileProblem[];
}

/** Reads and compiles a project; parsed files are kept under `.build/apex` of the project for the next start. */
export function loadSource(projectDir: string): LoadedSource {
  const { project, sources, pageFiles, problems } = readProject(projectDir);
  const program = loadProgram(project, sources, path.join(projectDir, '.build', 'apex'));
  return {
    program,
    problems: [...problems, ...program.problems],
    pages: new Map([...pageFiles].map(([name, file]) => [name, readFileSync(file, 'utf8')]))
  };
}
