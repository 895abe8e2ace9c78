import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { text } from '../metadata/values';
import { TestOrg } from '../test-org';

let site: TestOrg;

before(async () => {
  site = await TestOrg.start();
});

after(() => site.close());

beforeEach(() => site.reset());

/** Runs through the authorization at the quick-start address, as a browser would; `back` is what the provider sends back. */
async function authorize(back: Record<string, string>): Promise<{ asked: URLSearchParams; end: string }> {
  const start = `${site.origins.my}/services/auth/xds/${site.org.store.orgId}/ConstantContact?startURL=/${site.credential.id.slice(0, 15)}`;
  const asked = new URL((await site.get(start)).headers.location ?? '').searchParams;
  const callback = new URLSearchParams({ state: asked.get('state') ?? '', ...back });
  const end = (await site.get(`${site.callbackUrl}?${callback}`)).headers.location ?? '';
  return { asked, end };
}

describe('authorization of a named principal', () => {
  it('asks with the scope of the credential, trades the code in the Basic header and keeps the tokens', async () => {
    site.repoint();
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-1","refresh_token":"refresh-1"}' };
    const { asked, end } = await authorize({ code: 'code-1' });
    assert.equal(asked.get('scope'), 'account_read contact_data', 'the scope of the credential');
    assert.equal(asked.get('redirect_uri'), site.callbackUrl, 'the callback URL of the provider');
    assert.equal(asked.get('code_challenge'), null, 'no PKCE unless the provider has it');
    assert.equal(end, `/${site.credential.id}`, "the browser ends on the credential's page");
    const [request] = site.tokenRequests;
    assert.equal(request.form.get('code'), 'code-1', 'the code is traded');
    assert.equal(request.form.get('client_secret'), null, 'the secret is not in the body');
    const pair = Buffer.from((request.authorization ?? '').replace('Basic ', ''), 'base64').toString();
    assert.equal(
      pair,
      `${text(site.provider.values, 'consumerKey')}:${site.provider.consumerSecret}`,
      'key and secret are in the header'
    );
    assert.equal(site.credential.tokens?.refreshToken, 'refresh-1', 'the refresh token is kept');
  });

  it('sends key and secret in the body, and a code verifier, where the provider says so', async () => {
    site.repoint({ sendClientCredentialsInHeader: false, isPkceEnabled: true });
    const { asked } = await authorize({ code: 'code-1' });
    const [request] = site.tokenRequests;
    assert.equal(request.authorization, undefined, 'no Basic header');
    assert.equal(request.form.get('client_secret'), site.provider.consumerSecret, 'the secret is in the body');
    assert.equal(asked.get('code_challenge_method'), 'S256', 'the challenge was asked for');
    assert.ok((request.form.get('code_verifier') ?? '').length >= 43, 'the verifier has the length that RFC 7636 asks');
  });

  it('shows an error page and keeps the old tokens when consent is denied or the code is not taken', async () => {
    site.repoint();
    const before = site.credential.tokens;
    const denied = await authorize({ error: 'access_denied' });
    assert.match(denied.end, /AuthorizationError\?ErrorCode=access_denied/, 'denied');
    site.tokenAnswer = { status: 400, body: '{"error":"invalid_grant","error_description":"expired"}' };
    const refused = await authorize({ code: 'old' });
    const shown = await site.get(site.origins.my + refused.end);
    assert.match(shown.body, /Problem Logging In.*<p>invalid_grant expired<\/p>/s, 'the page says why');
    assert.equal(site.credential.tokens, before, 'the tokens are the old ones');
  });

  it('takes a state once, and none that it did not give', async () => {
    site.repoint();
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-1"}' };
    const { asked } = await authorize({ code: 'code-1' });
    for (const state of [asked.get('state') ?? '', 'made-up']) {
      const again = await site.get(`${site.callbackUrl}?${new URLSearchParams({ state, code: 'code-2' })}`);
      assert.match(
        again.headers.location ?? '',
        /ErrorCode=No_Oauth_State&ErrorDescription=State\+was\+not\+valid/,
        'refused'
      );
    }
    assert.equal(site.tokenRequests.length, 1, 'no second code is traded');
  });
});
