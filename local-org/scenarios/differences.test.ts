import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { PLACEHOLDER } from '../salesforce/metadata/values';
import { DEFAULT_SWITCHES } from '../salesforce/switches';
import { SCENARIOS } from './index';
import { CREDENTIAL, NEW_URLS, OLD_KEY, OLD_URLS, PROVIDER } from './northwind';
import { EXTERNAL_CREDENTIAL, IDENTITY_PROVIDER } from './secured';
import { TestWorld } from './test-world';

let world: TestWorld;

before(async () => {
  world = await TestWorld.start();
});

after(() => world.site.close());

/** What each scenario shows to Apex, to the Metadata API and to a browser. */
const DIFFERENCES: Record<string, () => Promise<void>> = {
  async outdated() {
    const { authorizeUrl, consumerKey, consumerSecret } = await world.soap.read('AuthProvider', PROVIDER);
    assert.deepEqual(
      [authorizeUrl, consumerKey, consumerSecret],
      [OLD_URLS.authorizeUrl, OLD_KEY, PLACEHOLDER],
      'the provider'
    );
    assert.equal(world.row('NamedCredential')?.Endpoint, 'https://api.cc.email/v3', 'the endpoint has the version');
    assert.match(await world.callAccount(), /^Unable to fetch the OAuth token/, 'the tokens are dead');
    assert.match(await world.portal(), /Outdated Applications.*Practice CRM/s, 'the portal has the application');
    assert.deepEqual(
      world.rows('CronJobDetail').map(({ Name }) => Name),
      ['Constant Contact contact sync', 'Weekly account review'],
      'two jobs are scheduled, one of them of the integration'
    );
  },
  async 'done-outside'() {
    await DIFFERENCES.outdated();
  },
  async healthy() {
    const { authorizeUrl, tokenUrl } = await world.soap.read('AuthProvider', PROVIDER);
    assert.deepEqual({ authorizeUrl, tokenUrl }, NEW_URLS, 'the addresses of today');
    assert.match(await world.callAccount(), /^200 .*Northwind Advisors/, 'the link works');
    world.site.now += 25 * 60 * 60 * 1000;
    assert.match(await world.callAccount(), /^200 /, 'and is refreshed');
    assert.equal(world.rows('Relink_Run__c')[0].Outcome__c, 'Passed', 'an earlier live call is on record');
    assert.doesNotMatch(await world.portal(), /Outdated Applications/, 'nothing is outdated');
  },
  async 'two-integrations'() {
    const credentials = await world.soap.read('NamedCredential', [CREDENTIAL, 'Constant_Contact_Events']);
    assert.deepEqual(
      credentials.map(({ authProvider, endpoint }) => [authProvider, endpoint]),
      [
        [PROVIDER, 'https://api.cc.email/v3'],
        ['ConstantContact_Events', 'https://api.cc.email']
      ],
      'each has its own provider'
    );
    assert.match(await world.portal(), /Practice CRM.*Event Sign-up/s, 'and its own application');
  },
  async 'shared-provider'() {
    const names = [CREDENTIAL, 'Constant_Contact_Events', 'Constant_Contact_Reports'];
    const credentials = await world.soap.read('NamedCredential', names);
    assert.deepEqual(
      credentials.map(({ authProvider }) => authProvider),
      [PROVIDER, PROVIDER, PROVIDER],
      'three use one'
    );
  },
  async 'provider-only'() {
    assert.ok(world.row('AuthProvider') && !world.row('NamedCredential'), 'no credential');
  },
  async 'credential-only'() {
    assert.equal(world.row('AuthProvider'), null, 'no provider');
    assert.equal(world.row('NamedCredential')?.AuthProviderId, null, 'and the credential names none');
  },
  async 'nothing-found'() {
    assert.deepEqual([world.row('AuthProvider'), world.row('NamedCredential')], [null, null], 'neither');
    assert.equal(world.rows('NamedCredential').length, 1, 'an unrelated one is there');
  },
  async managed() {
    const list = await world.soap.list([{ type: 'AuthProvider' }, { type: 'NamedCredential' }]);
    assert.deepEqual(
      list
        .filter(({ namespacePrefix }) => namespacePrefix === 'practifi')
        .map(({ fullName, manageableState }) => [fullName, manageableState]),
      [
        ['practifi__ConstantContact', 'installed'],
        ['practifi__Constant_Contact', 'installed']
      ],
      'both belong to the package'
    );
    assert.equal(world.row('NamedCredential')?.NamespacePrefix, 'practifi', 'SOQL tells it of the credential');
    const read = await world.soap.read('NamedCredential', 'practifi__Constant_Contact');
    const write = async (field: string, value: string): Promise<string[]> => {
      const { errors } = await world.soap.update('NamedCredential', { ...read, [field]: value } as typeof read);
      return errors.map((error) => `${error.statusCode} ${error.fields.join()}`);
    };
    const endpoint = 'https://api.cc.email/v4';
    assert.deepEqual(await write('endpoint', endpoint), ['CANNOT_MODIFY_MANAGED_OBJECT endpoint'], "the developer's");
    assert.deepEqual(await write('oauthScope', 'account_read offline_access'), [], "the subscriber's");
    const form = await world.site.get(world.editUrl('NamedCredential'));
    assert.match(form.body, /value="https:\/\/api\.cc\.email\/v3"[^>]* readonly/, 'Setup shows it as fixed');
    assert.match(await world.callAccount(), /might not exist/, 'without the namespace there is no such credential');
  },
  async 'per-user'() {
    assert.equal(world.row('NamedCredential')?.PrincipalType, 'PerUser', 'whose identity');
  },
  async 'secured-endpoint'() {
    const row = world.row('NamedCredential');
    assert.deepEqual(
      [row?.Endpoint, row?.PrincipalType, row?.AuthProviderId],
      ['https://api.cc.email/v3', null, null],
      'SOQL'
    );
    // The types of jsforce do not know this one.
    const read: object = await world.soap.read('ExternalCredential' as 'AuthProvider', EXTERNAL_CREDENTIAL);
    const { externalCredentialParameters } = read as { externalCredentialParameters: Record<string, string>[] };
    assert.deepEqual(
      externalCredentialParameters.map(({ parameterType, parameterValue = null, authProvider = null }) => [
        parameterType,
        parameterValue ?? authProvider
      ]),
      [
        ['AuthProvider', PROVIDER],
        ['AuthParameter', 'account_read contact_data'],
        ['NamedPrincipal', null]
      ],
      'its parameters'
    );
    assert.match(await world.callAccount(), /^Unable to fetch the OAuth token/, 'the tokens are dead');
    await repairSecured('AuthProvider', PROVIDER, 'AuthProviders', (apiKey, secret) => ({
      consumerKey: apiKey,
      consumerSecret: secret,
      ...NEW_URLS
    }));
  },
  async 'identity-provider'() {
    assert.equal(world.row('AuthProvider'), null, 'no Auth. Provider');
    const list = await world.soap.list([{ type: 'ExternalAuthIdentityProvider' }]);
    assert.deepEqual(
      list.map(({ fullName }) => fullName),
      [IDENTITY_PROVIDER],
      'the identity provider'
    );
    assert.match(await world.callAccount(), /^Unable to fetch the OAuth token/, 'the tokens are dead');
    await repairSecured('ExternalAuthIdentityProvider', IDENTITY_PROVIDER, 'NamedCredential', (apiKey, secret) => ({
      clientId: apiKey,
      clientSecret: secret,
      AuthorizeUrl: NEW_URLS.authorizeUrl,
      TokenUrl: NEW_URLS.tokenUrl
    }));
  },
  async mixed() {
    const rows = world.rows('NamedCredential').filter(({ DeveloperName }) => DeveloperName !== 'Acme_ERP');
    assert.deepEqual(
      rows.map(({ DeveloperName, PrincipalType }) => [DeveloperName, PrincipalType]),
      [
        [CREDENTIAL, 'NamedUser'],
        ['Constant_Contact_Events', null],
        ['Constant_Contact_Reports', null]
      ],
      'a legacy one and two secured endpoints'
    );
    assert.match(await world.portal(), /Practice CRM.*Event Sign-up.*Reports/s, 'with an application each');
  },
  async 'not-oauth'() {
    assert.equal((await world.soap.read('NamedCredential', CREDENTIAL)).protocol, 'NoAuthentication', 'the protocol');
    assert.match(await world.callAccount(), /^401 /, 'no token is sent');
  },
  async 'empty-scope'() {
    const { oauthScope = null } = await world.soap.read('NamedCredential', CREDENTIAL);
    assert.equal(oauthScope, null, 'none on the credential');
    assert.equal(world.row('AuthProvider')?.DefaultScopes, 'account_read contact_data', "the provider's count");
  },
  async 'endpoint-without-v3'() {
    assert.equal(world.row('NamedCredential')?.Endpoint, 'https://api.cc.email', 'the endpoint');
  },
  async sandbox() {
    const [organization] = world.rows('Organization');
    assert.equal(organization.IsSandbox, true, 'the kind of org');
    assert.match(world.site.org.store.runningUser.userName, /\.uat$/, 'user names end in its name');
    assert.equal(world.row('AuthProvider')?.ConsumerKey, OLD_KEY, 'the key is that of production');
    assert.match(await world.callAccount(), /couldn't access the credential/, 'and nobody has authenticated');
  },
  async 'new-application'() {
    assert.doesNotMatch(await world.portal(), /Outdated Applications|Practice CRM/, 'the portal has none');
  },
  async 'old-callback'() {
    const old = `https://login.salesforce.com/services/authcallback/${world.site.org.store.orgId}/${PROVIDER}`;
    const detail = await world.site.get(world.editUrl('AuthProvider').replace('%2Fe', ''));
    assert.ok(detail.body.includes(old), 'Setup shows the old callback URL');
    assert.match(
      String(world.row('AuthProvider')?.OauthKickoffUrl),
      /^https:\/\/login\.salesforce\.com\/services\/auth\/oauth\/00D/,
      'and so does SOQL'
    );
    assert.deepEqual(world.constantContact.state.applications.list()[0].redirectUris, [old], 'it alone is registered');
  },
  async 'old-application-in-use'() {
    assert.match(await world.callAccount(), /^200 /, 'the link works with the new application');
    const [outdated, valid] = world.constantContact.state.applications.list();
    assert.equal(world.row('AuthProvider')?.ConsumerKey, valid.apiKey, 'whose key the provider has');
    assert.equal(outdated.lastCallAt, world.site.now - 4 * 60 * 1000, 'the old one was used four minutes ago');
    assert.ok((await world.portal()).includes(new Date(outdated.lastCallAt ?? 0).toUTCString()), 'the portal says so');
    const [update, proof] = world.rows('Relink_Run__c');
    assert.deepEqual([update.Kind__c, update.Previous_Consumer_Key__c], ['Update', OLD_KEY], 'the change is on record');
    assert.deepEqual([proof.Kind__c, proof.Consent_Proven__c], ['Proof', true], 'and its proof');
    world.site.now += 25 * 60 * 60 * 1000;
    assert.match(await world.callAccount(), /^200 /, 'the link is refreshed');
  },
  async 'principal-not-granted'() {
    assert.deepEqual(world.rows('SetupEntityAccess'), [], 'no grant');
    assert.match(await world.callAccount(), /couldn't access the credential/, 'no call');
    const settings = `${world.site.origins.lightning}/lightning/setup/PermSets/home`;
    const principal = `${EXTERNAL_CREDENTIAL}-Marketing`;
    await world.site.submit(settings, { permissionSet: 'Constant_Contact_Users', principal, grant: '1' });
    assert.match(await world.callAccount(), /^Unable to fetch the OAuth token/, 'Setup grants it');
  },
  async 'no-permission'() {
    assert.deepEqual(world.rows('PermissionSetAssignment'), [], 'nothing is assigned');
  },
  async 'permission-missing'() {
    assert.equal(world.rows('UserPermissionAccess')[0].PermissionsManageAuthProviders, false, 'Apex can see it');
    assert.equal(await world.updateProvider({ consumerSecret: 'x' }), 'INSUFFICIENT_ACCESS_OR_READONLY', 'the API too');
  },
  async 'session-locked'() {
    await assert.rejects(world.soap.list([{ type: 'AuthProvider' }]), /Illegal Session/, 'the answer of the API');
  },
  async 'api-access-control'() {
    await assert.rejects(
      world.soap.list([{ type: 'AuthProvider' }]),
      /CLIENT_NOT_ACCESSIBLE_FOR_USER/,
      'the answer of the API'
    );
  },
  async 'high-assurance'() {
    const { site, soap } = world;
    assert.ok((await soap.list([{ type: 'AuthProvider' }])).length > 0, 'listing is allowed');
    assert.equal((await soap.read('NamedCredential', CREDENTIAL)).fullName, CREDENTIAL, 'credentials are too');
    await assert.rejects(soap.read('AuthProvider', PROVIDER), /INSUFFICIENT_ACCESS/, 'providers are not');
    const sent = (await site.get(world.editUrl('AuthProvider'))).headers.location ?? '';
    assert.match(sent, /\/_ui\/identity\/verification\?policy=HIGH_ASSURANCE/, 'Setup asks for verification');
    assert.equal((await site.submit(sent, { code: '000000' })).status, 400, 'a wrong code is refused');
    const verified = await site.submit(sent, { code: '123456' });
    assert.equal(verified.headers.location, world.editUrl('AuthProvider'), 'the browser goes on where it was');
    assert.equal((await site.get(world.editUrl('AuthProvider'))).status, 200, 'Setup opens');
    assert.equal((await soap.read('AuthProvider', PROVIDER)).fullName, PROVIDER, 'the session counts in the API');
    const away = sent.replace(/destinationUrl=[^&]*/, 'destinationUrl=https%3A%2F%2Fevil.example%2F');
    assert.equal(
      (await site.submit(away, { code: '123456' })).headers.location,
      site.origins.lightning,
      'another site is no destination'
    );
  },
  async 'session-page-off'() {
    const [{ SetupOwnerId, Session_Page_Off__c: off }] = world.rows('Relink_Settings__c');
    assert.deepEqual([SetupOwnerId, off], [world.site.org.store.orgId, true], 'for the whole org');
  },
  async 'login-page-as-session'() {
    assert.match(await world.send('/apex/RelinkSession', 'page'), /^200 .*<h1>Login<\/h1>/s, 'the login page');
  },
  async 'secret-ignored'() {
    const before = world.row('AuthProvider')?.ConsumerSecret;
    assert.equal(await world.updateProvider({ consumerSecret: 'new-secret' }), 'ok', 'the update succeeds');
    assert.equal(world.row('AuthProvider')?.ConsumerSecret, before, 'and nothing changes');
  },
  async 'replacement-suggested'() {
    await DIFFERENCES['secret-ignored']();
    const [{ Secret_Outcome__c: outcome, Auth_Provider__c: name }] = world.rows('Relink_Run__c');
    assert.deepEqual([outcome, name], ['notStored', 'ConstantContact_Trial'], 'it happened before');
  },
  async 'secret-refused'() {
    const changes = { consumerSecret: 'new-secret', ...NEW_URLS };
    assert.equal(await world.updateProvider(changes), 'FIELD_INTEGRITY_EXCEPTION', 'the update fails');
    assert.equal(world.row('AuthProvider')?.TokenUrl, OLD_URLS.tokenUrl, 'as a whole');
  },
  async 'secret-unreadable'() {
    assert.equal(await world.updateProvider({ consumerSecret: 'new-secret' }), 'ok', 'the update succeeds');
    assert.equal(world.row('AuthProvider')?.ConsumerSecret, null, 'no query shows it');
    assert.equal(world.site.provider.consumerSecret, 'new-secret', 'it is stored');
  },
  async 'callouts-disabled'() {
    const read = await world.soap.read('NamedCredential', CREDENTIAL);
    await world.soap.update('NamedCredential', read as { fullName: string });
    const after: object = await world.soap.read('NamedCredential', CREDENTIAL);
    assert.equal('calloutStatus' in after && after.calloutStatus, 'Disabled', 'not as sent');
    assert.match(await world.callAccount(), /isn't enabled for callouts/, 'calls do not go out');
  },
  async 'old-token-alive'() {
    assert.match(await world.callAccount(), /^200 /, 'before');
    await world.updateProvider({ consumerSecret: 'new-secret', ...NEW_URLS });
    assert.match(await world.callAccount(), /^200 /, 'after');
  },
  async 'tokens-dropped'() {
    assert.match(await world.callAccount(), /^200 /, 'before');
    await world.updateProvider({ consumerSecret: 'new-secret', ...NEW_URLS });
    assert.match(await world.callAccount(), /couldn't access the credential/, 'after');
  },
  async 'metadata-down'() {
    const soap = `${world.site.origins.my}/services/Soap/m/65.0`;
    assert.match(await world.send(soap, 'http', 'POST'), /^503 <!DOCTYPE html>/, 'a page answers');
  },
  async 'slow-write'() {
    await slow('slowWrite', 'updateMetadata');
    assert.equal(world.row('NamedCredential')?.MasterLabel, 'Renamed', 'the write arrived all the same');
  },
  async 'slow-read'() {
    await slow('slowRead', 'listMetadata');
  },
  async 'row-lock'() {
    const outcomes = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      outcomes.push(await world.updateProvider({ consumerSecret: 'new-secret' }));
    }
    assert.deepEqual(outcomes, ['UNABLE_TO_LOCK_ROW', 'UNABLE_TO_LOCK_ROW', 'ok'], 'the third gets through');
  },
  async 'remote-site-missing'() {
    const blocked = /^Unauthorized endpoint/;
    assert.match(await world.send(NEW_URLS.tokenUrl), blocked, 'the call is blocked');
    const settings = `${world.site.origins.lightning}/lightning/setup/SecurityRemoteProxy/home`;
    await world.site.submit(settings, { active: '1' });
    assert.doesNotMatch(await world.send(NEW_URLS.tokenUrl), blocked, 'Setup lets it out');
  },
  async 'deactivated-application'() {
    assert.match(await world.callAccount(), /^403 /, 'the tokens are refused');
  },
  async 'rate-limited'() {
    assert.match(await world.callAccount(), /^429 /, 'the first call');
    assert.match(await world.callAccount(), /^429 /, 'and each one after it');
  },
  async coop() {
    const { headers } = await world.site.get(await world.repair());
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin', 'the header');
  },
  async 'wrong-account'() {
    assert.equal(world.rows('Relink_Run__c')[0].Account__c, 'Northwind Advisors', 'whose account it was');
    const other = 'hello@harbor-street.example';
    assert.doesNotMatch(await world.portal(other), /Practice CRM/, 'the other account has no applications');
    const consent = await world.repair();
    const callback = await world.decide(consent, 'allow', other);
    await world.site.get(callback);
    assert.match(await world.callAccount(), /^200 .*Harbor Street Events/, 'whose account it is');
    world.site.now += 25 * 60 * 60 * 1000;
    assert.match(await world.callAccount(), /^200 .*Harbor Street Events/, 'after a refresh as well');
  }
};

/** Does by hand what repairs a secured endpoint: application, provider, scope, and Authenticate on the principal. */
async function repairSecured(
  type: 'AuthProvider' | 'ExternalAuthIdentityProvider',
  name: string,
  node: string,
  fields: (apiKey: string, secret: string) => Record<string, string>
): Promise<void> {
  const { site } = world;
  const { applications } = world.constantContact.state;
  const { apiKey } = applications.copy(applications.list()[0].apiKey);
  const secret = applications.generateSecret(apiKey);
  applications.save(apiKey, [...applications.list()[0].redirectUris], 'longLived');
  const page = (id: string | undefined, at: string, edit = ''): string =>
    `${site.origins.lightning}/lightning/setup/${at}/page?address=%2F${id ?? ''}${edit}`;
  const { store } = site.org;
  await site.submit(page(store.find(type, name)?.id, node, '%2Fe'), fields(apiKey, secret));
  const external = store.find('ExternalCredential', EXTERNAL_CREDENTIAL);
  await site.submit(page(external?.id, 'NamedCredential', '%2Fe'), {
    scope: 'account_read contact_data offline_access'
  });
  assert.match(await world.callAccount(), /couldn't access the credential/, 'the old tokens are dropped');
  const detail = page(external?.id, 'NamedCredential');
  const principal = /name="principal" value="(\w+)"/.exec((await site.get(detail)).body)?.[1] ?? '';
  const sent = await site.submit(detail, { principal });
  const end = await site.get(await world.decide(sent.headers.location ?? '', 'allow'));
  assert.equal(end.headers.location, `/${external?.id}`, 'the authorization succeeded');
  assert.match(await world.callAccount(), /^200 .*Northwind Advisors/, 'the link works');
  site.now += 25 * 60 * 60 * 1000;
  assert.match(await world.callAccount(), /^200 /, 'and is refreshed');
  store.permissionSets.forEach((set) => (set.principals = []));
  assert.match(
    await world.callAccount(),
    /couldn't access the credential/,
    'nobody may use it without a permission set'
  );
}

/** A call that answers after its time-out; both are shortened, after a look at how they stand to each other. */
async function slow(name: 'slowRead' | 'slowWrite', operation: string): Promise<void> {
  const { store, sessions } = world.site.org;
  const { switches } = store;
  assert.ok(switches[name] > Number(switches.calloutTimeoutCap), 'the answer comes after the time-out');
  Object.assign(switches, { [name]: 200, calloutTimeoutCap: 100 });
  const session = sessions.issue(store.runningUser.id, 'visualforce').id;
  const parts =
    operation === 'updateMetadata'
      ? '<metadata xsi:type="NamedCredential"><fullName>Constant_Contact</fullName><label>Renamed</label><endpoint>https://api.cc.email/v3</endpoint><protocol>Oauth</protocol><principalType>NamedUser</principalType><authProvider>ConstantContact</authProvider></metadata>'
      : '<queries><type>AuthProvider</type></queries>';
  const reply = await world.site.org.host.send(
    {
      method: 'POST',
      endpoint: `${world.site.origins.my}/services/Soap/m/65.0`,
      kind: 'http',
      headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
      body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://soap.sforce.com/2006/04/metadata"><e:Header><SessionHeader><sessionId>${session}</sessionId></SessionHeader></e:Header><e:Body><${operation}>${parts}</${operation}></e:Body></e:Envelope>`,
      timeoutMs: 15_000
    },
    world.site.org.host.identity(session)
  );
  assert.deepEqual(reply, { ok: false, message: 'Read timed out' }, 'Apex gets an exception');
}

describe('each scenario differs in the way it says', () => {
  it('and none is left out here', () => {
    assert.deepEqual(Object.keys(DIFFERENCES).sort(), SCENARIOS.map(({ name }) => name).sort(), 'the names');
  });

  it('and the READMEs name each scenario and each switch', () => {
    const readme = (folder: string): string => readFileSync(join(__dirname, '..', folder, 'README.md'), 'utf8');
    const unnamed = (names: string[], text: string): string[] => names.filter((name) => !text.includes(`\`${name}\``));
    const names = SCENARIOS.map(({ name }) => name);
    assert.deepEqual(unnamed(names, readme('scenarios')), [], 'scenarios');
    assert.deepEqual(unnamed(Object.keys(DEFAULT_SWITCHES), readme('salesforce')), [], 'switches');
  });

  for (const { name, description } of SCENARIOS) {
    it(`${name}: ${description}`, async () => {
      world.begin(name);
      await DIFFERENCES[name]();
    });
  }
});
