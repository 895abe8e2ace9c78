import type { Row } from '../../apex/contract';
import { USER_TIME_ZONE } from '../seed';
import type { RowSource } from './setup-rows';

const iso = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

/**
 * Rows about jobs, and about the classes they are of.
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_crontrigger.htm
 */
export const JOB_ROWS: Record<string, (source: RowSource) => Row[]> = {
  CronTrigger: ({ jobs }) =>
    jobs.triggers.map((trigger) => ({
      Id: trigger.id,
      CronJobDetailId: trigger.detailId,
      CronExpression: trigger.cron,
      State: trigger.next === null ? 'COMPLETE' : 'WAITING',
      NextFireTime: iso(trigger.next),
      PreviousFireTime: iso(trigger.previous),
      StartTime: iso(trigger.createdAt),
      EndTime: null,
      TimesTriggered: trigger.times,
      TimeZoneSidKey: USER_TIME_ZONE,
      OwnerId: trigger.userId,
      CreatedById: trigger.userId,
      CreatedDate: iso(trigger.createdAt),
      LastModifiedById: trigger.userId
    })),
  CronJobDetail: ({ jobs }) => jobs.triggers.map(({ detailId, name }) => ({ Id: detailId, Name: name, JobType: '7' })),
  AsyncApexJob: ({ jobs, ids }) => [
    ...jobs.triggers.map((trigger) => ({
      ...EMPTY_JOB,
      Id: trigger.jobId,
      JobType: 'ScheduledApex',
      Status: 'Queued',
      ApexClassId: ids.of('01p', classKey(trigger)),
      CronTriggerId: trigger.id,
      CreatedById: trigger.userId,
      CreatedDate: iso(trigger.createdAt)
    })),
    ...jobs.queue.map((job) => ({
      ...EMPTY_JOB,
      Id: job.id,
      JobType: 'Queueable',
      Status: job.status,
      ExtendedStatus: job.failure,
      NumberOfErrors: job.failure === null ? 0 : 1,
      ApexClassId: ids.of('01p', classKey({ ...job, namespace: null })),
      CreatedById: job.userId,
      CreatedDate: iso(job.createdAt),
      CompletedDate: iso(job.completedAt)
    }))
  ],
  // Only classes that some job is of.
  ApexClass: ({ jobs, ids }) => {
    const classes = [...jobs.triggers, ...jobs.queue.map((job) => ({ ...job, namespace: null }))];
    return [...new Map(classes.map((item) => [classKey(item), item])).values()].map((item) => ({
      Id: ids.of('01p', classKey(item)),
      Name: item.className,
      NamespacePrefix: item.namespace
    }));
  },
  CustomNotificationType: ({ ids, notificationTypes }) =>
    notificationTypes().map(({ name, label }) => ({
      Id: ids.of('0ML', name),
      DeveloperName: name,
      CustomNotifTypeName: label,
      MasterLabel: label,
      NamespacePrefix: null,
      IsDeleted: false
    }))
};

const EMPTY_JOB: Row = {
  MethodName: null,
  ExtendedStatus: null,
  CompletedDate: null,
  CronTriggerId: null,
  JobItemsProcessed: 0,
  NumberOfErrors: 0,
  TotalJobItems: 0,
  LastProcessed: null,
  ParentJobId: null
};

function classKey({ className, namespace }: { className: string; namespace: string | null }): string {
  return namespace === null ? className : `${namespace}__${className}`;
}
