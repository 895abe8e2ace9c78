import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { after, before, beforeEach, test } from 'node:test';
import { startLocalOrg, type LocalOrg } from './index';

let org: LocalOrg;
/** What Apex asked of the session page, and what the page printed. */
let asked: { path: string; printed: string }[] = [];

before(async () => {
  org = await startLocalOrg({ port: 0, scenario: 'outdated', quiet: true });
  const { host } = org.org;
  const send = host.send.bind(host);
  host.send = async (callout, identity) => {
    const reply = await send(callout, identity);
    if (callout.kind === 'page') {
      asked.push({ path: callout.endpoint, printed: reply.ok ? reply.body.trim() : '' });
    }
    return reply;
  };
});
after(() => org.close());
beforeEach(() => {
  asked = [];
});

/** Asks like the admin's browser: the connection goes to this computer, the Host header names the site. */
async function ask(address: string, body?: object): Promise<{ status: number; text: string }> {
  const { host, port, pathname, search } = new URL(address);
  const response = await new Promise<IncomingMessage>((done, refuse) => {
    request(
      {
        host: '127.0.0.1',
        port,
        method: body ? 'POST' : 'GET',
        path: pathname + search,
        headers: { Host: host, 'Content-Type': 'application/json' }
      },
      done
    )
      .on('error', refuse)
      .end(body ? JSON.stringify(body) : undefined);
  });
  const parts = (await response.setEncoding('utf8').toArray()) as string[];
  return { status: response.statusCode ?? 0, text: parts.join('') };
}

/** What a page of the client on the Visualforce origin would get, opened by the admin. */
async function fetchPage(path: string): Promise<string> {
  const { status, text } = await ask(org.origins.vf + path);
  assert.equal(status, 200, `the page answers at ${path.split('?')[0]}`);
  return text.trim();
}

interface Status {
  fault: { code: string } | null;
  checks: { key: string; passed: boolean }[];
}

async function getStatus(): Promise<Status> {
  const call = { classname: 'RelinkController', method: 'getStatus', params: {} };
  const { text } = await ask(`${org.origins.lightning}/webruntime/api/apex/execute`, call);
  return (JSON.parse(text) as { returnValue: Status }).returnValue;
}

const hasSession = ({ checks }: Status): boolean | undefined => checks.find(({ key }) => key === 'session')?.passed;

test('the first read makes the key and asks again; the next one asks once', async () => {
  assert.equal(hasSession(await getStatus()), true, 'the session came');
  assert.deepEqual(
    asked.map(({ path, printed }) => [path.includes('seal='), printed !== '']),
    [
      [false, false],
      [true, true]
    ],
    'without a nonce nothing, then with a nonce the session'
  );
  asked = [];
  assert.equal(hasSession(await getStatus()), true, 'again');
  assert.equal(asked.length, 1, 'one request');
});

test('script of another page gets nothing from the session page', async () => {
  assert.equal(await fetchPage('/apex/RelinkSession'), '', 'without a nonce');
  await getStatus();
  const [{ path, printed }] = asked;
  assert.match(printed, /^00D\w+!/, 'Apex got the session with this nonce');
  assert.equal(await fetchPage(path), '', 'the same nonce again');
  const later = path.replace(/issued=(\d+)/, (_, issued: string) => `issued=${Number(issued) + 1}`);
  assert.equal(await fetchPage(later), '', 'its seal under a later time');
});

test('tabs that ask at the same time all get their session', async () => {
  const all = await Promise.all([getStatus(), getStatus(), getStatus()]);
  assert.deepEqual(all.map(hasSession), [true, true, true], 'each, be it at the second try');
});

test('key, nonce and session are in no log line and in no answer', async () => {
  const answer = JSON.stringify(await getStatus());
  const [guard] = org.org.records.rows('Relink_Session_Guard__c').filter(({ Key__c }) => Key__c);
  const secrets = [String(guard.Key__c), new URLSearchParams(asked[0].path.split('?')[1]).get('seal') ?? ''];
  secrets.push(asked[0].printed);
  for (const secret of secrets) {
    assert.ok(secret.length > 20, 'there is something to look for');
    assert.ok(!answer.includes(secret), 'not in the answer');
    assert.ok(!org.logLines.some((line) => line.includes(secret)), 'not in the log');
  }
});

test('while the page is switched off, it is not asked, and the fault says so', async () => {
  const row = { Id: 'a03000000000001AAA', SetupOwnerId: org.org.store.orgId, Session_Page_Off__c: true };
  org.org.records.commit([{ operation: 'insert', object: 'Relink_Settings__c', row }]);
  const status = await getStatus();
  assert.equal(status.fault?.code, 'RL-116', 'fault');
  assert.equal(hasSession(status), false, 'the check');
  assert.deepEqual(asked, [], 'no request');
  org.org.records.commit([{ operation: 'delete', object: 'Relink_Settings__c', row: { Id: row.Id } }]);
  assert.equal(hasSession(await getStatus()), true, 'switched on again');
});
