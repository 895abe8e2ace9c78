import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../outcome';
import { position } from './references';
import { componentsOf } from './source';
import type { PackageSource } from './source';
import { child, content, problemAt } from './xml';

const FILE = 'sfdx-project.json';

/** The parts of sfdx-project.json that name something. */
export interface ProjectFile {
  packageDirectories: {
    path: string;
    definitionFile?: string;
    apexTestAccess?: { permissionSets?: string[]; permissionSetLicenses?: string[] };
  }[];
  sourceApiVersion: string;
}

/** Reads sfdx-project.json; what is no JSON, or lacks a needed part, is a problem. */
export function readProjectFile(root: string): { project: ProjectFile | null; problems: Problem[] } {
  const source = existsSync(join(root, FILE)) ? readFileSync(join(root, FILE), 'utf8') : null;
  const wrong = (message: string): { project: null; problems: Problem[] } => ({
    project: null,
    problems: [{ file: FILE, line: 1, column: 1, message }]
  });
  if (source === null) {
    return wrong('is missing');
  }
  let project: Partial<ProjectFile> | null;
  try {
    project = JSON.parse(source) as Partial<ProjectFile> | null;
  } catch (error) {
    return wrong(`is no JSON: ${(error as Error).message}`);
  }
  if (!project?.packageDirectories?.[0]?.path || !project.sourceApiVersion) {
    return wrong('lacks packageDirectories or sourceApiVersion');
  }
  return { project: project as ProjectFile, problems: [] };
}

/** What sfdx-project.json names exists, and no component asks for a later API version than it. */
export function checkProjectFile(source: PackageSource, project: ProjectFile): Problem[] {
  const written = readFileSync(join(source.root, FILE), 'utf8');
  const at = (name: string, message: string): Problem => ({
    file: FILE,
    ...position(written, Math.max(0, written.indexOf(`"${name}"`))),
    message
  });
  const permissionSets = componentsOf(source, 'PermissionSet');
  return [
    ...project.packageDirectories.flatMap(({ path, definitionFile, apexTestAccess }) => [
      ...[path, definitionFile ?? path]
        .filter((file) => !existsSync(join(source.root, file)))
        .map((file) => at(file, `names ${file}, which does not exist`)),
      ...(apexTestAccess?.permissionSets ?? [])
        .filter((name) => !permissionSets.has(name))
        .map((name) => at(name, `the package has no PermissionSet ${name}`))
    ]),
    ...source.components.flatMap(({ place }) => {
      const version = child(place, 'apiVersion');
      return version && Number(content(version)) > Number(project.sourceApiVersion)
        ? [problemAt(version, `is later than the sourceApiVersion ${project.sourceApiVersion} of ${FILE}`)]
        : [];
    })
  ];
}
