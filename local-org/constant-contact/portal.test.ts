import assert from 'node:assert';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { checkRedirectUri } from './redirect-uri';
import { authorizePath, CALLBACK, TestSite } from './test-site';
import type { Answer } from './test-site';

const PORTAL = 'v3.developer.constantcontact.com';

describe('The emulated developer portal', () => {
  let site: TestSite;
  beforeEach(async () => {
    site = await TestSite.start();
  });
  afterEach(() => site.close());

  function valueOf({ body }: Answer, id: string): string {
    return new RegExp(`id="${id}"[^>]*value="([^"]*)"`).exec(body)?.[1] ?? '';
  }

  async function copyOld(): Promise<string> {
    const answer = await site.submit(PORTAL, '/applications', '/applications/old-key/copy');
    return (answer.headers.location ?? '').split('copied=')[1];
  }

  it('shows nothing before the login, and goes on to the page that was asked for', async () => {
    assert.match((await site.get(PORTAL, '/applications')).body, /<h1>Log in<\/h1>/);
    const login = await site.logIn(PORTAL);
    assert.strictEqual(login.headers.location, '/applications');
    assert.match(
      login.headers['set-cookie']?.[0] ?? '',
      /Domain=constantcontact\.com\.localhost.*HttpOnly/,
      'the session reaches the authorization server, and no script'
    );
  });

  it('shares its login with the authorization server', async () => {
    await site.logIn(PORTAL);
    assert.match(
      (await site.get('authz.constantcontact.com', authorizePath())).body,
      /Allow access\?/,
      'only Allow is left'
    );
  });

  it('lists outdated and valid applications apart, and leaves out deactivated ones', async () => {
    await site.logIn(PORTAL);
    const { body } = await site.get(PORTAL, '/applications');
    const [outdated, valid] = body.split('Outdated Applications')[1].split('Valid Applications');
    assert.ok(outdated.includes('old-key') && !outdated.includes('new-key'), 'the outdated one');
    assert.ok(
      valid.includes('new-key') && valid.includes('rotating-key') && !valid.includes('gone-key'),
      'the valid ones'
    );
  });

  it('copies an outdated application into a valid one with a new key and no secret', async () => {
    await site.logIn(PORTAL);
    const apiKey = await copyOld();
    const { body } = await site.get(PORTAL, `/applications?copied=${apiKey}`);
    assert.match(body, /<dialog open[\s\S]*Close<\/button>/, 'a dialog with Close confirms it');
    const copy = site.constantContact.state.applications.find(apiKey);
    assert.deepStrictEqual(copy && [copy.name, copy.status, copy.hasSecret, copy.redirectUris], [
      'CRM link',
      'valid',
      false,
      []
    ]);
    assert.strictEqual(
      site.constantContact.state.applications.find('old-key')?.status,
      'outdated',
      'the original stays'
    );
  });

  it('takes redirect URLs along on Copy where the switch says so', async () => {
    const other = await TestSite.start({ copyKeepsRedirectUris: true });
    try {
      const { apiKey } = other.constantContact.state.applications.copy('old-key');
      assert.deepStrictEqual(other.constantContact.state.applications.find(apiKey)?.redirectUris, [CALLBACK]);
    } finally {
      await other.close();
    }
  });

  it('shows a secret once, after a second press, and ends the one before', async () => {
    await site.logIn(PORTAL);
    const page = await site.get(PORTAL, '/applications/new-key');
    assert.ok(!page.body.includes('new-secret'), 'the application page never shows it');
    const { applications } = site.constantContact.state;
    const shown = await site.submit(PORTAL, '/applications/new-key/secret', '/applications/new-key/secret');
    const secret = valueOf(shown, 'secret');
    assert.ok(applications.secretMatches('new-key', secret), 'the page shows the secret in force');
    assert.ok(!applications.secretMatches('new-key', 'new-secret'), 'the previous one is over');
    const csrf = /name="csrf" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
    const again = await site.post(PORTAL, '/applications/new-key/secret', { csrf });
    assert.strictEqual(again.status, 303, 'sending the form again makes no other secret');
    assert.ok(applications.secretMatches('new-key', secret), 'the one that was copied stays');
  });

  it('saves redirect URLs and returns to the list', async () => {
    await site.logIn(PORTAL);
    const path = '/applications/new-key';
    const added = await site.submit(PORTAL, path, path, { action: 'add', redirectUri: [CALLBACK] });
    assert.match(added.body, /Redirect URL 2/, 'Add another redirect URL gives an empty field');
    const saved = await site.submit(PORTAL, path, path, {
      action: 'save',
      redirectUri: [CALLBACK, 'https://a.example/cb', ''],
      refreshTokenType: 'rotating'
    });
    assert.strictEqual(saved.headers.location, '/applications');
    const application = site.constantContact.state.applications.find('new-key');
    assert.deepStrictEqual(application?.redirectUris, [CALLBACK, 'https://a.example/cb'], 'blank fields are dropped');
    assert.strictEqual(application?.refreshTokenType, 'rotating');
    const twice = await site.submit(PORTAL, path, path, { action: 'save', redirectUri: [CALLBACK, CALLBACK] });
    assert.match(twice.body, /appears twice/, 'a double is refused');
  });

  it('knows which redirect URLs are allowed', () => {
    for (const uri of ['https://a.example/cb', 'https://*.a.example/cb', 'http://localhost:8080/cb', CALLBACK]) {
      assert.strictEqual(checkRedirectUri(uri), null, uri);
    }
    for (const uri of [
      'a.example',
      'http://a.example/cb',
      'https://a.example/#x',
      'https://a.example/?x=1',
      'https://a.*.example/',
      'https://a.example/*'
    ]) {
      assert.notStrictEqual(checkRedirectUri(uri), null, uri);
    }
  });

  it('creates an application, but not one named after Constant Contact', async () => {
    await site.logIn(PORTAL);
    const refused = await site.submit(PORTAL, '/applications/new', '/applications/new', {
      name: 'My Constant Contact app'
    });
    assert.strictEqual(refused.status, 400);
    assert.match(refused.body, /cannot contain/);
    const created = await site.submit(PORTAL, '/applications/new', '/applications/new', { name: 'My <app>' });
    assert.strictEqual(created.status, 303);
    const { body } = await site.get(PORTAL, created.headers.location ?? '');
    assert.ok(body.includes('My &#60;app&#62;') && !body.includes('My <app>'), 'names are escaped');
  });

  it('deactivates for good, and only with the box checked', async () => {
    await site.logIn(PORTAL);
    const path = '/applications/old-key/deactivate';
    const unchecked = await site.submit(PORTAL, path, path);
    assert.match(unchecked.body, /Check the box/, 'the box is needed');
    assert.strictEqual(site.constantContact.state.applications.find('old-key')?.status, 'outdated');
    const done = await site.submit(PORTAL, path, path, { confirmed: 'yes' });
    assert.strictEqual(done.status, 303);
    assert.strictEqual(site.constantContact.state.applications.find('old-key')?.status, 'deactivated');
    const api = await site.get('api.cc.email', '/v3/account/summary', { authorization: 'Bearer old-token' });
    assert.strictEqual(api.status, 403, 'its tokens are refused at once');
    assert.strictEqual((await site.get(PORTAL, path)).status, 404, 'there is nothing left to deactivate');
  });

  it('refuses forms that did not come from its own pages', async () => {
    await site.logIn(PORTAL);
    assert.strictEqual((await site.post(PORTAL, '/applications/old-key/copy', { csrf: 'guessed' })).status, 409);
    assert.strictEqual(site.constantContact.state.applications.list().length, 4, 'nothing was copied');
  });

  it('refuses to copy a valid application, and to open one that is not there', async () => {
    await site.logIn(PORTAL);
    const copy = await site.submit(PORTAL, '/applications', '/applications/new-key/copy');
    assert.match(copy.body, /Only an outdated application/);
    assert.strictEqual((await site.get(PORTAL, '/applications/nobody')).status, 404);
  });
});
