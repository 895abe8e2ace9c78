import type { Moment, RelinkPlan, RelinkState, RelinkStatus } from 'c/relinkTypes';
import type { RelinkPairState } from 'c/relinkSession';
import { badge } from './journeyBadge';
import { gather } from './journeyFacts';
import { application, authorize, check, prove, redirect, retire, review } from './journeySteps';

export { missing } from './journeySteps';

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
  /** A live call can be made, even if the Metadata API told nothing about the connection. */
  reachable: boolean;
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

/** Faults that leave a choice or a rest to do, rather than a failure. */
const UNFINISHED = new Set(['RL-202', 'RL-203', 'RL-205', 'RL-210', 'RL-211', 'RL-212', 'RL-220', 'RL-405', 'RL-406']);

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
  if (steps.check.state === 'done' && status?.warnings?.length) {
    // The change can go on meanwhile: that is not the step to do first.
    steps.check.state = 'needsAttention';
  }
  return { steps, current, open: toOpen(steps, current), badge: badge(facts) };
}

function toOpen(steps: Record<StepKey, JourneyStep>, current: StepKey | null): StepKey[] {
  if (current === 'authorize' && steps.redirect.state === 'notProven') {
    return ['redirect', 'authorize'];
  }
  const first = current ?? STEPS.find((key) => key === 'prove' && steps[key].state === 'notProven');
  return first ? [first] : [];
}
