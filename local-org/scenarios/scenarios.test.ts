import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createConstantContact } from '../constant-contact';
import type { ConstantContact } from '../constant-contact';
import { text } from '../salesforce/metadata/values';
import { TestOrg, formFields } from '../salesforce/test-org';
import { SCENARIOS, findScenario } from './index';

const AUTHORIZE = 'https://authz.constantcontact.com/oauth2/default/v1/authorize';
const TOKEN = 'https://authz.constantcontact.com/oauth2/default/v1/token';

let site: TestOrg;
let constantContact: ConstantContact;

before(async () => {
  site = await TestOrg.start();
});

after(() => site.close());

/** Starts org and Constant Contact from one scenario, side by side. */
function start(name: string): void {
  const localOrigin = (host: string): string => `http://${host}.localhost:${site.port}`;
  constantContact = createConstantContact({
    seed: findScenario(name).build(site.context).constantContact,
    clock: { now: () => site.now },
    localOrigin
  });
  site.egress = localOrigin;
  site.neighbour = (host) => constantContact.handle(host.replace(/\.localhost$/, ''));
  site.reset(name);
}

async function callAccount(): Promise<string> {
  const { host, sessions, store } = site.org;
  const identity = host.identity(sessions.issue(store.runningUser.id, 'lightning').id);
  const endpoint = 'callout:Constant_Contact/account/summary';
  const reply = await host.send(
    { method: 'GET', endpoint, kind: 'http', headers: {}, body: null, timeoutMs: 5000 },
    identity
  );
  return reply.ok ? `${reply.status} ${reply.body}` : reply.message;
}

describe('the scenarios', () => {
  it('have one name each, and an unknown name is refused with the list of those there are', () => {
    assert.equal(new Set(SCENARIOS.map(({ name }) => name)).size, SCENARIOS.length, 'names are unique');
    assert.throws(() => findScenario('sunny'), /no scenario sunny. There are: outdated, healthy/, 'the list');
  });

  it('start with a dead link where the tokens are dead, and a living one where they live', async () => {
    start('outdated');
    assert.match(await callAccount(), /^Unable to fetch the OAuth token/, 'outdated');
    start('old-token-alive');
    assert.match(await callAccount(), /^200 .*Northwind Advisors/, 'old-token-alive');
  });

  it('can be repaired: new key, secret and URLs, consent with offline_access, and a refresh after 24 hours', async () => {
    start('outdated');
    const { applications, account } = constantContact.state;
    const { apiKey } = applications.copy(applications.list()[0].apiKey);
    const secret = applications.generateSecret(apiKey);
    applications.save(apiKey, [site.callbackUrl], 'longLived');
    const provider = site.org.store.find('AuthProvider', 'ConstantContact');
    const credential = site.org.store.find('NamedCredential', 'Constant_Contact');
    assert.ok(provider && credential, 'both components are there');
    const edit = (node: string, id: string): string =>
      `${site.origins.lightning}/lightning/setup/${node}/page?address=%2F${id}%2Fe`;
    await site.submit(edit('AuthProviders', provider.id), {
      consumerKey: apiKey,
      consumerSecret: secret,
      authorizeUrl: AUTHORIZE,
      tokenUrl: TOKEN
    });
    const saved = await site.submit(edit('NamedCredential', credential.id), {
      oauthScope: `${text(credential.values, 'oauthScope')} offline_access`
    });

    const consent = saved.headers.location ?? '';
    const login = formFields((await site.get(consent)).body);
    login.set('userName', account.userName);
    login.set('password', account.password);
    await site.post(`${new URL(consent).origin}/login`, login);
    const decision = formFields((await site.get(consent)).body);
    decision.set('decision', 'allow');
    const callback = await site.post(consent, decision);
    assert.ok(callback.headers.location?.startsWith(site.callbackUrl), 'Constant Contact sends the browser back');
    const end = await site.get(callback.headers.location ?? '');
    assert.equal(end.headers.location, `/${credential.id}`, 'the authorization succeeded');

    assert.match(await callAccount(), /^200 .*Northwind Advisors/, 'the link works');
    const first = credential.tokens?.accessToken;
    site.now += 25 * 60 * 60 * 1000;
    assert.match(await callAccount(), /^200 /, 'and still works a day later');
    assert.notEqual(credential.tokens?.accessToken, first, 'with a refreshed token');
  });
});
