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

test('an Apex method of the package runs in the session of the browser', async () => {
  const call = { classname: 'RelinkController', method: 'getHome', params: {} };
  const headers = { 'Content-Type': 'application/json' };
  const { body } = await ask(
    `${org.origins.lightning}/webruntime/api/apex/execute`,
    { method: 'POST', headers },
    JSON.stringify(call)
  );
  const { returnValue } = JSON.parse(body) as { returnValue: { connections: { providerName: string }[] } };
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
