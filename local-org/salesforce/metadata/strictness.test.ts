import { Connection } from '@jsforce/jsforce-node';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Org } from '..';
import type { TestOrg } from '../test-org';
import { connect, post, startSite } from './test-client';

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

describe('the Metadata API', () => {
  it('refuses sessions that are not for the API, locked, unknown, expired or without permission', async () => {
    const list = (connection: Connection): Promise<unknown> => connection.metadata.list([{ type: 'AuthProvider' }]);
    await assert.rejects(
      list(connect(site, 'lightning')),
      /This session is not valid for use with the API/,
      'a Lightning session'
    );
    await assert.rejects(
      list(new Connection({ instanceUrl: site.origins.my, accessToken: '00D000000000001!AQnothing', version: '65.0' })),
      /Illegal Session/,
      'a session that nobody opened'
    );
    const expired = connect(site);
    org.sessions.expire(expired.accessToken as string);
    await assert.rejects(list(expired), /Session expired or invalid/, 'an expired session');
    org.store.switches.sessionPolicy = 'ip-locked';
    await assert.rejects(list(connect(site)), /Illegal Session/, 'a session locked to its address');
    org.store.switches.sessionPolicy = 'api-access-control';
    await assert.rejects(list(connect(site)), /CLIENT_NOT_ACCESSIBLE_FOR_USER/, 'API Access Control');
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
      ['an operation that is left out', '<m:upsertMetadata/>', /The local org does not implement upsertMetadata/],
      [
        'eleven names',
        `<m:readMetadata><m:type>AuthProvider</m:type>${'<m:fullNames>x</m:fullNames>'.repeat(11)}</m:readMetadata>`,
        /EXCEEDED_ID_LIMIT/
      ],
      [
        'eleven components',
        `<m:updateMetadata>${'<m:metadata xsi:type="m:AuthProvider"><m:fullName>x</m:fullName></m:metadata>'.repeat(11)}</m:updateMetadata>`,
        /EXCEEDED_ID_LIMIT/
      ],
      [
        'two types in one update',
        '<m:updateMetadata><m:metadata xsi:type="m:AuthProvider"><m:fullName>x</m:fullName></m:metadata><m:metadata xsi:type="m:NamedCredential"><m:fullName>y</m:fullName></m:metadata></m:updateMetadata>',
        /INVALID_TYPE/
      ],
      ['malformed XML', '<m:listMetadata>', /not well-formed/]
    ];
    for (const [what, call, expected] of cases) {
      const { status, xml } = await post(site, call);
      assert.equal(status, 500, `${what} is a fault`);
      assert.match(xml, /<soapenv:Fault><faultcode>/, `${what} has a fault code`);
      assert.match(xml, expected, `${what} is named`);
    }
    const old = await post(site, '<m:listMetadata/>', { path: '/services/Soap/m/12.0' });
    assert.match(old.xml, /sf:UNSUPPORTED_API_VERSION/, 'another API version is refused');
  });

  it('refuses a call without a session', async () => {
    const response = await fetch(`${site.origins.my}/services/Soap/m/65.0`, {
      method: 'POST',
      headers: { 'Content-Type': 'text/xml', SOAPAction: '""' },
      body: '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><listMetadata xmlns="http://soap.sforce.com/2006/04/metadata"><queries><type>AuthProvider</type></queries></listMetadata></s:Body></s:Envelope>'
    });
    assert.equal(response.status, 500, 'a fault');
    assert.match(await response.text(), /sf:INVALID_SESSION_ID/, 'about the session');
  });

  it('fails once where a fault is waiting, and then works again', async () => {
    const connection = connect(site);
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

  it('answers late, broken, as a page or with a fault where a test asked for it, and did the work or not accordingly', async () => {
    const touch =
      '<m:updateMetadata><m:metadata xsi:type="m:NamedCredential"><m:fullName>Acme_ERP</m:fullName><m:label>New</m:label><m:endpoint>https://x.example</m:endpoint><m:protocol>NoAuthentication</m:protocol><m:principalType>Anonymous</m:principalType></m:metadata></m:updateMetadata>';
    const label = (): unknown => org.store.find('NamedCredential', 'Acme_ERP')?.values.label;
    org.store.faults.push(
      { operation: 'updateMetadata', kind: 'fault', statusCode: 'UNKNOWN_EXCEPTION', message: 'try later' },
      { operation: 'updateMetadata', kind: 'html' },
      { operation: 'updateMetadata', kind: 'late', milliseconds: 40 },
      { operation: 'updateMetadata', kind: 'malformed' }
    );
    assert.match((await post(site, touch)).xml, /sf:UNKNOWN_EXCEPTION.*try later/, 'fault');
    assert.match((await post(site, touch)).xml, /<!DOCTYPE html>/, 'html');
    assert.equal(label(), 'Acme ERP', 'neither wrote anything');
    const start = performance.now();
    assert.match((await post(site, touch)).xml, /<success>true/, 'late');
    assert.ok(performance.now() - start > 35, 'it took its time');
    assert.equal(label(), 'New', 'late: the work was done');
    const { xml } = await post(site, touch);
    assert.ok(
      xml.includes('<success>true') && !xml.includes('</soapenv:Envelope>'),
      'malformed: the answer breaks off'
    );
  });
});
