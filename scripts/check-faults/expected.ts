import { isConnect, isWrite } from './faults';
import type { CalloutName, FaultName, When } from './faults';

/** One callout of an operation that a fault strikes. */
export interface Place {
  operation: string;
  callout: CalloutName;
  /** Number of the callout, from 0; -1: the request of the browser, before all of them. */
  at: number;
  /** All callouts of the operation, in order. */
  callouts: CalloutName[];
}

const PAGE: Partial<Record<FaultName, string | null>> = {
  'time-out': 'RL-110',
  reset: 'RL-110',
  'HTML 500': 'RL-110',
  // Half a session id has the shape of one; the Metadata API refuses it.
  'cut off': 'RL-111',
  // The page is asked again.
  empty: null
};
const PROBE: Partial<Record<FaultName, string>> = {
  'time-out': 'RL-901',
  reset: 'RL-902',
  'fault 500': 'RL-302',
  'HTML 500': 'RL-302',
  'cut off': 'RL-302',
  empty: 'RL-302'
};
const LIVE: Partial<Record<FaultName, string>> = {
  'time-out': 'RL-901',
  reset: 'RL-902',
  'fault 500': 'RL-506',
  'HTML 500': 'RL-506',
  'cut off': 'RL-903',
  empty: 'RL-903'
};
const READ: Partial<Record<FaultName, string>> = {
  'time-out': 'RL-901',
  reset: 'RL-902',
  'fault 500': 'RL-903',
  'HTML 500': 'RL-903',
  'cut off': 'RL-903',
  empty: 'RL-903',
  'session ends': 'RL-113'
};

/** Code that the answer must carry, or null for an answer without a fault. */
export function expectedCode(fault: FaultName, when: When, place: Place): string | null {
  const { operation, callout } = place;
  if (operation === 'prove, 403' && callout !== 'request' && !(callout === 'live' && fault in LIVE)) {
    return 'RL-502';
  }
  if (fault === 'permission lost') {
    return codeOfLoss(place);
  }
  if (fault.startsWith('other admin')) {
    return codeOfOther(fault, place);
  }
  if (fault === 'row locked') {
    return 'RL-204';
  }
  if (callout === 'request') {
    // The wizard's own code: there is no answer.
    return operation.startsWith('apply') ? 'RL-205' : 'RL-999';
  }
  if (isConnect(callout)) {
    return codeOfConnect(place, when);
  }
  if (callout === 'page') {
    return PAGE[fault] ?? null;
  }
  if (callout === 'probe') {
    return PROBE[fault] ?? null;
  }
  if (callout === 'live') {
    // Before a change it only tells how the link is, and not knowing stops nothing.
    return operation.startsWith('prove') ? (LIVE[fault] ?? null) : null;
  }
  if (isWrite(callout)) {
    return fault === 'session ends' ? 'RL-113' : 'RL-205';
  }
  return READ[fault] ?? null;
}

/** What needs no permission goes on; what finds it missing at its start says so, and what is refused later says that it was lost. */
function codeOfLoss({ operation, callout, at, callouts }: Place): string | null {
  if (operation === 'getAuthorizeUrl') {
    return 'RL-103';
  }
  if (callout === 'request') {
    return /^(prove|recordRetired|setScheduledCheck)/.test(operation)
      ? operation === 'prove, 403'
        ? 'RL-502'
        : null
      : 'RL-102';
  }
  if (operation === 'getStatus' && isConnect(callout)) {
    return 'RL-102';
  }
  const asks = callouts.slice(at).some((name) => name.includes('Metadata') || isWrite(name));
  return asks ? 'RL-103' : null;
}

/** After a write that failed the org says whether it arrived. Credentials that were replaced and cannot be read back are not known. */
function codeOfConnect({ operation, callout, at, callouts }: Place, when: When): string | null {
  if (when === 'after') {
    return null;
  }
  switch (callout) {
    case 'ConnectApi updateExternalAuthIdentityProviderCredentials':
      return 'RL-211';
    // Addresses are written with what is read right before.
    case 'ConnectApi updateExternalAuthIdentityProvider':
    case 'ConnectApi getExternalAuthIdentityProvider':
      return 'RL-201';
    default:
      return operation === 'applyCredentials' && callouts.slice(0, at).some(isWrite) ? 'RL-205' : 'RL-903';
  }
}

/** The type that another admin changes: the one that holds the scope is the external credential, where there is one. */
export function typeChanged(fault: FaultName, callouts: CalloutName[]): string {
  const isExternal = callouts.some((name) => / (Get)?ExternalCredential$/i.test(name));
  if (fault.endsWith('provider')) {
    return callouts.some((name) => name.includes('IdentityProvider')) ? 'ExternalAuthIdentityProvider' : 'AuthProvider';
  }
  return isExternal ? 'ExternalCredential' : 'NamedCredential';
}

/** Whether a callout reads the component as it is compared or read back. Scopes that are complete are shown by ConnectApi. */
function isReading(name: CalloutName, index: number, type: string, callouts: CalloutName[]): boolean {
  const isIdentity = callouts.some((one) => one.endsWith('IdentityProviders'));
  const isWritten = !callouts.slice(index).some((one) => one.includes('Metadata'));
  const isShown = isIdentity && isWritten && type === 'ExternalCredential' && name.endsWith(' getExternalCredential');
  return name === `readMetadata ${type}` || name === `ConnectApi get${type}s` || isShown;
}

/**
 * A change by somebody else is seen when it happens before the component is read for the comparison, or before it is read back.
 * In between nothing can see it: the Metadata API has no compare-and-set.
 */
function codeOfOther(fault: FaultName, { operation, at, callouts }: Place): string | null {
  if (operation === 'confirmSecret') {
    return fault.endsWith('provider') ? 'RL-201' : null;
  }
  if (!operation.startsWith('apply')) {
    return null;
  }
  const type = typeChanged(fault, callouts);
  const reads = callouts.flatMap((name, index) => (isReading(name, index, type, callouts) ? [index] : []));
  if (operation === 'applyCredentials') {
    return at > (reads.at(-1) ?? -1) ? null : fault.endsWith('provider') ? 'RL-201' : 'RL-202';
  }
  const writes = callouts.flatMap((name, index) => (isWrite(name) && name.endsWith(type) ? [index] : []));
  const isRepointed = callouts.slice(0, at).includes('updateMetadata NamedCredential');
  if (
    type === 'AuthProvider' &&
    callouts.includes('createMetadata AuthProvider') &&
    !isRepointed &&
    at > (reads[0] ?? -1)
  ) {
    // What is changed is the old provider, which nothing is read of any more.
    return null;
  }
  const [compared, readBack] = [reads[0] ?? -1, reads.at(-1) ?? -1];
  if (at <= compared) {
    return 'RL-203';
  }
  // Nothing of it is this operation's, or it is overwritten, or it comes after everything was read.
  if (writes.length === 0 || at <= writes[0] || at > readBack) {
    return null;
  }
  return type === 'AuthProvider' ? 'RL-201' : 'RL-202';
}
