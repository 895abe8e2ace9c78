import { join, resolve } from 'node:path';
import { runtimeProblems } from './apex/runtime';
import { checkMetadata } from './metadata';
import { stagePackage } from './metadata/stage';
import { report } from './outcome';

/** `npm run check:metadata`: builds a copy of the package and checks it, offline. */
async function main(): Promise<void> {
  const root = resolve(__dirname, '..', '..');
  const folder = join(root, '.build', 'package');
  const apex = { title: 'The Apex runtime reads and compiles all classes', problems: runtimeProblems(root) };
  const compiled = { title: 'The components compile', problems: stagePackage(folder) };
  report([apex, compiled, ...(await checkMetadata(folder))]);
}

void main();
