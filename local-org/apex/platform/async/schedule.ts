import type { NativeType, Transaction } from '../../contract';
import { ApexId, NotImplementedLocally, apexException } from '../../runtime/values';
import { newRecordId } from '../database/ids';
import { parseCron } from './cron';
import { INSIDE_JOB, effectsOf } from './effects';
import { freeze, hasInterface } from './run';

/** Jobs that a transaction may enqueue, and that a job may. https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_gov_limits.htm */
const MOST_QUEUED = 50;
const MOST_SCHEDULED = 100;
const LONGEST_DELAY = 10;

type Text = string | null;

/** The name of a job's class. @throws System.TypeException for an object of another kind */
function classOfJob(tx: Transaction, job: unknown, wanted: 'Queueable' | 'Schedulable'): { name: string; job: object } {
  const info = tx.classOf(job);
  if (!info || !hasInterface(tx, info.name, wanted.toLowerCase())) {
    throw apexException('System.TypeException', `The class of a job must implement the ${wanted} interface.`);
  }
  return { name: info.name, job: job as object };
}

function rowsNamed(tx: Transaction, name: string): boolean {
  return tx.db.rows(tx, 'CronJobDetail').some((row) => String(row.Name).toLowerCase() === name.toLowerCase());
}

function schedule(tx: Transaction, name: Text, expression: Text, given: unknown): string {
  if (name === null || expression === null) {
    throw apexException('System.NullPointerException', 'Argument cannot be null.');
  }
  const { name: className, job } = classOfJob(tx, given, 'Schedulable');
  try {
    parseCron(expression);
  } catch (error) {
    throw apexException('System.StringException', (error as RangeError).message);
  }
  if (rowsNamed(tx, name)) {
    throw apexException('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
  }
  if (tx.db.rows(tx, 'CronTrigger').length >= MOST_SCHEDULED) {
    throw apexException(
      'System.AsyncException',
      `You have exceeded the maximum number (${MOST_SCHEDULED}) of Apex scheduled jobs.`
    );
  }
  const triggerId = newRecordId('08e');
  effectsOf(tx).push({
    kind: 'schedule',
    triggerId,
    detailId: newRecordId('08a'),
    jobId: newRecordId('707'),
    name,
    cron: expression,
    className,
    state: freeze(tx, job)
  });
  tx.db.noteWork(tx);
  return triggerId;
}

/** Ends a scheduled job, or takes a queueable one out of the queue, by the id that scheduling or enqueuing gave. */
function abortJob(tx: Transaction, id: Text): void {
  const wanted = ApexId.of(id ?? '').value;
  const known = ['CronTrigger', 'AsyncApexJob'].some((object) =>
    tx.db.rows(tx, object).some(({ Id }) => Id === wanted)
  );
  if (!known) {
    throw apexException(
      'System.StringException',
      'Only scheduled jobs and queued jobs can be aborted, and there is none with this id.'
    );
  }
  effectsOf(tx).push({ kind: 'abort', jobId: wanted });
  tx.db.noteWork(tx);
}

function enqueueJob(tx: Transaction, given: unknown, delay: number | null = 0): ApexId {
  const { name: className, job } = classOfJob(tx, given, 'Queueable');
  const delayMinutes = delay ?? 0;
  if (delayMinutes < 0 || delayMinutes > LONGEST_DELAY) {
    throw apexException('System.AsyncException', `The delay must be between 0 and ${LONGEST_DELAY} minutes.`);
  }
  const isQueueable = tx.state.get(INSIDE_JOB) === 'queueable';
  if (tx.test && isQueueable) {
    throw apexException('System.AsyncException', 'Maximum stack depth has been reached.');
  }
  const queued = effectsOf(tx).filter(({ kind }) => kind === 'enqueue').length;
  const most = isQueueable ? 1 : MOST_QUEUED;
  if (queued >= most) {
    throw apexException('System.LimitException', `Too many queueable jobs added to the queue: ${most + 1}`);
  }
  const jobId = newRecordId('707');
  effectsOf(tx).push({ kind: 'enqueue', jobId, className, state: freeze(tx, job), delayMinutes });
  tx.db.noteWork(tx);
  return ApexId.of(jobId);
}

/** `System.schedule`, `System.abortJob`, `System.enqueueJob`: what they do happens once the transaction is committed. */
export const scheduleType: NativeType = {
  name: 'System.System',
  statics: {
    'schedule(string,string,object)': schedule,
    'abortjob(string)': abortJob,
    'enqueuejob(object)': (tx: Transaction, job: unknown) => enqueueJob(tx, job),
    'enqueuejob(object,integer)': enqueueJob,
    'enqueuejob(object,asyncoptions)': () => {
      throw new NotImplementedLocally('System.enqueueJob with AsyncOptions');
    }
  }
};
