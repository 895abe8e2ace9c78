import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import * as pmd from '@salesforce/code-analyzer-pmd-engine';
import * as sfge from '@salesforce/code-analyzer-sfge-engine';
import { scan } from './apex/code-analyzer';
import { memberAt, suppressionsIn } from './apex/finding';
import { GRAPH_ENGINE, graphEngineFiles, missingFrom } from './apex/graph-engine';
import { NEEDS_JAVA, findJava } from './apex/java';
import { LEDGER, PACKAGE, compare, readLedger } from './apex/ledger';
import { runtimeProblems } from './apex/runtime';
import { unseen, writeSample } from './apex/sample';
import { checkTypes } from './apex/type-check';
import { report } from './outcome';

const ROOT = resolve(__dirname, '..', '..');

/** An SFDX project of its own. */
const SUITE = join(ROOT, 'conformance');

const LOGS = join(ROOT, '.build', 'code-analyzer');

/**
 * `npm run check:apex`: type check, PMD and Graph Engine over the package's Apex and Visualforce, offline. The conformance suite
 * is type-checked, too.
 */
async function main(): Promise<void> {
  const java = findJava();
  if (java === null) {
    console.log(NEEDS_JAVA);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  const runtime = { title: 'The Apex runtime reads and compiles all classes', problems: runtimeProblems(ROOT) };
  if (runtime.problems.length > 0) {
    // The engines would answer some of these with a stack trace of their own.
    report([runtime, { title: 'apex-ls, PMD and Graph Engine', problems: [], notRun: 'Mend these first.' }]);
    return;
  }
  rmSync(LOGS, { recursive: true, force: true });
  const suite = checkTypes(java, SUITE).map((problem) => ({ ...problem, file: `conformance/${problem.file}` }));
  const types = [...checkTypes(java, ROOT), ...suite];
  const sources = readSources();
  const files = [...sources.keys()].map((file) => join(ROOT, file));
  const sample = writeSample(join(LOGS, 'sample'));
  const scans = [
    await scan(ROOT, {
      engine: pmd.createEnginePlugin(),
      engines: { pmd: { java_command: java }, cpd: { java_command: java } },
      files,
      logFolder: LOGS
    }),
    await scan(ROOT, {
      engine: sfge.createEnginePlugin(),
      engines: { sfge: { java_command: java, ...GRAPH_ENGINE } },
      files: [...graphEngineFiles(files), sample.file],
      logFolder: LOGS
    })
  ];
  const all = scans.flatMap(({ violations }) => violations);
  const inSample = relative(ROOT, sample.file).split(sep).join('/');
  const blind = [
    ...unseen(
      inSample,
      sample.rules,
      all.filter(({ file }) => file === inSample).map(({ rule }) => rule)
    ),
    ...unseen(
      inSample,
      ["'size'"],
      checkTypes(java, sample.root).map(({ message }) => message)
    )
  ];
  const findings = [
    ...all.filter(({ file }) => file !== inSample),
    ...[...sources].flatMap(([file, source]) => suppressionsIn(file, source))
  ].map((found) => ({ ...found, member: memberAt(found.file, sources.get(found.file) ?? '', found.line) }));
  const ledger = readLedger(readFileSync(join(ROOT, LEDGER), 'utf8'));
  const { unjustified, stale } = compare(findings, ledger.entries);
  report([
    runtime,
    { title: `${files.length} files have the types that the platform has (apex-ls)`, problems: types },
    {
      title: 'PMD, CPD and Graph Engine got through and see',
      problems: [...scans.flatMap(({ errors }) => errors), ...missingFrom(sources), ...blind]
    },
    { title: `${findings.length} findings, each justified in ${LEDGER}`, problems: unjustified },
    {
      title: `${ledger.entries.length} entries in ${LEDGER}, each still about a finding`,
      problems: [...ledger.problems, ...stale]
    }
  ]);
}

/** Text of the classes and pages by path from the root. */
function readSources(): Map<string, string> {
  const paths = readdirSync(join(ROOT, PACKAGE), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(cls|trigger|page|component)$/.test(path))
    .map((path) => PACKAGE + path.split(sep).join('/'))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}

void main();
