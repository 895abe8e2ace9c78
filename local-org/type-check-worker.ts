import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import ts from 'typescript';
import { generateTypes } from '../scripts/generate-types';
import type { BuildProblem } from './lightning';
import type { TypeCheckAnswer, TypeCheckSetup } from './type-check';

/** Plain JavaScript, because it runs before anything is installed. */
const { writeComponentPaths } = createRequire(__filename)('../scripts/component-paths.js') as {
  writeComponentPaths: (root: string) => void;
};

const { projectFolder } = workerData as TypeCheckSetup;

/** Trees of the files read so far, with the time of the file's last change. */
const trees = new Map<string, { changed: number; tree: ts.SourceFile | undefined }>();
let program: ts.SemanticDiagnosticsBuilderProgram | undefined;

function hostOf(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createIncrementalCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const known = trees.get(file);
    if (known?.changed === changed) {
      return known.tree;
    }
    const tree = parse(file, ...rest);
    trees.set(file, { changed, tree });
    return tree;
  };
  return host;
}

function problemOf({ file, start, messageText }: ts.Diagnostic): BuildProblem {
  const message = ts.flattenDiagnosticMessageText(messageText, ' ');
  if (!file) {
    return { file: 'tsconfig.json', line: 1, column: 0, message };
  }
  const { line, character } = file.getLineAndCharacterOfPosition(start ?? 0);
  return { file: relative(projectFolder, file.fileName), line: line + 1, column: character, message };
}

function check(): BuildProblem[] {
  // Read each time: files come and go, and a new component changes the paths.
  const config = ts.getParsedCommandLineOfConfigFile(join(projectFolder, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (problem) => {
      throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, ' '));
    }
  });
  if (!config) {
    throw new Error('there is no tsconfig.json');
  }
  const { fileNames, options, errors } = config;
  program = ts.createSemanticDiagnosticsBuilderProgram(fileNames, options, hostOf(options), program, errors);
  return [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getSyntacticDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...program.getSemanticDiagnostics()
  ].map(problemOf);
}

function answer(regenerate: boolean): TypeCheckAnswer {
  try {
    if (regenerate) {
      generateTypes(projectFolder);
    }
    writeComponentPaths(projectFolder);
    return { problems: check() };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

parentPort?.on('message', (regenerate: boolean) => parentPort?.postMessage(answer(regenerate)));
