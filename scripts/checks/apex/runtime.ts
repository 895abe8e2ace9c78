import { join, relative } from 'node:path';
import { readProject } from '../../../local-org/apex/project';
import { loadProgram } from '../../../local-org/apex/runtime/program';
import type { Problem } from '../outcome';

/** What the local org cannot read or run: files that are not UTF-8 or lack their -meta.xml, members of the platform that it does not have. */
export function runtimeProblems(root: string): Problem[] {
  const { project, sources, classFiles, problems } = readProject(root);
  return [...problems, ...loadProgram(project, sources, null).problems].map((problem) => ({
    ...problem,
    file: relative(root, classFiles.get(problem.file) ?? join(root, problem.file))
  }));
}
