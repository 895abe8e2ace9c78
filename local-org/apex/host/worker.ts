import { parentPort, workerData } from 'node:worker_threads';
import type { CompileProblem, Transaction } from '../contract';
import { createTransactionDatabase, effectsOf, runJob } from '../platform';
import { ApexException, NotImplementedLocally } from '../runtime/values';
import { BlockingHost } from './channel';
import { dispatch, findAction } from './dispatch';
import type { Outcome, Task, TaskResult, WorkerSetup } from './messages';
import { renderPage } from './page';
import { type LoadedSource, loadSource } from './source';

const { projectDir, channel } = workerData as WorkerSetup;
const host = new BlockingHost(channel);

/** The program in force; a load with problems leaves it. */
let source: LoadedSource | null = null;

function load(): CompileProblem[] {
  const next = loadSource(projectDir);
  if (next.problems.length === 0) source = next;
  return next.problems;
}

function outcomeOf(tx: Transaction, succeeded = true): Outcome {
  const { callouts, queries, dmlStatements } = tx.limits;
  const counters = { callouts, queries, dmlStatements };
  return succeeded
    ? { changes: tx.db.changes(), effects: effectsOf(tx), counters }
    : { changes: [], effects: [], counters };
}

/** Runs a job; text of the exception that left it, or null. */
function failureOfJob(body: () => void): string | null {
  try {
    body();
    return null;
  } catch (error) {
    if (error instanceof ApexException) return `${error.typeName}: ${error.apexMessage ?? ''}`;
    if (error instanceof NotImplementedLocally) return error.message;
    throw error;
  }
}

function perform(task: Task): TaskResult {
  if (task.kind === 'load') return { kind: 'load', problems: load() };
  if (!source) throw new Error('The Apex worker has no program');
  const { program, pages } = source;
  host.forgetIdentity();
  if (task.kind === 'page') {
    const tx = program.newTransaction({ host, db: createTransactionDatabase(), context: 'visualforce' });
    const response = program.run(tx, () => renderPage(tx, pages, task.page, task.parameters));
    return { kind: 'page', response, ...outcomeOf(tx) };
  }
  if (task.kind === 'job') {
    const tx = program.newTransaction({ host, db: createTransactionDatabase(), context: 'job' });
    const failure = failureOfJob(() => program.run(tx, () => runJob(tx, task.job)));
    return { kind: 'job', failure, ...outcomeOf(tx, failure === null) };
  }
  const info = program.classes.get(task.className.toLowerCase()) ?? null;
  const readOnly = findAction(info, task.method)?.cacheable ?? false;
  const tx = program.newTransaction({ host, db: createTransactionDatabase([], { readOnly }), context: 'aura' });
  const reply = program.run(tx, () =>
    dispatch(tx, task, info, ({ name, parameters }, args) =>
      program.execute(
        tx,
        task.className,
        name,
        Object.fromEntries(parameters.map((one, index) => [one.name, args[index]]))
      )
    )
  );
  return { kind: 'execute', reply, ...outcomeOf(tx, reply.ok) };
}

parentPort?.on('message', (task: Task) => {
  let result: TaskResult;
  try {
    result = perform(task);
  } catch (error) {
    result = { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
  parentPort?.postMessage(result);
});
