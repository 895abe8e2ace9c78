import AuthorizeAgain from '@salesforce/label/c.Relink_Home_AuthorizeAgain';
import ChangePartial from '@salesforce/label/c.Relink_Home_ChangePartial';
import ChangePartialMore from '@salesforce/label/c.Relink_Home_ChangePartialMore';
import ChangeUnknown from '@salesforce/label/c.Relink_Home_ChangeUnknown';
import ChangeUnknownMore from '@salesforce/label/c.Relink_Home_ChangeUnknownMore';
import ContinueStep2 from '@salesforce/label/c.Relink_Home_ContinueStep2';
import NoneYet from '@salesforce/label/c.Relink_Home_None';
import NotAuthorized from '@salesforce/label/c.Relink_Home_NotAuthorized';
import NotAuthorizedMore from '@salesforce/label/c.Relink_Home_NotAuthorizedMore';
import NotProven from '@salesforce/label/c.Relink_Home_NotProven';
import NotProvenYet from '@salesforce/label/c.Relink_Home_NotProvenYet';
import NotProvenMore from '@salesforce/label/c.Relink_Home_NotProvenMore';
import NotWorking from '@salesforce/label/c.Relink_Home_NotWorking';
import NotWorkingMore from '@salesforce/label/c.Relink_Home_NotWorkingMore';
import OpenRelink from '@salesforce/label/c.Relink_Home_OpenRelink';
import Outdated from '@salesforce/label/c.Relink_Home_Outdated';
import OutdatedMore from '@salesforce/label/c.Relink_Home_OutdatedMore';
import ProofFailed from '@salesforce/label/c.Relink_Home_ProofFailed';
import ProofOlder from '@salesforce/label/c.Relink_Home_ProofOlder';
import ProofPassed from '@salesforce/label/c.Relink_Home_ProofPassed';
import RunCall from '@salesforce/label/c.Relink_Home_RunCall';
import ScopeMissing from '@salesforce/label/c.Relink_Home_ScopeMissing';
import ScopeMissingMore from '@salesforce/label/c.Relink_Home_ScopeMissingMore';
import SecretKept from '@salesforce/label/c.Relink_Home_SecretKept';
import SecretKeptMore from '@salesforce/label/c.Relink_Home_SecretKeptMore';
import Sentence from '@salesforce/label/c.Relink_Home_Sentence';
import StartStep1 from '@salesforce/label/c.Relink_Home_StartStep1';
import Unknown from '@salesforce/label/c.Relink_Home_Unknown';
import UnknownMore from '@salesforce/label/c.Relink_Home_UnknownMore';
import Working from '@salesforce/label/c.Relink_Home_Working';
import WorkingMore from '@salesforce/label/c.Relink_Home_WorkingMore';
import { faultEntry } from 'c/relinkFaultCatalogue';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkHomeConnection, RelinkState } from 'c/relinkTypes';

/** The next action: what its button says, which step of the wizard it opens, and whether it is urgent (brand button). */
export interface HomeNext {
  label: string;
  step: number;
  urgent: boolean;
}

/** A connection in two sentences and one next action. */
export interface HomeSummary {
  headline: string;
  more: string;
  next: HomeNext;
}

const WORST_FIRST: readonly RelinkState[] = [
  'noAccess',
  'notFound',
  'needsAttention',
  'outdated',
  'notWorking',
  'notAuthorized',
  'unknown',
  'notProven',
  'working'
];

/** The connections, those that need someone most in front. Equal ones keep their order. */
export function worstFirst(connections: readonly RelinkHomeConnection[]): RelinkHomeConnection[] {
  return [...connections].sort((a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state));
}

/** Whether a state needs someone more than the one before. */
export function isWorse(state: RelinkState, before: RelinkState): boolean {
  return WORST_FIRST.indexOf(state) < WORST_FIRST.indexOf(before);
}

/** What is wrong with a connection, what that means, and what to do next. */
export function summarize(connection: RelinkHomeConnection): HomeSummary {
  const authorize = urgent(AuthorizeAgain, 4);
  const name = connection.credentialName;
  switch (connection.state) {
    case 'needsAttention':
      return { ...unfinished(connection), next: urgent(ContinueStep2, 2) };
    case 'outdated':
      return connection.endpointsCurrent
        ? { headline: ScopeMissing, more: ScopeMissingMore, next: urgent(ContinueStep2, 2) }
        : { headline: Outdated, more: OutdatedMore, next: urgent(StartStep1, 1) };
    case 'notAuthorized':
      return { headline: NotAuthorized, more: fill(NotAuthorizedMore, name), next: authorize };
    case 'notWorking':
      return failing(connection);
    case 'notProven':
      return {
        headline: connection.lastChange ? NotProven : NotProvenYet,
        more: NotProvenMore,
        next: urgent(RunCall, 5)
      };
    case 'working': {
      const account = connection.lastProof?.account;
      return {
        headline: Working,
        more: account ? fill(WorkingMore, account) : '',
        next: { label: RunCall, step: 5, urgent: false }
      };
    }
    default:
      return { headline: Unknown, more: UnknownMore, next: urgent(OpenRelink, 0) };
  }
}

/** When the last proof was, how it ended, and whether a change came after it. */
export function lastProofText(connection: RelinkHomeConnection): string {
  const { lastProof, lastChange } = connection;
  if (!lastProof) {
    return NoneYet;
  }
  const result = fill(lastProof.outcome === 'Passed' ? ProofPassed : ProofFailed, dateTimeText(lastProof.at));
  const older = lastChange && Date.parse(lastProof.at) < Date.parse(lastChange.at);
  return older ? fill(ProofOlder, result) : result;
}

function urgent(label: string, step: number): HomeNext {
  return { label, step, urgent: true };
}

function unfinished({ lastChange, credentialName }: RelinkHomeConnection): Omit<HomeSummary, 'next'> {
  if (lastChange?.secretOutcome === 'notStored') {
    return { headline: SecretKept, more: fill(SecretKeptMore, credentialName) };
  }
  if (lastChange?.outcome === 'Started' || lastChange?.outcome === 'Unknown') {
    return { headline: ChangeUnknown, more: ChangeUnknownMore };
  }
  return { headline: ChangePartial, more: fill(ChangePartialMore, credentialName) };
}

/** The last live call failed: its fault says why, where the run names one. */
function failing({ lastProof }: RelinkHomeConnection): HomeSummary {
  const code = lastProof?.faultCode;
  if (!code) {
    return { headline: NotWorking, more: NotWorkingMore, next: urgent(RunCall, 5) };
  }
  const { title, next } = faultEntry({ code });
  const action = code === 'RL-501' ? urgent(AuthorizeAgain, 4) : urgent(RunCall, 5);
  return { headline: fill(Sentence, title), more: next, next: action };
}
