import type { Row, Transaction } from '../../contract';
import { ApexId } from '../../runtime/values';
import { nextTime, parseCron } from './cron';
import { effectsOf } from './effects';

/** Rows of one object that the transaction's jobs make before they are committed. */
export function pendingRows(tx: Transaction, object: string): Row[] {
  const now = tx.host.now();
  const { userId, timeZone } = tx.host.identity();
  const stamp = new Date(now).toISOString();
  const key = object.toLowerCase();
  return effectsOf(tx).flatMap((effect): Row[] => {
    if (effect.kind === 'enqueue' && key === 'asyncapexjob') {
      const { jobId, className } = effect;
      return [
        {
          Id: jobId,
          JobType: 'Queueable',
          Status: 'Queued',
          ApexClassId: classId(className),
          CreatedById: userId,
          CreatedDate: stamp
        }
      ];
    }
    if ((effect.kind === 'enqueue' || effect.kind === 'schedule') && key === 'apexclass') {
      return [{ Id: classId(effect.className), Name: effect.className, NamespacePrefix: null }];
    }
    if (effect.kind !== 'schedule') {
      return [];
    }
    const { triggerId, detailId, jobId, name, cron, className } = effect;
    if (key === 'cronjobdetail') {
      return [{ Id: detailId, Name: name, JobType: '7' }];
    }
    if (key === 'asyncapexjob') {
      return [
        {
          Id: jobId,
          JobType: 'ScheduledApex',
          Status: 'Queued',
          ApexClassId: classId(className),
          CronTriggerId: triggerId,
          CreatedById: userId,
          CreatedDate: stamp
        }
      ];
    }
    if (key !== 'crontrigger') {
      return [];
    }
    const next = nextTime(parseCron(cron), now);
    return [
      {
        Id: triggerId,
        CronJobDetailId: detailId,
        CronExpression: cron,
        State: 'WAITING',
        NextFireTime: next === null ? null : new Date(next).toISOString(),
        PreviousFireTime: null,
        StartTime: stamp,
        EndTime: null,
        TimesTriggered: 0,
        TimeZoneSidKey: timeZone,
        OwnerId: userId,
        CreatedById: userId,
        CreatedDate: stamp
      }
    ];
  });
}

/** Ids of the rows that the transaction's aborts take away. */
export function abortedIds(tx: Transaction): Set<string> {
  const aborted = new Set(effectsOf(tx).flatMap((effect) => (effect.kind === 'abort' ? [effect.jobId] : [])));
  for (const effect of effectsOf(tx)) {
    if (effect.kind === 'schedule' && aborted.has(effect.triggerId)) {
      aborted.add(effect.detailId).add(effect.jobId);
    }
  }
  return aborted;
}

/** An id that stands for a class until the org has one: same name, same id. */
function classId(name: string): string {
  let hash = 0;
  for (const character of name.toLowerCase()) {
    hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) >>> 0;
  }
  return ApexId.of(`01p0${String(hash).padStart(11, '0')}`).value;
}
