import Callback from '@salesforce/label/c.Relink_Application_Callback';
import CallbackUrl from '@salesforce/label/c.Relink_Redirect_Url';
import Check from '@salesforce/label/c.Relink_Application_Check';
import Checking from '@salesforce/label/c.Relink_Application_Checking';
import CurrentKey from '@salesforce/label/c.Relink_Application_CurrentKey';
import Equal from '@salesforce/label/c.Relink_Application_Equal';
import GoOnUnchecked from '@salesforce/label/c.Relink_Action_GoOnUnchecked';
import Generate from '@salesforce/label/c.Relink_Application_Generate';
import Intro from '@salesforce/label/c.Relink_Application_Intro';
import Key from '@salesforce/label/c.Relink_Application_Key';
import KeyHelp from '@salesforce/label/c.Relink_Application_KeyHelp';
import KeyMissing from '@salesforce/label/c.Relink_Application_KeyMissing';
import KeyTooLong from '@salesforce/label/c.Relink_Application_KeyTooLong';
import KeyTwoLines from '@salesforce/label/c.Relink_Application_KeyTwoLines';
import KeyUnusable from '@salesforce/label/c.Relink_Application_KeyUnusable';
import KeyUnchanged from '@salesforce/label/c.Relink_Application_KeyUnchanged';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NoticeSandbox from '@salesforce/label/c.Relink_Application_NoticeSandbox';
import NoticeSandboxTitle from '@salesforce/label/c.Relink_Application_NoticeSandboxTitle';
import NewApplication from '@salesforce/label/c.Relink_Application_New';
import NoticeTitle from '@salesforce/label/c.Relink_Application_NoticeTitle';
import NothingThere from '@salesforce/label/c.Relink_Application_NothingThere';
import Open from '@salesforce/label/c.Relink_Application_Open';
import OpenLink from '@salesforce/label/c.Relink_Application_OpenLink';
import OpenSame from '@salesforce/label/c.Relink_Application_OpenSame';
import Outdated from '@salesforce/label/c.Relink_Application_Outdated';
import RefreshType from '@salesforce/label/c.Relink_Application_RefreshType';
import Secret from '@salesforce/label/c.Relink_Application_Secret';
import SecretHelp from '@salesforce/label/c.Relink_Application_SecretHelp';
import SecretMissing from '@salesforce/label/c.Relink_Application_SecretMissing';
import SecretTooLong from '@salesforce/label/c.Relink_Application_SecretTooLong';
import SecretTwoLines from '@salesforce/label/c.Relink_Application_SecretTwoLines';
import SecretUnusable from '@salesforce/label/c.Relink_Application_SecretUnusable';
import Swap from '@salesforce/label/c.Relink_Application_Swap';
import Swapped from '@salesforce/label/c.Relink_Application_Swapped';
import Trimmed from '@salesforce/label/c.Relink_Application_Trimmed';
import Valid from '@salesforce/label/c.Relink_Application_Valid';
import type { RelinkFieldProblem } from 'c/relinkKeyAndSecret';

/** The two fields of step 1. */
export type Field = 'key' | 'secret';

/** What is said beside a field about its value. */
export const PROBLEMS: Record<Field, Record<RelinkFieldProblem, string>> = {
  key: { missing: KeyMissing, tooLong: KeyTooLong, twoLines: KeyTwoLines, unusable: KeyUnusable, equal: Equal },
  secret: {
    missing: SecretMissing,
    tooLong: SecretTooLong,
    twoLines: SecretTwoLines,
    unusable: SecretUnusable,
    equal: Equal
  }
};

/** Words of the template. */
export const TEXT = {
  Callback,
  CallbackUrl,
  Check,
  Checking,
  CurrentKey,
  Generate,
  GoOnUnchecked,
  Intro,
  Key,
  KeyHelp,
  KeyUnchanged,
  NewApplication,
  NewTab,
  NothingThere,
  NoticeSandbox,
  NoticeSandboxTitle,
  NoticeTitle,
  Open,
  OpenLink,
  OpenSame,
  Outdated,
  RefreshType,
  Secret,
  SecretHelp,
  Swap,
  Swapped,
  Trimmed,
  Valid
};
