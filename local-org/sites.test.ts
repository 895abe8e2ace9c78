import assert from 'node:assert/strict';
import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { Router } from 'express';
import { createSites } from './sites';

const lines: string[] = [];
const notices: string[] = [];
const sites = new Map([
  ['one.localhost', Router().get('/page', (_request, response) => void response.send('one'))],
  [
    'two.localhost',
    Router().get('/broken', () => {
      throw new Error('detail of the failure');
    })
  ]
]);
const server = createServer(
  createSites(
    sites,
    Promise.resolve(),
    (line) => lines.push(line),
    (line) => notices.push(line)
  )
);

before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
after(() => server.close());

async function get(host: string, path: string): Promise<{ status: number; body: string }> {
  const { port } = server.address() as AddressInfo;
  const response = await new Promise<IncomingMessage>((done, refuse) => {
    request({ host: '127.0.0.1', port, path, headers: { Host: host } }, done)
      .on('error', refuse)
      .end();
  });
  const parts = (await response.setEncoding('utf8').toArray()) as string[];
  return { status: response.statusCode ?? 0, body: parts.join('') };
}

test('each host has its own site, whatever the port and case of its name', async () => {
  assert.deepEqual(await get('ONE.localhost:4600', '/page'), { status: 200, body: 'one' }, 'the site of the host');
  assert.equal((await get('two.localhost', '/page')).status, 404, 'a page of another site');
});

test('a host that the local org did not announce gets 421', async () => {
  for (const host of ['example.com', 'localhost', '127.0.0.1:4600', 'one.localhost.example.com']) {
    assert.equal((await get(host, '/page')).status, 421, host);
  }
});

test('the log has paths without queries, where codes and secrets travel', async () => {
  lines.length = 0;
  await get('one.localhost', '/page?code=abc');
  assert.match(lines[0] ?? '', /^GET one\.localhost\/page 200 \d+ ms$/, 'one line for the request');
});

test('a failure is told in the log and not to the browser', async () => {
  const { status, body } = await get('two.localhost', '/broken');
  assert.equal(status, 500, 'status of a failure');
  assert.doesNotMatch(body, /detail/, 'the answer');
  assert.match(notices.at(-1) ?? '', /two\.localhost\/broken failed: Error: detail of the failure/, 'the notice');
});
