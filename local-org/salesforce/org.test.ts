import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { CalloutReply, CalloutRequest } from '../apex/contract';
import { text } from './metadata/values';
import type { Component } from './store';
import { TestOrg } from './test-org';

let site: TestOrg;

before(async () => {
  site = await TestOrg.start();
});

after(() => site.close());

beforeEach(() => site.reset());

const provider = (): Component => site.org.store.find('AuthProvider', 'ConstantContact') as Component;
const credential = (): Component => site.org.store.find('NamedCredential', 'Constant_Contact') as Component;

/** Points provider and credential at the tiny provider beside the org. */
function repoint(changes: Record<string, string | boolean> = {}): void {
  Object.assign(provider().values, {
    authorizeUrl: 'https://idp.example/authorize',
    tokenUrl: 'https://idp.example/token',
    ...changes
  });
  credential().values.endpoint = 'https://idp.example/api';
}

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

/** Runs through the authorization at the quick-start address, as a browser would; `back` is what the provider sends back. */
async function authorize(back: Record<string, string>): Promise<{ asked: URLSearchParams; end: string }> {
  const start = `${site.origins.my}/services/auth/xds/${site.org.store.orgId}/ConstantContact?startURL=/${credential().id.slice(0, 15)}`;
  const asked = new URL((await site.get(start)).headers.location ?? '').searchParams;
  const callback = new URLSearchParams({ state: asked.get('state') ?? '', ...back });
  const end = (await site.get(`${site.callbackUrl}?${callback}`)).headers.location ?? '';
  return { asked, end };
}

describe('authorization of a named principal', () => {
  it('asks with the scope of the credential, trades the code in the Basic header and keeps the tokens', async () => {
    repoint();
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-1","refresh_token":"refresh-1"}' };
    const { asked, end } = await authorize({ code: 'code-1' });
    assert.equal(asked.get('scope'), 'account_read contact_data', 'the scope of the credential');
    assert.equal(asked.get('redirect_uri'), site.callbackUrl, 'the callback URL of the provider');
    assert.equal(asked.get('code_challenge'), null, 'no PKCE unless the provider has it');
    assert.equal(end, `/${credential().id}`, "the browser ends on the credential's page");
    const [request] = site.tokenRequests;
    assert.equal(request.form.get('code'), 'code-1', 'the code is traded');
    assert.equal(request.form.get('client_secret'), null, 'the secret is not in the body');
    const pair = Buffer.from((request.authorization ?? '').replace('Basic ', ''), 'base64').toString();
    assert.equal(
      pair,
      `${text(provider().values, 'consumerKey')}:${provider().consumerSecret}`,
      'key and secret are in the header'
    );
    assert.equal(credential().tokens?.refreshToken, 'refresh-1', 'the refresh token is kept');
  });

  it('sends key and secret in the body, and a code verifier, where the provider says so', async () => {
    repoint({ sendClientCredentialsInHeader: false, isPkceEnabled: true });
    const { asked } = await authorize({ code: 'code-1' });
    const [request] = site.tokenRequests;
    assert.equal(request.authorization, undefined, 'no Basic header');
    assert.equal(request.form.get('client_secret'), provider().consumerSecret, 'the secret is in the body');
    assert.equal(asked.get('code_challenge_method'), 'S256', 'the challenge was asked for');
    assert.ok((request.form.get('code_verifier') ?? '').length >= 43, 'the verifier has the length that RFC 7636 asks');
  });

  it('shows an error page and keeps the old tokens when consent is denied or the code is not taken', async () => {
    repoint();
    const before = credential().tokens;
    const denied = await authorize({ error: 'access_denied' });
    assert.match(denied.end, /AuthorizationError\?ErrorCode=access_denied/, 'denied');
    site.tokenAnswer = { status: 400, body: '{"error":"invalid_grant","error_description":"expired"}' };
    const refused = await authorize({ code: 'old' });
    const shown = await site.get(site.origins.my + refused.end);
    assert.match(shown.body, /No_Oauth_Token: invalid_grant: expired/, 'the page says why');
    assert.equal(credential().tokens, before, 'the tokens are the old ones');
  });

  it('takes a state once, and none that it did not give', async () => {
    repoint();
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-1"}' };
    const { asked } = await authorize({ code: 'code-1' });
    for (const state of [asked.get('state') ?? '', 'made-up']) {
      const again = await site.get(`${site.callbackUrl}?${new URLSearchParams({ state, code: 'code-2' })}`);
      assert.match(again.headers.location ?? '', /Invalid_State/, 'refused');
    }
    assert.equal(site.tokenRequests.length, 1, 'no second code is traded');
  });
});

describe('a callout through a named credential', () => {
  it('joins endpoint and path, sends the token and refreshes once on 401', async () => {
    repoint();
    site.goodToken = 'access-2';
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-2"}' };
    const reply = await send({ endpoint: 'callout:Constant_Contact/v3/account/summary?x=1' });
    assert.ok(reply.ok && reply.status === 200, 'the repeated call succeeds');
    assert.deepEqual(JSON.parse(reply.body), { path: '/v3/account/summary?x=1' }, 'path and query arrive');
    assert.equal(site.tokenRequests[0].form.get('grant_type'), 'refresh_token', 'the refresh token was used');
    assert.equal(site.apiCalls.length, 2, 'the call was repeated once');
    assert.equal(credential().tokens?.accessToken, 'access-2', 'the new token is kept');
    assert.notEqual(credential().tokens?.refreshToken, null, 'the refresh token stays when none came back');
  });

  it('says so when the refresh is refused, nobody authenticated, callouts are off or there is no such credential', async () => {
    repoint();
    const endpoint = 'callout:Constant_Contact/v3';
    site.tokenAnswer = { status: 401, body: '{"error":"invalid_client","error_description":"no"}' };
    assert.equal(
      await message({ endpoint }),
      'Unable to fetch the OAuth token. Error: invalid_client. Error description: no.',
      'the refresh is refused'
    );
    (credential().tokens as { refreshToken: string | null }).refreshToken = null;
    assert.equal(await message({ endpoint }), 'status 401', 'without a refresh token the 401 goes to Apex');
    credential().tokens = null;
    assert.match(await message({ endpoint }), /We couldn't access the credential\(s\)/, 'nobody authenticated');
    credential().values.calloutStatus = 'Disabled';
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

describe('Setup', () => {
  const edit = (component: Component): string =>
    `${site.origins.lightning}/lightning/setup/${component.type === 'AuthProvider' ? 'AuthProviders' : 'NamedCredential'}/page?address=%2F${component.id}%2Fe`;

  it('saves key and secret in the edit form whatever the Metadata API does, and never shows the secret', async () => {
    site.org.store.switches.secretWrite = 'ignored';
    const saved = await site.submit(edit(provider()), { consumerKey: 'new-key', consumerSecret: 'pasted-secret' });
    assert.equal(saved.status, 303, 'saved');
    assert.deepEqual(
      [provider().values.consumerKey, provider().consumerSecret],
      ['new-key', 'pasted-secret'],
      'stored'
    );
    assert.equal(provider().values.sendClientCredentialsInHeader, true, 'what was not touched stays');
    const detail = await site.get(saved.headers.location ?? '');
    assert.ok(detail.body.includes(site.callbackUrl), 'the detail page shows the callback URL');
    assert.ok(!detail.body.includes('pasted-secret'), 'and not the secret');
    await site.submit(edit(provider()), { consumerKey: 'newer-key' });
    assert.equal(provider().consumerSecret, 'pasted-secret', 'a blank secret keeps the stored one');
  });

  it('starts the authentication flow when a credential is saved', async () => {
    repoint();
    const saved = await site.submit(edit(credential()), { oauthScope: 'account_read contact_data offline_access' });
    const asked = new URL(saved.headers.location ?? '');
    assert.equal(
      asked.searchParams.get('scope'),
      'account_read contact_data offline_access',
      'the new scope is asked for'
    );
    const plain = await site.submit(edit(credential()), { startFlow: null });
    assert.match(plain.headers.location ?? '', /NamedCredential\/page/, 'without the tick it only saves');
  });

  it('refuses wrong values beside the form, forms from elsewhere and users without permission', async () => {
    const wrong = await site.submit(edit(provider()), { tokenUrl: 'http://plain.example', friendlyName: '<b>"' });
    assert.match(wrong.body, /role="alert".*tokenUrl: the URL must be valid/s, 'the error is shown');
    assert.ok(wrong.body.includes('value="&#60;b&#62;&#34;"'), 'what was typed comes back escaped');
    const forged = await site.post(edit(provider()), new URLSearchParams({ consumerKey: 'forged' }));
    assert.equal(forged.status, 403, 'no confirmation token, no change');
    site.reset('permission-missing');
    const refused = await site.get(edit(provider()));
    assert.match(refused.body, /Insufficient Privileges.*ManageAuthProviders/s, 'the missing permission is named');
  });

  it('assigns a permission set, so that the next call already counts it', async () => {
    site.reset('no-permission');
    const { host, sessions, store } = site.org;
    const sets = (): string[] => host.identity(sessions.issue(store.runningUser.id, 'lightning').id).permissionSets;
    assert.deepEqual([sets(), host.rows('PermissionSetAssignment').length], [[], 0], 'not assigned');
    const assign = { permissionSet: 'Relink_Admin', user: store.runningUser.id, assign: '1' };
    await site.submit(`${site.origins.lightning}/lightning/setup/PermSets/home`, assign);
    assert.deepEqual([sets(), host.rows('PermissionSetAssignment').length], [['Relink_Admin'], 1], 'assigned');
  });

  it('leads classic addresses to Setup, and says of other nodes that they are not there', async () => {
    const classic = await site.get(`${site.origins.my}/${provider().id.slice(0, 15)}/e`);
    assert.equal(classic.headers.location, edit(provider()), 'the edit form');
    const other = await site.get(`${site.origins.lightning}/lightning/setup/ManageUsers/home`);
    assert.deepEqual([other.status, /Not part of the local org/.test(other.body)], [404, true], 'an honest page');
  });
});

describe('the org as Apex sees it', () => {
  it('has setup rows with the stored secret, or null where the org hides it', () => {
    const row = (): Record<string, unknown> =>
      site.org.host.rows('authprovider').find(({ DeveloperName }) => DeveloperName === 'ConstantContact') ?? {};
    assert.equal(row().ConsumerSecret, provider().consumerSecret, 'readable');
    site.org.store.switches.secretReadable = false;
    assert.equal(row().ConsumerSecret, null, 'hidden');
    const [link] = site.org.host
      .rows('NamedCredential')
      .filter(({ DeveloperName }) => DeveloperName === 'Constant_Contact');
    assert.equal(link.AuthProviderId, row().Id, 'the credential points at its provider');
    assert.equal(
      site.org.host.rows('UserPermissionAccess')[0].PermissionsManageAuthProviders,
      true,
      'the permissions of the user'
    );
    assert.throws(
      () => site.org.host.rows('Account'),
      /no object Account/,
      'an object that is not there is refused by name'
    );
  });

  it('commits a transaction whole or not at all', () => {
    const { host, sessions, store } = site.org;
    const identity = host.identity(sessions.issue(store.runningUser.id, 'lightning').id);
    const row = { Id: 'a00000000000001AAA', Name: 'RUN-00001' };
    const insert = { operation: 'insert' as const, object: 'Relink_Run__c', row };
    host.commit([insert], identity);
    const update = { operation: 'update' as const, object: 'Relink_Run__c', row: { Id: row.Id, Outcome__c: 'Done' } };
    assert.throws(() => host.commit([update, insert], identity), /it exists/, 'the second change is impossible');
    assert.deepEqual(host.rows('Relink_Run__c'), [row], 'the first one was not kept');
    host.commit([update], identity);
    assert.deepEqual(host.rows('relink_run__c'), [{ ...row, Outcome__c: 'Done' }], 'alone it is');
  });
});

describe('the control endpoint of the local org', () => {
  it('changes switches and queues faults that it knows, and refuses the rest by name', async () => {
    const post = (path: string, body: object, headers = {}): ReturnType<TestOrg['post']> =>
      site.post(`${site.origins.lightning}/__local/${path}`, body, headers);
    const changed = await post('switches', { secretWrite: 'ignored', calloutTimeoutCap: 200 });
    assert.equal(JSON.parse(changed.body).switches.secretWrite, 'ignored', 'the new state comes back');
    assert.equal(site.org.store.switches.calloutTimeoutCap, 200, 'and holds');
    assert.match(
      (await post('switches', { secretWrite: 'maybe' })).body,
      /Switch secretWrite cannot be/,
      'a wrong value'
    );
    assert.match((await post('switches', { colour: 1 })).body, /no switch named colour/, 'an unknown switch');
    await post('faults', { operation: 'updateMetadata', type: 'NamedCredential', kind: 'malformed' });
    assert.equal(site.org.store.faults.length, 1, 'the fault waits');
    assert.match(
      (await post('faults', { operation: 'updateMetadata', kind: 'odd' })).body,
      /kind is one of/,
      'an unknown fault'
    );
    assert.equal((await post('switches', {}, { origin: 'http://evil.example' })).status, 403, 'another site');
  });
});
