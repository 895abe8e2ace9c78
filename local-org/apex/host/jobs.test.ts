import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createOrg, type Org } from '../../salesforce';
import { findScenario } from '../../scenarios';
import type { ApexRuntime } from '../contract';
import { CLASS_META } from '../testing/fixture';
import { createApexRuntime } from './index';

const HOUR = 60 * 60 * 1000;

const CLASSES: Record<string, string> = {
  Nightly: `public class Nightly implements Schedulable {
  public String word;
  public Nightly(String word) { this.word = word; }
  public void execute(SchedulableContext context) {
    Object worker = Type.forName('Worker').newInstance();
    ((Worker) worker).word = word + ' ' + (context.getTriggerId() != null);
    System.enqueueJob(worker);
  }
}`,
  Worker: `public class Worker implements Queueable, Database.AllowsCallouts {
  public String word;
  private transient String lost;
  public Worker() { lost = 'x'; }
  public void execute(QueueableContext context) {
    if (word == 'fail') {
      throw new Jobs.Oops('it failed');
    }
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://nowhere.example');
    request.setMethod('GET');
    String answer;
    try {
      new Http().send(request);
    } catch (System.CalloutException e) {
      answer = e.getMessage();
    }
    insert as system new Run__c(Note__c = word + ' ' + lost + ' ' + answer.left(21));
  }
}`,
  Quiet: `public class Quiet implements Queueable {
  public void execute(QueueableContext context) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://nowhere.example');
    request.setMethod('GET');
    new Http().send(request);
  }
}`,
  Bell: `public class Bell implements Queueable {
  public void execute(QueueableContext context) {
    CustomNotificationType found = [SELECT Id FROM CustomNotificationType WHERE DeveloperName = 'Broken' WITH SYSTEM_MODE];
    Messaging.CustomNotification notification = new Messaging.CustomNotification();
    notification.setTitle('Broken');
    notification.setBody('The connection is broken.');
    notification.setNotificationTypeId(found.Id);
    notification.setTargetPageRef('{"type":"standard__navItemPage"}');
    notification.send(new Set<String>{ UserInfo.getUserId() });
  }
}`,
  Jobs: `public class Jobs {
  public class Oops extends Exception {}
  @AuraEnabled
  public static Id schedule(String name, String cron, Boolean fail) {
    Id id = System.schedule(name, cron, new Nightly('due'));
    if (fail) {
      throw new Oops('after scheduling');
    }
    Assert.areEqual(1, [SELECT COUNT() FROM CronTrigger WHERE Id = :id WITH SYSTEM_MODE]);
    return id;
  }
  @AuraEnabled
  public static void stop(Id id) {
    System.abortJob(id);
  }
  @AuraEnabled
  public static Id start(String className, String word) {
    Object job = Type.forName(className).newInstance();
    if (job instanceof Worker) {
      ((Worker) job).word = word;
    }
    return System.enqueueJob(job);
  }
  @AuraEnabled
  public static List<String> listed() {
    List<String> found = new List<String>();
    for (CronTrigger job : [SELECT CronJobDetail.Name, NextFireTime, TimesTriggered FROM CronTrigger WITH SYSTEM_MODE ORDER BY CronJobDetail.Name]) {
      found.add(job.CronJobDetail.Name + ' ' + job.TimesTriggered + ' ' + (job.NextFireTime > Datetime.now()));
    }
    return found;
  }
  @AuraEnabled
  public static String status(Id id) {
    AsyncApexJob job = [SELECT Status, ExtendedStatus, ApexClass.Name FROM AsyncApexJob WHERE Id = :id WITH SYSTEM_MODE];
    return job.ApexClass.Name + ' ' + job.Status + ' ' + job.ExtendedStatus;
  }
}`
};

describe('Jobs', () => {
  const projectDir = mkdtempSync(path.join(tmpdir(), 'apex-jobs-'));
  let runtime: ApexRuntime;
  let org: Org;
  let now = Date.UTC(2026, 10, 24, 12);

  const write = (file: string, text: string): void => {
    const target = path.join(projectDir, 'force-app', 'main', 'default', file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, text);
  };

  before(async () => {
    for (const [name, text] of Object.entries(CLASSES)) {
      write(`classes/${name}.cls`, text);
      write(`classes/${name}.cls-meta.xml`, CLASS_META);
    }
    write(
      'objects/Run__c/Run__c.object-meta.xml',
      '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Run</label><nameField><displayFormat>R-{0}</displayFormat><label>Name</label><type>AutoNumber</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>'
    );
    write(
      'objects/Run__c/fields/Note__c.field-meta.xml',
      '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Note__c</fullName><label>Note</label><length>120</length><type>Text</type></CustomField>'
    );
    const host = {
      identity: (...args: Parameters<Org['host']['identity']>) => org.host.identity(...args),
      rows: (...args: Parameters<Org['host']['rows']>) => org.host.rows(...args),
      commit: (...args: Parameters<Org['host']['commit']>) => org.host.commit(...args),
      perform: (...args: Parameters<Org['host']['perform']>) => org.host.perform(...args),
      send: (...args: Parameters<Org['host']['send']>) => org.host.send(...args),
      now: () => now
    };
    runtime = await createApexRuntime({ projectDir, org: host });
  });

  after(async () => {
    org.jobs.close();
    await runtime.close();
    rmSync(projectDir, { recursive: true });
  });

  beforeEach(() => {
    org?.jobs.close();
    const origin = 'https://relink.my.salesforce.com';
    org = createOrg({
      seed: { ...findScenario('outdated').build({ now, callbackUrl: (suffix) => suffix }).org, jobs: [] },
      origins: { lightning: origin, my: origin, vf: origin },
      clock: { now: () => now },
      egress: () => null,
      packageMetadata: () => ({
        permissionSets: [],
        remoteSites: [],
        notificationTypes: [{ name: 'Broken', label: 'Connection broken' }]
      }),
      renderPage: () => Promise.reject(new Error('no pages here')),
      runJob: (call) => runtime.runJob(call)
    });
  });

  async function call<T>(method: string, params: Record<string, unknown> = {}): Promise<T> {
    const sessionId = org.sessions.issue(org.store.runningUser.id, 'lightning').id;
    const reply = await runtime.execute({ className: 'Jobs', method, params, sessionId });
    assert.ok(reply.ok, reply.ok ? '' : reply.error.message);
    return reply.returnValue as T;
  }

  async function refusal(method: string, params: Record<string, unknown>): Promise<string> {
    const sessionId = org.sessions.issue(org.store.runningUser.id, 'lightning').id;
    const reply = await runtime.execute({ className: 'Jobs', method, params, sessionId });
    return reply.ok ? 'no refusal' : `${reply.error.exceptionType}: ${reply.error.message}`;
  }

  async function pass(hours: number): Promise<void> {
    now += hours * HOUR;
    org.jobs.runDue();
    await org.jobs.settled();
  }

  const daily = { name: 'Relink', cron: '0 15 3 * * ?', fail: false };

  it('run when they are due, as the user who scheduled them, and enqueue a worker that may call out', async () => {
    await call('schedule', daily);
    assert.deepEqual(await call('listed'), ['Relink 0 true'], 'it waits');
    assert.deepEqual(org.records.rows('Run__c'), [], 'nothing ran yet');
    await pass(25);
    const [run] = org.records.rows('Run__c');
    assert.equal(run.Note__c, 'due true null Unauthorized endpoint', 'state, context and callout');
    assert.equal(run.CreatedById, org.store.runningUser.id, 'as the user');
    assert.deepEqual(await call('listed'), ['Relink 1 true'], 'and waits for the next time');
  });

  it('are not scheduled twice under one name, nor by a transaction that failed, nor after an abort', async () => {
    const id = await call('schedule', daily);
    assert.match(await refusal('schedule', daily), /AsyncException: The Apex job named "Relink" is already/, 'twice');
    assert.match(await refusal('schedule', { ...daily, name: 'Other', fail: true }), /after scheduling/, 'rolled back');
    assert.deepEqual(await call('listed'), ['Relink 0 true'], 'one job');
    await call('stop', { id });
    assert.deepEqual(await call('listed'), [], 'none');
    await pass(25);
    assert.deepEqual(org.records.rows('Run__c'), [], 'nothing ran');
  });

  it('have a cron expression with a meaning', async () => {
    for (const [cron, text] of [
      ['0 0 3 * *', /StringException: Unexpected end/],
      ['* 0 3 * * ?', /Seconds and minutes must be specified as integers/],
      ['0 0 25 * * ?', /Values must be between 0 and 23: 25/],
      ['0 0 3 L * ?', /does not know L/]
    ] as const) {
      assert.match(await refusal('schedule', { ...daily, cron }), text, cron);
    }
  });

  it('tell what became of them', async () => {
    const failed = await call('start', { className: 'Worker', word: 'fail' });
    await org.jobs.settled();
    assert.equal(await call('status', { id: failed }), 'Worker Failed Jobs.Oops: it failed', 'the exception');
    const quiet = await call('start', { className: 'Quiet', word: null });
    await org.jobs.settled();
    assert.match(
      await call('status', { id: quiet }),
      /^Quiet Failed .*does not implement Database\.AllowsCallouts/,
      'no callout'
    );
    assert.match(await refusal('start', { className: 'Jobs', word: null }), /must implement the Queueable/, 'no job');
  });

  it('notify users', async () => {
    await call('start', { className: 'Bell', word: null });
    await org.jobs.settled();
    const [{ at, ...sent }] = org.notifications;
    assert.equal(at, now, 'now');
    assert.deepEqual(
      sent,
      {
        type: 'Broken',
        title: 'Broken',
        body: 'The connection is broken.',
        targetId: null,
        targetPageRef: '{"type":"standard__navItemPage"}',
        recipients: [org.store.runningUser.userName]
      },
      'what was sent'
    );
  });
});
