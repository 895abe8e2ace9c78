/** A value that the Metadata API or SOQL gives; null where it is absent. */
export type Value = string | null;

/** Metadata types that the spike makes. */
export type SpikeType = 'AuthProvider' | 'NamedCredential';

/** What the spike needs of an org. */
export interface SpikeOrg {
  /** @returns null when it was created, else Salesforce's message */
  create(type: SpikeType, component: Record<string, string | boolean>): Promise<Value>;
  /** @returns null when it was saved, else Salesforce's message */
  update(type: SpikeType, component: Record<string, string | boolean>): Promise<Value>;
  read(type: SpikeType, fullName: string): Promise<Record<string, Value>>;
  /** Date of the last change in the listing, ISO 8601. */
  listedDate(type: SpikeType, fullName: string): Promise<Value>;
  delete(type: SpikeType, fullName: string): Promise<Value>;
  /** First row of a query. */
  row(soql: string): Promise<Record<string, Value> | null>;
  /** Runs Apex. @returns null when it ran, else what was thrown */
  apex(code: string): Promise<Value>;
}

/** Answers by the id of their question. */
export type Answers = Record<string, { answer: string; detail?: string }>;

const PROVIDER = 'Relink_Spike';
const CREDENTIAL = 'Relink_Spike';
const PLACEHOLDER = 'Placeholder_Value';
const STORED = `SELECT ConsumerSecret FROM AuthProvider WHERE DeveloperName = '${PROVIDER}'`;
const EPOCH_ENDS = '1971';

/**
 * Answers what a script can: makes an Auth. Provider and a Named Credential of its own, tries, and deletes both. Touches nothing else.
 * The secrets are made up and good for nothing.
 */
export async function answerByScript(org: SpikeOrg): Promise<Answers> {
  const answers: Answers = {};
  const refusal = await org.create('AuthProvider', provider({ consumerSecret: 'relink-spike-first' }));
  if (refusal !== null) {
    throw new Error(`The Auth. Provider ${PROVIDER} could not be created: ${refusal}`);
  }
  try {
    const first = await storedSecret(org);
    const readable = first === 'relink-spike-first';
    answers['secret-readable'] = {
      answer: readable ? 'shown' : 'hidden',
      ...(first === PLACEHOLDER && { detail: PLACEHOLDER })
    };
    await secretWrite(org, readable, answers);
    await placeholderWrite(org, readable, answers);
    await secretAbsent(org, readable, answers);
    await apexAccess(org, answers);
    const listed = await org.listedDate('AuthProvider', PROVIDER);
    answers['list-dates'] = { answer: listed !== null && listed > EPOCH_ENDS ? 'real' : 'epoch' };
    await calloutStatus(org, answers);
  } finally {
    await org.delete('NamedCredential', CREDENTIAL);
    await org.delete('AuthProvider', PROVIDER);
  }
  return answers;
}

async function secretWrite(org: SpikeOrg, readable: boolean, answers: Answers): Promise<void> {
  const refusal = await org.update('AuthProvider', provider({ consumerSecret: 'relink-spike-second' }));
  if (refusal !== null) {
    answers['secret-write'] = { answer: 'refused', detail: refusal };
  } else if (readable) {
    const stored = await storedSecret(org);
    answers['secret-write'] = { answer: stored === 'relink-spike-second' ? 'taken' : 'ignored' };
  }
}

async function placeholderWrite(org: SpikeOrg, readable: boolean, answers: Answers): Promise<void> {
  const refusal = await org.update('AuthProvider', provider({ consumerSecret: PLACEHOLDER }));
  if (refusal !== null) {
    answers['placeholder-write'] = { answer: 'refused', detail: refusal };
  } else if (readable) {
    answers['placeholder-write'] = { answer: (await storedSecret(org)) === PLACEHOLDER ? 'overwrites' : 'keeps' };
  }
}

async function secretAbsent(org: SpikeOrg, readable: boolean, answers: Answers): Promise<void> {
  const refusal = await org.update('AuthProvider', provider({}));
  if (refusal !== null) {
    answers['secret-absent'] = { answer: 'refused', detail: refusal };
  } else {
    answers['secret-absent'] = {
      answer: readable ? ((await storedSecret(org)) === null ? 'clears' : 'keeps') : 'unknown'
    };
  }
}

async function apexAccess(org: SpikeOrg, answers: Answers): Promise<void> {
  const row = `[SELECT Id, ConsumerKey FROM AuthProvider WHERE DeveloperName = '${PROVIDER}' WITH`;
  const dml = await org.apex(`AuthProvider p = ${row} SYSTEM_MODE]; p.ConsumerKey = 'relink-spike-dml'; update p;`);
  answers['provider-dml'] = dml === null ? { answer: 'allowed' } : { answer: 'refused', detail: dml };
  const read = await org.apex(`AuthProvider p = ${row} USER_MODE];`);
  answers['provider-user-mode'] = read === null ? { answer: 'allowed' } : { answer: 'refused', detail: read };
}

async function calloutStatus(org: SpikeOrg, answers: Answers): Promise<void> {
  const refusal = await org.create('NamedCredential', credential('Relink Spike'));
  if (refusal !== null) {
    return;
  }
  await org.update('NamedCredential', credential('Relink Spike, saved again'));
  const { calloutStatus: status } = await org.read('NamedCredential', CREDENTIAL);
  answers['callouts-after-update'] = { answer: status === 'Disabled' ? 'disabled' : 'as sent' };
}

async function storedSecret(org: SpikeOrg): Promise<Value> {
  return (await org.row(STORED))?.ConsumerSecret ?? null;
}

function provider(secret: { consumerSecret?: string }): Record<string, string | boolean> {
  return {
    fullName: PROVIDER,
    authorizeUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
    consumerKey: 'relink-spike',
    ...secret,
    defaultScopes: 'account_read',
    friendlyName: 'Relink Spike',
    providerType: 'OpenIdConnect',
    sendAccessTokenInHeader: true,
    sendClientCredentialsInHeader: true,
    tokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token'
  };
}

function credential(label: string): Record<string, string | boolean> {
  return {
    fullName: CREDENTIAL,
    allowMergeFieldsInBody: false,
    allowMergeFieldsInHeader: false,
    authProvider: PROVIDER,
    calloutStatus: 'Enabled',
    endpoint: 'https://api.cc.email/v3',
    generateAuthorizationHeader: true,
    label,
    namedCredentialType: 'Legacy',
    oauthScope: 'account_read offline_access',
    principalType: 'NamedUser',
    protocol: 'Oauth'
  };
}
