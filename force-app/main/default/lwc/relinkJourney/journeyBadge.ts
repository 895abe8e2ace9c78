import type { RelinkState } from 'c/relinkTypes';
import { secretMissing } from './journeyFacts';
import type { Facts } from './journeyFacts';

const NO_ACCESS = /^RL-1\d\d$/;
/** Salesforce gave no answer, so nothing is known about the session. */
const NO_ANSWER = /^RL-9\d\d$/;

/** State of the whole connection: the first that applies. */
export function badge(facts: Facts): RelinkState {
  const { status, tab, change, proof, checked, consented } = facts;
  const connection = status.connection;
  const code = tab.faults.check ?? '';
  const denied = (status.checks ?? []).some(
    ({ key, passed }) =>
      !passed && (key === 'relink' || key === 'permissions' || (key === 'session' && !NO_ANSWER.test(code)))
  );
  if (denied || NO_ACCESS.test(code)) {
    return 'noAccess';
  }
  if (code === 'RL-602' || (status.checks && !connection && (status.connections ?? []).length === 0 && !code)) {
    return 'notFound';
  }
  if (!connection || !checked) {
    return 'unknown';
  }
  if (secretMissing(facts) || !connection.calloutsEnabled || (change?.outcome === 'Partial' && !consented)) {
    return 'needsAttention';
  }
  if (!connection.endpointsCurrent || !connection.scopeComplete) {
    return 'outdated';
  }
  if (proof && proof.outcome !== 'Passed') {
    return proof.faultCode === 'RL-501' ? 'notAuthorized' : 'notWorking';
  }
  if (change && !proof) {
    return 'notAuthorized';
  }
  return consented ? 'working' : 'notProven';
}
