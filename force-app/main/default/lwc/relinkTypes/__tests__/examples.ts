/** Example answers for the unit tests. Each function gives a fresh value; the argument replaces members. */
import type {
  RelinkConnection,
  RelinkHome,
  RelinkLinks,
  RelinkPlan,
  RelinkProof,
  RelinkRoad,
  RelinkRoadKey,
  RelinkRunView,
  RelinkStatus
} from 'c/relinkTypes';

const SITE = 'https://example.my.salesforce.com';

export const OLD_KEY = '3f9b61c0-5d1e-4c56-9a0b-2d7e8c41aa05';
export const NEW_KEY = 'b81d2e77-90c4-4f0e-8d55-61f2ad0e7c2f';

export function links(): RelinkLinks {
  return {
    authorize: `${SITE}/services/auth/xds/ConstantContact`,
    editProvider: `${SITE}/0SO000000000001/e`,
    viewProvider: `${SITE}/0SO000000000001`,
    editCredential: `${SITE}/0XA000000000001/e`,
    viewCredential: `${SITE}/0XA000000000001`,
    authProviders: `${SITE}/setup/AuthProviders`,
    namedCredentials: `${SITE}/setup/NamedCredentials`,
    permissionSets: `${SITE}/setup/PermSets`,
    scheduledJobs: `${SITE}/setup/ScheduledJobs`,
    remoteSites: `${SITE}/setup/RemoteSites`,
    user: `${SITE}/setup/User`,
    sessionSettings: `${SITE}/setup/Session`
  };
}

export function connection(change: Partial<RelinkConnection> = {}): RelinkConnection {
  return {
    id: '0XA000000000001',
    kind: 'legacy',
    providerId: '0SO000000000001',
    providerName: 'ConstantContact',
    providerLabel: 'Constant Contact',
    credentialId: '0XA000000000001',
    credentialName: 'Constant_Contact',
    credentialLabel: 'Constant Contact',
    consumerKey: OLD_KEY,
    authorizeUrl: 'https://api.cc.email/v3/idfed',
    tokenUrl: 'https://idfed.constantcontact.com/as/token.oauth2',
    endpoint: 'https://api.cc.email/v3',
    scope: 'account_read contact_data',
    calloutsEnabled: true,
    endpointsCurrent: false,
    scopeComplete: false,
    secretReadable: true,
    secretSet: true,
    callbackUrl: `${SITE}/services/authcallback/ConstantContact`,
    otherCredentials: [],
    fingerprint: 'f1',
    links: links(),
    ...change
  };
}

/** A connection that holds the new values. */
export function current(change: Partial<RelinkConnection> = {}): RelinkConnection {
  return connection({ consumerKey: NEW_KEY, endpointsCurrent: true, scopeComplete: true, ...change });
}

export function status(change: Partial<RelinkStatus> = {}): RelinkStatus {
  return {
    checkedAt: '2026-11-24T10:42:00.000Z',
    environment: { orgId: '00D000000000001', orgName: 'Example', isSandbox: true, orgDomainUrl: SITE },
    profile: {
      name: 'Constant_Contact',
      label: 'Constant Contact',
      portalUrl: 'https://v3.developer.constantcontact.com',
      authorizeUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
      tokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token',
      scopeToAdd: 'offline_access'
    },
    checks: [
      { key: 'relink', passed: true, names: [] },
      { key: 'permissions', passed: true, names: [] },
      { key: 'session', passed: true, names: [] },
      { key: 'provider', passed: true, names: ['ConstantContact'] },
      { key: 'credential', passed: true, names: ['Constant_Contact'] }
    ],
    connections: [
      {
        id: '0XA000000000001',
        credentialName: 'Constant_Contact',
        credentialLabel: 'Constant Contact',
        providerName: 'ConstantContact',
        host: 'idfed.constantcontact.com',
        kind: 'legacy',
        lastModified: '2026-11-01T09:00:00.000Z'
      }
    ],
    connection: connection(),
    ...change
  };
}

export function run(change: Partial<RelinkRunView> = {}): RelinkRunView {
  return {
    id: 'a00000000000001',
    name: 'Run-0001',
    kind: 'Update',
    outcome: 'Done',
    at: '2026-11-24T10:46:00.000Z',
    userName: 'Dana Kim',
    providerName: 'ConstantContact',
    credentialName: 'Constant_Contact',
    fields: ['AuthProvider.consumerKey', 'NamedCredential.oauthScope'],
    secretOutcome: 'stored',
    linkBefore: 'failing',
    consentProven: false,
    previousConsumerKey: OLD_KEY,
    ...change
  };
}

export function proofRun(change: Partial<RelinkRunView> = {}): RelinkRunView {
  return run({
    id: 'a00000000000002',
    kind: 'Proof',
    outcome: 'Passed',
    at: '2026-11-24T10:54:00.000Z',
    consentProven: true,
    account: 'Acme Advisors',
    secretOutcome: null,
    previousConsumerKey: null,
    ...change
  });
}

export function plan(change: Partial<RelinkPlan> = {}): RelinkPlan {
  return {
    fingerprint: 'p1',
    linkBefore: 'working',
    changeCount: 5,
    components: [
      {
        type: 'AuthProvider',
        fullName: 'ConstantContact',
        changes: [
          { field: 'consumerKey', before: OLD_KEY, after: NEW_KEY, secret: false, added: [] },
          { field: 'consumerSecret', before: 'set', after: 'new', secret: true, added: [] },
          {
            field: 'authorizeUrl',
            before: 'https://api.cc.email/v3/idfed',
            after: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
            secret: false,
            added: []
          },
          {
            field: 'tokenUrl',
            before: 'https://idfed.constantcontact.com/as/token.oauth2',
            after: 'https://authz.constantcontact.com/oauth2/default/v1/token',
            secret: false,
            added: []
          }
        ],
        unchanged: [
          { field: 'friendlyName', value: 'Constant Contact' },
          { field: 'providerType', value: 'OpenIdConnect' }
        ]
      },
      {
        type: 'NamedCredential',
        fullName: 'Constant_Contact',
        changes: [
          {
            field: 'oauthScope',
            before: 'account_read contact_data',
            after: 'account_read contact_data offline_access',
            secret: false,
            added: ['offline_access']
          }
        ],
        unchanged: [{ field: 'endpoint', value: 'https://api.cc.email/v3' }]
      }
    ],
    otherCredentials: [],
    road: 'place',
    roads: roads('place'),
    jobs: { readable: true, scheduled: [], queued: 0 },
    ...change
  };
}

/** The three roads, one of them suggested. */
export function roads(key: RelinkRoadKey, reason: RelinkRoad['reason'] = 'none'): RelinkRoad[] {
  return (['place', 'replace', 'paste'] as const).map((one) => ({
    key: one,
    suggested: one === key,
    reason: one === key ? reason : 'none',
    at: one === key && reason !== 'none' ? '2026-03-12T09:00:00.000Z' : null
  }));
}

/** The plan of a replacement: a new provider, and the credential pointed to it. */
export function replacementPlan(change: Partial<RelinkPlan> = {}): RelinkPlan {
  const [provider, credential] = plan().components;
  const pointed = {
    field: 'authProvider',
    before: 'ConstantContact',
    after: 'ConstantContact_2',
    secret: false,
    added: []
  };
  return plan({
    fingerprint: 'r1',
    changeCount: 6,
    road: 'replace',
    urlSuffix: 'ConstantContact_2',
    newCallbackUrl: `${SITE}/services/authcallback/ConstantContact_2`,
    credentials: [{ id: '0XA000000000001', label: 'Constant Contact', chosen: true }],
    components: [
      { ...provider, fullName: 'ConstantContact_2', isNew: true, unchanged: [] },
      { ...credential, changes: [pointed, ...credential.changes] }
    ],
    ...change
  });
}

export function emptyPlan(): RelinkPlan {
  return plan({ changeCount: 0, components: [], fingerprint: 'p2' });
}

export function proof(change: Partial<RelinkProof> = {}): RelinkProof {
  return {
    answered: true,
    account: 'Acme Advisors',
    email: 'dana@acme.example',
    milliseconds: 412,
    requestedScopes: ['account_read', 'contact_data', 'offline_access'],
    consentProven: true,
    refreshProven: false,
    provenAfter: '2026-11-25T10:46:00.000Z',
    ...change
  };
}

export function home(change: Partial<RelinkHome> = {}): RelinkHome {
  return {
    connections: [
      {
        id: '0XA000000000001',
        credentialLabel: 'Constant Contact',
        credentialName: 'Constant_Contact',
        providerName: 'ConstantContact',
        providerId: '0SO000000000001',
        kind: 'legacy',
        host: 'idfed.constantcontact.com',
        endpointsCurrent: false,
        state: 'outdated',
        fingerprint: 'f1',
        links: links()
      }
    ],
    history: [],
    links: links(),
    portalUrl: 'https://v3.developer.constantcontact.com',
    readAt: '2026-11-24T10:42:00.000Z',
    ...change
  };
}
