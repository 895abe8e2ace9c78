import { isWrite } from './faults';
import type { CalloutName, FaultName } from './faults';

/** One callout of an operation that a fault strikes. */
export interface Place {
  operation: string;
  callout: CalloutName;
  /** Number of the callout, from 0. */
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
export function expectedCode(fault: FaultName, place: Place): string | null {
  const { operation, callout, at, callouts } = place;
  if (fault === 'permission lost') {
    return callouts.slice(at).some((name) => name.includes('Metadata')) ? 'RL-103' : null;
  }
  if (fault.startsWith('other admin')) {
    return codeOfOther(fault, place);
  }
  if (fault === 'row locked') {
    return 'RL-204';
  }
  if (callout === 'page') {
    return PAGE[fault] ?? null;
  }
  if (callout === 'probe') {
    return PROBE[fault] ?? null;
  }
  if (callout === 'live') {
    // Before a change it only tells how the link is, and not knowing stops nothing.
    return operation === 'prove' ? (LIVE[fault] ?? null) : null;
  }
  if (isWrite(callout)) {
    return fault === 'session ends' ? 'RL-113' : 'RL-205';
  }
  return READ[fault] ?? null;
}

/** The type that another admin changes: the one that holds the scope is the external credential, where there is one. */
export function typeChanged(fault: FaultName, callouts: CalloutName[]): string {
  const isExternal = callouts.some((name) => name.endsWith(' ExternalCredential'));
  return fault.endsWith('provider') ? 'AuthProvider' : isExternal ? 'ExternalCredential' : 'NamedCredential';
}

/**
 * A change by somebody else is seen when it happens before the component is read for the comparison, or before it is read back.
 * In between nothing can see it: the Metadata API has no compare-and-set.
 */
function codeOfOther(fault: FaultName, { operation, at, callouts }: Place): string | null {
  if (!operation.startsWith('apply')) {
    return null;
  }
  const type = typeChanged(fault, callouts);
  const reads = callouts.flatMap((name, index) => (name === `readMetadata ${type}` ? [index] : []));
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
