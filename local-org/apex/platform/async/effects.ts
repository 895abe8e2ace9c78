import type { Effect, Transaction } from '../../contract';

/** State of a transaction that may not call out: the text of the CalloutException. */
export const CALLOUTS_REFUSED = 'callouts refused';

/** State of a transaction that is a job itself: which kind. */
export const INSIDE_JOB = 'inside job';

const KEY = 'effects';

/** What the transaction leaves to be done once it is committed, in order. */
export function effectsOf(tx: Transaction): Effect[] {
  let effects = tx.state.get(KEY) as Effect[] | undefined;
  if (!effects) {
    tx.state.set(KEY, (effects = []));
  }
  return effects;
}
