import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { CalloutReply, CalloutRequest } from '../../apex/contract';
import { TestOrg } from '../test-org';

let site: TestOrg;

before(async () => {
  site = await TestOrg.start();
});

after(() => site.close());

beforeEach(() => site.reset());

function send(request: Partial<CalloutRequest>): Promise<CalloutReply> {
  const { host, sessions, store } = site.org;
  const identity = host.identity(sessions.issue(store.runningUser.id, 'lightning').id);
  return host.send(
    { method: 'GET', endpoint: '', kind: 'http', headers: {}, body: null, timeoutMs: 2000, ...request },
    identity
  );
}

async function message(request: Partial<CalloutRequest>): Promise<string> {
  const reply = await send(request);
  return reply.ok ? `status ${reply.status}` : reply.message;
}

describe('a callout through a named credential', () => {
  it('joins endpoint and path, sends the token and refreshes once on 401', async () => {
    site.repoint();
    site.goodToken = 'access-2';
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-2"}' };
    const reply = await send({ endpoint: 'callout:Constant_Contact/v3/account/summary?x=1' });
    assert.ok(reply.ok && reply.status === 200, 'the repeated call succeeds');
    assert.deepEqual(JSON.parse(reply.body), { path: '/v3/account/summary?x=1' }, 'path and query arrive');
    assert.equal(site.tokenRequests[0].form.get('grant_type'), 'refresh_token', 'the refresh token was used');
    assert.equal(site.apiCalls.length, 2, 'the call was repeated once');
    assert.equal(site.credential.tokens?.accessToken, 'access-2', 'the new token is kept');
    assert.notEqual(site.credential.tokens?.refreshToken, null, 'the refresh token stays when none came back');
  });

  it('says so when the refresh is refused, nobody authenticated, callouts are off or there is no such credential', async () => {
    site.repoint();
    const endpoint = 'callout:Constant_Contact/v3';
    site.tokenAnswer = { status: 401, body: '{"error":"invalid_client","error_description":"no"}' };
    assert.equal(
      await message({ endpoint }),
      'Unable to fetch the OAuth token. Error: invalid_client. Error description: no.',
      'the refresh is refused'
    );
    (site.credential.tokens as { refreshToken: string | null }).refreshToken = null;
    assert.equal(await message({ endpoint }), 'status 401', 'without a refresh token the 401 goes to Apex');
    site.credential.tokens = null;
    assert.match(await message({ endpoint }), /We couldn't access the credential\(s\)/, 'nobody authenticated');
    site.credential.values.calloutStatus = 'Disabled';
    assert.match(await message({ endpoint }), /isn't enabled for callouts/, 'callouts are off');
    assert.match(
      await message({ endpoint: 'callout:Nobody' }),
      /the named credential "Nobody" might not exist/,
      'no such credential'
    );
  });
});

describe('other callouts', () => {
  it('needs a remote site for other hosts, and none for the own domain', async () => {
    assert.equal(
      await message({ endpoint: 'https://other.example/x' }),
      'Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = https://other.example/x',
      'no remote site'
    );
    assert.equal(await message({ endpoint: 'https://authz.constantcontact.com/token' }), 'status 200', 'a remote site');
    assert.equal(
      await message({ endpoint: `${site.origins.my}/services/Soap/m/65.0` }),
      'status 404',
      'the own domain answers'
    );
  });

  it('ends after the time-out, and at the cap that a test set', async () => {
    site.tokenAnswer = { status: 0, body: '' };
    site.org.store.switches.calloutTimeoutCap = 30;
    assert.equal(
      await message({ endpoint: 'https://authz.constantcontact.com/token', timeoutMs: 120_000 }),
      'Read timed out',
      'the cap holds'
    );
  });

  it('renders a page under a session of the same user that is for the API, which the caller never had', async () => {
    const reply = await send({ kind: 'page', endpoint: '/apex/RelinkSession' });
    assert.ok(reply.ok, 'the page answers');
    const [page, sessionId] = reply.body.split(' ');
    assert.equal(page, 'RelinkSession', 'the page that was asked for');
    const session = site.org.sessions.live(sessionId);
    assert.deepEqual([session?.kind, session?.userId], ['visualforce', site.org.store.runningUser.id], 'its session');
  });
});
