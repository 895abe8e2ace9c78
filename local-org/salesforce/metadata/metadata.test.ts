import type { Connection } from '@jsforce/jsforce-node';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Org } from '..';
import type { TestOrg } from '../test-org';
import { connect, post, startSite } from './test-client';

const NEW_KEY = '81f3c2d4-0000-4f5e-8a7b-9c1d2e3f4a5b';
const NEW_SECRET = 'new-secret & <odd> "characters"';

let site: TestOrg;
let org: Org;

before(async () => {
  site = await startSite();
});

after(() => site.close());

beforeEach(() => {
  site.reset();
  org = site.org;
});

/** The provider as a client writes it back after a read: everything, with new values in place. */
async function provider(connection: Connection, changes: Record<string, unknown>): Promise<{ fullName: string }> {
  const read = await connection.metadata.read('AuthProvider', 'ConstantContact');
  return { ...read, fullName: 'ConstantContact', ...changes };
}

const stored = (): Record<string, unknown> => org.store.find('AuthProvider', 'ConstantContact')?.values ?? {};

describe('listMetadata', () => {
  it('lists both component types in one call, with ids, file names and who changed them', async () => {
    const list = await connect(site).metadata.list([{ type: 'AuthProvider' }, { type: 'NamedCredential' }]);
    assert.deepEqual(
      list.map(({ type, fullName, fileName }) => `${type} ${fullName} ${fileName}`),
      [
        'AuthProvider Acme_ERP authproviders/Acme_ERP.authprovider',
        'AuthProvider ConstantContact authproviders/ConstantContact.authprovider',
        'NamedCredential Acme_ERP namedCredentials/Acme_ERP.namedCredential',
        'NamedCredential Constant_Contact namedCredentials/Constant_Contact.namedCredential'
      ],
      'the four components, by type and name'
    );
    assert.match(list[1].id, /^0SO[a-zA-Z0-9]{15}$/, 'a provider id has 18 characters and its key prefix');
    assert.equal(list[1].lastModifiedByName, 'Alex Moreau', 'the list names who changed it last');
    assert.equal(list[1].manageableState, 'unmanaged', 'the components are local');
  });

  it('refuses a fourth query, an unknown type and a type that the local org does not hold', async () => {
    const list = (...types: string[]): Promise<unknown> => connect(site).metadata.list(types.map((type) => ({ type })));
    await assert.rejects(
      list('AuthProvider', 'AuthProvider', 'AuthProvider', 'AuthProvider'),
      /EXCEEDED_ID_LIMIT/,
      'four queries'
    );
    await assert.rejects(list('AuthProviders'), /INVALID_TYPE: This type of metadata is not available/, 'no such type');
    await assert.rejects(list('Workflow'), /does not hold components of type Workflow/, 'known, but left out');
  });
});

describe('readMetadata', () => {
  it('shows the secret as a placeholder and no tokens', async () => {
    const read = await connect(site).metadata.read('AuthProvider', 'ConstantContact');
    assert.equal(read.consumerSecret, 'Placeholder_Value', 'the stored secret never leaves');
    assert.equal(read.authorizeUrl, 'https://api.cc.email/v3/idfed', 'other values are shown');
    assert.equal(
      read.oauthKickoffUrl,
      `${site.origins.my}/services/auth/oauth/ConstantContact`,
      'the addresses that the org computes'
    );
    const credential = await connect(site).metadata.read('NamedCredential', 'Constant_Contact');
    assert.equal(credential.oauthScope, 'account_read contact_data', 'the scope is shown');
    assert.equal(credential.oauthToken ?? null, null, 'no token is shown');
  });

  it('answers an empty record for a component that does not exist', async () => {
    const { status, xml } = await post(
      site,
      '<m:readMetadata><m:type>AuthProvider</m:type><m:fullNames>Nobody</m:fullNames></m:readMetadata>'
    );
    assert.equal(status, 200, 'a missing component is no fault');
    assert.match(xml, /<records xsi:nil="true"\/>/, 'the record is nil');
  });

  it('takes parameters without a namespace, as some Apex clients write them', async () => {
    const { xml } = await post(
      site,
      '<m:readMetadata><type>AuthProvider</type><fullNames>ConstantContact</fullNames></m:readMetadata>'
    );
    assert.match(xml, /<fullName>ConstantContact<\/fullName>/, 'the component is found');
  });
});

describe('updateMetadata', () => {
  it('replaces the values, stores the new secret and drops the tokens', async () => {
    const connection = connect(site);
    const result = await connection.metadata.update(
      'AuthProvider',
      await provider(connection, { consumerKey: NEW_KEY, consumerSecret: NEW_SECRET })
    );
    assert.deepEqual(
      { success: result.success, errors: result.errors },
      { success: true, errors: [] },
      'the update succeeds'
    );
    assert.equal(stored().consumerKey, NEW_KEY, 'the key is the new one');
    assert.equal(stored().sendClientCredentialsInHeader, true, 'what was sent back stays');
    assert.equal(
      org.store.find('AuthProvider', 'ConstantContact')?.consumerSecret,
      NEW_SECRET,
      'the secret is stored unescaped'
    );
    assert.equal(org.store.find('NamedCredential', 'Constant_Contact')?.tokens, null, 'the old tokens are gone');
    assert.equal(
      org.host.rows('SetupAuditTrail')[0].Display,
      'Changed Auth. Provider ConstantContact',
      'the audit trail notes it'
    );
  });

  it('clears optional fields that are left out', async () => {
    await connect(site).metadata.update('AuthProvider', {
      fullName: 'ConstantContact',
      friendlyName: 'Constant Contact',
      providerType: 'OpenIdConnect',
      consumerKey: NEW_KEY,
      consumerSecret: NEW_SECRET,
      authorizeUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
      tokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token'
    });
    assert.equal(stored().defaultScopes, undefined, 'the default scopes are gone');
    assert.equal(stored().sendClientCredentialsInHeader, false, 'a flag falls back to its default');
  });

  it('obeys the switches about secrets', async () => {
    const secret = (): string | null => org.store.find('AuthProvider', 'ConstantContact')?.consumerSecret ?? null;
    const before = secret();
    const connection = connect(site);
    const update = async (consumerSecret: string): Promise<boolean> =>
      (await connection.metadata.update('AuthProvider', await provider(connection, { consumerSecret }))).success;

    org.store.switches.secretWrite = 'ignored';
    assert.equal(await update(NEW_SECRET), true, 'ignored: the update says success');
    assert.equal(secret(), before, 'ignored: the secret stays');
    org.store.switches.secretWrite = 'refused';
    assert.equal(await update(NEW_SECRET), false, 'refused: the update fails');
    assert.equal(await update('Placeholder_Value'), true, 'the placeholder is no new secret');
    assert.equal(secret(), before, 'keeps: the placeholder changes nothing');
    org.store.switches.placeholderWrite = 'overwrites';
    await update('Placeholder_Value');
    assert.equal(secret(), 'Placeholder_Value', 'overwrites: the literal is stored');
  });

  it('refuses URLs without the secret beside them, too long values and missing required fields, field by field', async () => {
    const connection = connect(site);
    const result = await connection.metadata.update(
      'AuthProvider',
      await provider(connection, {
        consumerSecret: null,
        friendlyName: 'x'.repeat(33),
        tokenUrl: 'http://plain.example/token'
      })
    );
    assert.equal(result.success, false, 'nothing is written');
    assert.deepEqual(
      result.errors.map((error) => `${error.statusCode} ${error.fields.join()}`).sort(),
      ['FIELD_INTEGRITY_EXCEPTION tokenUrl', 'REQUIRED_FIELD_MISSING consumerSecret', 'STRING_TOO_LONG friendlyName'],
      'each field has its own error'
    );
  });

  it('writes none when one fails under AllOrNone, and the good one without it', async () => {
    const metadata = (name: string, label: string): string =>
      `<m:metadata xsi:type="m:NamedCredential"><m:fullName>${name}</m:fullName><m:label>${label}</m:label><m:endpoint>https://x.example</m:endpoint><m:protocol>NoAuthentication</m:protocol><m:principalType>Anonymous</m:principalType></m:metadata>`;
    const call = `<m:updateMetadata>${metadata('Acme_ERP', 'New')}${metadata('Nobody', 'New')}</m:updateMetadata>`;
    const label = (): unknown => org.store.find('NamedCredential', 'Acme_ERP')?.values.label;
    const together = await post(site, call, {
      header: '<m:AllOrNoneHeader><m:allOrNone>true</m:allOrNone></m:AllOrNoneHeader>'
    });
    assert.match(together.xml, /ALL_OR_NONE_OPERATION_ROLLED_BACK/, 'the good one was rolled back');
    assert.equal(label(), 'Acme ERP', 'nothing changed');
    const apart = await post(site, call);
    assert.match(apart.xml, /no NamedCredential named Nobody found/, 'the missing one is named');
    assert.equal(label(), 'New', 'the good one is written');
  });
});
