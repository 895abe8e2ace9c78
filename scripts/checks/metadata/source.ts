import { readFileSync, readdirSync } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { RegistryAccess } from '@salesforce/source-deploy-retrieve';
import type { Problem } from '../outcome';
import { children, parseXml, text } from './xml';
import type { Place } from './xml';

/** A component of the package: a `-meta.xml` file, or a label inside one. */
export interface Component {
  /** Name of its type in the Metadata API. */
  type: string;
  fullName: string;
  /** Root element of its file; of a label, its own element. */
  place: Place;
}

/** A file of the package as it deploys, or as it is written (TypeScript). */
export interface SourceFile {
  /** Path from the root of the project, with `/`. */
  path: string;
  /** Empty for a file that is not text, or not UTF-8. */
  text: string;
}

/** Everything in the package directory, read once. */
export interface PackageSource {
  root: string;
  files: SourceFile[];
  components: Component[];
  /** Files that cannot be read as what they are. */
  problems: Problem[];
}

const META = '-meta.xml';

/** What the Metadata API takes as text; it wants UTF-8. */
const TEXT_FILE = /\.(cls|trigger|page|component|html|css|js|ts|json|svg|xml)$/;

/**
 * Reads the package below `root/directory` by the naming rules of source format, without source-deploy-retrieve's resolution:
 * what the two make of the files is compared later.
 * @see https://developer.salesforce.com/docs/atlas.en-us.sfdx_dev.meta/sfdx_dev/sfdx_dev_source_file_format.htm
 */
export function readPackage(root: string, directory: string): PackageSource {
  const problems: Problem[] = [];
  const files: SourceFile[] = [];
  const unreadable = new Set<string>();
  for (const path of listFiles(root, directory)) {
    const decoded = TEXT_FILE.test(path) ? decode(path, readFileSync(join(root, path))) : '';
    files.push({ path, text: typeof decoded === 'string' ? decoded : '' });
    if (typeof decoded !== 'string') {
      problems.push(decoded);
      unreadable.add(path);
    }
  }
  const components: Component[] = [];
  const suffixes = typesBySuffix();
  for (const file of files.filter(({ path }) => path.endsWith(META) && !unreadable.has(path))) {
    const parsed = parseXml(file.path, file.text);
    problems.push(...parsed.problems);
    if (parsed.root) {
      const read = readComponents({ file: file.path, element: parsed.root }, suffixes);
      components.push(...read.components);
      problems.push(...read.problems);
    }
  }
  return { root, files, components, problems };
}

/** Components of a type, by full name. */
export function componentsOf(source: PackageSource, type: string): Map<string, Component> {
  return new Map(source.components.filter((each) => each.type === type).map((each) => [each.fullName, each]));
}

/** Names of a folder's parts: `force-app/main/default/lwc/relinkHome/relinkHome.ts` is in the bundle `relinkHome`. */
export function bundleOf(path: string): string | null {
  return /\/lwc\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function listFiles(root: string, directory: string): string[] {
  return readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
}

/** Text of a file, or the first place where it is not UTF-8. */
function decode(file: string, bytes: Buffer): string | Problem {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  try {
    return strict.decode(bytes);
  } catch {
    let start = 0;
    for (let line = 1; ; line++) {
      const end = bytes.indexOf(0x0a, start);
      const part = bytes.subarray(start, end < 0 ? bytes.length : end);
      try {
        strict.decode(part);
      } catch {
        const column = new TextDecoder().decode(part).indexOf('\uFFFD') + 1;
        return { file, line, column, message: 'is not UTF-8 text' };
      }
      if (end < 0) throw new Error(`${file}: no line of it is ill-encoded`);
      start = end + 1;
    }
  }
}

interface FileType {
  name: string;
  /** The type is a part of another one, in whose folder it stands: a field of an object. */
  isPart: boolean;
}

function typesBySuffix(): Map<string, FileType> {
  const found = new Map<string, FileType>([['js', { name: 'LightningComponentBundle', isPart: false }]]);
  for (const type of Object.values(new RegistryAccess().getRegistry().types)) {
    if (type.suffix !== undefined && !found.has(type.suffix)) {
      found.set(type.suffix, { name: type.name, isPart: false });
    }
    if (type.strategies?.adapter === 'decomposed') {
      for (const part of Object.values(type.children?.types ?? {})) {
        if (part.suffix !== undefined) found.set(part.suffix, { name: part.name, isPart: true });
      }
    }
  }
  return found;
}

function readComponents(
  place: Place,
  suffixes: Map<string, FileType>
): { components: Component[]; problems: Problem[] } {
  const [, name = '', suffix = ''] = /^(.+)\.([^.]+)-meta\.xml$/.exec(basename(place.file)) ?? [];
  const type = suffixes.get(suffix);
  if (!type) {
    const message = `has the ending .${suffix}${META}, which no type of the Metadata API uses`;
    return { components: [], problems: [{ file: place.file, line: 1, column: 1, message }] };
  }
  const folders = place.file.split('/');
  const fullName = type.isPart ? `${folders.at(-3)}.${name}` : name;
  const component: Component = { type: type.name, fullName, place };
  if (type.name !== 'CustomLabels') {
    return { components: [component], problems: [] };
  }
  const labels = children(place, 'labels').map((label) => ({
    type: 'CustomLabel',
    fullName: text(label, 'fullName') ?? '',
    place: label
  }));
  return { components: [component, ...labels], problems: [] };
}
