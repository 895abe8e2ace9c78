import type { ApexProject, CompileProblem, TestState } from '../contract';
import { createTransactionDatabase } from '../platform';
import { loadProgram, type Program } from '../runtime/program';
import type { ApexTransaction } from '../runtime/transaction';
import { TestHost } from './test-host';

/** What a class file needs beside it. */
export const CLASS_META =
  '<ApexClass xmlns="http://soap.sforce.com/2006/04/metadata"><apiVersion>65.0</apiVersion></ApexClass>';

/** For the tests of the compiler and the runtime: small Apex programs over an empty project. */
export function emptyProject(changes: Partial<ApexProject> = {}): ApexProject {
  return {
    labels: new Map(),
    customMetadata: new Map(),
    objects: new Map(),
    pages: new Set(),
    customPermissions: new Set(),
    permissionSets: new Map(),
    remoteSites: [],
    ...changes
  };
}

/** Compiles class texts; the file name is the class's name. */
export function compile(texts: string[], project: ApexProject = emptyProject()): Program {
  const sources = texts.map((text) => {
    const name = /\b(?:class|interface|enum)\s+(\w+)/i.exec(text)?.[1];
    if (!name) throw new Error('A snippet without a class');
    return { file: `${name}.cls`, text };
  });
  return loadProgram(project, sources);
}

export function problems(texts: string[], project?: ApexProject): CompileProblem[] {
  return compile(texts, project).problems;
}

/** Messages of the problems of a method body. */
export function refusals(body: string, members = '', project?: ApexProject): string[] {
  return problems([`public class Snippet {\n${members}\npublic static Object run() {\n${body}\n}}`], project).map(
    ({ message }) => message
  );
}

export function transactionOf(
  program: Program,
  project: ApexProject = emptyProject(),
  test: TestState | null = null
): ApexTransaction {
  return program.newTransaction({
    host: new TestHost(project),
    db: createTransactionDatabase(),
    context: test ? 'test' : 'aura',
    ...(test ? { test } : {})
  });
}

/** Runs a method body inside a class and returns its value; compile problems are thrown. */
export function run(body: string, members = '', others: string[] = [], project: ApexProject = emptyProject()): unknown {
  const program = compile(
    [`public class Snippet {\n${members}\npublic static Object run() {\n${body}\n}}`, ...others],
    project
  );
  if (program.problems.length > 0)
    throw new Error(program.problems.map((problem) => `${problem.line}: ${problem.message}`).join('\n'));
  return program.execute(transactionOf(program, project), 'Snippet', 'run');
}
