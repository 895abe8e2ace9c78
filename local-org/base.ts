import { join, resolve } from 'node:path';
import { ApexWorkers } from './apex/host';
import { builtOnce, createPackageBuilder, type PackageBuilder } from './lightning/build';

/** This project's folder, with sfdx-project.json. */
export const PROJECT = resolve(__dirname, '..');

/** The package's source in a project's folder. */
export function sourceOf(projectFolder: string): string {
  return join(projectFolder, 'force-app', 'main', 'default');
}

/** What local orgs of one process can share: the package, built and compiled. It holds no state of an org. */
export interface LocalOrgBase {
  builder: PackageBuilder;
  workers: ApexWorkers;
  close(): Promise<void>;
}

/** A builder of a project's package. The base components are built once for all projects. */
export function projectBuilder(
  projectFolder: string,
  progress: (message: string) => void,
  options: { sandboxed?: boolean; sourceMap?: boolean } = {}
): PackageBuilder {
  const cacheFolder = join(PROJECT, '.build', 'vendor');
  return createPackageBuilder({
    ...options,
    projectFolder,
    sourceFolder: sourceOf(projectFolder),
    cacheFolder,
    progress
  });
}

/**
 * Builds the package once, for the local orgs of a test run that start with it.
 * @param workers threads for transactions of all orgs together
 */
export async function prepareLocalOrgs(workers: number): Promise<LocalOrgBase> {
  const builder = projectBuilder(PROJECT, () => undefined, { sourceMap: false });
  const shared = builtOnce(builder);
  await shared.build();
  const threads = await ApexWorkers.start({ projectDir: PROJECT, workers });
  return {
    builder: shared,
    workers: threads,
    async close() {
      await Promise.all([builder.close(), threads.close()]);
    }
  };
}
