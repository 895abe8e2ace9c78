import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, it } from 'node:test';
import { CLASS_META } from './fixture';
import { runApexTests } from './runner';

const folder = mkdtempSync(path.join(tmpdir(), 'apex-job-tests-'));
after(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): void {
  mkdirSync(path.join(folder, 'classes'), { recursive: true });
  writeFileSync(path.join(folder, 'classes', `${name}.cls`), text);
  writeFileSync(path.join(folder, 'classes', `${name}.cls-meta.xml`), CLASS_META);
}

write(
  'Daily',
  `public class Daily implements Schedulable, Queueable, Database.AllowsCallouts {
  public static Integer status = 0;
  public static Integer scheduled = 0;
  public Integer rounds = 0;
  public void execute(SchedulableContext context) {
    scheduled++;
    System.enqueueJob(new Daily());
  }
  public void execute(QueueableContext context) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint('https://api.example');
    request.setMethod('GET');
    status = new Http().send(request).getStatusCode();
    if (rounds > 0) {
      System.enqueueJob(new Daily());
    }
  }
}`
);
write(
  'DailyTest',
  `@IsTest
private class DailyTest {
  class Answer implements HttpCalloutMock {
    public HttpResponse respond(HttpRequest request) {
      HttpResponse response = new HttpResponse();
      response.setStatusCode(204);
      return response;
    }
  }
  @IsTest
  static void callsOutWhenTheTestStops() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    Test.startTest();
    Id id = System.enqueueJob(new Daily());
    Assert.areEqual(0, Daily.status, 'not yet');
    Assert.areEqual('Queued', [SELECT Status FROM AsyncApexJob WHERE Id = :id WITH SYSTEM_MODE].Status);
    Test.stopTest();
    Assert.areEqual(204, Daily.status, 'it ran');
  }
  @IsTest
  static void isListedAndRunsItsSchedule() {
    Test.startTest();
    Id id = System.schedule('Daily', '0 15 3 * * ?', new Daily());
    CronTrigger job = [SELECT CronExpression, CronJobDetail.Name, State FROM CronTrigger WHERE Id = :id WITH SYSTEM_MODE];
    Assert.areEqual('Daily', job.CronJobDetail.Name);
    Test.stopTest();
    Assert.areEqual(1, Daily.scheduled, 'scheduled');
    Assert.areEqual(0, Daily.status, 'what it enqueued does not run in a test');
    System.abortJob(id);
    Assert.areEqual(0, [SELECT COUNT() FROM CronTrigger WITH SYSTEM_MODE]);
  }
  @IsTest
  static void doesNotChain() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    Daily job = new Daily();
    job.rounds = 1;
    Test.startTest();
    System.enqueueJob(job);
    try {
      Test.stopTest();
      Assert.fail('chained');
    } catch (System.AsyncException e) {
      Assert.areEqual('Maximum stack depth has been reached.', e.getMessage());
    }
  }
  @IsTest
  static void refusesACalloutAfterEnqueuing() {
    Test.setMock(HttpCalloutMock.class, new Answer());
    System.enqueueJob(new Daily());
    try {
      new Daily().execute((QueueableContext) null);
      Assert.fail('called out');
    } catch (System.CalloutException e) {
      Assert.isTrue(e.getMessage().startsWith('You have uncommitted work pending'));
    }
  }
}`
);

it('Jobs of Apex tests run when the test stops, each as a transaction of its own', () => {
  const { problems, results } = runApexTests({ sourceDir: folder, cacheDir: null });
  assert.deepEqual(problems, [], 'it compiles');
  assert.deepEqual(
    results.map(
      ({ methodName, failure }) =>
        `${methodName}: ${failure ? `${failure.exceptionType} ${failure.message}` : 'passed'}`
    ),
    ['callsOutWhenTheTestStops', 'isListedAndRunsItsSchedule', 'doesNotChain', 'refusesACalloutAfterEnqueuing'].map(
      (name) => `${name}: passed`
    ),
    'all pass'
  );
});
