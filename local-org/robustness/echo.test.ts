import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { findScenario } from '../scenarios';
import { NEW_URLS } from '../scenarios/northwind';
import { InProcessOrg, ORIGINS } from './in-process-org';
import { find, readTree } from './xml-tree';
import type { Tree } from './xml-tree';

const METADATA = '{http://soap.sforce.com/2006/04/metadata}';
const XSI_TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type';
/** Never sent back: secrets that Salesforce shows as a placeholder, and addresses that it computes. */
const WITHHELD = [
  ...['consumerSecret', 'ecKey', 'awsAccessSecret', 'oauthToken', 'oauthRefreshToken', 'password'],
  ...['linkKickoffUrl', 'oauthKickoffUrl', 'ssoKickoffUrl']
];
const SECRET = `new <secret> & "more" ]]>`;
const NEW_KEY = 'b81d2e77-90c4-4f0e-8d55-61f2ad0e7c2f';

interface Answer {
  fault?: { code: string };
  fingerprint?: string;
}

function fixture(name: string): string {
  return readFileSync(path.join(__dirname, 'fixtures', name), 'utf8');
}

/** Lets Relink change a connection that readMetadata shows as in the fixtures. Returns the components that Relink sent. */
function updatesOf(providerFixture: string, credentialFixture: string): Tree[] {
  const ok = `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><updateMetadataResponse
    xmlns="http://soap.sforce.com/2006/04/metadata"><result><success>true</success></result></updateMetadataResponse></e:Body></e:Envelope>`;
  const updates: Tree[] = [];
  const org = new InProcessOrg(
    findScenario('outdated').build({
      now: Date.now(),
      callbackUrl: (suffix) => `${ORIGINS.my}/services/authcallback/${suffix}`
    }).org,
    (envelope) => {
      const call = readTree(envelope);
      const update = find(call, 'metadata');
      if (update) {
        updates.push(update);
        return ok;
      }
      return find(call, 'type')?.text === 'AuthProvider' ? fixture(providerFixture) : fixture(credentialFixture);
    }
  );
  const connectionId = org.org.store.find('NamedCredential', 'Constant_Contact')?.id;
  const pair = { connectionId, consumerKey: NEW_KEY, consumerSecret: SECRET };
  const plan = org.call<Answer>('getPlan', { request: pair });
  assert.equal(plan.fault, undefined, 'the fixtures are planned');
  const { runId } = org.call<{ runId: string }>('beginRun', { request: { ...pair, fields: [] } });
  org.call<Answer>('applyPlan', { request: { ...pair, runId, fingerprint: plan.fingerprint } });
  return updates;
}

/** What should be sent for a record that was read: the record with some texts replaced, and without what is withheld. */
function expected(name: string, type: string, values: Record<string, string>): Tree {
  const record = find(readTree(fixture(name)), 'records');
  assert.ok(record, `${name} holds a record`);
  const children = record.children
    .map((child) => {
      const field = child.name.replace(METADATA, '');
      return field in values ? { ...child, text: values[field], attributes: {} } : child;
    })
    .filter(({ name: field, text }) => !WITHHELD.includes(field.replace(METADATA, '')) || text === SECRET);
  return { name: `${METADATA}metadata`, attributes: { [XSI_TYPE]: METADATA + type }, text: '', children };
}

/** Salesforce drops blanks around a text; which element stands where is its business too, but Relink keeps the order. */
function trimmed(tree: Tree): Tree {
  return { ...tree, text: tree.text.trim(), children: tree.children.map(trimmed) };
}

function added(tree: Tree, name: string, text: string, before: string): Tree {
  const at = tree.children.findIndex((child) => child.name === METADATA + before);
  const children = [...tree.children];
  children.splice(at < 0 ? children.length : at, 0, { name: METADATA + name, attributes: {}, text, children: [] });
  return { ...tree, children };
}

const PROVIDER_CHANGES = { consumerKey: NEW_KEY, consumerSecret: SECRET, ...NEW_URLS };
const SCOPE = 'account_read contact_data offline_access';

describe('What Relink writes back, beside what it read', () => {
  it('differs from a provider with every documented element by the planned values only', () => {
    const [provider] = updatesOf('auth-provider-full.xml', 'named-credential-full.xml');
    const wanted = expected('auth-provider-full.xml', 'AuthProvider', PROVIDER_CHANGES);
    assert.deepEqual(provider, wanted);
    assert.ok(provider.children.length > 20, 'the fixture is a full one');
  });

  it('differs from a credential with every documented element by the planned scope only', () => {
    const [, credential] = updatesOf('auth-provider-full.xml', 'named-credential-full.xml');
    assert.deepEqual(credential, expected('named-credential-full.xml', 'NamedCredential', { oauthScope: SCOPE }));
    assert.equal(
      credential.children.filter(({ name }) => name.endsWith('}namedCredentialParameters')).length,
      2,
      'a list stays a list'
    );
  });

  it('keeps what no documentation knows: later elements, attributes, other namespaces, references and CDATA', () => {
    const [provider, credential] = updatesOf('auth-provider-unusual.xml', 'named-credential-unusual.xml');
    const wanted = expected('auth-provider-unusual.xml', 'AuthProvider', PROVIDER_CHANGES);
    assert.deepEqual(
      trimmed(provider),
      trimmed(added(wanted, 'consumerSecret', SECRET, 'none')),
      'the provider; the secret was not there'
    );
    assert.equal(find(provider, 'registrationHandler')?.text, 'a\r\nb\tc', 'line breaks and tabs as they were');
    assert.deepEqual(
      trimmed(credential),
      trimmed(expected('named-credential-unusual.xml', 'NamedCredential', { oauthScope: SCOPE })),
      'the credential'
    );
  });

  it('never holds a placeholder in place of a secret', () => {
    for (const update of updatesOf('auth-provider-full.xml', 'named-credential-full.xml')) {
      assert.ok(!JSON.stringify(update).includes('Placeholder_Value'), 'no placeholder');
    }
  });
});
