import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { TestRuntime } from './test-runtime';

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

const FILES: Record<string, string> = {
  'objects/Run__c/Run__c.object-meta.xml':
    '<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata"><label>Run</label><nameField><displayFormat>R-{0}</displayFormat><label>Name</label><type>AutoNumber</type></nameField><sharingModel>ReadWrite</sharingModel></CustomObject>',
  'objects/Run__c/fields/Note__c.field-meta.xml':
    '<CustomField xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Note__c</fullName><label>Note</label><length>120</length><type>Text</type></CustomField>'
};

describe('Jobs', () => {
  let site: TestRuntime;

  before(async () => {
    site = await TestRuntime.start(CLASSES, FILES);
  });

  after(() => site.close());

  beforeEach(() => site.reset('outdated', { jobs: [] }));

  const call = <T>(method: string, params: Record<string, unknown> = {}): Promise<T> =>
    site.call('Jobs', method, params);
  const refusal = (method: string, params: Record<string, unknown>): Promise<string> =>
    site.refusal('Jobs', method, params);

  async function pass(hours: number): Promise<void> {
    site.now += hours * HOUR;
    site.org.jobs.runDue();
    await site.org.jobs.settled();
  }

  const daily = { name: 'Relink', cron: '0 15 3 * * ?', fail: false };

  it('run when they are due, as the user who scheduled them, and enqueue a worker that may call out', async () => {
    await call('schedule', daily);
    assert.deepEqual(await call('listed'), ['Relink 0 true'], 'it waits');
    assert.deepEqual(site.org.records.rows('Run__c'), [], 'nothing ran yet');
    await pass(25);
    const [run] = site.org.records.rows('Run__c');
    assert.equal(run.Note__c, 'due true null Unauthorized endpoint', 'state, context and callout');
    assert.equal(run.CreatedById, site.org.store.runningUser.id, 'as the user');
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
    assert.deepEqual(site.org.records.rows('Run__c'), [], 'nothing ran');
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
    await site.org.jobs.settled();
    assert.equal(await call('status', { id: failed }), 'Worker Failed Jobs.Oops: it failed', 'the exception');
    const quiet = await call('start', { className: 'Quiet', word: null });
    await site.org.jobs.settled();
    assert.match(
      await call('status', { id: quiet }),
      /^Quiet Failed .*does not implement Database\.AllowsCallouts/,
      'no callout'
    );
    assert.match(await refusal('start', { className: 'Jobs', word: null }), /must implement the Queueable/, 'no job');
  });

  it('notify users', async () => {
    await call('start', { className: 'Bell', word: null });
    await site.org.jobs.settled();
    const [{ at, ...sent }] = site.org.notifications;
    assert.equal(at, site.now, 'now');
    assert.deepEqual(
      sent,
      {
        type: 'Broken',
        title: 'Broken',
        body: 'The connection is broken.',
        targetId: null,
        targetPageRef: '{"type":"standard__navItemPage"}',
        recipients: [site.org.store.runningUser.userName]
      },
      'what was sent'
    );
  });
});
