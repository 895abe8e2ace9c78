import ConsumerKey from '@salesforce/label/c.Relink_Field_ConsumerKey';
import ConsumerSecret from '@salesforce/label/c.Relink_Field_ConsumerSecret';
import PerUser from '@salesforce/label/c.Relink_Fault_PerUser';
import ReadBackDiffers from '@salesforce/label/c.Relink_Fault_ReadBackDiffers';
import type { RelinkFault } from 'c/relinkTypes';
import { fill } from 'c/relinkText';
import { FAULT_ACTIONS } from './faultActions';
import type { FaultAction, FaultActionSpec } from './faultActions';
import { FAULT_TEXTS } from './faultTexts';
import type { FaultText } from './faultTexts';

export type { FaultAction, FaultActionSpec, FaultLink } from './faultActions';
export type { FaultText } from './faultTexts';

/** One fault, ready to be shown. */
export interface FaultEntry extends FaultText {
  /** `error`: it stops here. `warning`: something is open, or waiting helps. */
  tone: 'error' | 'warning';
  /** Buttons of this fault, in the order of the work. Every panel offers **Use Setup instead** beside them. */
  actions: readonly FaultAction[];
  /** The brand button. */
  primary: FaultAction;
}

interface Handling {
  tone: 'error' | 'warning';
  actions: readonly [FaultAction, ...FaultAction[]];
  /** Only where the first button is not the main one. */
  primary?: FaultAction;
}

const UNKNOWN = 'RL-999';
/**
 * Parameters that Setup shows in other words. `READ_BACK_DIFFERS` stands where Salesforce's message stands, when Salesforce accepted a value
 * and then showed another one.
 */
const PARAM_WORDS: Record<string, string> = {
  consumerKey: ConsumerKey,
  consumerSecret: ConsumerSecret,
  READ_BACK_DIFFERS: ReadBackDiffers,
  PerUser
};

const HANDLING: Record<string, Handling> = {
  'RL-101': { tone: 'error', actions: ['openPermissionSets', 'checkAgain'] },
  'RL-102': { tone: 'error', actions: ['openUser', 'checkAgain'] },
  'RL-103': { tone: 'error', actions: ['checkAgain', 'openUser'] },
  'RL-110': { tone: 'error', actions: ['reload'] },
  'RL-111': { tone: 'error', actions: ['openSessionSettings', 'reload'] },
  'RL-112': { tone: 'error', actions: ['openApiAccess', 'checkAgain'] },
  'RL-113': { tone: 'error', actions: ['reload'] },
  'RL-114': { tone: 'error', actions: ['checkAgain'] },
  'RL-115': { tone: 'warning', actions: ['verifyIdentity', 'checkAgain'] },
  'RL-116': { tone: 'warning', actions: ['useSetup', 'checkAgain'] },
  'RL-201': { tone: 'error', actions: ['openAuthProvider', 'readAgain'] },
  'RL-202': { tone: 'error', actions: ['retry', 'openNamedCredential'] },
  'RL-203': { tone: 'warning', actions: ['reviewPlan'] },
  'RL-204': { tone: 'warning', actions: ['retry'] },
  'RL-205': { tone: 'warning', actions: ['readFromOrg'] },
  'RL-210': {
    tone: 'warning',
    actions: ['copySecret', 'openAuthProvider', 'useReplacement'],
    primary: 'openAuthProvider'
  },
  'RL-211': { tone: 'warning', actions: ['openAuthProvider', 'useReplacement'] },
  'RL-212': { tone: 'warning', actions: ['goToStep1', 'openPortal'] },
  'RL-220': { tone: 'warning', actions: ['turnOn', 'openNamedCredential'] },
  'RL-230': { tone: 'warning', actions: ['editSuffix'] },
  'RL-231': { tone: 'warning', actions: ['editSuffix'] },
  'RL-240': { tone: 'warning', actions: ['openPermissionSets', 'checkAgain'] },
  'RL-301': { tone: 'error', actions: ['editSecret', 'editKey'] },
  'RL-302': { tone: 'warning', actions: ['retry', 'goOnUnchecked'] },
  'RL-310': { tone: 'error', actions: ['goToStep1'] },
  'RL-311': { tone: 'error', actions: ['goToStep1'] },
  'RL-405': { tone: 'warning', actions: ['checkNow', 'goToStep3'] },
  'RL-406': { tone: 'warning', actions: ['authorizeAgain', 'keepAccount'] },
  'RL-501': { tone: 'error', actions: ['goToStep4'] },
  'RL-502': { tone: 'error', actions: ['openPortal', 'runAgain'] },
  'RL-503': { tone: 'error', actions: ['goToStep2', 'runAgain'] },
  'RL-505': { tone: 'warning', actions: ['runAgain'] },
  'RL-506': { tone: 'warning', actions: ['runAgain'] },
  'RL-507': { tone: 'error', actions: ['openRemoteSites', 'runAgain'] },
  'RL-601': { tone: 'warning', actions: ['goToStep5'] },
  'RL-602': { tone: 'warning', actions: ['checkAgain', 'openNamedCredentials'] },
  'RL-603': { tone: 'error', actions: ['openNamedCredential', 'checkAgain'] },
  'RL-604': { tone: 'error', actions: ['openNamedCredential', 'checkAgain'] },
  'RL-605': { tone: 'error', actions: ['openNamedCredential', 'checkAgain'] },
  'RL-606': { tone: 'error', actions: ['openAuthProvider', 'checkAgain'] },
  'RL-607': { tone: 'warning', actions: ['useSetup', 'openAuthProvider'] },
  'RL-901': { tone: 'error', actions: ['retry'] },
  'RL-902': { tone: 'error', actions: ['retry'] },
  'RL-903': { tone: 'error', actions: ['retry', 'copyDetails'] },
  'RL-999': { tone: 'error', actions: ['readFromOrg', 'copyDetails'] }
};

/** Codes that the catalogue knows, in order. */
export const FAULT_CODES: readonly string[] = Object.keys(HANDLING);

/** Texts and buttons of a fault, parameters filled in. A code the catalogue does not know is shown as RL-999. */
export function faultEntry(fault: RelinkFault): FaultEntry {
  const code = Object.hasOwn(HANDLING, fault.code) ? fault.code : UNKNOWN;
  const { title, why, next } = FAULT_TEXTS[code];
  const { tone, actions, primary = actions[0] } = HANDLING[code];
  const params = (fault.params ?? []).map((param) => PARAM_WORDS[param] ?? param);
  return {
    title: fill(title, ...params),
    why: fill(why, ...params),
    next: fill(next, ...params),
    tone,
    actions,
    primary
  };
}

/** Label, icon and, where it opens a page, the link of an action. */
export function faultAction(action: FaultAction): FaultActionSpec {
  return FAULT_ACTIONS[action];
}

/** Whether the panel of a fault has a button that makes the same call once more. */
export function offersRetry(fault: RelinkFault | null): boolean {
  return fault !== null && faultEntry(fault).actions.some((action) => action === 'retry' || action === 'runAgain');
}
