import type { RelinkPlan, RelinkStatus } from 'c/relinkTypes';
import { dayAfter, secretMissing, updated } from './journeyFacts';
import type { Facts } from './journeyFacts';
import type { Fact, FactParam, JourneyStep, StepKey, StepState } from './relinkJourney';

function step(
  key: StepKey,
  state: StepState,
  fact: string,
  params: FactParam[] = [],
  unlock: StepKey | null = null
): JourneyStep {
  return { key, state, fact: { key: fact, params }, unlock };
}

export function check({ status, checked, tab }: Facts, reading: boolean): JourneyStep {
  if (reading) {
    return step('check', 'working', 'checkReading');
  }
  if (checked) {
    const granted = !status.warnings?.some(({ code }) => code === 'RL-240');
    return step('check', 'done', granted ? 'checkDone' : 'checkNotGranted');
  }
  const failed = (status.checks ?? []).filter(({ passed }) => !passed);
  const onlyMissing = failed.every(({ key }) => key === 'provider' || key === 'credential');
  if (!tab.faults.check && onlyMissing && (status.connections ?? []).length < 2) {
    return step('check', 'failed', ...missing(status));
  }
  if (failed.length > 0 || tab.faults.check) {
    const count = failed.length;
    const problems = count === 1 ? 'checkProblem' : 'checkProblems';
    return step('check', 'failed', count === 0 ? 'checkFault' : problems, [String(count)]);
  }
  return step('check', 'needsAttention', 'checkChoose');
}

/** Which half of a connection is there: provider, credential, or none. */
export function missing({ checks = [] }: Partial<RelinkStatus>): [string, FactParam[]] {
  const found = (wanted: string) => checks.find(({ key, passed }) => key === wanted && passed)?.names?.join(', ');
  const provider = found('provider');
  const credential = found('credential');
  if (provider && !credential) {
    return ['checkProviderOnly', [provider]];
  }
  return credential && !provider ? ['checkCredentialOnly', [credential]] : ['checkNothing', []];
}

export function application(facts: Facts): JourneyStep {
  const { status, tab, change, matches, consented } = facts;
  const connection = status.connection;
  if (!facts.checked || !connection) {
    return step('application', 'locked', 'lockedByCheck', [], 'check');
  }
  if (tab.pair === 'accepted') {
    return step('application', 'done', 'applicationHeld');
  }
  if (tab.pair === 'unchecked') {
    return step('application', 'notProven', 'applicationUnchecked');
  }
  if (secretMissing(facts)) {
    return step('application', 'todo', 'applicationLost');
  }
  if (!connection.endpointsCurrent) {
    return step('application', 'todo', 'applicationTodo');
  }
  const ending = (connection.consumerKey ?? '').slice(-4);
  const proven = consented || (matches && change?.secretOutcome === 'stored');
  return step('application', 'done', proven ? 'applicationStored' : 'applicationStoredUnproven', [ending]);
}

export function review(facts: Facts): JourneyStep {
  const { status, tab, change, outside, matches, consented } = facts;
  const connection = status.connection;
  if (!facts.checked || !connection) {
    return step('review', 'locked', 'lockedByCheck', [], 'check');
  }
  if (tab.faults.review === 'RL-210' || tab.faults.review === 'RL-211') {
    return step('review', 'needsAttention', 'reviewSecretOld');
  }
  if (tab.plan && tab.plan.changeCount > 0) {
    return step('review', 'todo', ...planFact(tab.plan));
  }
  if (secretMissing(facts)) {
    return step('review', 'needsAttention', 'reviewSecretOld');
  }
  const inHand = Boolean(tab.pair && tab.pair !== 'untested');
  if (tab.faults.review || (inHand && (!tab.plan || !matches))) {
    return step('review', 'todo', 'reviewTodo');
  }
  if (!matches && !connection.endpointsCurrent) {
    if (change?.kind === 'Undo' && !outside) {
      return step('review', 'locked', 'reviewUndone', [{ at: change.at }], 'application');
    }
    if (change?.outcome === 'Done') {
      return outside?.by
        ? step('review', 'locked', 'reviewRevertedBy', [{ at: outside.at }, outside.by], 'application')
        : step('review', 'locked', 'reviewReverted', [{ at: change.at }], 'application');
    }
    if (change?.outcome === 'Partial' && change.secretOutcome === 'notSent') {
      return step('review', 'locked', 'reviewPaste', [], 'application');
    }
    return step('review', 'locked', 'reviewLocked', [], 'application');
  }
  if (!matches) {
    return step('review', 'todo', connection.calloutsEnabled ? 'reviewScope' : 'reviewCalloutsOff');
  }
  if (outside?.by) {
    return step('review', 'doneOutside', 'reviewOutsideBy', [{ at: outside.at }, outside.by]);
  }
  if (!change || outside) {
    return step('review', 'doneOutside', 'reviewOutside');
  }
  if (change.secretOutcome === 'unreadable' && !consented) {
    return step('review', 'notProven', 'reviewUnreadable');
  }
  if (change.outcome !== 'Done' && !consented) {
    return step('review', 'notProven', 'reviewArrived', [{ at: change.at }]);
  }
  return step('review', 'done', 'reviewDone', [{ at: change.at }, change.userName]);
}

function planFact(plan: RelinkPlan): [string, FactParam[]] {
  const count = (...types: string[]) =>
    plan.components.filter(({ type }) => types.includes(type)).reduce((sum, { changes }) => sum + changes.length, 0);
  const fields = (number: number): Fact => ({ key: number === 1 ? 'field' : 'fields', params: [String(number)] });
  const provider = count('AuthProvider');
  const credential = count('NamedCredential');
  const others = count('ExternalAuthIdentityProvider', 'ExternalCredential');
  if (others > 0) {
    return ['reviewPlanAll', [fields(provider + credential + others)]];
  }
  if (provider > 0 && credential > 0) {
    return ['reviewPlanBoth', [fields(provider), fields(credential)]];
  }
  return provider > 0 ? ['reviewPlanProvider', [fields(provider)]] : ['reviewPlanCredential', [fields(credential)]];
}

export function redirect(facts: Facts): JourneyStep {
  if (!facts.status.connection) {
    return step('redirect', 'locked', 'lockedByCheck', [], 'check');
  }
  if (facts.consented && facts.proof) {
    return step('redirect', 'done', 'redirectProven', [{ at: facts.proof.at }]);
  }
  if (facts.tab.redirectAdded) {
    return step('redirect', 'notProven', 'redirectAdded');
  }
  return updated(facts) ? step('redirect', 'notProven', 'redirectNotProven') : step('redirect', 'todo', 'redirectTodo');
}

export function authorize(facts: Facts): JourneyStep {
  const { change, outside, proof, consented } = facts;
  if (change?.kind === 'Undo' && !outside && facts.checked && proof?.outcome !== 'Passed') {
    return step('authorize', 'todo', 'authorizeUndone');
  }
  if (!facts.status.connection && facts.tab.reachable && proof?.faultCode === 'RL-501') {
    // Nothing was read, but a live call asks for it, and authorizing needs no API session.
    return step('authorize', 'todo', 'authorizeTodo');
  }
  if (!updated(facts)) {
    return step('authorize', 'locked', 'authorizeLocked', [], 'review');
  }
  if (consented && proof) {
    return proof.account
      ? step('authorize', 'done', 'authorizeDoneAs', [{ at: proof.at }, proof.account])
      : step('authorize', 'done', 'authorizeDone', [{ at: proof.at }]);
  }
  if (proof?.outcome === 'Passed' && change) {
    return step('authorize', 'notProven', 'consentLater', [{ at: dayAfter(change.at) }]);
  }
  if (!change && !proof) {
    return step('authorize', 'notProven', 'authorizeUnknown');
  }
  return step('authorize', 'todo', 'authorizeTodo');
}

export function prove(facts: Facts): JourneyStep {
  const { status, tab, change, proof, consented, staleProof } = facts;
  if (!status.connection && !tab.reachable) {
    return step('prove', 'locked', 'lockedByCheck', [], 'check');
  }
  if (!proof) {
    return staleProof ? step('prove', 'notProven', 'proveStale') : step('prove', 'todo', 'proveTodo');
  }
  if (proof.outcome !== 'Passed') {
    return step('prove', 'failed', 'proveFailed', [{ at: proof.at }]);
  }
  if (!consented && change) {
    return step('prove', 'notProven', 'consentLater', [{ at: dayAfter(change.at) }]);
  }
  return proof.account
    ? step('prove', 'done', 'proveDoneAs', [{ at: proof.at }, proof.account])
    : step('prove', 'done', 'proveDone', [{ at: proof.at }]);
}

export function retire(facts: Facts): JourneyStep {
  const { status, change, consented, tab } = facts;
  const retirement = status.lastRetirement;
  if (retirement && (!change || Date.parse(retirement.at) >= Date.parse(change.at))) {
    return step('retire', 'done', 'retireDone', [{ at: retirement.at }]);
  }
  if (!consented || !updated(facts)) {
    return step('retire', 'locked', 'retireLocked', [], 'prove');
  }
  return tab.previousKey ? step('retire', 'todo', 'retireTodo') : step('retire', 'done', 'retireNothing');
}
