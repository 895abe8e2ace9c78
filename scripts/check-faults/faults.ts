import type { CalloutReply, CalloutRequest, ConnectReply } from '../../local-org/apex/contract';
import type { LocalOrg } from '../../local-org';
import { partsOf } from './parts';

/** What can go wrong with one callout. */
export const FAULTS = [
  'time-out',
  'reset',
  'fault 500',
  'HTML 500',
  'cut off',
  'empty',
  'session ends',
  'permission lost',
  'row locked',
  'other admin: provider',
  'other admin: credential'
] as const;
export type FaultName = (typeof FAULTS)[number];

/** Whether the server did its work before the answer went wrong. */
export type When = 'before' | 'after';

/**
 * A callout as the table names it: `page`, `live`, `probe`, or operation and type as in `updateMetadata AuthProvider`; a method of ConnectApi,
 * which is none but fails as one, as in `ConnectApi getNamedCredentials`; and `request`, what the browser sends.
 */
export type CalloutName = string;

/** What the Metadata API asks for, refusing without both, and what ConnectApi asks for to write. */
const PERMISSIONS = ['ModifyMetadata', 'ModifyAllData', 'CustomizeApplication'];
/** What somebody else enters meanwhile. */
export const OTHERS = { tokenUrl: 'https://other-admin.example/token', oauthScope: 'account_read' };

/** Names a callout by what it asks for. */
export function nameOf(request: CalloutRequest): CalloutName {
  if (request.kind === 'page') {
    return 'page';
  }
  if (/^callout:/i.test(request.endpoint)) {
    return 'live';
  }
  if (!request.endpoint.includes('/services/Soap/')) {
    return 'probe';
  }
  const body = request.body ?? '';
  const operation = /<(?:\w+:)?(listMetadata|readMetadata|createMetadata|updateMetadata)\b/.exec(body)?.[1] ?? 'other';
  const named = /xsi:type="[^"]*"|<(?:\w+:)?type>[^<]*/.exec(body)?.[0] ?? '';
  const type = ['AuthProvider', 'ExternalCredential'].find((known) => named.includes(known)) ?? 'NamedCredential';
  return operation === 'listMetadata' ? operation : `${operation} ${type}`;
}

export function isWrite(callout: CalloutName): boolean {
  return /^((create|update)Metadata|ConnectApi update)/.test(callout);
}

/** When a fault can strike a callout; empty where it has no meaning. */
export function moments(fault: FaultName, callout: CalloutName, operation: string): When[] {
  const isSoap = callout.includes('Metadata');
  if (callout === 'request') {
    return momentsOfRequest(fault, operation);
  }
  if (isConnect(callout) && NOT_OF_CONNECT.includes(fault)) {
    return [];
  }
  switch (fault) {
    case 'time-out':
    case 'reset':
    case 'HTML 500':
    case 'cut off':
    case 'empty':
      return isWrite(callout) ? ['before', 'after'] : ['before'];
    case 'fault 500':
      return callout === 'page' ? [] : isWrite(callout) ? ['before', 'after'] : ['before'];
    case 'session ends':
      return isSoap ? ['before'] : [];
    case 'permission lost':
      return callout === 'probe' ? [] : ['before'];
    case 'row locked':
      return isWrite(callout) ? ['before'] : [];
    default:
      // A call that only reads shows what there is.
      return operation.startsWith('apply') ? ['before'] : [];
  }
}

/** An answer of ConnectApi is no HTTP. */
const NOT_OF_CONNECT: readonly FaultName[] = ['reset', 'HTML 500', 'cut off', 'empty', 'session ends'];

export function isConnect(callout: CalloutName): boolean {
  return callout.startsWith('ConnectApi ');
}

/** Between browser and Apex: the request or its answer is lost, or the org is another one when it arrives. */
function momentsOfRequest(fault: FaultName, operation: string): When[] {
  switch (fault) {
    case 'reset':
      return ['before', 'after'];
    case 'permission lost':
      return ['before'];
    case 'other admin: provider':
    case 'other admin: credential':
      return /^(apply|confirm)/.test(operation) ? ['before'] : [];
    default:
      return [];
  }
}

/** As {@link strike}, for a method of ConnectApi. Codes and texts of an org are not documented. */
export async function strikeConnect(
  fault: FaultName,
  when: When,
  local: LocalOrg,
  send: () => Promise<ConnectReply>
): Promise<ConnectReply> {
  if (changeOrg(fault, local)) {
    return send();
  }
  if (when === 'after') {
    await send();
  }
  const code = { 'time-out': 'REQUEST_TIMEOUT', 'row locked': 'UNABLE_TO_LOCK_ROW' }[fault as string];
  return { ok: false, code: code ?? 'UNKNOWN_EXCEPTION', message: 'An unexpected error occurred.' };
}

/** Does for real what changes the org. @return whether the fault is one of these */
export function changeOrg(fault: FaultName, { org }: LocalOrg): boolean {
  if (fault === 'permission lost') {
    PERMISSIONS.forEach((name) => (org.store.runningUser.userPermissions as Set<string>).delete(name));
    return true;
  }
  if (fault === 'other admin: provider' || fault === 'other admin: credential') {
    changeElsewhere(org, fault);
    return true;
  }
  return false;
}

/**
 * Answers one callout with a fault. What changes the org — a permission, another admin — is done for real, and the call goes through.
 * @param send the callout as it would go without the fault
 */
export async function strike(
  fault: FaultName,
  when: When,
  local: LocalOrg,
  request: CalloutRequest,
  send: () => Promise<CalloutReply>
): Promise<CalloutReply> {
  switch (fault) {
    case 'permission lost':
    case 'other admin: provider':
    case 'other admin: credential':
      changeOrg(fault, local);
      return send();
    case 'row locked':
      return lockedRow(local.org, send);
    case 'cut off': {
      const callout = nameOf(request);
      const isSent = when === 'after' || callout === 'page' || callout.startsWith('read') || callout === 'listMetadata';
      return cutOff(callout, isSent ? await send() : UNSENT);
    }
    default:
      if (when === 'after') {
        await send();
      }
      return ANSWERS[fault](nameOf(request));
  }
}

/** Gives back the permissions that were taken. */
export function restore({ org }: LocalOrg): void {
  PERMISSIONS.forEach((name) => (org.store.runningUser.userPermissions as Set<string>).add(name));
}

/** What another admin does in Setup in that moment. */
function changeElsewhere({ store }: LocalOrg['org'], fault: FaultName): void {
  const other = store.users.find(({ id }) => id !== store.runningUser.id);
  const { provider, scope } = partsOf(store);
  if (!other) {
    throw new Error('There is no other admin.');
  }
  if (fault.endsWith('provider')) {
    provider.write('tokenUrl', OTHERS.tokenUrl);
    store.touch(provider.of, other.id);
  } else {
    scope.write(OTHERS.oauthScope);
    store.touch(scope.of, other.id);
  }
}

async function lockedRow({ store }: LocalOrg['org'], send: () => Promise<CalloutReply>): Promise<CalloutReply> {
  const message = 'unable to obtain exclusive access to this record';
  for (const operation of ['createMetadata', 'updateMetadata'] as const) {
    store.faults.push({ operation, kind: 'refused', statusCode: 'UNABLE_TO_LOCK_ROW', message });
  }
  const reply = await send();
  store.faults.splice(0);
  return reply;
}

const ok = (status: number, contentType: string, body: string): CalloutReply => ({
  ok: true,
  status,
  statusText: status === 200 ? 'OK' : 'Server Error',
  headers: { 'Content-Type': contentType },
  body
});
const soap = (code: string, message: string): CalloutReply =>
  ok(
    500,
    'text/xml',
    `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:sf="http://soap.sforce.com/2006/04/metadata"><soapenv:Body><soapenv:Fault><faultcode>sf:${code}</faultcode><faultstring>${code}: ${message}</faultstring></soapenv:Fault></soapenv:Body></soapenv:Envelope>`
  );
const UNSENT = ok(200, 'text/xml', '<?xml version="1.0"?><soapenv:Envelope><soapenv:Body>');

function cutOff(callout: CalloutName, reply: CalloutReply): CalloutReply {
  const halves: Record<string, CalloutReply> = {
    live: ok(200, 'application/json', '{"organization_name": "North'),
    probe: ok(400, 'application/json', '{"error": "invalid_g')
  };
  return halves[callout] ?? (reply.ok ? { ...reply, body: reply.body.slice(0, reply.body.length / 2) } : reply);
}

const ANSWERS: Record<
  Exclude<
    FaultName,
    'permission lost' | 'row locked' | 'cut off' | 'other admin: provider' | 'other admin: credential'
  >,
  (callout: CalloutName) => CalloutReply
> = {
  // The texts of System.CalloutException, as the local org gives them.
  'time-out': () => ({ ok: false, message: 'Read timed out' }),
  reset: () => ({ ok: false, message: 'Unexpected end of file from server' }),
  'fault 500': (callout) =>
    callout.includes('Metadata')
      ? soap('UNKNOWN_EXCEPTION', 'An unexpected error occurred. Please include this ErrorId if you contact support')
      : ok(500, 'application/json', '{"error":"server_error"}'),
  'HTML 500': () => ok(500, 'text/html', '<!DOCTYPE html><html><body><h1>Server Error</h1></body></html>'),
  empty: (callout) => ok(200, callout.includes('Metadata') ? 'text/xml' : 'application/json', ''),
  'session ends': () => soap('INVALID_SESSION_ID', 'Invalid Session ID found in SessionHeader: Session expired')
};
