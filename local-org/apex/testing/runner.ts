import path from 'node:path';
import type { ApexClassInfo, ApexMethodInfo, CompileProblem, RowChange, TestState } from '../contract';
import type { ApexSource } from '../compiler';
import { createTransactionDatabase } from '../platform';
import { readProject } from '../project';
import { type FileCoverage, loadProgram, type Program } from '../runtime/program';
import { ApexException, setIterationSeed, stackTraceString } from '../runtime/values';
import { TestHost } from './test-host';

/** Outcome of one test method. */
export interface ApexTestResult {
  className: string;
  methodName: string;
  milliseconds: number;
  /** Null when the test passed. */
  failure: { message: string; exceptionType: string; stackTrace: string } | null;
}

/** Line coverage of one class that is not a test class. */
export interface ApexClassCoverage {
  className: string;
  coveredLines: number[];
  uncoveredLines: number[];
}

export interface ApexTestRun {
  results: ApexTestResult[];
  coverage: ApexClassCoverage[];
  /** With problems nothing was run. */
  problems: CompileProblem[];
}

export interface ApexTestOptions {
  /** Folder of the SFDX project, or a plain source folder. */
  sourceDir: string;
  /** Only tests whose `Class` or `Class.method` contains this text, case ignored. */
  filter?: string;
  /** Seed of the pseudo-random iteration order of Set and Map; the same seed gives the same order. */
  seed?: number;
  /** Folder for parsed files; null turns the cache off. */
  cacheDir?: string | null;
  /** Changes a source before it is compiled, for example to see whether a test notices. */
  edit?: (source: ApexSource) => ApexSource;
}

/** Runs the `@IsTest` methods of a source folder, each in its own transaction. */
export function runApexTests(options: ApexTestOptions): ApexTestRun {
  const { project, sources } = readProject(options.sourceDir);
  const cacheDir = options.cacheDir === undefined ? path.join(options.sourceDir, '.build', 'apex') : options.cacheDir;
  const program = loadProgram(project, options.edit ? sources.map(options.edit) : sources, cacheDir);
  if (program.problems.length > 0) return { results: [], coverage: [], problems: program.problems };
  const host = new TestHost(project);
  const results: ApexTestResult[] = [];
  setIterationSeed(options.seed ?? 1);
  try {
    for (const info of program.classes.values()) {
      if (info.isTest && !info.name.includes('.')) results.push(...runClass(program, host, info, options.filter));
    }
  } finally {
    setIterationSeed(null);
  }
  return {
    results,
    coverage: program
      .coverage()
      .filter((file) => !file.isTest && file.lines.size > 0)
      .map(summarise),
    problems: []
  };
}

function runClass(program: Program, host: TestHost, info: ApexClassInfo, filter: string | undefined): ApexTestResult[] {
  const wanted = (method: ApexMethodInfo): boolean =>
    !filter || `${info.name}.${method.name}`.toLowerCase().includes(filter.toLowerCase());
  const tests = info.methods.filter((method) => method.isTest && wanted(method));
  if (tests.length === 0) return [];
  let seed: RowChange[] = [];
  const setup = info.methods.find((method) => method.isTestSetup);
  if (setup) {
    const outcome = runMethod(program, host, info, setup, []);
    if (outcome.failure) {
      return tests.map((test) => ({
        className: info.name,
        methodName: test.name,
        milliseconds: 0,
        failure: outcome.failure
      }));
    }
    seed = outcome.changes;
  }
  return tests.map((test) => {
    const { failure, milliseconds } = runMethod(program, host, info, test, seed);
    return { className: info.name, methodName: test.name, milliseconds, failure };
  });
}

interface MethodOutcome {
  failure: ApexTestResult['failure'];
  milliseconds: number;
  changes: RowChange[];
}

function runMethod(
  program: Program,
  host: TestHost,
  info: ApexClassInfo,
  method: ApexMethodInfo,
  seed: RowChange[]
): MethodOutcome {
  const test: TestState = { mocks: new Map(), runAs: null, insideStartStop: false };
  const db = createTransactionDatabase(seed);
  const tx = program.newTransaction({ host, db, context: 'test', test });
  const started = performance.now();
  let failure: ApexTestResult['failure'] = null;
  try {
    if (!method.isStatic || method.parameters.length > 0) {
      throw new Error(`Test methods must be static and take no parameters: ${info.name}.${method.name}`);
    }
    program.execute(tx, info.name, method.name);
  } catch (error) {
    failure =
      error instanceof ApexException
        ? { message: error.apexMessage ?? '', exceptionType: error.typeName, stackTrace: stackTraceString(error) }
        : { message: String(error), exceptionType: 'Local runtime', stackTrace: (error as Error).stack ?? '' };
  }
  return { failure, milliseconds: performance.now() - started, changes: db.changes() };
}

function summarise(file: FileCoverage): ApexClassCoverage {
  const lines = [...file.lines].sort(([a], [b]) => a - b);
  return {
    className: file.className,
    coveredLines: lines.filter(([, count]) => count > 0).map(([line]) => line),
    uncoveredLines: lines.filter(([, count]) => count === 0).map(([line]) => line)
  };
}
