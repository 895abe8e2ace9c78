import { randomInt } from 'node:crypto';
import path from 'node:path';
import type { ApexClassInfo, ApexMethodInfo, CompileProblem, RowChange, TestState } from '../contract';
import type { ApexSource } from '../compiler';
import { createTransactionDatabase } from '../platform';
import { readProject } from '../project';
import { loadProgram, type Program } from '../runtime/program';
import { ApexException, apexLines, NotImplementedLocally, setIterationSeed, stackTraceString } from '../runtime/values';
import { TestHost } from './test-host';

/** Outcome of one test method. */
export interface ApexTestResult {
  className: string;
  methodName: string;
  milliseconds: number;
  /** Assertions executed, the failed one included. */
  assertions: number;
  /** Null when the test passed. */
  failure: { message: string; exceptionType: string; stackTrace: string } | null;
}

/** Line coverage of one class that is not a test class. */
export interface ApexClassCoverage {
  className: string;
  /** Path from the project's folder, with `/`. */
  file: string;
  /** Executable line → how often it ran, by line. */
  lines: Map<number, number>;
}

export interface ApexTestRun {
  results: ApexTestResult[];
  coverage: ApexClassCoverage[];
  /** With problems nothing was run. */
  problems: CompileProblem[];
  /** Seed of the order of sets and maps in this run; giving it again repeats the order. */
  seed: number;
}

export interface ApexTestOptions {
  /** Folder of the SFDX project, or a plain source folder. */
  sourceDir: string;
  /** Only tests whose `Class` or `Class.method` contains this text, case ignored. */
  filter?: string;
  /** Seed of the pseudo-random iteration order of Set and Map, which Apex does not promise; a new one each run unless given. */
  seed?: number;
  /** Folder for parsed files; null turns the cache off. */
  cacheDir?: string | null;
  /** Changes a source before it is compiled, for example to see whether a test notices. */
  edit?: (source: ApexSource) => ApexSource;
}

/** Runs the `@IsTest` methods of a source folder, each in its own transaction. */
export function runApexTests(options: ApexTestOptions): ApexTestRun {
  const seed = options.seed ?? randomInt(1, 2 ** 31);
  const { project, sources, classFiles, problems } = readProject(options.sourceDir);
  const cacheDir = options.cacheDir === undefined ? path.join(options.sourceDir, '.build', 'apex') : options.cacheDir;
  const program = loadProgram(project, options.edit ? sources.map(options.edit) : sources, cacheDir);
  problems.push(...program.problems);
  if (problems.length > 0) return { results: [], coverage: [], problems, seed };
  const host = new TestHost(project);
  const results: ApexTestResult[] = [];
  try {
    for (const info of program.classes.values()) {
      if (info.isTest && !info.name.includes('.'))
        results.push(...runClass({ program, host, seed }, info, options.filter));
    }
  } finally {
    setIterationSeed(null);
  }
  return {
    results,
    coverage: program
      .coverage()
      .filter((file) => !file.isTest && file.lines.size > 0)
      .map(({ className, file, lines }) => ({
        className,
        file: path
          .relative(options.sourceDir, classFiles.get(file) ?? file)
          .split(path.sep)
          .join('/'),
        lines: new Map([...lines].sort(([a], [b]) => a - b))
      })),
    problems: [],
    seed
  };
}

interface Run {
  program: Program;
  host: TestHost;
  seed: number;
}

function runClass(run: Run, info: ApexClassInfo, filter: string | undefined): ApexTestResult[] {
  const wanted = (method: ApexMethodInfo): boolean =>
    !filter || `${info.name}.${method.name}`.toLowerCase().includes(filter.toLowerCase());
  const tests = info.methods.filter((method) => method.isTest && wanted(method));
  if (tests.length === 0) return [];
  let rows: RowChange[] = [];
  const setup = info.methods.find((method) => method.isTestSetup);
  if (setup) {
    const outcome = runMethod(run, info, setup, []);
    if (outcome.failure) {
      return tests.map((test) => ({
        className: info.name,
        methodName: test.name,
        milliseconds: 0,
        assertions: outcome.assertions,
        failure: outcome.failure
      }));
    }
    rows = outcome.changes;
  }
  return tests.map((test) => {
    const { failure, milliseconds, assertions } = runMethod(run, info, test, rows);
    return { className: info.name, methodName: test.name, milliseconds, assertions, failure };
  });
}

interface MethodOutcome {
  failure: ApexTestResult['failure'];
  milliseconds: number;
  assertions: number;
  changes: RowChange[];
}

function runMethod(
  { program, host, seed }: Run,
  info: ApexClassInfo,
  method: ApexMethodInfo,
  rows: RowChange[]
): MethodOutcome {
  const test: TestState = { mocks: new Map(), runAs: null, insideStartStop: false, assertions: 0 };
  const db = createTransactionDatabase(rows);
  setIterationSeed(seed);
  const tx = program.newTransaction({ host, db, context: 'test', test });
  const started = performance.now();
  let failure: ApexTestResult['failure'] = null;
  try {
    if (!method.isStatic || method.parameters.length > 0) {
      throw new Error(`Test methods must be static and take no parameters: ${info.name}.${method.name}`);
    }
    program.execute(tx, info.name, method.name);
  } catch (error) {
    failure = failureOf(error);
  }
  return { failure, milliseconds: performance.now() - started, assertions: test.assertions, changes: db.changes() };
}

/** An Apex exception, a refusal of the runtime by name with its Apex lines, or a defect of the runtime with its own stack. */
function failureOf(error: unknown): ApexTestResult['failure'] {
  if (error instanceof ApexException) {
    return { message: error.apexMessage ?? '', exceptionType: error.typeName, stackTrace: stackTraceString(error) };
  }
  if (error instanceof NotImplementedLocally) {
    return { message: error.message, exceptionType: 'Local runtime', stackTrace: apexLines(error) };
  }
  return { message: String(error), exceptionType: 'Local runtime', stackTrace: (error as Error).stack ?? '' };
}
