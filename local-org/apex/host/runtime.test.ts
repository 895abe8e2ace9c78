import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { ApexRuntime, CalloutReply, CalloutRequest, Identity, OrgHost, Row, RowChange } from '../contract';
import { CLASS_META } from '../testing/fixture';
import { createApexRuntime } from './index';

const CLASSES: Record<string, string> = {
  Gate: `public class Gate {
  public Boolean allowed { get { return FeatureManagement.checkPermission('Relink_Admin'); } }
}`,
  Visit: `public with sharing class Visit {
  public String name;
  public void open() {
    name = ApexPages.currentPage().getParameters().get('name');
    insert as system new Run__c(Kind__c = name);
  }
  public String getGreeting() {
    if (name == 'eager') {
      insert as system new Run__c(Kind__c = 'while rendering');
    }
    return name;
  }
}`,
  Answer: `public virtual class Answer {
  @AuraEnabled public String fault { get; set; }
}`,
  Echo: `public class Echo extends Answer {
  @AuraEnabled public String text { get; set; }
  @AuraEnabled public Integer amountOf { get; set; }
  @AuraEnabled public Decimal amount;
  @AuraEnabled public Datetime at;
  @AuraEnabled public Id userId;
  @AuraEnabled public List<Echo> children;
  @AuraEnabled public Map<String, Object> extra;
  public String hidden;
}`,
  Controller: `public with sharing class Controller {
  public class Oops extends Exception {}
  @AuraEnabled
  public static Echo echo(Echo request, Integer factor, List<String> words) {
    Echo answer = new Echo();
    answer.text = request.text + String.join(words, '-');
    answer.amountOf = request.amountOf * factor;
    answer.amount = 1.50;
    answer.at = Datetime.newInstanceGmt(2026, 11, 24, 12, 0, 0);
    answer.userId = UserInfo.getUserId();
    answer.hidden = request.hidden;
    answer.children = new List<Echo>{ new Echo() };
    answer.extra = new Map<String, Object>{ 'a' => 1, 'b' => null };
    return answer;
  }
  @AuraEnabled
  public static String session() {
    return Page.Session.getContent().toString().trim();
  }
  @AuraEnabled
  public static String callOut(String endpoint) {
    HttpRequest request = new HttpRequest();
    request.setEndpoint(endpoint);
    request.setMethod('GET');
    HttpResponse response = new Http().send(request);
    return response.getStatusCode() + ' ' + response.getBody();
  }
  @AuraEnabled
  public static Id save(String kind, Boolean fail) {
    Run__c run = new Run__c(Kind__c = kind);
    insert run;
    if (fail) {
      throw new Oops('after the insert');
    }
    return run.Id;
  }
  @AuraEnabled
  public static List<String> kinds() {
    List<String> found = new List<String>();
    for (Run__c run : [SELECT Kind__c, CreatedBy.Name FROM Run__c WITH SYSTEM_MODE ORDER BY Kind__c]) {
      found.add(run.Kind__c + ' ' + run.CreatedBy.Name);
    }
    return found;
  }
  @AuraEnabled(cacheable=true)
  public static void cached() {
    insert new Run__c(Kind__c = 'x');
  }
  public class Note {
    public String text = 'kept';
    public Integer amountOf;
    public transient String secret = 'left out';
  }
  @AuraEnabled
  public static String json(String text) {
    Note note = (Note) JSON.deserialize(text, Note.class);
    return JSON.serialize(note) + JSON.serialize(new List<Note>{ new Note() }, true);
  }
  @AuraEnabled
  public static void denied() {
    throw new AuraHandledException('not for you');
  }
  @AuraEnabled
  public static Integer nothing() {
    String empty = null;
    return empty.length();
  }
  @AuraEnabled
  public static void forever() {
    while (true) {
    }
  }
  public static String notExposed() {
    return 'x';
  }
}`
};

/** Line of a text in the controller's source. */
function lineOf(text: string): number {
  return CLASSES.Controller.split('\n').findIndex((line) => line.includes(text)) + 1;
}

const page = (attributes: string, body: string): string =>
  `<apex:page ${attributes} contentType="text/plain" cache="false" showHeader="false" sidebar="false"
  standardStylesheets="false" applyHtmlTag="false" applyBodyTag="false">${body}</apex:page>`;

const META = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const FILES: Record<string, string> = {
  'sfdx-project.json': '{"packageDirectories":[{"path":"force-app","default":true}],"sourceApiVersion":"65.0"}',
  'force-app/main/default/pages/Session.page': page('controller="Gate"', "{!IF(allowed, $Api.Session_ID, '')}"),
  'force-app/main/default/pages/Visit.page': page('controller="Visit" action="{!open}"', '{!greeting}'),
  'force-app/main/default/customPermissions/Relink_Admin.customPermission-meta.xml': `<CustomPermission ${META}><label>x</label></CustomPermission>`,
  'force-app/main/default/permissionsets/Relink.permissionset-meta.xml': `<PermissionSet ${META}><label>Relink</label>
    <classAccesses><apexClass>Controller</apexClass><enabled>true</enabled></classAccesses>
    <pageAccesses><apexPage>Session</apexPage><enabled>true</enabled></pageAccesses>
    <pageAccesses><apexPage>Visit</apexPage><enabled>true</enabled></pageAccesses>
    <customPermissions><name>Relink_Admin</name><enabled>true</enabled></customPermissions></PermissionSet>`,
  'force-app/main/default/objects/Run__c/Run__c.object-meta.xml': `<CustomObject ${META}><label>Run</label><pluralLabel>Runs</pluralLabel>
    <nameField><displayFormat>RUN-{00000}</displayFormat><label>Name</label><type>AutoNumber</type></nameField>
    <sharingModel>Private</sharingModel><deploymentStatus>Deployed</deploymentStatus></CustomObject>`,
  'force-app/main/default/objects/Run__c/fields/Kind__c.field-meta.xml': `<CustomField ${META}><fullName>Kind__c</fullName><label>Kind</label><type>Text</type><length>20</length></CustomField>`
};

const ADMIN = '00D000000000001!lightning';
const GUEST = '00D000000000001!guest';

/** An org in memory: one administrator, one user without anything. */
function org(): OrgHost & { runs: Row[]; runtime?: ApexRuntime; sent: CalloutRequest[] } {
  const runs: Row[] = [];
  const sent: CalloutRequest[] = [];
  const host = {
    runs,
    sent,
    runtime: undefined as ApexRuntime | undefined,
    identity: (sessionId: string): Identity => ({
      userId: '005000000000001AAA',
      userName: 'ada@example.test',
      fullName: 'Ada Admin',
      orgId: '00D000000000001EAA',
      orgName: 'Example',
      isSandbox: false,
      orgDomainUrl: 'http://relink.my.localhost:4600',
      sessionId,
      profileName: 'System Administrator',
      timeZone: 'America/Los_Angeles',
      sessionLevel: 'STANDARD',
      locale: 'en_US',
      permissionSets: sessionId === GUEST ? [] : ['Relink'],
      userPermissions: []
    }),
    rows: (object: string): Row[] =>
      object === 'User' ? [{ Id: '005000000000001AAA', Name: 'Ada Admin' }] : object === 'Run__c' ? runs : [],
    commit: (changes: RowChange[]) => void runs.push(...changes.map(({ row }) => row)),
    send: async (request: CalloutRequest): Promise<CalloutReply> => {
      sent.push(request);
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (request.kind === 'http')
        return { ok: false, message: `Unauthorized endpoint, endpoint = ${request.endpoint}` };
      const page = await (host.runtime as ApexRuntime).renderPage({ page: 'Session', sessionId: `${ADMIN}.vf` });
      return { ok: true, statusText: 'OK', ...page };
    },
    perform: () => undefined,
    connect: () => Promise.reject(new Error('no ConnectApi here')),
    now: () => Date.UTC(2026, 10, 24, 12)
  };
  return host;
}

describe('The Apex runtime', () => {
  const emulated = org();
  const projectDir = mkdtempSync(path.join(tmpdir(), 'apex-runtime-'));
  let runtime: ApexRuntime;

  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(projectDir, file)), { recursive: true });
    writeFileSync(path.join(projectDir, file), text);
    if (file.endsWith('.cls')) writeFileSync(path.join(projectDir, `${file}-meta.xml`), CLASS_META);
  };
  const classFile = (name: string): string => `force-app/main/default/classes/${name}.cls`;
  const call = (method: string, params: Record<string, unknown> = {}, sessionId = ADMIN) =>
    runtime.execute({ className: 'Controller', method, params, sessionId });
  const value = async (method: string, params: Record<string, unknown> = {}): Promise<unknown> => {
    const reply = await call(method, params);
    assert.ok(reply.ok, `${method} succeeds: ${JSON.stringify(reply)}`);
    return reply.returnValue;
  };
  const error = async (method: string, params: Record<string, unknown> = {}, sessionId = ADMIN) => {
    const reply = await call(method, params, sessionId);
    assert.ok(!reply.ok, `${method} fails`);
    return reply.error;
  };

  before(async () => {
    for (const [file, text] of Object.entries(FILES)) write(file, text);
    for (const [name, text] of Object.entries(CLASSES)) write(classFile(name), text);
    runtime = await createApexRuntime({ projectDir, org: emulated });
    emulated.runtime = runtime;
    assert.deepEqual(await runtime.reload(), [], 'the project compiles');
  });

  after(async () => {
    await runtime.close();
    rmSync(projectDir, { recursive: true });
  });

  it('converts parameters by name and returns only @AuraEnabled members that have a value', async () => {
    assert.deepEqual(
      await value('echo', {
        request: { text: 'hi ', amountOf: 21, hidden: 'never set' },
        factor: 2,
        words: ['a', 'b'],
        unknown: true
      }),
      {
        text: 'hi a-b',
        amountOf: 42,
        amount: 1.5,
        at: '2026-11-24T12:00:00.000Z',
        userId: '005000000000001AAA',
        children: [{}],
        extra: { a: 1 }
      },
      'JSON as an LWC sees it'
    );
    assert.deepEqual(
      await error('echo', { request: {}, factor: 'two' }),
      { message: "Value provided is invalid for action parameter 'factor' of type 'Integer'" },
      'a value that does not fit'
    );
  });

  it('fetches the session of a Visualforce page through a second thread, several at once', async () => {
    const answers = await Promise.all([value('session'), value('session'), value('session')]);
    assert.deepEqual(answers, Array(3).fill(`${ADMIN}.vf`), 'the page’s own session');
  });

  it('passes the text of a failed callout on', async () => {
    const { exceptionType, message, stackTrace, isUserDefinedException } = await error('callOut', {
      endpoint: 'https://x.test'
    });
    assert.deepEqual(
      [exceptionType, message, isUserDefinedException],
      ['System.CalloutException', 'Unauthorized endpoint, endpoint = https://x.test', false],
      'CalloutException'
    );
    assert.equal(stackTrace, `Class.Controller.callOut: line ${lineOf('new Http()')}, column 1`, 'the Apex line');
  });

  it('commits what a transaction wrote when it succeeds, and nothing when it fails', async () => {
    const id = await value('save', { kind: 'Proof', fail: false });
    assert.equal(emulated.runs.length, 1, 'one row');
    assert.equal(emulated.runs[0].Id, id, 'with the id Apex saw');
    const failure = await error('save', { kind: 'Update', fail: true });
    assert.deepEqual(
      [failure.exceptionType, failure.message, failure.isUserDefinedException],
      ['Controller.Oops', 'after the insert', true],
      'the exception'
    );
    assert.equal(emulated.runs.length, 1, 'rolled back');
    assert.deepEqual(await value('kinds'), ['Proof Ada Admin'], 'the next transaction reads what was committed');
    const tooLong = await error('save', { kind: 'x'.repeat(21), fail: false });
    assert.match(
      tooLong.message,
      /^Insert failed\. First exception on row 0; first error: STRING_TOO_LONG/,
      'DML error'
    );
  });

  it('serializes and deserializes Apex classes, without their transient members', async () => {
    assert.equal(
      await value('json', { text: '{"AMOUNTOF":7,"unknown":[1]}' }),
      '{"text":"kept","amountOf":7}[{"text":"kept"}]',
      'fields in order, names in any case'
    );
  });

  it('does not let a cacheable method write', async () => {
    assert.equal((await error('cached')).message, 'Too many DML statements: 1', 'LimitException');
  });

  it('gives an LWC the text of an AuraHandledException and nothing else', async () => {
    assert.deepEqual(await error('denied'), { message: 'not for you' }, 'only the message');
    assert.equal((await error('nothing')).message, 'Attempt to de-reference a null object', 'a null receiver');
  });

  it('checks class access, and exposes nothing without @AuraEnabled', async () => {
    assert.deepEqual(
      await error('kinds', {}, GUEST),
      { message: "You do not have access to the Apex class named 'Controller'." },
      'no access'
    );
    assert.deepEqual(
      await error('notExposed'),
      { message: 'No apex action available for Controller.notExposed' },
      'not @AuraEnabled'
    );
    const page = await runtime.renderPage({ page: 'Session', sessionId: GUEST });
    assert.equal(page.status, 403, 'no page access');
  });

  it('runs a page’s action with the parameters of the address, and keeps what it wrote', async () => {
    const visit = (name: string) =>
      runtime.renderPage({ page: 'Visit', sessionId: `${ADMIN}.vf`, parameters: { name } });
    const before = emulated.runs.length;
    assert.deepEqual(await visit('Ada').then(({ status, body }) => [status, body]), [200, 'Ada'], 'rendered');
    assert.deepEqual(
      emulated.runs.splice(before).map(({ Kind__c }) => Kind__c),
      ['Ada'],
      'the row of the action'
    );
    const eager = await visit('eager');
    assert.equal(eager.status, 500, 'writing outside the action fails');
    assert.match(eager.body, /DML currently not allowed/, 'with the platform’s text');
    assert.equal(emulated.runs.length, before, 'and nothing of the transaction is kept');
  });

  it('answers with the reason when the emulated org fails, and goes on', async () => {
    const rows = emulated.rows.bind(emulated);
    emulated.rows = () => {
      throw new Error('no such table');
    };
    assert.equal((await error('kinds')).message, 'The emulated org failed: no such table', 'the reason');
    emulated.rows = rows;
    assert.deepEqual(await value('kinds'), ['Proof Ada Admin'], 'the next transaction');
  });

  it('reports what a transaction did, never values', async () => {
    const reports: object[] = [];
    runtime.onTransaction((report) => reports.push({ ...report, milliseconds: typeof report.milliseconds }));
    await value('kinds');
    assert.deepEqual(
      reports,
      [{ className: 'Controller', method: 'kinds', callouts: 0, queries: 1, dmlStatements: 0, milliseconds: 'number' }],
      'counts'
    );
  });

  it('takes up changed source, keeps the old program when the new one does not compile', async () => {
    const changed = CLASSES.Controller.replace("return 'x';", 'return undefinedVariable;');
    write(classFile('Controller'), changed);
    const problems = await runtime.reload();
    assert.equal(problems.length, 1, 'one problem');
    assert.deepEqual([problems[0].file, problems[0].line], ['Controller.cls', lineOf("return 'x';")], 'where');
    assert.deepEqual(await value('kinds'), ['Proof Ada Admin'], 'still the old program');
    write(classFile('Controller'), CLASSES.Controller.replace("run.Kind__c + ' '", "run.Kind__c + '!'"));
    const started = performance.now();
    assert.deepEqual(await runtime.reload(), [], 'compiles again');
    assert.ok(performance.now() - started < 2000, 'quickly');
    assert.deepEqual(
      await Promise.all([value('kinds'), value('kinds')]),
      [['Proof!Ada Admin'], ['Proof!Ada Admin']],
      'both threads'
    );
  });
});

describe('A runaway transaction', () => {
  it('is ended at the CPU limit, and the next one runs', { timeout: 40_000 }, async () => {
    const projectDir = mkdtempSync(path.join(tmpdir(), 'apex-runtime-'));
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(projectDir, file)), { recursive: true });
      writeFileSync(path.join(projectDir, file), text);
    }
    mkdirSync(path.join(projectDir, 'force-app/main/default/classes'));
    for (const [name, text] of Object.entries(CLASSES)) {
      writeFileSync(path.join(projectDir, `force-app/main/default/classes/${name}.cls`), text);
      writeFileSync(path.join(projectDir, `force-app/main/default/classes/${name}.cls-meta.xml`), CLASS_META);
    }
    const runtime = await createApexRuntime({ projectDir, org: org(), workers: 1, cpuLimitMs: 300 });
    try {
      const call = { className: 'Controller', params: {}, sessionId: ADMIN };
      const reply = await runtime.execute({ ...call, method: 'forever' });
      assert.ok(!reply.ok, 'fails');
      assert.deepEqual(
        [reply.error.exceptionType, reply.error.message],
        ['System.LimitException', 'Apex CPU time limit exceeded'],
        'LimitException'
      );
      assert.deepEqual(await runtime.execute({ ...call, method: 'kinds' }), { ok: true, returnValue: [] }, 'goes on');
    } finally {
      await runtime.close();
      rmSync(projectDir, { recursive: true });
    }
  });
});
