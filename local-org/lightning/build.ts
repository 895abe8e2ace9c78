import { readAppModel, placedBundles, type AppModel } from './app-model';
import { createBundler, type Bundle } from './bundle';
import { buildSandboxed } from './sandbox';
import { buildVendor, type Vendor } from './vendor';

/** Everything the Lightning site serves of a package. */
export interface Built {
  model: AppModel;
  bundle: Bundle;
  vendor: Vendor;
}

/** Builds a package for the browser. */
export interface PackageBuilder {
  /**
   * Builds, or builds again after a change.
   * @throws BuildProblems
   */
  build(): Promise<Built>;
  close(): Promise<void>;
}

export interface BuilderOptions {
  /** Root of the project; problems are reported relative to it. */
  projectFolder: string;
  /** `force-app/main/default`. */
  sourceFolder: string;
  /** Where the vendor build is kept. */
  cacheFolder: string;
  progress: (message: string) => void;
  /** Show the source in the browser's developer tools (yes, unless told otherwise): two thirds of what the browser loads. */
  sourceMap?: boolean;
  /** Run the components inside Lightning Web Security's sandbox. */
  sandboxed?: boolean;
}

/** A builder that follows changes of the source. */
export function createPackageBuilder(options: BuilderOptions): PackageBuilder {
  const { projectFolder, sourceFolder, cacheFolder, progress, sandboxed = false, sourceMap } = options;
  const bundler = createBundler(projectFolder, sourceFolder, sourceMap);
  return {
    async build() {
      const model = readAppModel(sourceFolder);
      const names = placedBundles(model);
      const bundle = sandboxed ? await buildSandboxed(projectFolder, sourceFolder, names) : await bundler.build(names);
      const vendor = await buildVendor(bundle.baseComponents, bundle.iconCategories, cacheFolder, progress);
      return { model, bundle, vendor };
    },
    close: () => bundler.close()
  };
}

/** A builder whose users share its first build; none of them closes it. */
export function builtOnce(builder: PackageBuilder): PackageBuilder {
  let first: Promise<Built> | null = null;
  return { build: () => (first ??= builder.build()), close: () => Promise.resolve() };
}
