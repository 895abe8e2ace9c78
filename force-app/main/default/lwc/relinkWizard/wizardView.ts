import Application from '@salesforce/label/c.Relink_Title_Application';
import Authorize from '@salesforce/label/c.Relink_Title_Authorize';
import Check from '@salesforce/label/c.Relink_Title_Check';
import CheckFinished from '@salesforce/label/c.Relink_Wizard_CheckFinished';
import CheckPassed from '@salesforce/label/c.Relink_Wizard_CheckPassed';
import CheckProblem from '@salesforce/label/c.Relink_Wizard_CheckProblem';
import CheckProblems from '@salesforce/label/c.Relink_Wizard_CheckProblems';
import GoTo from '@salesforce/label/c.Relink_Wizard_GoTo';
import PageTitle from '@salesforce/label/c.Relink_Wizard_PageTitle';
import PageTitleCheck from '@salesforce/label/c.Relink_Wizard_PageTitleCheck';
import Prove from '@salesforce/label/c.Relink_Title_Prove';
import Redirect from '@salesforce/label/c.Relink_Title_Redirect';
import Retire from '@salesforce/label/c.Relink_Title_Retire';
import Review from '@salesforce/label/c.Relink_Title_Review';
import StepDone from '@salesforce/label/c.Relink_Wizard_StepDone';
import { factText } from 'c/relinkFacts';
import { STEPS } from 'c/relinkJourney';
import { fill } from 'c/relinkText';
import type { Journey, StepKey, StepState } from 'c/relinkJourney';
import type { RelinkConnection, RelinkFault, RelinkHome, RelinkStatus } from 'c/relinkTypes';

/** Titles of the steps, as people read them. */
export const TITLES: Record<StepKey, string> = {
  check: Check,
  application: Application,
  review: Review,
  redirect: Redirect,
  authorize: Authorize,
  prove: Prove,
  retire: Retire
};

/** What the platform tells about the page's address. */
export interface PageReference {
  attributes?: Record<string, string>;
  state?: Record<string, string | undefined>;
}

/** One step as the template shows it. The member named as the step is true when its body is to be rendered. */
export interface Row extends Partial<Record<StepKey, boolean>> {
  key: StepKey;
  number: number;
  title: string;
  state: StepState;
  fact: string;
  expanded: boolean;
  unlock: StepKey | null;
  /** Label of the button that leads to the step that unlocks this one; blank when it is not locked. */
  unlockLabel: string;
  /** Step 2 is not done yet. */
  early: boolean;
  /** An authorization proved the redirect URL. */
  urlProven: boolean;
  /** Step 4 is done. */
  authorized: boolean;
  /** The org holds the old secret, and this tab does not hold the new one. */
  secretLost: boolean;
}

/**
 * Steps as rows.
 * @param found the connection was read, so that the steps after the check have something to show
 * @param reached a live call can be made, and the connection authorized
 */
export function rowsOf(
  { steps }: Journey,
  opened: readonly StepKey[],
  found: object | null,
  reached: object | null
): Row[] {
  return STEPS.map((key, number) => {
    const { state, fact, unlock } = steps[key];
    const locked = state === 'locked';
    return {
      key,
      number,
      title: TITLES[key],
      state,
      fact: factText(fact),
      expanded: opened.includes(key),
      unlock,
      unlockLabel: locked && unlock ? fill(GoTo, TITLES[unlock]) : '',
      urlProven: steps.redirect.state === 'done',
      authorized: steps.authorize.state === 'done',
      early: steps.authorize.state === 'locked',
      secretLost: fact.key === 'reviewSecretOld' && steps.application.fact.key === 'applicationLost',
      [key]: key === 'check' || (Boolean(key === 'prove' || key === 'authorize' ? reached : found) && !locked)
    };
  });
}

/** Title of the page while a step is open: "Step 4, Authorize | Relink". */
export function pageTitle(step: StepKey): string {
  return step === 'check' ? fill(PageTitleCheck, Check) : fill(PageTitle, STEPS.indexOf(step), TITLES[step]);
}

/** What is announced when a step is finished and the next one opens. */
export function doneMessage(step: StepKey, next: StepKey): string {
  const opened = STEPS.indexOf(next);
  return step === 'check'
    ? fill(CheckFinished, opened, TITLES[next])
    : fill(StepDone, STEPS.indexOf(step), opened, TITLES[next]);
}

/** What is announced after the org was read again. */
export function checkedMessage(status: (Partial<RelinkStatus> & { fault?: RelinkFault | null }) | null): string {
  const checks = status?.checks ?? [];
  const problems = checks.filter(({ passed }) => !passed).length;
  if (checks.length > 0 && problems === 0 && !status?.fault) {
    return fill(CheckPassed, checks.length, checks.length);
  }
  return problems > 1 ? fill(CheckProblems, problems) : CheckProblem;
}

/** Consumer key that the newest change of this connection replaced, or null. */
export function replacedKey(home: RelinkHome | null, connection: RelinkConnection | null): string | null {
  const run = home?.history.find(
    ({ kind, outcome, credentialName, previousConsumerKey }) =>
      kind === 'Update' &&
      outcome !== 'Failed' &&
      credentialName === connection?.credentialName &&
      previousConsumerKey &&
      previousConsumerKey !== connection.consumerKey
  );
  return run?.previousConsumerKey ?? null;
}

/** What tells whether a connection changed since it was read: two equal texts mean that it did not. */
export function signature(home: RelinkHome | null, connectionId: string | null): string {
  const connection = home?.connections.find(({ id }) => id === connectionId);
  return JSON.stringify([
    home?.connections.length,
    connection?.fingerprint,
    connection?.state,
    connection?.lastChange?.id,
    connection?.lastChange?.outcome,
    connection?.lastProof?.id
  ]);
}
