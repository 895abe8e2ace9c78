import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { EXTERNAL_CREDENTIAL, IDENTITY_PROVIDER } from '../../scenarios/secured';
import type { Component } from '../store';
import type { TestOrg } from '../test-org';
import { connect, post, startSite } from './test-client';

type Parameter = Record<string, string | number>;

let site: TestOrg;

before(async () => {
  site = await startSite();
});

after(() => site.close());

beforeEach(() => site.reset('secured-endpoint'));

/** The types of jsforce do not know the two newer ones, which travel as any other does. */
const as = (type: 'ExternalCredential' | 'ExternalAuthIdentityProvider'): 'AuthProvider' => type as 'AuthProvider';

function external(): Component {
  return site.org.store.find('ExternalCredential', EXTERNAL_CREDENTIAL) as Component;
}

/** Reads the external credential, changes its parameters and writes it back; yields the errors. */
async function update(change: (parameters: Parameter[]) => Parameter[]): Promise<string[]> {
  const { metadata } = connect(site);
  const read: object = await metadata.read(as('ExternalCredential'), EXTERNAL_CREDENTIAL);
  const { externalCredentialParameters: before } = read as { externalCredentialParameters: Parameter[] };
  const { errors } = await metadata.update(as('ExternalCredential'), {
    ...(read as { fullName: string }),
    externalCredentialParameters: change(before)
  } as { fullName: string });
  return errors.map(({ statusCode, message }) => `${statusCode} ${message}`);
}

describe('Components of secured endpoints in the Metadata API', () => {
  it('are listed with their files, and read without a secret', async () => {
    site.reset('identity-provider');
    const { metadata } = connect(site);
    const list = await metadata.list([{ type: 'ExternalCredential' }, { type: 'ExternalAuthIdentityProvider' }]);
    assert.deepEqual(
      list.map(({ fileName }) => fileName),
      [
        `externalCredentials/${EXTERNAL_CREDENTIAL}.externalCredential`,
        `externalAuthIdentityProviders/${IDENTITY_PROVIDER}.externalAuthIdentityProvider`
      ],
      'the files'
    );
    const read = await metadata.read(as('ExternalAuthIdentityProvider'), IDENTITY_PROVIDER);
    assert.doesNotMatch(JSON.stringify(read), /secret(?!Basic)|Kq7wXbV2sM9eRt4Y/i, 'neither client nor secret');
  });

  it('take a new scope, and drop the tokens of the principals', async () => {
    assert.equal(external().principals.size, 1, 'there are tokens');
    const scope = 'account_read contact_data offline_access';
    const errors = await update((before) =>
      before.map((item) => (item.parameterName === 'Scope' ? { ...item, parameterValue: scope } : item))
    );
    assert.deepEqual(errors, [], 'it is saved');
    assert.match(JSON.stringify(external().values), /offline_access/, 'the new scope');
    assert.equal(external().principals.size, 0, 'the tokens are dropped');
    site.reset('secured-endpoint');
    site.org.store.switches.tokensOnUpdate = 'kept';
    await update((before) => before.filter(({ parameterName }) => parameterName !== 'Scope'));
    assert.equal(external().principals.size, 1, 'or kept, as the switch says');
  });

  it('name a provider that exists, and only one', async () => {
    assert.match(
      (
        await update((before) =>
          before.map((item) => ('authProvider' in item ? { ...item, authProvider: 'Nobody' } : item))
        )
      )[0],
      /INVALID_CROSS_REFERENCE_KEY .*no AuthProvider named Nobody found/,
      'no such provider'
    );
    assert.match(
      (await update((before) => before.filter((item) => !('authProvider' in item))))[0],
      /FIELD_INTEGRITY_EXCEPTION Name either one Auth\. Provider/,
      'none'
    );
  });

  it('keep a provider from being deleted, and stay what they are', async () => {
    const { metadata } = connect(site);
    const deleted = await metadata.delete('AuthProvider', 'ConstantContact');
    assert.match(deleted.errors[0].message, /referenced elsewhere: Constant_Contact_OAuth/, 'it is in use');
    // As text, for jsforce writes an empty element for each field that it knows.
    const { xml } = await post(
      site,
      `<m:updateMetadata><m:metadata xsi:type="m:NamedCredential"><m:fullName>Constant_Contact</m:fullName><m:calloutStatus>Enabled</m:calloutStatus><m:generateAuthorizationHeader>true</m:generateAuthorizationHeader><m:label>Renamed</m:label><m:namedCredentialParameters><m:parameterName>Url</m:parameterName><m:parameterType>Url</m:parameterType><m:parameterValue>https://api.cc.email</m:parameterValue></m:namedCredentialParameters><m:namedCredentialParameters><m:externalCredential>${EXTERNAL_CREDENTIAL}</m:externalCredential><m:parameterName>ExternalCredential</m:parameterName><m:parameterType>Authentication</m:parameterType></m:namedCredentialParameters><m:namedCredentialType>SecuredEndpoint</m:namedCredentialType></m:metadata></m:updateMetadata>`
    );
    assert.match(xml, /<success>true/, 'a secured endpoint is saved without the fields of a legacy one');
    const row = site.org.host.rows('NamedCredential').find(({ DeveloperName }) => DeveloperName === 'Constant_Contact');
    assert.deepEqual([row?.MasterLabel, row?.Endpoint], ['Renamed', 'https://api.cc.email'], 'its label and address');
    const legacy = {
      fullName: 'Constant_Contact',
      label: 'Legacy',
      endpoint: 'https://api.cc.email/v3',
      principalType: 'Anonymous',
      protocol: 'NoAuthentication'
    };
    const converted = await metadata.update('NamedCredential', legacy);
    assert.match(
      converted.errors[0].message,
      /keeps the type of a named credential, which is SecuredEndpoint/,
      'its type'
    );
  });
});
