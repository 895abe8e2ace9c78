import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import express from 'express';
import type { ApexRuntime, AuraReply } from '../apex/contract';
import type { Sessions } from '../salesforce/sessions';
import { apexEndpoint } from './apex-endpoint';

const ORIGIN = 'http://relink.lightning.localhost';
const calls: unknown[] = [];
let reply: AuraReply = { ok: true, returnValue: null };

const apex = {
  execute: (call: unknown) => {
    calls.push(call);
    return Promise.resolve(reply);
  }
} as unknown as ApexRuntime;
const sessions = { ofBrowser: () => ({ id: 'session of the cookie' }) } as unknown as Sessions;
const server = createServer(express().use(apexEndpoint(() => apex, sessions, ORIGIN)));

before(() => new Promise<void>((done) => server.listen(0, '127.0.0.1', done)));
after(() => server.close());

function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}/webruntime/api/apex/execute`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body)
  });
}

test("a call runs in the browser's session and answers the method's value", async () => {
  reply = { ok: true, returnValue: { greeting: 'hello' } };
  const response = await post({ classname: 'Greeter', method: 'greet', params: { name: 'Ann' } }, { Origin: ORIGIN });
  assert.deepEqual(await response.json(), { returnValue: { greeting: 'hello' } }, 'the answer');
  assert.deepEqual(
    calls.at(-1),
    { className: 'Greeter', method: 'greet', params: { name: 'Ann' }, sessionId: 'session of the cookie' },
    'what the runtime was asked'
  );
});

test('an Apex exception is an error in the answer, not a failed request', async () => {
  const error = { message: 'No', exceptionType: 'X', stackTrace: '', isUserDefinedException: false };
  reply = { ok: false, error };
  const response = await post({ classname: 'Greeter', method: 'greet', params: {} });
  assert.equal(response.status, 200, 'status');
  assert.deepEqual(await response.json(), { error }, 'the error as Lightning shapes it');
});

test('calls from another origin, and calls that are none, do not reach Apex', async () => {
  const before = calls.length;
  const call = { classname: 'Greeter', method: 'greet', params: {} };
  assert.equal((await post(call, { Origin: 'http://evil.example' })).status, 403, 'another origin');
  assert.equal((await post(call, { 'Content-Type': 'text/plain' })).status, 400, 'what a cross-site form can send');
  assert.equal((await post({ classname: 'Greeter' })).status, 400, 'without a method');
  assert.equal(calls.length, before, 'the runtime was not asked');
});
