import { join, resolve } from 'node:path';
import { checkMetadata } from './metadata';
import { stagePackage } from './metadata/stage';
import { report } from './outcome';

/** `npm run check:metadata`: builds a copy of the package and checks it, offline. */
async function main(): Promise<void> {
  const folder = join(resolve(__dirname, '..', '..'), '.build', 'package');
  const compiled = { title: 'The components compile', problems: stagePackage(folder) };
  report([compiled, ...(await checkMetadata(folder))]);
}

void main();
