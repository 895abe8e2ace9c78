import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Outcome, Problem } from '../outcome';
import { checkConversion, checkPairs } from './conversion';
import { checkElements } from './elements';
import { checkLabels } from './labels';
import { checkLightningPages } from './lightning-pages';
import { checkObjects } from './objects';
import { checkProjectFile, readProjectFile } from './project-file';
import { checkReferences } from './references';
import { readPackage } from './source';

/**
 * Checks an SFDX project whose Lightning components are compiled: sfdx-project.json, .forceignore and the first package directory below `root`.
 * Never throws for what is wrong with the project: that is a problem with a place.
 */
export async function checkMetadata(root: string): Promise<Outcome[]> {
  const { project, problems } = readProjectFile(root);
  const [{ path: directory } = { path: '' }] = project?.packageDirectories ?? [];
  if (!project || !existsSync(join(root, directory))) {
    const missing = {
      file: 'sfdx-project.json',
      line: 1,
      column: 1,
      message: `names ${directory}, which does not exist`
    };
    return [{ title: 'sfdx-project.json says where the package is', problems: project ? [missing] : problems }];
  }
  const source = readPackage(root, directory);
  const files: Outcome = {
    title: `${source.files.length} files: UTF-8, well-formed XML, nothing that comes in twos alone`,
    problems: [...source.problems, ...checkPairs(source)]
  };
  const elements: Outcome = {
    title: `${source.components.length} components: elements and values as the Metadata API has them`,
    problems: checkElements(source)
  };
  const others: [title: string, check: () => Problem[] | Promise<Problem[]>][] = [
    [
      'Conversion to metadata format takes every file; package.xml names every component',
      () => convert(() => checkConversion(source, directory, project.sourceApiVersion), directory)
    ],
    ['Permission sets, app, tabs and Visualforce pages name components that exist', () => checkReferences(source)],
    ['Lightning pages: components, targets and properties', () => checkLightningPages(source)],
    ['Layouts, list views, lookups and custom metadata name fields that exist', () => checkObjects(source)],
    ['Labels: those used exist, those that exist are used', () => checkLabels(source)],
    ['sfdx-project.json names what exists', () => checkProjectFile(source, project)]
  ];
  const outcomes = [files, elements];
  for (const [title, check] of others) {
    // A name that leads to a file which cannot be read would only be told twice.
    outcomes.push(
      files.problems.length > 0
        ? { title, problems: [], notRun: 'mend the files first' }
        : { title, problems: await check() }
    );
  }
  return outcomes;
}

async function convert(conversion: () => Promise<Problem[]>, directory: string): Promise<Problem[]> {
  try {
    return await conversion();
  } catch (error) {
    // source-deploy-retrieve throws for the first thing it dislikes, with the file in its text.
    return [{ file: directory, line: 1, column: 1, message: `does not convert: ${(error as Error).message}` }];
  }
}
