import ApplicationHeld from '@salesforce/label/c.Relink_Fact_ApplicationHeld';
import ApplicationLost from '@salesforce/label/c.Relink_Fact_ApplicationLost';
import ApplicationStored from '@salesforce/label/c.Relink_Fact_ApplicationStored';
import ApplicationStoredUnproven from '@salesforce/label/c.Relink_Fact_ApplicationStoredUnproven';
import ApplicationTodo from '@salesforce/label/c.Relink_Fact_ApplicationTodo';
import ApplicationUnchecked from '@salesforce/label/c.Relink_Fact_ApplicationUnchecked';
import AuthorizeDone from '@salesforce/label/c.Relink_Fact_AuthorizeDone';
import AuthorizeDoneAs from '@salesforce/label/c.Relink_Fact_AuthorizeDoneAs';
import AuthorizeLocked from '@salesforce/label/c.Relink_Fact_AuthorizeLocked';
import AuthorizeTodo from '@salesforce/label/c.Relink_Fact_AuthorizeTodo';
import CheckChoose from '@salesforce/label/c.Relink_Fact_CheckChoose';
import CheckDone from '@salesforce/label/c.Relink_Fact_CheckDone';
import CheckFault from '@salesforce/label/c.Relink_Fact_CheckFault';
import CheckNotGranted from '@salesforce/label/c.Relink_Fact_CheckNotGranted';
import CheckNothing from '@salesforce/label/c.Relink_Fact_CheckNothing';
import CheckProblem from '@salesforce/label/c.Relink_Fact_CheckProblem';
import CheckProblems from '@salesforce/label/c.Relink_Fact_CheckProblems';
import CheckReading from '@salesforce/label/c.Relink_Fact_CheckReading';
import ConsentLater from '@salesforce/label/c.Relink_Fact_ConsentLater';
import Field from '@salesforce/label/c.Relink_Fact_Field';
import Fields from '@salesforce/label/c.Relink_Fact_Fields';
import ProveDone from '@salesforce/label/c.Relink_Fact_ProveDone';
import ProveDoneAs from '@salesforce/label/c.Relink_Fact_ProveDoneAs';
import ProveFailed from '@salesforce/label/c.Relink_Fact_ProveFailed';
import ProveStale from '@salesforce/label/c.Relink_Fact_ProveStale';
import ProveTodo from '@salesforce/label/c.Relink_Fact_ProveTodo';
import RedirectAdded from '@salesforce/label/c.Relink_Fact_RedirectAdded';
import RedirectNotProven from '@salesforce/label/c.Relink_Fact_RedirectNotProven';
import RedirectProven from '@salesforce/label/c.Relink_Fact_RedirectProven';
import RedirectTodo from '@salesforce/label/c.Relink_Fact_RedirectTodo';
import RetireDone from '@salesforce/label/c.Relink_Fact_RetireDone';
import RetireLocked from '@salesforce/label/c.Relink_Fact_RetireLocked';
import RetireNothing from '@salesforce/label/c.Relink_Fact_RetireNothing';
import RetireTodo from '@salesforce/label/c.Relink_Fact_RetireTodo';
import ReviewArrived from '@salesforce/label/c.Relink_Fact_ReviewArrived';
import ReviewCalloutsOff from '@salesforce/label/c.Relink_Fact_ReviewCalloutsOff';
import ReviewDone from '@salesforce/label/c.Relink_Fact_ReviewDone';
import ReviewLocked from '@salesforce/label/c.Relink_Fact_ReviewLocked';
import LockedByCheck from '@salesforce/label/c.Relink_Fact_LockedByCheck';
import ReviewNothing from '@salesforce/label/c.Relink_Fact_ReviewNothing';
import ReviewOutside from '@salesforce/label/c.Relink_Fact_ReviewOutside';
import ReviewPlanAll from '@salesforce/label/c.Relink_Fact_ReviewPlanAll';
import ReviewPlanBoth from '@salesforce/label/c.Relink_Fact_ReviewPlanBoth';
import ReviewPlanCredential from '@salesforce/label/c.Relink_Fact_ReviewPlanCredential';
import ReviewPlanProvider from '@salesforce/label/c.Relink_Fact_ReviewPlanProvider';
import ReviewReverted from '@salesforce/label/c.Relink_Fact_ReviewReverted';
import ReviewScope from '@salesforce/label/c.Relink_Fact_ReviewScope';
import ReviewSecretOld from '@salesforce/label/c.Relink_Fact_ReviewSecretOld';
import ReviewTodo from '@salesforce/label/c.Relink_Fact_ReviewTodo';
import ReviewUnreadable from '@salesforce/label/c.Relink_Fact_ReviewUnreadable';
import CheckProviderOnly from '@salesforce/label/c.Relink_Fact_CheckProviderOnly';
import CheckCredentialOnly from '@salesforce/label/c.Relink_Fact_CheckCredentialOnly';
import ReviewRevertedBy from '@salesforce/label/c.Relink_Fact_ReviewRevertedBy';
import ReviewPaste from '@salesforce/label/c.Relink_Fact_ReviewPaste';
import ReviewOutsideBy from '@salesforce/label/c.Relink_Fact_ReviewOutsideBy';
import AuthorizeUnknown from '@salesforce/label/c.Relink_Fact_AuthorizeUnknown';
import ReviewUndone from '@salesforce/label/c.Relink_Fact_ReviewUndone';
import AuthorizeUndone from '@salesforce/label/c.Relink_Fact_AuthorizeUndone';
import { dateTimeText, fill } from 'c/relinkText';
import type { Fact, FactParam } from 'c/relinkJourney';

/** Sentences about steps, by the key that the journey gives. */
const TEXTS: Record<string, string> = {
  applicationHeld: ApplicationHeld,
  applicationLost: ApplicationLost,
  applicationStored: ApplicationStored,
  applicationStoredUnproven: ApplicationStoredUnproven,
  applicationTodo: ApplicationTodo,
  applicationUnchecked: ApplicationUnchecked,
  authorizeDone: AuthorizeDone,
  authorizeDoneAs: AuthorizeDoneAs,
  authorizeLocked: AuthorizeLocked,
  authorizeTodo: AuthorizeTodo,
  checkChoose: CheckChoose,
  checkDone: CheckDone,
  checkNotGranted: CheckNotGranted,
  checkFault: CheckFault,
  checkNothing: CheckNothing,
  checkProblem: CheckProblem,
  checkProblems: CheckProblems,
  checkReading: CheckReading,
  consentLater: ConsentLater,
  field: Field,
  fields: Fields,
  proveDone: ProveDone,
  proveDoneAs: ProveDoneAs,
  proveFailed: ProveFailed,
  proveStale: ProveStale,
  proveTodo: ProveTodo,
  redirectAdded: RedirectAdded,
  redirectNotProven: RedirectNotProven,
  redirectProven: RedirectProven,
  redirectTodo: RedirectTodo,
  retireDone: RetireDone,
  retireLocked: RetireLocked,
  retireNothing: RetireNothing,
  retireTodo: RetireTodo,
  reviewArrived: ReviewArrived,
  reviewCalloutsOff: ReviewCalloutsOff,
  reviewDone: ReviewDone,
  reviewLocked: ReviewLocked,
  lockedByCheck: LockedByCheck,
  reviewNothing: ReviewNothing,
  reviewOutside: ReviewOutside,
  reviewPlanAll: ReviewPlanAll,
  reviewPlanBoth: ReviewPlanBoth,
  reviewPlanCredential: ReviewPlanCredential,
  reviewPlanProvider: ReviewPlanProvider,
  reviewReverted: ReviewReverted,
  reviewScope: ReviewScope,
  reviewSecretOld: ReviewSecretOld,
  reviewTodo: ReviewTodo,
  checkProviderOnly: CheckProviderOnly,
  checkCredentialOnly: CheckCredentialOnly,
  reviewRevertedBy: ReviewRevertedBy,
  reviewPaste: ReviewPaste,
  reviewOutsideBy: ReviewOutsideBy,
  authorizeUnknown: AuthorizeUnknown,
  reviewUndone: ReviewUndone,
  authorizeUndone: AuthorizeUndone,
  reviewUnreadable: ReviewUnreadable
};

/** Keys that have a text. */
export const FACT_KEYS: readonly string[] = Object.keys(TEXTS);

/** A fact as a sentence, moments in the user's locale. */
export function factText({ key, params }: Fact): string {
  return fill(TEXTS[key], ...params.map(paramText));
}

function paramText(param: FactParam): string {
  if (typeof param === 'string') {
    return param;
  }
  return 'at' in param ? dateTimeText(param.at) : factText(param);
}
