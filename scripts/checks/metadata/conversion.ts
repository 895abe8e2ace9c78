import { join, relative, sep } from 'node:path';
import { unzipSync } from 'fflate';
import { ComponentSet, ForceIgnore, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import type { SourceComponent } from '@salesforce/source-deploy-retrieve';
import type { Problem } from '../outcome';
import { bundleOf } from './source';
import type { PackageSource } from './source';
import { content, descendants, parseXml, text } from './xml';

const MANIFEST = 'package.xml';

/**
 * Converts the package to metadata format, as a deployment does, and compares: each component of the files is a member of package.xml
 * and the other way round, each file that is not in .forceignore belongs to a component, each component has its files in the archive.
 */
export async function checkConversion(
  source: PackageSource,
  directory: string,
  apiVersion: string
): Promise<Problem[]> {
  const set = ComponentSet.fromSource(join(source.root, directory));
  set.sourceApiVersion = apiVersion;
  const components = set.getSourceComponents().toArray();
  const { zipBuffer } = await new MetadataConverter().convert(set, 'metadata', { type: 'zip' });
  if (!zipBuffer) {
    throw new Error('the conversion gave no archive');
  }
  const archive = unzipSync(zipBuffer);
  return [
    ...checkManifest(source, archive, apiVersion),
    ...checkArchive(source, archive),
    ...checkUnclaimed(source, components)
  ];
}

/** Files that come in twos, and of which one is missing. */
export function checkPairs(source: PackageSource): Problem[] {
  const paths = new Set(source.files.map(({ path }) => path));
  const problems: Problem[] = [];
  const missing = (file: string, other: string): void => {
    problems.push({ file, line: 1, column: 1, message: `has no ${other} beside it` });
  };
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (/\.(cls|page|trigger|component)$/.test(path) && !paths.has(`${path}-meta.xml`)) {
      missing(path, `${name}-meta.xml`);
    }
    const ofContent = /^(.*\.(?:cls|page|trigger|component))-meta\.xml$/.exec(path)?.[1];
    if (ofContent !== undefined && !paths.has(ofContent)) {
      missing(path, ofContent.slice(ofContent.lastIndexOf('/') + 1));
    }
  }
  const bundles = new Set([...paths].flatMap((path) => /^.*\/lwc\/[^/]+(?=\/)/.exec(path) ?? []));
  for (const bundle of bundles) {
    const name = bundle.slice(bundle.lastIndexOf('/') + 1);
    const has = (ending: string): boolean => paths.has(`${bundle}/${name}.${ending}`);
    if (!has('js-meta.xml')) {
      problems.push({ file: bundle, line: 1, column: 1, message: `has no ${name}.js-meta.xml in it` });
    }
    if (!has('js') && !has('html') && !has('css')) {
      problems.push({ file: bundle, line: 1, column: 1, message: `has no ${name}.js in it` });
    }
  }
  return problems;
}

function checkManifest(source: PackageSource, archive: Record<string, Uint8Array>, apiVersion: string): Problem[] {
  const at = (file: string, message: string): Problem => ({ file, line: 1, column: 1, message });
  const { root } = parseXml(MANIFEST, new TextDecoder().decode(archive[MANIFEST] ?? new Uint8Array()));
  if (!root) {
    return [at(source.root, 'converts to an archive without package.xml')];
  }
  const manifest = { file: MANIFEST, element: root };
  const members = new Set(
    descendants(manifest, 'types').flatMap((type) =>
      descendants(type, 'members').map((member) => `${text(type, 'name')} ${content(member)}`)
    )
  );
  const problems: Problem[] = [];
  if (text(manifest, 'version') !== apiVersion) {
    problems.push(at('sfdx-project.json', `package.xml has version ${text(manifest, 'version')}, not ${apiVersion}`));
  }
  for (const { type, fullName, place } of source.components) {
    if (!members.delete(`${type} ${fullName}`)) {
      problems.push(at(place.file, `${type} ${fullName} is not a member of package.xml`));
    }
  }
  for (const member of members) {
    problems.push(at(MANIFEST, `has the member ${member}, which no file of the package is`));
  }
  return problems;
}

/** What must be in the archive for a component that is more than XML. */
function checkArchive(source: PackageSource, archive: Record<string, Uint8Array>): Problem[] {
  return source.files.flatMap(({ path }) => {
    const bundle = bundleOf(path);
    const inBundle = bundle !== null && path.slice(path.indexOf(`/lwc/${bundle}/`) + 1);
    const deployed = /\/(classes|pages)\/(?:.*\/)?([^/]+\.(?:cls|page))$/.exec(path);
    const target = deployed
      ? `${deployed[1]}/${deployed[2]}`
      : inBundle && /\.(js|html|css)$/.test(path) && !path.includes('/__tests__/') && inBundle;
    return target && !(target in archive)
      ? [{ file: path, line: 1, column: 1, message: `is not in the archive as ${target}` }]
      : [];
  });
}

/** Files that a deployment would leave out without a word. */
function checkUnclaimed(source: PackageSource, components: SourceComponent[]): Problem[] {
  const claimed = new Set(
    components
      .flatMap((component) => [component, ...component.getChildren()])
      .flatMap((component) => [component.xml, ...component.walkContent()])
      .filter((file): file is string => file !== undefined)
      .map((file) => relative(source.root, file).split(sep).join('/'))
  );
  const ignore = ForceIgnore.findAndCreate(source.root);
  return source.files
    .filter(({ path }) => !claimed.has(path) && !ignore.denies(join(source.root, path)))
    .map(({ path }) => ({
      file: path,
      line: 1,
      column: 1,
      message: 'belongs to no component and is not in .forceignore: a deployment would leave it out without a word'
    }));
}
