/**
 * What nobody could establish without a Salesforce org, and what goes wrong in life but not on demand.
 * A switch holds until it is changed; a fault happens once. Each says what is documented, and what is unproven without an org.
 */
export interface Switches {
  /**
   * What an update does with a plain-text consumer secret on an existing Auth. Provider.
   * Documented: "After it's set, you can't change the value" (meta_authproviders). Unproven: which of the three follows from that.
   */
  secretWrite: 'taken' | 'ignored' | 'refused';
  /** Whether SOQL shows `AuthProvider.ConsumerSecret` to code in system mode, or null. Documented: the field. Unproven: that a query shows it. */
  secretReadable: boolean;
  /** What sending `Placeholder_Value` as the consumer secret does. Documented: that reads show it. Unproven: what a write makes of it. */
  placeholderWrite: 'keeps' | 'overwrites';
  /**
   * Whether the principal's tokens survive an update of the key, secret or URLs of the provider, or of the credential's own settings.
   * Documented: an edit of the credential can invalidate "previously authenticated credentials" (NamedCredential, Object Reference). Unproven: which edits do.
   */
  tokensOnUpdate: 'kept' | 'dropped';
  /** Whether reading a credential through the Metadata API shows a placeholder for each stored token. Unproven. */
  tokensOnRead: 'absent' | 'placeholder';
  /**
   * What `calloutStatus` is after an update of a credential. Documented: an update by a managed package disables callouts
   * (https://developer.salesforce.com/docs/platform/named-credentials/guide/nc-update-delete-oauth-cred.html). Unproven: that an unlocked package's update does not.
   */
  calloutsAfterUpdate: 'asSent' | 'disabled';
  /** Whether ConnectApi shows the client id of an external auth identity provider. Documented: that its credentials can be read; unproven: with their values. */
  clientIdReadable: boolean;
  /**
   * Whether a write through ConnectApi.NamedCredentials, a refresh too, counts as uncommitted work that stands in the way of later callouts.
   * Documented: that definition and credentials need transactions of their own. Unproven: this.
   */
  connectWrites: 'work' | 'free';
  /** `lastModifiedDate` in listMetadata: the real date, or the epoch as for some metadata types. Unproven for these two types. */
  listDates: 'real' | 'epoch';
  /**
   * How the org limits API sessions. Documented: that each of these settings exists; unproven: how the Metadata API answers under the last two.
   * `ip-locked`: sessions are locked to the address they came from; the answer is known from practice.
   * `api-access-control`: only allowed apps may use the API.
   * `high-assurance`: reading and changing Auth. Providers needs a session of that level (Setup › Identity Verification).
   */
  sessionPolicy: 'open' | 'ip-locked' | 'api-access-control' | 'high-assurance';
  /** What a page of the org answers to a request of the server itself: the page, or the login page. Seen in practice; unproven: when. */
  sessionPage: 'session' | 'login-page';
  /** Whether the Metadata API answers, or is down behind a page with status 503. Unproven: the page. */
  metadata: 'up' | 'down';
  /** Milliseconds by which listMetadata and readMetadata answer late. Documented: a callout that waits longer than its time-out ends with an exception. */
  slowRead: number;
  /** Milliseconds by which createMetadata, updateMetadata and deleteMetadata answer late; their work is done by then. */
  slowWrite: number;
  /** Updates still to be refused because somebody else holds the row. Documented: the status code UNABLE_TO_LOCK_ROW. Counts down. */
  rowLock: number;
  /** Whether the remote sites of the package are active. Documented: a callout to an inactive one is refused; the text is known from practice. */
  remoteSites: 'active' | 'off';
  /**
   * Caps the time-out that Apex gave to a single callout (`HttpRequest.setTimeout`), in milliseconds, so that nobody need wait 15 seconds; null: as asked.
   * The other one, 120 seconds for all callouts of a transaction together, stays as it is.
   */
  calloutTimeoutCap: number | null;
}

/** The switches as an ordinary org is assumed to be. */
export const DEFAULT_SWITCHES: Readonly<Switches> = {
  secretWrite: 'taken',
  secretReadable: true,
  placeholderWrite: 'keeps',
  tokensOnUpdate: 'dropped',
  tokensOnRead: 'absent',
  calloutsAfterUpdate: 'asSent',
  clientIdReadable: true,
  connectWrites: 'work',
  listDates: 'real',
  sessionPolicy: 'open',
  sessionPage: 'session',
  metadata: 'up',
  slowRead: 0,
  slowWrite: 0,
  rowLock: 0,
  remoteSites: 'active',
  calloutTimeoutCap: null
};

/** One failure of the next matching call of the Metadata API. */
export interface MetadataFault {
  operation: 'listMetadata' | 'readMetadata' | 'createMetadata' | 'updateMetadata' | 'deleteMetadata';
  /** Metadata type that the call must concern; absent: any. */
  type?: string;
  /**
   * `refused`: every component of the save gets an error with `statusCode` and `message`.
   * `fault`: a SOAP fault with `statusCode` and `message`.
   * `late`: the call does its work, and answers after `milliseconds`.
   * `malformed`: the work is done, and the answer breaks off in mid-element. `html`: an HTML page answers. `unreachable`: the connection closes without an answer.
   */
  kind: 'refused' | 'fault' | 'late' | 'malformed' | 'html' | 'unreachable';
  statusCode?: string;
  message?: string;
  /** For `late`. */
  milliseconds?: number;
}

const CHOICES: { [K in keyof Switches]: readonly unknown[] | ((value: unknown) => boolean) } = {
  secretWrite: ['taken', 'ignored', 'refused'],
  secretReadable: [true, false],
  placeholderWrite: ['keeps', 'overwrites'],
  tokensOnUpdate: ['kept', 'dropped'],
  tokensOnRead: ['absent', 'placeholder'],
  calloutsAfterUpdate: ['asSent', 'disabled'],
  clientIdReadable: [true, false],
  connectWrites: ['work', 'free'],
  listDates: ['real', 'epoch'],
  sessionPolicy: ['open', 'ip-locked', 'api-access-control', 'high-assurance'],
  sessionPage: ['session', 'login-page'],
  metadata: ['up', 'down'],
  slowRead: isCount,
  slowWrite: isCount,
  rowLock: isCount,
  remoteSites: ['active', 'off'],
  calloutTimeoutCap: (value) => value === null || (isCount(value) && value !== 0)
};

const OPERATIONS = ['listMetadata', 'readMetadata', 'createMetadata', 'updateMetadata', 'deleteMetadata'];
const KINDS = ['refused', 'fault', 'late', 'malformed', 'html', 'unreachable'];
const FAULT_KEYS = ['operation', 'type', 'kind', 'statusCode', 'message', 'milliseconds'];

/**
 * Checks a change of switches that came from outside.
 *
 * @throws Error that names the unknown switch or the value it cannot take
 */
export function readSwitches(input: unknown): Partial<Switches> {
  if (!isRecord(input)) {
    throw new Error('Switches are a JSON object.');
  }
  for (const [name, value] of Object.entries(input)) {
    const allowed = Object.hasOwn(CHOICES, name) ? CHOICES[name as keyof Switches] : null;
    if (!allowed) {
      throw new Error(`There is no switch named ${name}.`);
    }
    if (!(typeof allowed === 'function' ? allowed(value) : allowed.includes(value))) {
      throw new Error(`Switch ${name} cannot be ${JSON.stringify(value)}.`);
    }
  }
  return input;
}

/**
 * Checks a fault that came from outside.
 *
 * @throws Error that names what is wrong with it
 */
export function readFault(input: unknown): MetadataFault {
  if (!isRecord(input)) {
    throw new Error('A fault is a JSON object.');
  }
  const unknown = Object.keys(input).find((key) => !FAULT_KEYS.includes(key));
  if (unknown) {
    throw new Error(`A fault has no ${unknown}.`);
  }
  if (!OPERATIONS.includes(input.operation as string)) {
    throw new Error(`A fault's operation is one of ${OPERATIONS.join(', ')}.`);
  }
  if (!KINDS.includes(input.kind as string)) {
    throw new Error(`A fault's kind is one of ${KINDS.join(', ')}.`);
  }
  if (input.kind === 'late' && !(Number.isInteger(input.milliseconds) && (input.milliseconds as number) > 0)) {
    throw new Error('A late answer needs milliseconds.');
  }
  if (input.kind === 'refused' && ['listMetadata', 'readMetadata'].includes(input.operation as string)) {
    throw new Error('Only createMetadata, updateMetadata and deleteMetadata refuse single components.');
  }
  if ((input.kind === 'refused' || input.kind === 'fault') && !(input.statusCode && input.message)) {
    throw new Error(`A ${input.kind} call needs statusCode and message.`);
  }
  return input as unknown as MetadataFault;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
