import { OAuth2 } from '@jsforce/jsforce-node';
import express from 'express';
import assert from 'node:assert';
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { authorizePath, basic, CALLBACK, TestSite } from './test-site';
import type { Answer } from './test-site';

const AUTHZ = 'authz.constantcontact.com';
const TOKEN = '/oauth2/default/v1/token';
const DAY = 24 * 60 * 60 * 1000;

describe('The emulated authorization server', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.close());

  async function allow(changes: Record<string, string | null> = {}): Promise<URL> {
    const path = authorizePath(changes);
    const answer = await site.submit(AUTHZ, path, path, { decision: 'allow' });
    assert.strictEqual(answer.status, 303, answer.body);
    return new URL(answer.headers.location ?? '');
  }

  async function code(changes: Record<string, string | null> = {}): Promise<string> {
    return (await allow(changes)).searchParams.get('code') ?? '';
  }

  /** One token request, a second after the one before: the endpoint admits one a second. */
  function token(fields: Record<string, string>, authorization = basic('new-key', 'new-secret')): Promise<Answer> {
    site.now += 1000;
    return site.post(AUTHZ, TOKEN, fields, authorization === '' ? {} : { authorization });
  }

  function redeem(value: string, changes: Record<string, string> = {}): Promise<Answer> {
    return token({ grant_type: 'authorization_code', code: value, redirect_uri: CALLBACK, ...changes });
  }

  function errorOf({ body }: Answer): string {
    return (JSON.parse(body) as { error: string }).error;
  }

  it('asks who is there before it asks for consent', async () => {
    const page = await site.get(AUTHZ, authorizePath());
    assert.match(page.body, /<h1>Log in<\/h1>/, 'a visitor sees the login page');
    const login = await site.logIn(AUTHZ);
    assert.strictEqual(login.headers.location, authorizePath(), 'after the login the request goes on where it was');
    const consent = await site.get(AUTHZ, authorizePath());
    assert.match(
      consent.body,
      /CRM link 2[\s\S]*contact_data[\s\S]*Allow[\s\S]*Deny/,
      'the page names application, scopes and both answers'
    );
  });

  it('refuses a wrong password and sends nobody away from its own host', async () => {
    const wrong = await site.submit(AUTHZ, authorizePath(), '/login', {
      userName: 'dana@acme.example',
      password: 'no',
      returnTo: '/'
    });
    assert.strictEqual(wrong.status, 401, 'a wrong password is refused');
    const away = await site.submit(AUTHZ, authorizePath(), '/login', {
      userName: 'dana@acme.example',
      password: 'a long pass phrase',
      returnTo: '//elsewhere.example/'
    });
    assert.strictEqual(away.headers.location, '/', 'a return address on another host is ignored');
  });

  it('redirects with code and state after Allow, and with access_denied after Deny', async () => {
    await site.logIn(AUTHZ);
    const allowed = await allow();
    assert.strictEqual(`${allowed.origin}${allowed.pathname}`, CALLBACK, 'the browser goes to the registered address');
    assert.strictEqual(allowed.searchParams.get('state'), 'state-1', 'the state comes back');
    assert.ok(allowed.searchParams.get('code'), 'a code is there');
    const denied = await site.submit(AUTHZ, authorizePath(), authorizePath(), { decision: 'deny' });
    const target = new URL(denied.headers.location ?? '');
    assert.strictEqual(target.searchParams.get('error'), 'access_denied', 'Deny is told by its code');
    assert.strictEqual(target.searchParams.get('state'), 'state-1', 'with the state');
    assert.strictEqual(target.searchParams.get('code'), null, 'and without a code');
  });

  it('does not take an Allow that did not come from its own page', async () => {
    await site.logIn(AUTHZ);
    const answer = await site.post(AUTHZ, authorizePath(), { decision: 'allow', csrf: 'guessed' });
    assert.strictEqual(answer.headers.location, authorizePath(), 'the question is asked again');
  });

  for (const [what, changes] of [
    ['a redirect URL that differs by one slash', { redirect_uri: `${CALLBACK}/` }],
    ['an unknown application', { client_id: 'nobody' }],
    ['an outdated application', { client_id: 'old-key' }],
    ['a deactivated application', { client_id: 'gone-key' }]
  ] as const) {
    it(`shows an error page and redirects nowhere for ${what}`, async () => {
      const page = await site.get(AUTHZ, authorizePath(changes));
      assert.strictEqual(page.status, 400, 'the request is refused');
      assert.match(page.headers['content-type'] ?? '', /text\/html/, 'with a page for people');
      assert.strictEqual(page.headers.location, undefined, 'an address that is not trusted gets nothing');
    });
  }

  it('accepts one wildcard label where the application registered one, and not more', async () => {
    const request = (host: string): Promise<Answer> =>
      site.get(AUTHZ, authorizePath({ client_id: 'rotating-key', redirect_uri: `https://${host}/callback` }));
    assert.strictEqual((await request('one.apps.example')).status, 200, 'one label fits');
    assert.strictEqual((await request('one.two.apps.example')).status, 400, 'two labels do not');
    assert.strictEqual((await request('evil.example/x.apps.example')).status, 400, 'a path is not a label');
  });

  it('reports an unknown scope and a wrong response type to the application', async () => {
    const scope = new URL((await site.get(AUTHZ, authorizePath({ scope: 'everything' }))).headers.location ?? '');
    assert.strictEqual(scope.searchParams.get('error'), 'invalid_scope', 'unknown scope');
    const type = new URL((await site.get(AUTHZ, authorizePath({ response_type: 'token' }))).headers.location ?? '');
    assert.strictEqual(type.searchParams.get('error'), 'unsupported_response_type', 'implicit flow is not emulated');
  });

  it('refuses a parameter that appears twice', async () => {
    assert.strictEqual((await site.get(AUTHZ, `${authorizePath()}&client_id=new-key`)).status, 400, 'at authorize');
    const answer = await site.post(AUTHZ, TOKEN, { grant_type: ['authorization_code', 'refresh_token'] });
    assert.strictEqual(errorOf(answer), 'invalid_request', 'at token');
  });

  it('exchanges a code once, for a day of access and a refresh token', async () => {
    await site.logIn(AUTHZ);
    const value = await code();
    const answer = await redeem(value);
    assert.strictEqual(answer.status, 200, answer.body);
    const body = JSON.parse(answer.body) as Record<string, unknown>;
    assert.strictEqual(body.token_type, 'Bearer');
    assert.strictEqual(body.expires_in, 86_400, 'an access token lives 24 hours');
    assert.strictEqual(body.scope, 'account_read contact_data offline_access');
    assert.ok(body.refresh_token, 'offline_access gives a refresh token');
    assert.strictEqual(answer.headers['cache-control'], 'no-store', 'nobody may cache tokens');
    assert.strictEqual(errorOf(await redeem(value)), 'invalid_grant', 'the second use fails');
  });

  it('gives no refresh token without offline_access', async () => {
    await site.logIn(AUTHZ);
    const answer = await redeem(await code({ scope: 'account_read' }));
    assert.strictEqual((JSON.parse(answer.body) as Record<string, unknown>).refresh_token, undefined);
    assert.deepStrictEqual(site.constantContact.state.grants.refreshGrants('new-key'), [], 'and stores none');
  });

  it('ends a code after five minutes of its own clock', async () => {
    await site.logIn(AUTHZ);
    const early = await code();
    site.now += 5 * 60 * 1000 - 2000;
    assert.strictEqual((await redeem(early)).status, 200, 'shortly before, it works');
    const late = await code();
    site.now += 5 * 60 * 1000;
    assert.strictEqual(errorOf(await redeem(late)), 'invalid_grant', 'afterwards, it does not');
  });

  it('refuses a code with another redirect URL or of another application, and uses it up', async () => {
    await site.logIn(AUTHZ);
    const value = await code();
    assert.strictEqual(
      (await redeem(value, { redirect_uri: `${CALLBACK}2` })).status,
      400,
      'the address must be the same'
    );
    const other = await code();
    const stolen = await token(
      { grant_type: 'authorization_code', code: other, redirect_uri: CALLBACK },
      basic('rotating-key', 'rotating-secret')
    );
    assert.strictEqual(errorOf(stolen), 'invalid_grant', 'a code belongs to one application');
  });

  it('takes client credentials in the header or in the body, and reports a wrong pair as invalid_client', async () => {
    const grant = { grant_type: 'authorization_code', code: 'dummy', redirect_uri: CALLBACK };
    assert.strictEqual(errorOf(await token(grant)), 'invalid_grant', 'a right pair gets as far as the code: by header');
    const body = { client_id: 'new-key', client_secret: 'new-secret' };
    assert.strictEqual(errorOf(await token({ ...grant, ...body }, '')), 'invalid_grant', 'and by body');
    const wrong = await token(grant, basic('new-key', 'wrong'));
    assert.strictEqual(wrong.status, 401, 'a wrong pair in the header is 401');
    assert.match(wrong.headers['www-authenticate'] ?? '', /^Basic/, 'with the scheme to use');
    assert.strictEqual(errorOf(wrong), 'invalid_client');
    assert.strictEqual(
      errorOf(await token({ ...grant, client_id: 'new-key', client_secret: 'wrong' }, '')),
      'invalid_client'
    );
    for (const key of ['nobody', 'old-key', 'gone-key']) {
      assert.strictEqual(errorOf(await token(grant, basic(key, 'old-secret'))), 'invalid_client', key);
    }
    assert.strictEqual(errorOf(await token(grant, '')), 'invalid_client', 'no credentials at all');
  });

  it('refuses grant types that it does not have', async () => {
    assert.strictEqual(errorOf(await token({ grant_type: 'urn:example:other' })), 'unsupported_grant_type');
    assert.strictEqual(
      errorOf(await token({ grant_type: 'password', username: 'a', password: 'b' })),
      'unauthorized_client'
    );
    assert.strictEqual(errorOf(await token({})), 'invalid_request', 'none');
  });

  it('keeps a long-lived refresh token through refreshes, until it was idle for 180 days', async () => {
    await site.logIn(AUTHZ);
    const first = JSON.parse((await redeem(await code())).body) as Record<string, string>;
    const refresh = (): Promise<Answer> => token({ grant_type: 'refresh_token', refresh_token: first.refresh_token });
    site.now += 179 * DAY;
    const second = JSON.parse((await refresh()).body) as Record<string, string>;
    assert.strictEqual(second.refresh_token, first.refresh_token, 'the same token comes back');
    assert.notStrictEqual(second.access_token, first.access_token, 'with new access');
    site.now += 179 * DAY;
    assert.strictEqual((await refresh()).status, 200, 'use extends its life');
    site.now += 180 * DAY;
    assert.strictEqual(errorOf(await refresh()), 'invalid_grant', 'idleness ends it');
  });

  it('rotates a refresh token at each use where the application chose that', async () => {
    await site.logIn(AUTHZ);
    const redirect = 'https://one.apps.example/callback';
    const credentials = basic('rotating-key', 'rotating-secret');
    const value = await code({ client_id: 'rotating-key', redirect_uri: redirect });
    const first = JSON.parse(
      (await token({ grant_type: 'authorization_code', code: value, redirect_uri: redirect }, credentials)).body
    ) as Record<string, string>;
    const refresh = (refreshToken: string): Promise<Answer> =>
      token({ grant_type: 'refresh_token', refresh_token: refreshToken }, credentials);
    const second = JSON.parse((await refresh(first.refresh_token)).body) as Record<string, string>;
    assert.ok(second.refresh_token && second.refresh_token !== first.refresh_token, 'a new one is issued');
    assert.strictEqual(errorOf(await refresh(first.refresh_token)), 'invalid_grant', 'the old one is over');
    assert.strictEqual((await refresh(second.refresh_token)).status, 200, 'the new one works');
  });

  it('checks the code verifier when the request had a challenge', async () => {
    await site.logIn(AUTHZ);
    const verifier = 'v'.repeat(43);
    const pkce = {
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256'
    };
    assert.strictEqual(
      (await redeem(await code(pkce), { code_verifier: verifier })).status,
      200,
      'the right verifier passes'
    );
    assert.strictEqual(
      errorOf(await redeem(await code(pkce), { code_verifier: 'w'.repeat(43) })),
      'invalid_grant',
      'a wrong one fails'
    );
    assert.strictEqual(errorOf(await redeem(await code(pkce))), 'invalid_grant', 'a missing one fails');
    const secretless = await token(
      {
        grant_type: 'authorization_code',
        code: await code(pkce),
        redirect_uri: CALLBACK,
        client_id: 'new-key',
        code_verifier: verifier
      },
      ''
    );
    assert.strictEqual(
      errorOf(secretless),
      'invalid_client',
      'a verifier does not replace the secret of these applications'
    );
  });

  it('admits one token request a second for each key', async () => {
    const request = (): Promise<Answer> =>
      site.post(
        AUTHZ,
        TOKEN,
        { grant_type: 'refresh_token', refresh_token: 'x' },
        { authorization: basic('new-key', 'new-secret') }
      );
    assert.strictEqual((await request()).status, 400, 'the first is looked at');
    assert.strictEqual((await request()).status, 429, 'the second in the same second is not');
    site.now += 1000;
    assert.strictEqual((await request()).status, 400, 'a second later it is');
  });

  it('fails as its switches say, once or until they are cleared', async () => {
    const { faults } = site.constantContact.state;
    faults.next('token', { kind: 'unavailable', status: 500 });
    faults.next('token', { kind: 'throttled' });
    faults.next('token', { kind: 'html' });
    const grant = { grant_type: 'refresh_token', refresh_token: 'x' };
    assert.strictEqual((await token(grant)).status, 500, 'server error');
    assert.strictEqual((await token(grant)).status, 429, 'limit');
    assert.match((await token(grant)).headers['content-type'] ?? '', /html/, 'a page in place of JSON');
    faults.next('token', { kind: 'reset' });
    await assert.rejects(token(grant), 'the connection breaks');
    faults.always('token', { kind: 'unavailable', status: 503 });
    assert.strictEqual((await token(grant)).status, 503);
    assert.strictEqual((await token(grant)).status, 503, 'stays');
    faults.always('token', null);
    assert.strictEqual(errorOf(await token(grant)), 'invalid_grant', 'back to normal');
  });

  it('works with the OAuth client of jsforce, from code to refresh', async (context) => {
    const app = express();
    app.use(site.constantContact.handle(AUTHZ));
    const server = http.createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    context.after(() => server.close());
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oauth2/default/v1`;
    const client = new OAuth2({
      authzServiceUrl: `${base}/authorize`,
      tokenServiceUrl: `${base}/token`,
      clientId: 'new-key',
      clientSecret: 'new-secret',
      redirectUri: CALLBACK
    });
    await site.logIn(AUTHZ);
    const request = new URL(client.getAuthorizationUrl({ scope: 'account_read offline_access', state: 's' }));
    const path = request.pathname + request.search;
    const answer = await site.submit(AUTHZ, path, path, { decision: 'allow' });
    const tokens = await client.requestToken(new URL(answer.headers.location ?? '').searchParams.get('code') ?? '');
    assert.ok(tokens.access_token && tokens.refresh_token, 'both tokens arrive');
    site.now += 1000;
    await assert.rejects(
      client.refreshToken('unknown'),
      { name: 'invalid_grant' },
      'errors have their documented form'
    );
  });
});
