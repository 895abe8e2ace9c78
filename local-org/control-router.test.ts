import express from 'express';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { LocalClock } from './clock';
import { FaultSwitches } from './constant-contact/faults';
import { controlRouter } from './control-router';
import type { Controls } from './control-router';
import { DEFAULT_SWITCHES } from './salesforce/switches';

/** What the endpoint answers: the state, or an error. */
interface State {
  now: string;
  switches: Record<string, unknown>;
  constantContact: Record<string, unknown>;
  error: string;
}

describe('the control endpoint of the local org', () => {
  let controls: Controls;
  let server: Server;
  let origin: string;

  beforeEach(async () => {
    controls = {
      clock: new LocalClock(),
      store: { switches: { ...DEFAULT_SWITCHES }, faults: [] },
      jobs: { runDue: () => undefined },
      constantContact: new FaultSwitches()
    };
    const app = express();
    app.use((request, response, next) => {
      controlRouter(controls, origin)(request, response, next);
    });
    server = createServer(app);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  async function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<[number, State]> {
    const response = await fetch(`${origin}/__local/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body)
    });
    return [response.status, (await response.json()) as State];
  }

  it('changes switches and queues faults that it knows, and refuses the rest by name', async () => {
    const [, state] = await post('switches', { secretWrite: 'ignored', calloutTimeoutCap: 200 });
    assert.equal(state.switches.secretWrite, 'ignored', 'the new state comes back');
    assert.equal(controls.store.switches.calloutTimeoutCap, 200, 'and holds');
    const refused = async (path: string, body: unknown): Promise<string> => {
      const [status, { error }] = await post(path, body);
      assert.equal(status, 400, `${path} refuses ${JSON.stringify(body)}`);
      return error;
    };
    assert.match(await refused('switches', { secretWrite: 'maybe' }), /Switch secretWrite cannot be/, 'a wrong value');
    assert.match(await refused('switches', { colour: 1 }), /no switch named colour/, 'an unknown switch');
    await post('faults', { operation: 'updateMetadata', type: 'NamedCredential', kind: 'malformed' });
    assert.equal(controls.store.faults.length, 1, 'the fault waits');
    assert.match(await refused('faults', { operation: 'updateMetadata', kind: 'odd' }), /kind is one of/, 'a fault');
  });

  it('lets endpoints of Constant Contact fail until they are cleared', async () => {
    await post('constant-contact', { api: { kind: 'unavailable', status: 503 }, token: { kind: 'throttled' } });
    const [, state] = await post('constant-contact', { token: null });
    assert.deepEqual(
      state.constantContact,
      { authorize: null, token: null, api: { kind: 'unavailable', status: 503 } },
      'one stands, the other is cleared'
    );
    const [, unknown] = await post('constant-contact', { portal: { kind: 'hang' } });
    assert.match(unknown.error, /no endpoint portal\. There are: authorize, token, api/, 'an unknown endpoint');
    const [, odd] = await post('constant-contact', { api: { kind: 'unavailable', status: 200 } });
    assert.match(odd.error, /api cannot fail with .*"status":200/, 'a fault that there is not');
  });

  it('moves the time forward, and never back', async () => {
    const before = controls.clock.now();
    const [, state] = await post('clock', { advanceHours: 25 });
    const hours = (controls.clock.now() - before) / 3_600_000;
    assert.ok(hours >= 25 && hours < 25.1, `25 hours went by, not ${hours}`);
    assert.ok(Math.abs(Date.parse(state.now) - controls.clock.now()) < 5000, 'the state shows the time');
    for (const body of [{ advanceHours: -1 }, { advanceHours: '25' }, { advanceHours: 1, minutes: 3 }, {}]) {
      assert.equal((await post('clock', body))[0], 400, JSON.stringify(body));
    }
  });

  it('is not for other sites', async () => {
    const [status] = await post('switches', {}, { origin: 'http://evil.example' });
    assert.equal(status, 403, 'a page of another site');
    assert.equal((await post('switches', {}, { origin }))[0], 200, 'its own page may');
  });
});
