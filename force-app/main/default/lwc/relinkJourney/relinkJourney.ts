import type { Moment, RelinkPlan, RelinkRunView, RelinkState, RelinkStatus } from 'c/relinkTypes';
import type { RelinkPairState } from 'c/relinkSession';

/** The steps in their order. */
export const STEPS = ['check', 'application', 'review', 'redirect', 'authorize', 'prove', 'retire'] as const;
export type StepKey = (typeof STEPS)[number];

/** State of a step, as its badge and icon show it. */
export type StepState =
  'todo' | 'current' | 'done' | 'doneOutside' | 'notProven' | 'needsAttention' | 'failed' | 'locked' | 'working';

/** A sentence about a step: the key of its text, and what fills the placeholders. */
export interface Fact {
  key: string;
  params: FactParam[];
}
/** Text as it is, a moment to be written in the user's locale, or a sentence part. */
export type FactParam = string | { at: Moment } | Fact;

/** What only this tab knows. All of it may be lost: the facts of the org come first. */
export interface RelinkTab {
  /** Judgement of the key and secret that the tab holds, or null when it holds none. */
  pair: RelinkPairState | null;
  /** Plan that was read for the pair, or null. */
  plan: RelinkPlan | null;
  /** Step with a request under way. */
  working: StepKey | null;
  /** Code of the fault that each step shows. */
  faults: Partial<Record<StepKey, string>>;
  /** The person said that the redirect URL was added. */
  redirectAdded: boolean;
  /** Consumer key that the newest change replaced, or null when no key was replaced. */
  previousKey: string | null;
}

export interface JourneyStep {
  key: StepKey;
  state: StepState;
  fact: Fact;
  /** Step that unlocks a locked one. */
  unlock: StepKey | null;
}

export interface Journey {
  steps: Record<StepKey, JourneyStep>;
  /** First step that is neither done nor locked nor waiting for a later proof; null when there is none. */
  current: StepKey | null;
  /** Steps to open when the page loads. */
  open: StepKey[];
  badge: RelinkState;
}

const DAY = 86_400_000;
/** Faults of step 2 that leave a choice or a rest to do, rather than a failure. */
const UNFINISHED = new Set(['RL-202', 'RL-203', 'RL-205', 'RL-210', 'RL-211', 'RL-212', 'RL-220']);
const NO_ACCESS = /^RL-1\d\d$/;

interface Facts {
  status: Partial<RelinkStatus>;
  tab: RelinkTab;
  /** Newest change that may have reached the org. */
  change: RelinkRunView | null;
  /** Newest proof, if it is newer than the change. */
  proof: RelinkRunView | null;
  /** A proof older than the change. */
  staleProof: boolean;
  checked: boolean;
  matches: boolean;
  consented: boolean;
}

/**
 * The state of every step.
 * @param status what was read from the org; null before the first answer, partial after a fault
 * @param tab what only this tab knows
 */
export function journey(status: Partial<RelinkStatus> | null, tab: RelinkTab): Journey {
  const facts = gather(status ?? {}, tab);
  const steps = {
    check: check(facts, status === null),
    application: application(facts),
    review: review(facts),
    redirect: redirect(facts),
    authorize: authorize(facts),
    prove: prove(facts),
    retire: retire(facts)
  };
  for (const key of STEPS) {
    const code = tab.faults[key];
    if (tab.working === key) {
      steps[key].state = 'working';
    } else if (code && steps[key].state !== 'locked') {
      steps[key].state = UNFINISHED.has(code) ? 'needsAttention' : 'failed';
    }
  }
  const current =
    STEPS.find((key) => ['todo', 'needsAttention', 'failed', 'working'].includes(steps[key].state)) ?? null;
  if (current && steps[current].state === 'todo') {
    steps[current].state = 'current';
  }
  return { steps, current, open: toOpen(steps, current), badge: badge(facts) };
}

function gather(status: Partial<RelinkStatus>, tab: RelinkTab): Facts {
  const connection = status.connection;
  const change = status.lastChange && status.lastChange.outcome !== 'Failed' ? status.lastChange : null;
  const newest = status.lastProof ?? null;
  const proof = newest && (!change || Date.parse(newest.at) >= Date.parse(change.at)) ? newest : null;
  const passed = proof?.outcome === 'Passed';
  return {
    status,
    tab,
    change,
    proof,
    staleProof: newest !== null && proof === null,
    checked: Boolean(connection) && (status.checks ?? []).every(({ passed: ok }) => ok),
    matches: Boolean(connection?.endpointsCurrent && connection.scopeComplete && connection.calloutsEnabled),
    consented: passed && (change === null || Boolean(proof?.consentProven))
  };
}

function step(key: StepKey, state: StepState, fact: string, params: FactParam[] = [], unlock: StepKey | null = null) {
  return { key, state, fact: { key: fact, params }, unlock };
}

function check({ status, checked, tab }: Facts, reading: boolean): JourneyStep {
  if (reading) {
    return step('check', 'working', 'checkReading');
  }
  if (checked) {
    return step('check', 'done', 'checkDone');
  }
  const failed = (status.checks ?? []).filter(({ passed }) => !passed);
  if (failed.length > 0 || tab.faults.check) {
    const count = Math.max(failed.length, 1);
    return step('check', 'failed', count === 1 ? 'checkProblem' : 'checkProblems', [String(count)]);
  }
  return (status.connections ?? []).length > 1
    ? step('check', 'needsAttention', 'checkChoose')
    : step('check', 'failed', 'checkNothing');
}

function application(facts: Facts): JourneyStep {
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

/** A change left the old secret in the org, and no later authorization showed otherwise. */
function secretMissing({ change, consented }: Facts): boolean {
  return change?.secretOutcome === 'notStored' && !consented;
}

function review(facts: Facts): JourneyStep {
  const { status, tab, change, matches, consented } = facts;
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
    if (change?.outcome === 'Done') {
      return step('review', 'locked', 'reviewReverted', [{ at: change.at }], 'application');
    }
    return step('review', 'locked', 'reviewLocked', [], 'application');
  }
  if (!matches) {
    return step('review', 'todo', connection.calloutsEnabled ? 'reviewScope' : 'reviewCalloutsOff');
  }
  if (!change) {
    return tab.plan ? step('review', 'done', 'reviewNothing') : step('review', 'doneOutside', 'reviewOutside');
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
  const count = (type: string) =>
    plan.components
      .filter((component) => component.type === type)
      .reduce((sum, { changes }) => sum + changes.length, 0);
  const fields = (number: number): Fact => ({ key: number === 1 ? 'field' : 'fields', params: [String(number)] });
  const provider = count('AuthProvider');
  const credential = count('NamedCredential');
  if (provider > 0 && credential > 0) {
    return ['reviewPlanBoth', [fields(provider), fields(credential)]];
  }
  return provider > 0 ? ['reviewPlanProvider', [fields(provider)]] : ['reviewPlanCredential', [fields(credential)]];
}

/** Whether step 2 holds the later steps back. */
function updated(facts: Facts): boolean {
  return facts.checked && facts.matches && !secretMissing(facts);
}

function redirect(facts: Facts): JourneyStep {
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

function authorize(facts: Facts): JourneyStep {
  const { change, proof, consented } = facts;
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
  return step('authorize', 'todo', 'authorizeTodo');
}

function prove(facts: Facts): JourneyStep {
  const { status, change, proof, consented, staleProof } = facts;
  if (!status.connection) {
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

function retire(facts: Facts): JourneyStep {
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

/** An access token lives a day: a call after that uses an access that the new application renewed. */
function dayAfter(at: Moment): Moment {
  return new Date(Date.parse(at) + DAY).toISOString();
}

function toOpen(steps: Record<StepKey, JourneyStep>, current: StepKey | null): StepKey[] {
  if (current === 'authorize' && steps.redirect.state === 'notProven') {
    return ['redirect', 'authorize'];
  }
  const first = current ?? STEPS.find((key) => key === 'prove' && steps[key].state === 'notProven');
  return first ? [first] : [];
}

function badge(facts: Facts): RelinkState {
  const { status, tab, change, proof, checked, consented } = facts;
  const connection = status.connection;
  const code = tab.faults.check ?? '';
  const denied = (status.checks ?? []).some(
    ({ key, passed }) => !passed && (key === 'relink' || key === 'permissions' || key === 'session')
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
