import type { Moment, RelinkRunView, RelinkStatus } from 'c/relinkTypes';
import type { RelinkTab } from './relinkJourney';

const DAY = 86_400_000;
/** Relink's own write is dated by another clock than the end of its run, in milliseconds. */
const OWN_WRITE = 5_000;

/** Who saved the Auth. Provider last, outside Relink. */
export interface OutsideChange {
  at: Moment;
  by: string | null;
}

/** What the states of the steps are computed from. */
export interface Facts {
  status: Partial<RelinkStatus>;
  tab: RelinkTab;
  /** Newest change by Relink that may have reached the org. */
  change: RelinkRunView | null;
  /** The Auth. Provider was saved in Setup after Relink's newest change, or Relink never changed it. Null where the org does not tell when. */
  outside: OutsideChange | null;
  /** Newest proof, if it is newer than the newest change of either kind. */
  proof: RelinkRunView | null;
  /** A proof older than the newest change. */
  staleProof: boolean;
  checked: boolean;
  /** The org holds present addresses and every scope, and allows callouts. */
  matches: boolean;
  /** A live call after the newest change counts as one with the new consent. */
  consented: boolean;
}

export function gather(status: Partial<RelinkStatus>, tab: RelinkTab): Facts {
  const connection = status.connection;
  const change = status.lastChange && status.lastChange.outcome !== 'Failed' ? status.lastChange : null;
  const outside = changedOutside(status, change);
  const newest = status.lastProof ?? null;
  const since = outside ?? change;
  const proof = newest && (!since || Date.parse(newest.at) >= Date.parse(since.at)) ? newest : null;
  const passed = proof?.outcome === 'Passed';
  return {
    status,
    tab,
    change,
    outside,
    proof,
    staleProof: newest !== null && proof === null,
    checked: Boolean(connection) && (status.checks ?? []).every(({ passed: ok }) => ok),
    matches: Boolean(connection?.endpointsCurrent && connection.scopeComplete && connection.calloutsEnabled),
    consented: passed && (change === null || Boolean(proof?.consentProven))
  };
}

/** A run without a final answer may have arrived later than it ended: that is no change outside Relink. */
function changedOutside(status: Partial<RelinkStatus>, change: RelinkRunView | null): OutsideChange | null {
  const { providerChangedAt: at, providerChangedBy: by } = status.connection ?? {};
  if (!at || change?.outcome === 'Unknown' || change?.outcome === 'Started') {
    return null;
  }
  return !change || Date.parse(at) > Date.parse(change.at) + OWN_WRITE ? { at, by: by ?? null } : null;
}

/** A change left the old secret in the org, and no later authorization showed otherwise. */
export function secretMissing({ change, consented }: Facts): boolean {
  return change?.secretOutcome === 'notStored' && !consented;
}

/** Step 2 no longer holds the later steps back. */
export function updated(facts: Facts): boolean {
  return facts.checked && facts.matches && !secretMissing(facts);
}

/** An access token lives a day: a call after that uses an access that the new application renewed. */
export function dayAfter(at: Moment): Moment {
  return new Date(Date.parse(at) + DAY).toISOString();
}
