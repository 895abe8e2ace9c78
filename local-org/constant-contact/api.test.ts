import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createConstantContact } from './index';
import { SEED, TestSite } from './test-site';
import type { Answer } from './test-site';

const API = 'api.cc.email';

describe('The emulated v3 API', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.close());

  function call(path: string, token: string): Promise<Answer> {
    return site.get(API, path, { authorization: `Bearer ${token}` });
  }

  it('tells whose account it is', async () => {
    const answer = await call('/v3/account/summary', 'old-token');
    assert.strictEqual(answer.status, 200, answer.body);
    const { organization_name: name, contact_email: email } = JSON.parse(answer.body) as Record<string, string>;
    assert.deepStrictEqual([name, email], ['Acme Advisors', 'dana@acme.example']);
  });

  it('lists contact lists for the scope contact_data', async () => {
    assert.strictEqual((await call('/v3/contact_lists?limit=1', 'contacts-token')).status, 200);
  });

  it('answers 401 to a missing, unknown or expired token', async () => {
    const missing = await site.get(API, '/v3/account/summary');
    assert.strictEqual(missing.status, 401, 'missing');
    const [{ error_key: key, error_message: message }] = JSON.parse(missing.body) as Record<string, string>[];
    assert.ok(key && message, 'errors are an array of error_key and error_message');
    assert.strictEqual((await call('/v3/account/summary', 'unknown')).status, 401, 'unknown');
    site.now = 10_000;
    assert.strictEqual((await call('/v3/account/summary', 'old-token')).status, 401, 'expired');
  });

  it('answers 403 when the scope is missing or the application is deactivated', async () => {
    assert.strictEqual((await call('/v3/account/summary', 'contacts-token')).status, 403, 'scope');
    assert.strictEqual((await call('/v3/account/summary', 'gone-token')).status, 403, 'deactivated');
  });

  it('answers 429 to the fifth call in a second, and again after 10,000 in a day', async () => {
    const status = async (): Promise<number> => (await call('/v3/account/summary', 'old-token')).status;
    const statuses = [await status(), await status(), await status(), await status(), await status()];
    assert.deepStrictEqual(statuses, [200, 200, 200, 200, 429], 'four a second');
    site.now += 1000;
    assert.strictEqual(await status(), 200, 'a second later it answers again');
    const { limiter } = site.constantContact.state;
    let admitted = 0;
    for (let call = 0; call < 11_000; call += 1) {
      site.now += 1000;
      admitted += limiter.admitApiCall('another-key') ? 1 : 0;
    }
    assert.strictEqual(admitted, 10_000, 'the day has its own limit');
    site.now += 24 * 60 * 60 * 1000;
    assert.ok(limiter.admitApiCall('another-key'), 'the next day starts anew');
  });

  it('fails as its switches say', async () => {
    const { faults } = site.constantContact.state;
    faults.next('api', { kind: 'unavailable', status: 503 });
    assert.strictEqual((await call('/v3/account/summary', 'old-token')).status, 503);
    assert.strictEqual((await call('/v3/account/summary', 'old-token')).status, 200, 'only once');
  });

  it('says that the old authorization service has ended', async () => {
    const authorize = await site.get(API, '/v3/idfed?client_id=old-key&redirect_uri=https%3A%2F%2Fa.example');
    assert.strictEqual(authorize.status, 410);
    assert.match(authorize.body, /ended on March 31, 2022/);
    const token = await site.post('idfed.constantcontact.com', '/as/token.oauth2', { grant_type: 'refresh_token' });
    assert.strictEqual(token.status, 410, 'no token comes from the old host');
  });

  it('refuses what it does not have, by name', async () => {
    assert.strictEqual((await call('/v3/emails', 'old-token')).status, 404);
    const constantContact = createConstantContact({
      seed: SEED,
      clock: Date,
      localOrigin: (host) => `http://${host}.localhost`
    });
    assert.throws(() => constantContact.handle('example.com'), /Not a host of Constant Contact: example\.com/);
  });
});
