import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Component } from '../store';
import type { Answer, TestOrg } from '../test-org';
import { connect, post, startSite } from './test-client';

const NEW: { fullName: string } & Record<string, unknown> = {
  fullName: 'ConstantContact_2',
  friendlyName: 'Constant Contact 2',
  providerType: 'OpenIdConnect',
  consumerKey: 'new-key',
  consumerSecret: 'new & secret',
  authorizeUrl: 'https://idp.example/authorize',
  tokenUrl: 'https://idp.example/token',
  defaultScopes: 'account_read',
  sendClientCredentialsInHeader: true
};

let site: TestOrg;

before(async () => {
  site = await startSite();
});

after(() => site.close());

beforeEach(() => site.reset());

const created = (name = 'ConstantContact_2'): Component | null => site.org.store.find('AuthProvider', name);

/** What a creation is refused with: status code and field of each error. */
async function errorsOf(changes: Record<string, unknown>): Promise<string[]> {
  const given = Object.fromEntries(Object.entries({ ...NEW, ...changes }).filter(([, value]) => value !== undefined));
  const { errors } = await connect(site).metadata.create('AuthProvider', given as typeof NEW);
  return errors.map((error) => `${error.statusCode} ${error.fields.join()}`).sort();
}

/** Points the credential at the new provider, as a client does: everything that was read goes back. */
async function repoint(): Promise<void> {
  const { metadata } = connect(site);
  const read = await metadata.read('NamedCredential', 'Constant_Contact');
  const saved = await metadata.update('NamedCredential', { ...read, authProvider: 'ConstantContact_2' } as typeof read);
  assert.equal(saved.success, true, 'the credential takes the new provider');
}

const tokens = (): Component['tokens'] => site.credential.tokens;

const startAuthorization = (): Promise<Answer> =>
  site.get(
    `${site.origins.my}/services/auth/xds/${site.org.store.orgId}/ConstantContact_2?startURL=/${site.credential.id}`
  );

describe('createMetadata', () => {
  it('adds an Auth. Provider with its secret, which rows, lists, reads and Setup then show', async () => {
    const { metadata } = connect(site);
    const saved = await metadata.create('AuthProvider', NEW);
    assert.deepEqual([saved.success, saved.fullName], [true, 'ConstantContact_2'], 'it is created');
    assert.equal(created()?.consumerSecret, 'new & secret', 'the secret is stored as plain text was sent');
    const read = await metadata.read('AuthProvider', 'ConstantContact_2');
    assert.equal(read.consumerSecret, 'Placeholder_Value', 'a read shows none of it');
    assert.equal(
      String(Object.entries(read).find(([name]) => name === 'isPkceEnabled')?.[1]),
      'false',
      'flags that were left out have their defaults'
    );
    const row = site.org.host.rows('AuthProvider').find(({ DeveloperName }) => DeveloperName === 'ConstantContact_2');
    assert.equal(row?.ConsumerSecret, 'new & secret', 'the row has it');
    assert.equal(
      site.org.host.rows('SetupAuditTrail')[0].Display,
      'Created Auth. Provider ConstantContact_2',
      'the audit trail notes it'
    );
    const page = await site.get(
      `${site.origins.lightning}/lightning/setup/AuthProviders/page?address=%2F${String(created()?.id)}`
    );
    assert.ok(page.body.includes(`${site.origins.my}/services/authcallback/ConstantContact_2`), 'its callback URL');
  });

  it('is authorized through, once a credential was pointed at it', async () => {
    await connect(site).metadata.create('AuthProvider', NEW);
    await repoint();
    assert.deepEqual(tokens(), null, 'the tokens of the old provider are dropped');
    const start = new URL(String((await startAuthorization()).headers.location));
    assert.equal(start.searchParams.get('client_id'), 'new-key', 'the new key');
    assert.equal(
      start.searchParams.get('redirect_uri'),
      `${site.origins.my}/services/authcallback/ConstantContact_2`,
      'the new callback URL'
    );
    site.tokenAnswer = { status: 200, body: '{"access_token":"access-1","refresh_token":"refresh-1"}' };
    await site.get(
      `${site.origins.my}/services/authcallback/ConstantContact_2?code=c&state=${start.searchParams.get('state') ?? ''}`
    );
    assert.equal(tokens()?.accessToken, 'access-1', 'the credential has its tokens');
  });

  it('leaves the tokens where the switch says that an update keeps them', async () => {
    site.org.store.switches.tokensOnUpdate = 'kept';
    await connect(site).metadata.create('AuthProvider', NEW);
    await repoint();
    assert.notEqual(site.credential.tokens, null, 'the tokens are still there');
  });

  it('refuses a used URL suffix, one that was used before, and names that are none', async () => {
    const used = ['DUPLICATE_VALUE fullName'];
    assert.deepEqual(await errorsOf({ fullName: 'constantcontact' }), used, 'in use, whatever the case');
    const { metadata } = connect(site);
    await metadata.create('AuthProvider', NEW);
    assert.equal((await metadata.delete('AuthProvider', 'ConstantContact_2')).success, true, 'it can be deleted');
    assert.equal(created(), null, 'and is gone');
    const again = await metadata.create('AuthProvider', NEW);
    assert.equal(
      again.errors[0]?.message,
      'This URL Suffix already exists or has been previously used',
      'a deleted name stays used'
    );
    for (const fullName of ['2nd', 'a__b', 'a_', 'a-b', 'practifi__x']) {
      assert.deepEqual(await errorsOf({ fullName }), ['FIELD_INTEGRITY_EXCEPTION fullName'], fullName);
    }
    assert.deepEqual(await errorsOf({ fullName: 'x'.repeat(33) }), ['STRING_TOO_LONG fullName'], 'too long');
  });

  it('names each required field that is missing', async () => {
    assert.deepEqual(
      await errorsOf({
        friendlyName: undefined,
        consumerSecret: undefined,
        tokenUrl: undefined,
        sendClientCredentialsInHeader: undefined
      }),
      [
        'REQUIRED_FIELD_MISSING consumerSecret',
        'REQUIRED_FIELD_MISSING friendlyName',
        'REQUIRED_FIELD_MISSING sendClientCredentialsInHeader',
        'REQUIRED_FIELD_MISSING tokenUrl'
      ],
      'the four'
    );
    assert.equal(created(), null, 'nothing was created');
  });

  it('refuses other types, an eleventh component, and a user without the permission', async () => {
    const { metadata } = connect(site);
    const credential = await metadata.read('NamedCredential', 'Constant_Contact');
    const other = await metadata.create('NamedCredential', { ...credential, fullName: 'Other' });
    assert.match(other.errors[0].message, /creates Auth\. Providers only/, 'a credential');
    assert.deepEqual(await errorsOf({ providerType: 'Google' }), ['FIELD_INTEGRITY_EXCEPTION providerType'], 'Google');
    const eleven = Array.from({ length: 11 }, (_, index) => ({ ...NEW, fullName: `P${index}` }));
    await assert.rejects(metadata.create('AuthProvider', eleven), /EXCEEDED_ID_LIMIT/, 'eleven');
    site.org.store.runningUser.userPermissions = new Set(['ApiEnabled', 'ModifyMetadata']);
    assert.deepEqual(await errorsOf({}), ['INSUFFICIENT_ACCESS_OR_READONLY '], 'Manage Auth. Providers');
  });

  it('creates none of a call under AllOrNone when one is bad, and no name twice', async () => {
    const provider = (name: string): string =>
      `<m:metadata xsi:type="m:AuthProvider"><m:fullName>${name}</m:fullName><m:friendlyName>N</m:friendlyName><m:providerType>OpenIdConnect</m:providerType><m:consumerKey>k</m:consumerKey><m:consumerSecret>s</m:consumerSecret><m:authorizeUrl>https://x.example/a</m:authorizeUrl><m:tokenUrl>https://x.example/t</m:tokenUrl><m:sendClientCredentialsInHeader>true</m:sendClientCredentialsInHeader></m:metadata>`;
    const call = `<m:createMetadata>${provider('One')}${provider('one')}</m:createMetadata>`;
    const header = '<m:AllOrNoneHeader><m:allOrNone>true</m:allOrNone></m:AllOrNoneHeader>';
    const together = await post(site, call, { header });
    assert.match(together.xml, /<createMetadataResponse.*ALL_OR_NONE_OPERATION_ROLLED_BACK/s, 'rolled back');
    assert.equal(created('One'), null, 'none of them');
    assert.match((await post(site, call)).xml, /DUPLICATE_VALUE/, 'the second one is refused');
    assert.notEqual(created('One'), null, 'the first one is there');
  });

  it('meets the failures that are made to order', async () => {
    site.org.store.faults.push({ operation: 'createMetadata', kind: 'malformed' });
    await assert.rejects(connect(site).metadata.create('AuthProvider', NEW), 'the answer breaks off');
    assert.notEqual(created(), null, 'the work was done');
  });
});

describe('deleteMetadata', () => {
  it('refuses a provider that a credential uses, and one that is not there', async () => {
    const { metadata } = connect(site);
    const message = async (name: string): Promise<string> =>
      (await metadata.delete('AuthProvider', name)).errors[0]?.message;
    assert.equal(
      await message('ConstantContact'),
      'This Auth. Provider is referenced elsewhere: Constant_Contact',
      'the credential is named'
    );
    assert.equal(await message('Nobody'), 'no AuthProvider named Nobody found', 'no such provider');
  });
});
