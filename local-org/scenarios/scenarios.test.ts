import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SCENARIOS, findScenario } from './index';
import { TestWorld } from './test-world';

let world: TestWorld;

before(async () => {
  world = await TestWorld.start();
});

after(() => world.site.close());

describe('the scenarios', () => {
  it('have one name each, and an unknown name is refused with the list of those there are', () => {
    assert.equal(new Set(SCENARIOS.map(({ name }) => name)).size, SCENARIOS.length, 'names are unique');
    assert.throws(() => findScenario('sunny'), /no scenario sunny. There are: outdated, healthy/, 'the list');
  });

  it('can be repaired: new key, secret and URLs, consent with offline_access, and a refresh after 24 hours', async () => {
    world.begin('outdated');
    const { site } = world;
    assert.match(await world.callAccount(), /^Unable to fetch the OAuth token/, 'the link is dead');
    const callback = await world.decide(await world.repair(), 'allow');
    assert.ok(callback.startsWith(site.callbackUrl), 'Constant Contact sends the browser back');
    const end = await site.get(callback);
    assert.equal(end.headers.location, `/${site.credential.id}`, 'the authorization succeeded');
    assert.match(await world.callAccount(), /^200 .*Northwind Advisors/, 'the link works');
    const first = site.credential.tokens?.accessToken;
    site.now += 25 * 60 * 60 * 1000;
    assert.match(await world.callAccount(), /^200 /, 'and still works a day later');
    assert.notEqual(site.credential.tokens?.accessToken, first, 'with a refreshed token');
  });
});

describe('an authorization that fails', () => {
  it('because consent was denied ends on the page of Salesforce', async () => {
    world.begin('outdated');
    const callback = await world.decide(await world.repair(), 'deny');
    assert.match(callback, /\/services\/authcallback\/ConstantContact\?.*error=access_denied/, 'the browser goes back');
    const page = await world.follow(callback);
    assert.equal(page.status, 400, 'an error page');
    assert.match(page.body, /Problem Logging In.*We can’t log you in because of an authentication error/s, 'its words');
  });

  it('because the redirect URL is not registered ends at Constant Contact, and nothing reaches Salesforce', async () => {
    world.begin('outdated');
    const consent = await world.repair(['https://other.example/callback']);
    const page = await world.site.get(consent);
    assert.deepEqual([page.status, page.headers.location], [400, undefined], 'no redirect');
    assert.match(page.body, /redirect URL registered/, 'its page says what it may be');
  });

  it('because the code was too old says what the token endpoint said', async () => {
    world.begin('outdated');
    const callback = await world.decide(await world.repair(), 'allow');
    world.site.now += 6 * 60 * 1000;
    const { headers } = await world.site.get(callback);
    const query = new URL(headers.location ?? '', world.site.origins.my).searchParams;
    assert.equal(query.get('ErrorCode'), 'No_Oauth_Token', 'the code that people report');
    assert.match(query.get('ErrorDescription') ?? '', /^invalid_grant /, 'and the error of the endpoint');
  });

  it('because Constant Contact is down ends there or, when only the token endpoint is, on the page of Salesforce', async () => {
    world.begin('outdated');
    const consent = await world.repair();
    const { faults } = world.constantContact.state;
    faults.next('authorize', { kind: 'unavailable', status: 503 });
    assert.equal((await world.site.get(consent)).status, 503, 'the consent page is not there');
    const callback = await world.decide(consent, 'allow');
    faults.next('token', { kind: 'reset' });
    assert.match(
      (await world.follow(callback)).body,
      /There was an error when trying to contact the provider/,
      'no token'
    );
    assert.equal(world.site.credential.tokens, null, 'nothing is stored');
  });
});
