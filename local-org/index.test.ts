import assert from 'node:assert/strict';
import { request, type IncomingMessage, type RequestOptions } from 'node:http';
import { after, before, test } from 'node:test';
import { startLocalOrg, type LocalOrg } from './index';

let org: LocalOrg;
before(async () => {
  org = await startLocalOrg({ port: 0, scenario: 'outdated', quiet: true });
});
after(() => org.close());

interface Answer {
  status: number;
  location?: string;
  body: string;
}

/** Asks like a browser: the connection goes to this computer, the Host header names the site. */
async function ask(address: string, options: RequestOptions = {}, body = ''): Promise<Answer> {
  const url = new URL(address);
  const response = await new Promise<IncomingMessage>((done, refuse) => {
    const { host, port, pathname, search } = url;
    request(
      { ...options, host: '127.0.0.1', port, path: pathname + search, headers: { ...options.headers, Host: host } },
      done
    )
      .on('error', refuse)
      .end(body);
  });
  const parts = (await response.setEncoding('utf8').toArray()) as string[];
  return { status: response.statusCode ?? 0, location: response.headers.location, body: parts.join('') };
}

test('the first page is the app of the package', async () => {
  const { status, body } = await ask(org.url);
  assert.equal(status, 200, 'status');
  assert.match(body, /<title>Relink<\/title>/, 'title');
  assert.match(body, /"scenario":"outdated"/, 'scenario');
});

/** Calls a method of the package's controller in the session of the browser. */
async function callApex<T>(method: string, params: object): Promise<T> {
  const { body } = await ask(
    `${org.origins.lightning}/webruntime/api/apex/execute`,
    { method: 'POST', headers: { 'Content-Type': 'application/json' } },
    JSON.stringify({ classname: 'RelinkController', method, params })
  );
  return (JSON.parse(body) as { returnValue: T }).returnValue;
}

test('an Apex method of the package runs in the session of the browser', async () => {
  const returnValue = await callApex<{ connections: { providerName: string }[] }>('getHome', {});
  assert.deepEqual(
    returnValue.connections.map((one) => one.providerName),
    ['ConstantContact'],
    'the connection of the start state, and not the unrelated one'
  );
});

test('the My Domain site sends Lightning addresses to the Lightning site, as an org does', async () => {
  const { status, location } = await ask(`${org.origins.my}/lightning/setup/AuthProviders/home?a=b`);
  assert.equal(status, 302, 'status');
  assert.equal(location, `${org.origins.lightning}/lightning/setup/AuthProviders/home?a=b`, 'where to');
});

test('the time of Apex, of the org and of Constant Contact is one, and moves forward', async () => {
  const checked = async (): Promise<number> =>
    Date.parse((await callApex<{ checkedAt: string }>('getStatus', { connectionId: null })).checkedAt);
  const before = await checked();
  await org.advance(25 * 60 * 60 * 1000);
  const after = await checked();
  const hours = (after - before) / 3_600_000;
  assert.ok(hours >= 25 && hours < 25.1, `Apex saw 25 hours go by, not ${hours}`);
  assert.ok(Math.abs(org.org.host.now() - after) < 60_000, 'the org has the same time');
  assert.ok(Math.abs(org.constantContact.state.clock() - after) < 60_000, 'and so has Constant Contact');
  const [sync] = org.org.jobs.triggers;
  assert.ok(sync.times > 0 && (sync.next ?? 0) > after, 'a scheduled job was due, and waits for its next time');
});

test('the daily check calls through the connection, records it and tells who switched it on', async () => {
  const { connections } = await callApex<{ connections: { id: string }[] }>('getHome', {});
  const connectionId = connections[0].id;
  const view = await callApex<{ isOn: boolean; nextStart: string }>('setScheduledCheck', {
    request: { connectionId, isOn: true }
  });
  assert.equal(view.isOn, true, 'on');
  const told = org.notifications.length;
  await org.advance(24 * 60 * 60 * 1000);
  assert.equal(org.notifications.length, told + 1, 'told once');
  const { type, body, targetPageRef } = org.notifications[told];
  assert.equal(type, 'Relink_Connection_Broken', 'type of the package');
  assert.match(body, /Constant_Contact.*RL-501/, 'which connection, and what it is');
  assert.match(targetPageRef ?? '', new RegExp(connectionId), 'and where to');
  const { history } = await callApex<{ history: { kind: string; outcome: string }[] }>('getHome', {});
  assert.deepEqual([history[0].kind, history[0].outcome], ['Proof', 'Failed'], 'on record');
  const off = await callApex<{ isOn: boolean }>('setScheduledCheck', { request: { connectionId, isOn: false } });
  assert.equal(off.isOn, false, 'off');
});

test('every host of Constant Contact has a twin, and other hosts have none', async () => {
  for (const [host, origin] of Object.entries(org.origins.constantContact)) {
    assert.notEqual((await ask(origin)).status, 421, host);
  }
  assert.equal((await ask(org.url.replace('relink.lightning', 'other'))).status, 421, 'another host');
});

test('a scenario that does not exist is refused with those that do', async () => {
  await assert.rejects(
    () => startLocalOrg({ port: 0, scenario: 'sunny', quiet: true }),
    /no scenario sunny\. There are: outdated,/,
    'unknown scenario'
  );
});
