/**
 * What nobody could establish without a Salesforce org, and what goes wrong in life but not on demand.
 * A switch holds until it is changed; a fault happens once.
 */
export interface Switches {
  /** What an update does with a plain-text consumer secret on an existing Auth. Provider. The documentation says that it cannot be changed after it is set. */
  secretWrite: 'taken' | 'ignored' | 'refused';
  /** Whether SOQL shows `AuthProvider.ConsumerSecret` to code in system mode, or null. */
  secretReadable: boolean;
  /** What sending `Placeholder_Value` as the consumer secret does. */
  placeholderWrite: 'keeps' | 'overwrites';
  /** Whether the principal's tokens survive an update of the key, secret or URLs of the provider, or of the credential's own settings. */
  tokensOnUpdate: 'kept' | 'dropped';
  /** Whether reading a credential through the Metadata API shows a placeholder for each stored token. */
  tokensOnRead: 'absent' | 'placeholder';
  /** What `calloutStatus` is after an update of a credential. Managed packages see it disabled. */
  calloutsAfterUpdate: 'asSent' | 'disabled';
  /** `lastModifiedDate` in listMetadata: the real date, or the epoch as for some metadata types. */
  listDates: 'real' | 'epoch';
  /** How the org limits API sessions: not at all, by the address the session came from, or to allowed apps only. */
  sessionPolicy: 'open' | 'ip-locked' | 'api-access-control';
  /** Caps the time-out that Apex asked for, in milliseconds, so that a test need not wait 15 seconds; null: as asked. */
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
  listDates: 'real',
  sessionPolicy: 'open',
  calloutTimeoutCap: null
};

/** One failure of the next matching call of the Metadata API. */
export interface MetadataFault {
  operation: 'listMetadata' | 'readMetadata' | 'updateMetadata';
  /** Metadata type that the call must concern; absent: any. */
  type?: string;
  /**
   * `refused`: every component of the update gets an error with `statusCode` and `message`.
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
  listDates: ['real', 'epoch'],
  sessionPolicy: ['open', 'ip-locked', 'api-access-control'],
  calloutTimeoutCap: (value) => value === null || (Number.isInteger(value) && (value as number) > 0)
};

const OPERATIONS = ['listMetadata', 'readMetadata', 'updateMetadata'];
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
  if (input.kind === 'refused' && input.operation !== 'updateMetadata') {
    throw new Error('Only updateMetadata refuses single components.');
  }
  if ((input.kind === 'refused' || input.kind === 'fault') && !(input.statusCode && input.message)) {
    throw new Error(`A ${input.kind} call needs statusCode and message.`);
  }
  return input as unknown as MetadataFault;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
