import { Connection } from '@jsforce/jsforce-node';
import type { SessionKind } from '../sessions';
import { TestOrg } from '../test-org';

/** Starts the org with a My Domain address that needs no look-up of names: jsforce and fetch do that themselves. */
export async function startSite(): Promise<TestOrg> {
  const site = await TestOrg.start();
  site.origins.my = `http://127.0.0.1:${site.port}`;
  return site;
}

/** Opens a session of the running user and a jsforce connection with it. */
export function connect(site: TestOrg, kind: SessionKind = 'visualforce'): Connection {
  const { sessions, store } = site.org;
  const accessToken = sessions.issue(store.runningUser.id, kind).id;
  return new Connection({ instanceUrl: site.origins.my, accessToken, version: '65.0' });
}

/** Sends a body as it stands, in an envelope with a live API session. */
export async function post(
  site: TestOrg,
  call: string,
  options: { path?: string; header?: string } = {}
): Promise<{ status: number; xml: string }> {
  const { sessions, store } = site.org;
  const session = sessions.issue(store.runningUser.id, 'visualforce').id;
  const response = await fetch(site.origins.my + (options.path ?? '/services/Soap/m/65.0'), {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml; charset=UTF-8', SOAPAction: '""' },
    body: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:m="http://soap.sforce.com/2006/04/metadata"><soapenv:Header><m:SessionHeader><m:sessionId>${session}</m:sessionId></m:SessionHeader>${options.header ?? ''}</soapenv:Header><soapenv:Body>${call}</soapenv:Body></soapenv:Envelope>`
  });
  return { status: response.status, xml: await response.text() };
}
