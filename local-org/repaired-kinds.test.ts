import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { afterEach, describe, it } from 'node:test';
import { startLocalOrg, type LocalOrg } from './index';
import { formFields } from './salesforce/test-org';

/** As much of the answers of RelinkController as is looked at here. */
type Answer<T> = T & { fault?: unknown };

interface RelinkHomeConnection {
  id: string;
  kind: string;
  state: string;
}

interface RelinkHome {
  connections: RelinkHomeConnection[];
}

interface RelinkStatus {
  checks: { key: string }[];
  connection?: { kind: string; callbackUrl: string; endpointsCurrent: boolean; scopeComplete: boolean };
}

interface RelinkPlan {
  fingerprint: string;
  components: { type: string; changes: { field: string }[] }[];
}

interface RelinkApplyResult {
  changed: string[];
  lastChange?: { outcome: string };
}

interface RelinkProof {
  answered: boolean;
  consentProven: boolean;
  refreshed: boolean;
  authenticationStatus: string;
}

let org: LocalOrg;
let cookies: Map<string, string>;

interface Reply {
  status: number;
  location: string | null;
  text: string;
}

/** Asks like a browser, with its cookies: the connection goes to this computer, the Host header names the site. */
async function ask(address: string, body?: string, type = 'application/x-www-form-urlencoded'): Promise<Reply> {
  const { host, port, pathname, search } = new URL(address);
  const headers = { Host: host, 'Content-Type': type, Cookie: cookies.get(host) ?? '' };
  const method = body === undefined ? 'GET' : 'POST';
  const response = await new Promise<IncomingMessage>((done, refuse) => {
    request({ host: '127.0.0.1', port, method, path: pathname + search, headers }, done)
      .on('error', refuse)
      .end(body);
  });
  for (const cookie of response.headers['set-cookie'] ?? []) {
    cookies.set(host, cookie.split(';')[0]);
  }
  const parts = (await response.setEncoding('utf8').toArray()) as string[];
  const { location } = response.headers;
  return {
    status: response.statusCode ?? 0,
    location: location === undefined ? null : new URL(location, address).href,
    text: parts.join('')
  };
}

/** Calls a method of the package's controller in the session of the browser. */
async function call<T>(method: string, params: object): Promise<Answer<T>> {
  const body = JSON.stringify({ classname: 'RelinkController', method, params });
  const address = `${org.origins.lightning}/webruntime/api/apex/execute`;
  const { text } = await ask(address, body, 'application/json');
  return (JSON.parse(text) as { returnValue: Answer<T> }).returnValue;
}

function good<T>(answer: Answer<T>, what: string): T {
  assert.equal(answer.fault ?? null, null, what);
  return answer;
}

/** Logs in at Constant Contact, allows, and goes back to the org; yields the page where the browser ends. */
async function allow(consent: string): Promise<Reply & { address: string }> {
  const { account } = org.constantContact.state;
  const login = formFields((await ask(consent)).text);
  login.set('userName', account.userName);
  login.set('password', account.password);
  await ask(`${new URL(consent).origin}/login`, login.toString());
  const decision = formFields((await ask(consent)).text);
  decision.set('decision', 'allow');
  let address = (await ask(consent, decision.toString())).location ?? '';
  for (;;) {
    const reply = await ask(address);
    if (!reply.location) {
      return { ...reply, address };
    }
    address = reply.location;
  }
}

async function start(scenario: string): Promise<RelinkHomeConnection[]> {
  cookies = new Map();
  org = await startLocalOrg({ port: 0, scenario, quiet: true });
  // What comes within one second here takes a person minutes.
  org.constantContact.state.limiter.limits.tokenCallsPerSecond = Infinity;
  return good(await call<RelinkHome>('getHome', {}), 'the connections').connections;
}

/** The whole way of a connection: read, plan, update, authorize, prove, renew. */
async function repair({ id: connectionId, kind }: RelinkHomeConnection): Promise<RelinkStatus> {
  const before = good(await call<RelinkStatus>('getStatus', { connectionId }), 'the status').connection;
  assert.equal(before?.kind, kind, 'the status knows the kind');
  const { applications } = org.constantContact.state;
  const { apiKey } = applications.copy(applications.list()[0].apiKey);
  const consumerSecret = applications.generateSecret(apiKey);
  applications.save(apiKey, [before?.callbackUrl ?? ''], 'longLived');
  const values = { connectionId, consumerKey: apiKey, consumerSecret };
  const { fingerprint, components } = good(await call<RelinkPlan>('getPlan', { request: values }), 'the plan');
  const fields = components.flatMap(({ type, changes }) => changes.map(({ field }) => `${type}.${field}`));
  const begun = await call<{ runId: string }>('beginRun', { request: { connectionId, consumerKey: apiKey, fields } });
  const { runId } = good(begun, 'the run');
  const update = { ...values, runId, fingerprint };
  let done = good(await call<RelinkApplyResult>('applyPlan', { request: update }), 'the update');
  if (kind === 'identityProvider') {
    assert.equal(done.lastChange?.outcome, 'Started', 'the run waits for the credentials');
    done = good(await call<RelinkApplyResult>('applyCredentials', { request: update }), 'the credentials');
  }
  assert.equal(done.lastChange?.outcome, 'Done', 'the run');
  assert.deepEqual([...done.changed].sort(), [...fields].sort(), 'every announced field was written');
  const { url } = good(await call<{ url: string }>('getAuthorizeUrl', { request: { connectionId } }), 'the way');
  const { address } = await allow(url);
  assert.match(address, /\/lightning\/n\/Relink_Wizard\?c__connection=0XA\w+&c__step=4$/, 'back in step 4');
  const proof = good(
    await call<RelinkProof>('prove', { request: { connectionId, poll: false, refresh: true } }),
    'proof'
  );
  assert.equal(proof.answered && proof.consentProven && proof.refreshed, true, 'works, by the new consent, and renews');
  assert.equal(proof.authenticationStatus, 'Configured', 'as Salesforce says');
  const again = await call<RelinkProof>('prove', { request: { connectionId, poll: false } });
  assert.equal(good(again, 'the renewed access').answered, true, 'the renewed access works');
  return good(await call<RelinkStatus>('getStatus', { connectionId }), 'the status');
}

describe('Kinds of credential, real Apex against the emulated org', () => {
  afterEach(() => org.close());

  it('an External Credential on an Auth. Provider is repaired', async () => {
    const [connection] = await start('secured-endpoint');
    assert.equal(connection.kind, 'externalCredential', 'kind');
    const { connection: after } = await repair(connection);
    assert.equal(after?.endpointsCurrent && after.scopeComplete, true, 'it holds the new values');
    const [external] = org.org.store.list('ExternalCredential');
    const kept = JSON.stringify(external.values.externalCredentialParameters);
    assert.match(kept, /"NamedPrincipal"/, 'the principal is still there');
  });

  it('an External Auth Identity Provider is repaired, and needs no session afterwards', async () => {
    const [connection] = await start('identity-provider');
    assert.equal(connection.kind, 'identityProvider', 'kind');
    const { connection: after, checks } = await repair(connection);
    assert.equal(after?.endpointsCurrent && after.scopeComplete, true, 'it holds the new values');
    assert.equal(
      checks.some(({ key }) => key === 'session'),
      false,
      'with complete scopes nothing needs the Metadata API'
    );
  });

  it('an org with all kinds shows each, and one is repaired without the others', async () => {
    const connections = await start('mixed');
    assert.deepEqual(
      connections.map(({ kind }) => kind),
      ['legacy', 'externalCredential', 'identityProvider'],
      'three connections'
    );
    await repair(connections[1]);
    const { connections: after } = good(await call<RelinkHome>('getHome', {}), 'the connections');
    assert.deepEqual(
      after.map(({ state }) => state),
      ['outdated', 'working', 'outdated'],
      'only that one works'
    );
  });
});
