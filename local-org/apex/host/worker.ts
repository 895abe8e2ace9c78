import { parentPort, workerData } from 'node:worker_threads';
import type { CompileProblem, Transaction } from '../contract';
import { createTransactionDatabase } from '../platform';
import { BlockingHost } from './channel';
import { dispatch, findAction } from './dispatch';
import type { Task, TaskResult, WorkerSetup } from './messages';
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

function outcomeOf(tx: Transaction): Pick<Extract<TaskResult, { kind: 'page' }>, 'changes' | 'counters'> {
  const { callouts, queries, dmlStatements } = tx.limits;
  return { changes: tx.db.changes(), counters: { callouts, queries, dmlStatements } };
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
  const outcome = outcomeOf(tx);
  return { kind: 'execute', reply, ...outcome, changes: reply.ok ? outcome.changes : [] };
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
