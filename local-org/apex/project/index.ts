import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { ApexProject, CompileProblem, PermissionSetInfo } from '../contract';
import type { ApexSource } from '../compiler';
import { readMetadata } from './metadata-file';
import { readObject } from './objects';
import { platformObjects } from './platform-objects';
import { collecting, readText, SourceProblem } from './source-file';

/** What the local org reads of an SFDX project. */
export interface ProjectSource {
  project: ApexProject;
  /** All Apex classes; `file` is the base name, as Salesforce shows it. */
  sources: ApexSource[];
  /** Base name → path of each class file. */
  classFiles: Map<string, string>;
  /** Name → path of each Visualforce page. */
  pageFiles: Map<string, string>;
  /** Files that could not be read; of metadata files the path from the project's folder. With problems the rest is incomplete. */
  problems: CompileProblem[];
}

function packageFolders(projectDir: string): string[] {
  const config = path.join(projectDir, 'sfdx-project.json');
  if (!existsSync(config)) return [projectDir];
  const { packageDirectories } = JSON.parse(readText(config)) as { packageDirectories: { path: string }[] };
  return packageDirectories.map((entry) => path.join(projectDir, entry.path)).filter((folder) => existsSync(folder));
}

function allFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'lwc' && !entry.name.startsWith('.'))
    .flatMap((entry) =>
      entry.isDirectory() ? allFiles(path.join(folder, entry.name)) : [path.join(folder, entry.name)]
    )
    .sort();
}

/**
 * Reads the Apex classes and the metadata that Apex depends on from an SFDX project folder (the one with
 * sfdx-project.json) or a plain source folder.
 */
export function readProject(projectDir: string): ProjectSource {
  const files = packageFolders(projectDir).flatMap(allFiles);
  const project: ApexProject = {
    labels: new Map(),
    customMetadata: new Map(),
    objects: new Map(platformObjects().map((schema) => [schema.name.toLowerCase(), schema])),
    pages: new Set(),
    customPermissions: new Set(),
    permissionSets: new Map(),
    remoteSites: []
  };
  const result: ProjectSource = { project, sources: [], classFiles: new Map(), pageFiles: new Map(), problems: [] };
  const shown = (file: string): string =>
    /\.cls(?:-meta\.xml)?$/.test(file) ? path.basename(file) : path.relative(projectDir, file);
  const each = (suffix: string, read: (file: string, index: number) => void): void =>
    files
      .filter((file) => file.endsWith(suffix))
      .forEach((file, index) => collecting(result.problems, shown, () => read(file, index)));
  each('.object-meta.xml', (file, index) => {
    const schema = readObject(path.dirname(file), index);
    project.objects.set(schema.name.toLowerCase(), schema);
  });
  each('.labels-meta.xml', (file) => {
    for (const label of readMetadata(file).children('labels')) {
      project.labels.set(label.text('fullName') ?? '', label.text('value') ?? '');
    }
  });
  each('.md-meta.xml', (file, index) => addCustomMetadata(project, file, index));
  each('.permissionset-meta.xml', (file) => {
    const set = readPermissionSet(file);
    project.permissionSets.set(set.name, set);
  });
  each('.customPermission-meta.xml', (file) => {
    project.customPermissions.add(baseName(file, '.customPermission-meta.xml'));
  });
  each('.remoteSite-meta.xml', (file) => {
    const site = readMetadata(file);
    project.remoteSites.push({ url: site.text('url') ?? '', active: site.flag('isActive') });
  });
  each('.page', (file) => {
    project.pages.add(baseName(file, '.page'));
    result.pageFiles.set(baseName(file, '.page'), file);
  });
  for (const file of files.filter((name) => name.endsWith('.cls')))
    collecting(result.problems, shown, () => addClass(result, file));
  return result;
}

function addClass(result: ProjectSource, file: string): void {
  const name = path.basename(file);
  const twin = result.classFiles.get(name);
  if (twin) throw new SourceProblem(file, 1, 1, `Two class files are called ${name}`);
  result.classFiles.set(name, file);
  const text = readText(file);
  result.sources.push({ file: name, text });
  const companion = `${file}-meta.xml`;
  if (!existsSync(companion)) {
    throw new SourceProblem(
      file,
      1,
      1,
      `${path.basename(companion)} is missing: Salesforce deploys no class without it`
    );
  }
  const version = readMetadata(companion).text('apiVersion');
  if (!version) throw new SourceProblem(file, 1, 1, `${path.basename(companion)} has no apiVersion`);
}

function baseName(file: string, suffix: string): string {
  return path.basename(file).slice(0, -suffix.length);
}

function addCustomMetadata(project: ApexProject, file: string, index: number): void {
  const [type, developerName] = baseName(file, '.md-meta.xml').split('.');
  const key = `${type}__mdt`.toLowerCase();
  const schema = project.objects.get(key);
  if (!schema) throw new SourceProblem(file, 1, 1, `There is no custom metadata type ${type}__mdt`);
  const xml = readMetadata(file);
  const label = xml.text('label') ?? developerName;
  const record: Record<string, unknown> = {
    Id: `${schema.keyPrefix}000000000${String(index + 1).padStart(3, '0')}`,
    DeveloperName: developerName,
    MasterLabel: label,
    Label: label,
    Language: 'en_US',
    NamespacePrefix: null,
    QualifiedApiName: developerName
  };
  for (const field of schema.fields.values())
    if (field.name.endsWith('__c')) record[field.name] = field.defaultValue ?? null;
  for (const entry of xml.children('values')) {
    const field = schema.fields.get((entry.text('field') ?? '').toLowerCase());
    if (!field) throw new SourceProblem(file, 1, 1, `${schema.name} has no field ${entry.text('field')}`);
    const value = entry.child('value');
    const text = value?.content ?? '';
    const isNull = !value || [value.attribute('xsi:nil'), value.attribute('nil')].includes('true');
    record[field.name] = isNull
      ? null
      : field.type === 'boolean'
        ? text === 'true'
        : field.type === 'double'
          ? Number(text)
          : text;
  }
  const records = project.customMetadata.get(key) ?? [];
  project.customMetadata.set(key, [...records, record]);
}

function readPermissionSet(file: string): PermissionSetInfo {
  const xml = readMetadata(file);
  const name = baseName(file, '.permissionset-meta.xml');
  const enabled = (element: string, key: string): Set<string> =>
    new Set(
      xml
        .children(element)
        .filter((entry) => entry.flag('enabled'))
        .map((entry) => entry.text(key) ?? '')
    );
  const set: PermissionSetInfo = {
    name,
    label: xml.text('label') ?? name,
    classes: enabled('classAccesses', 'apexClass'),
    pages: enabled('pageAccesses', 'apexPage'),
    customPermissions: enabled('customPermissions', 'name'),
    objects: new Map(),
    fields: new Map()
  };
  for (const entry of xml.children('objectPermissions')) {
    set.objects.set((entry.text('object') ?? '').toLowerCase(), {
      read: entry.flag('allowRead'),
      create: entry.flag('allowCreate'),
      edit: entry.flag('allowEdit'),
      delete: entry.flag('allowDelete'),
      viewAll: entry.flag('viewAllRecords'),
      modifyAll: entry.flag('modifyAllRecords')
    });
  }
  for (const entry of xml.children('fieldPermissions')) {
    set.fields.set((entry.text('field') ?? '').toLowerCase(), {
      read: entry.flag('readable'),
      edit: entry.flag('editable')
    });
  }
  return set;
}
