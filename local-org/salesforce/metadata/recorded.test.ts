import { DOMParser } from '@xmldom/xmldom';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { TestOrg } from '../test-org';
import { startSite } from './test-client';

/**
 * Requests and answers in the forms that others have published: how an envelope may be written, and what comes back. Names and
 * values are ours, the forms are theirs.
 */

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const METADATA = 'http://soap.sforce.com/2006/04/metadata';

let site: TestOrg;

before(async () => {
  site = await startSite();
});

after(() => site.close());

beforeEach(() => site.reset());

interface Exchange {
  status: number;
  type: string;
  document: ReturnType<DOMParser['parseFromString']>;
  xml: string;
}

async function exchange(envelope: (session: string) => string, soapAction = '""'): Promise<Exchange> {
  const { sessions, store } = site.org;
  const response = await fetch(`${site.origins.my}/services/Soap/m/65.0`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: soapAction },
    body: `<?xml version="1.0" encoding="UTF-8"?>${envelope(sessions.issue(store.runningUser.id, 'visualforce').id)}`
  });
  const xml = await response.text();
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    document: new DOMParser().parseFromString(xml, 'text/xml'),
    xml
  };
}

function texts({ document }: Exchange, name: string): string[] {
  return [...document.getElementsByTagNameNS(METADATA, name)].map((element) => element.textContent ?? '');
}

describe('Requests in the forms that others publish', () => {
  // Sample messages of the Metadata API, as the developer wiki had them: http://wiki.apexdevnet.com/index.php/Metadata_Update_SObject
  it('are understood with a prefix of their own for the header, mustUnderstand, and a default namespace in the body', async () => {
    const answer = await exchange(
      (session) => `<soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <soapenv:Header><ns1:SessionHeader soapenv:mustUnderstand="0" xmlns:ns1="${METADATA}">
          <ns1:sessionId>${session}</ns1:sessionId></ns1:SessionHeader></soapenv:Header>
        <soapenv:Body><updateMetadata xmlns="${METADATA}">
          <metadata xsi:type="ns2:NamedCredential" xmlns:ns2="${METADATA}">
            <fullName>Acme_ERP</fullName><label>Renamed</label>
            <endpoint>https://api.acme-erp.example</endpoint>
            <principalType>Anonymous</principalType><protocol>NoAuthentication</protocol>
          </metadata></updateMetadata></soapenv:Body></soapenv:Envelope>`
    );
    assert.equal(answer.status, 200, answer.xml);
    assert.deepEqual(texts(answer, 'success'), ['true'], 'it is saved');
    assert.equal(site.org.store.find('NamedCredential', 'Acme_ERP')?.values.label, 'Renamed', 'in the org');
  });

  // A recorded exchange: https://gist.github.com/wadewegner/9139536
  it('are understood with a SOAPAction that names the call, further namespaces, and a type without prefix', async () => {
    const answer = await exchange(
      (session) => `<soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:apex="http://soap.sforce.com/2006/08/apex"
        xmlns:cmd="${METADATA}" xmlns:xsd="http://www.w3.org/2001/XMLSchema"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <soapenv:Header><cmd:SessionHeader><cmd:sessionId>${session}</cmd:sessionId></cmd:SessionHeader></soapenv:Header>
        <soapenv:Body><updateMetadata xmlns="${METADATA}"><metadata xsi:type="NamedCredential">
          <fullName>Acme_ERP</fullName><label>Again</label><endpoint>https://api.acme-erp.example</endpoint>
          <principalType>Anonymous</principalType><protocol>NoAuthentication</protocol>
        </metadata></updateMetadata></soapenv:Body></soapenv:Envelope>`,
      'updateMetadata'
    );
    assert.equal(answer.status, 200, answer.xml);
    assert.deepEqual(texts(answer, 'success'), ['true'], 'it is saved');
  });

  // Envelopes of an Apex library's tests: https://github.com/jfwberg/lightweight-soap-util
  it('are understood with all or none, and one prefix throughout', async () => {
    const answer = await exchange(
      (session) => `<soapenv:Envelope xmlns:soapenv="${SOAP}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
        xmlns:mdt="${METADATA}"><soapenv:Header>
        <mdt:SessionHeader><mdt:sessionId>${session}</mdt:sessionId></mdt:SessionHeader>
        <mdt:AllOrNoneHeader><mdt:allOrNone>true</mdt:allOrNone></mdt:AllOrNoneHeader></soapenv:Header>
        <soapenv:Body><mdt:readMetadata><mdt:type>AuthProvider</mdt:type>
        <mdt:fullNames>ConstantContact</mdt:fullNames></mdt:readMetadata></soapenv:Body></soapenv:Envelope>`
    );
    assert.equal(answer.status, 200, answer.xml);
    assert.deepEqual(texts(answer, 'fullName'), ['ConstantContact'], 'the component is read');
  });
});

describe('Answers', () => {
  const read = (type: string, name: string) => (session: string) =>
    `<s:Envelope xmlns:s="${SOAP}" xmlns:m="${METADATA}"><s:Header><m:SessionHeader><m:sessionId>${session}</m:sessionId>` +
    `</m:SessionHeader></s:Header><s:Body><m:readMetadata><m:type>${type}</m:type><m:fullNames>${name}</m:fullNames>` +
    '</m:readMetadata></s:Body></s:Envelope>';

  // The form of recorded answers: envelope with prefix soapenv, default namespace of the Metadata API, records with xsi:type.
  it('to readMetadata have a record with its type, in the default namespace', async () => {
    const answer = await exchange(read('AuthProvider', 'ConstantContact'));
    const [record] = answer.document.getElementsByTagNameNS(METADATA, 'records');
    assert.equal(answer.type, 'text/xml; charset=utf-8', 'content type');
    assert.equal(answer.document.documentElement?.nodeName, 'soapenv:Envelope', 'envelope');
    assert.equal(record.parentNode?.parentNode?.nodeName, 'readMetadataResponse', 'element of the call');
    assert.equal(record.getAttribute('xsi:type'), 'AuthProvider', 'type of the record');
    assert.ok(!answer.xml.includes('Kq7wXbV2sM9eRt4Y'), 'the secret is not in it');
    // https://developer.salesforce.com/docs/platform/api-metadata/references/meta-types/metadata-authprovider.html
    assert.deepEqual(texts(answer, 'consumerSecret'), ['Placeholder_Value'], 'its placeholder is, since November 2022');
  });

  // https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_readMetadata.htm
  it('to readMetadata have an empty record for a component that is not there', async () => {
    const answer = await exchange(read('AuthProvider', 'Nobody'));
    const [record] = answer.document.getElementsByTagNameNS(METADATA, 'records');
    assert.equal(record.getAttribute('xsi:nil'), 'true', 'nil');
    assert.equal(record.childNodes.length, 0, 'empty');
  });

  // https://github.com/forcedotcom/postman-salesforce-apis/issues/56
  it('to a session that is none are a fault with status 500, code and text', async () => {
    const answer = await exchange((session) => read('AuthProvider', 'ConstantContact')(`${session}x`));
    assert.equal(answer.status, 500, 'status');
    const text = (name: string): string | undefined =>
      answer.document.getElementsByTagName(name)[0]?.textContent ?? undefined;
    assert.equal(text('faultcode'), 'sf:INVALID_SESSION_ID', 'code');
    assert.equal(
      text('faultstring'),
      'INVALID_SESSION_ID: Invalid Session ID found in SessionHeader: Illegal Session',
      'text'
    );
    assert.equal(answer.document.documentElement?.getAttribute('xmlns:sf'), METADATA, 'namespace of the code');
  });
});
