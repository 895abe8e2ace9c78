import { Connection } from '@jsforce/jsforce-node';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Org } from '..';
import { TestOrg } from '../test-org';

const NEW_KEY = '81f3c2d4-0000-4f5e-8a7b-9c1d2e3f4a5b';
const NEW_SECRET = 'new-secret & <odd> "characters"';

let site: TestOrg;
let org: Org;
let url: string;

before(async () => {
  site = await TestOrg.start();
  // jsforce looks names up itself; the plain address reaches the same site.
  site.origins.my = url = `http://127.0.0.1:${site.port}`;
});

after(() => site.close());

beforeEach(() => {
  site.reset();
  org = site.org;
});

function connect(kind: 'visualforce' | 'lightning' = 'visualforce'): Connection {
  const accessToken = org.sessions.issue(org.store.runningUser.id, kind).id;
  return new Connection({ instanceUrl: url, accessToken, version: '65.0' });
}

/** Sends a body as it stands, in an envelope with a live API session. */
async function post(
  call: string,
  options: { path?: string; header?: string } = {}
): Promise<{ status: number; xml: string }> {
  const session = org.sessions.issue(org.store.runningUser.id, 'visualforce').id;
  const response = await fetch(url + (options.path ?? '/services/Soap/m/65.0'), {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: '""' },
    body: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:m="http://soap.sforce.com/2006/04/metadata"><soapenv:Header><m:SessionHeader><m:sessionId>${session}</m:sessionId></m:SessionHeader>${options.header ?? ''}</soapenv:Header><soapenv:Body>${call}</soapenv:Body></soapenv:Envelope>`
  });
  return { status: response.status, xml: await response.text() };
}

/** The provider as a client writes it back after a read: everything, with new values in place. */
async function provider(connection: Connection, changes: Record<string, unknown>): Promise<{ fullName: string }> {
  const read = await connection.metadata.read('AuthProvider', 'ConstantContact');
  return { ...read, fullName: 'ConstantContact', ...changes };
}

const stored = (): Record<string, unknown> => org.store.find('AuthProvider', 'ConstantContact')?.values ?? {};

describe('listMetadata', () => {
  it('lists both component types in one call, with ids, file names and who changed them', async () => {
    const list = await connect().metadata.list([{ type: 'AuthProvider' }, { type: 'NamedCredential' }]);
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
    const list = (...types: string[]): Promise<unknown> => connect().metadata.list(types.map((type) => ({ type })));
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
    const read = await connect().metadata.read('AuthProvider', 'ConstantContact');
    assert.equal(read.consumerSecret, 'Placeholder_Value', 'the stored secret never leaves');
    assert.equal(read.authorizeUrl, 'https://api.cc.email/v3/idfed', 'other values are shown');
    const credential = await connect().metadata.read('NamedCredential', 'Constant_Contact');
    assert.equal(credential.oauthScope, 'account_read contact_data', 'the scope is shown');
    assert.equal(credential.oauthToken ?? null, null, 'no token is shown');
  });

  it('answers an empty record for a component that does not exist', async () => {
    const { status, xml } = await post(
      '<m:readMetadata><m:type>AuthProvider</m:type><m:fullNames>Nobody</m:fullNames></m:readMetadata>'
    );
    assert.equal(status, 200, 'a missing component is no fault');
    assert.match(xml, /<records xsi:nil="true"\/>/, 'the record is nil');
  });

  it('takes parameters without a namespace, as some Apex clients write them', async () => {
    const { xml } = await post(
      '<m:readMetadata><type>AuthProvider</type><fullNames>ConstantContact</fullNames></m:readMetadata>'
    );
    assert.match(xml, /<fullName>ConstantContact<\/fullName>/, 'the component is found');
  });
});

describe('updateMetadata', () => {
  it('replaces the values, stores the new secret and drops the tokens', async () => {
    const connection = connect();
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
    await connect().metadata.update('AuthProvider', {
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
    const connection = connect();
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
    const connection = connect();
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
    const together = await post(call, {
      header: '<m:AllOrNoneHeader><m:allOrNone>true</m:allOrNone></m:AllOrNoneHeader>'
    });
    assert.match(together.xml, /ALL_OR_NONE_OPERATION_ROLLED_BACK/, 'the good one was rolled back');
    assert.equal(label(), 'Acme ERP', 'nothing changed');
    const apart = await post(call);
    assert.match(apart.xml, /no NamedCredential named Nobody found/, 'the missing one is named');
    assert.equal(label(), 'New', 'the good one is written');
  });
});

describe('the Metadata API', () => {
  it('refuses sessions that are not for the API, locked, unknown, expired or without permission', async () => {
    const list = (connection: Connection): Promise<unknown> => connection.metadata.list([{ type: 'AuthProvider' }]);
    await assert.rejects(
      list(connect('lightning')),
      /This session is not valid for use with the API/,
      'a Lightning session'
    );
    await assert.rejects(
      list(new Connection({ instanceUrl: url, accessToken: '00D000000000001!AQnothing', version: '65.0' })),
      /Illegal Session/,
      'a session that nobody opened'
    );
    const expired = connect();
    org.sessions.expire(expired.accessToken as string);
    await assert.rejects(list(expired), /Session expired or invalid/, 'an expired session');
    org.store.switches.sessionPolicy = 'ip-locked';
    await assert.rejects(list(connect()), /Illegal Session/, 'a session locked to its address');
    org.store.switches.sessionPolicy = 'api-access-control';
    await assert.rejects(list(connect()), /CLIENT_NOT_ACCESSIBLE_FOR_USER/, 'API Access Control');
  });

  it('refuses with HTTP status 500 what does not fit the WSDL, by name', async () => {
    const update = (inner: string, type = 'm:AuthProvider'): string =>
      `<m:updateMetadata><m:metadata xsi:type="${type}"><m:fullName>ConstantContact</m:fullName>${inner}</m:metadata></m:updateMetadata>`;
    const cases: [string, string, RegExp][] = [
      [
        'an unknown field',
        update('<m:colour>red</m:colour>'),
        /Element \{[^}]+\}colour invalid at this location in type AuthProvider/
      ],
      [
        'a field of another namespace',
        update('<x:friendlyName xmlns:x="urn:x">n</x:friendlyName>'),
        /\{urn:x\}friendlyName invalid/
      ],
      [
        'a repeated field',
        update('<m:consumerKey>1</m:consumerKey><m:consumerKey>2</m:consumerKey>'),
        /consumerKey is duplicated/
      ],
      [
        'an unknown enum value',
        update('<m:providerType>OpenID</m:providerType>'),
        /'OpenID' is not a valid value for the enum 'AuthProviderType'/
      ],
      [
        'a boolean that is none',
        update('<m:isPkceEnabled>maybe</m:isPkceEnabled>'),
        /'maybe' is not a valid value for the type xsd:boolean/
      ],
      ['an unknown component type', update('', 'm:AuthProviders'), /INVALID_TYPE/],
      [
        'a type in another namespace',
        update('', 'soapenv:AuthProvider'),
        /xsi:type soapenv:AuthProvider is not in the namespace/
      ],
      [
        'an unknown operation',
        '<m:guessMetadata/>',
        /No operation available for request \{http:\/\/soap.sforce.com\/2006\/04\/metadata\}guessMetadata/
      ],
      [
        'an operation in another namespace',
        '<listMetadata xmlns="urn:partner.soap.sforce.com"/>',
        /No operation available for request \{urn:partner/
      ],
      ['an operation that is left out', '<m:deleteMetadata/>', /The local org does not implement deleteMetadata/],
      [
        'eleven names',
        `<m:readMetadata><m:type>AuthProvider</m:type>${'<m:fullNames>x</m:fullNames>'.repeat(11)}</m:readMetadata>`,
        /EXCEEDED_ID_LIMIT/
      ],
      ['malformed XML', '<m:listMetadata>', /not well-formed/]
    ];
    for (const [what, call, expected] of cases) {
      const { status, xml } = await post(call);
      assert.equal(status, 500, `${what} is a fault`);
      assert.match(xml, /<soapenv:Fault><faultcode>/, `${what} has a fault code`);
      assert.match(xml, expected, `${what} is named`);
    }
    const old = await post('<m:listMetadata/>', { path: '/services/Soap/m/12.0' });
    assert.match(old.xml, /sf:UNSUPPORTED_API_VERSION/, 'another API version is refused');
  });

  it('fails once where a fault is waiting, and then works again', async () => {
    const connection = connect();
    org.store.faults.push({
      operation: 'updateMetadata',
      type: 'NamedCredential',
      kind: 'refused',
      statusCode: 'UNABLE_TO_LOCK_ROW',
      message: 'unable to obtain exclusive access to this record'
    });
    const credential = await connection.metadata.read('NamedCredential', 'Constant_Contact');
    const refused = await connection.metadata.update('NamedCredential', credential as { fullName: string });
    assert.equal(refused.errors[0].statusCode, 'UNABLE_TO_LOCK_ROW', 'the update is refused');
    const second = await connection.metadata.update('NamedCredential', credential as { fullName: string });
    assert.equal(second.success, true, 'the second one goes through');
    org.store.faults.push({ operation: 'listMetadata', kind: 'unreachable' });
    await assert.rejects(connection.metadata.list([{ type: 'AuthProvider' }]), 'the connection closes');
  });
});
