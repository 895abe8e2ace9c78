import CheckAgain from '@salesforce/label/c.Relink_Action_CheckAgain';
import OpenPermissionSets from '@salesforce/label/c.Relink_Action_OpenPermissionSets';
import OpenUser from '@salesforce/label/c.Relink_Action_OpenUser';
import Reload from '@salesforce/label/c.Relink_Action_Reload';
import UseSetup from '@salesforce/label/c.Relink_Action_UseSetup';
import OpenSessionSettings from '@salesforce/label/c.Relink_Action_OpenSessionSettings';
import OpenAuthProvider from '@salesforce/label/c.Relink_Action_OpenAuthProvider';
import OpenNamedCredential from '@salesforce/label/c.Relink_Action_OpenNamedCredential';
import OpenNamedCredentials from '@salesforce/label/c.Relink_Action_OpenNamedCredentials';
import OpenRemoteSites from '@salesforce/label/c.Relink_Action_OpenRemoteSites';
import OpenPortal from '@salesforce/label/c.Relink_Action_OpenPortal';
import ReadAgain from '@salesforce/label/c.Relink_Action_ReadAgain';
import Retry from '@salesforce/label/c.Relink_Action_Retry';
import ReviewPlan from '@salesforce/label/c.Relink_Action_ReviewPlan';
import ReadFromOrg from '@salesforce/label/c.Relink_Action_ReadFromOrg';
import CopySecret from '@salesforce/label/c.Relink_Action_CopySecret';
import EditSuffix from '@salesforce/label/c.Relink_Action_EditSuffix';
import UseReplacement from '@salesforce/label/c.Relink_Action_UseReplacement';
import EditSecret from '@salesforce/label/c.Relink_Action_EditSecret';
import GoOnUnchecked from '@salesforce/label/c.Relink_Action_GoOnUnchecked';
import GoToStep4 from '@salesforce/label/c.Relink_Action_GoToStep4';
import GoToStep5 from '@salesforce/label/c.Relink_Action_GoToStep5';
import RunAgain from '@salesforce/label/c.Relink_Action_RunAgain';
import OpenApiAccess from '@salesforce/label/c.Relink_Action_OpenApiAccess';
import VerifyIdentity from '@salesforce/label/c.Relink_Action_VerifyIdentity';
import TurnOn from '@salesforce/label/c.Relink_Action_TurnOn';
import EditKey from '@salesforce/label/c.Relink_Action_EditKey';
import GoToStep1 from '@salesforce/label/c.Relink_Action_GoToStep1';
import GoToStep2 from '@salesforce/label/c.Relink_Action_GoToStep2';
import GoToStep3 from '@salesforce/label/c.Relink_Action_GoToStep3';
import CheckNow from '@salesforce/label/c.Relink_Action_CheckNow';
import AuthorizeAgain from '@salesforce/label/c.Relink_Action_AuthorizeAgain';
import KeepAccount from '@salesforce/label/c.Relink_Action_KeepAccount';
import CopyDetails from '@salesforce/label/c.Relink_Fault_CopyDetails';
import type { RelinkLinks } from 'c/relinkTypes';

/**
 * Where an action leads when it only opens a page: a link of the connection, the developer portal, Setup's first page, or the address that
 * the fault itself carries as its first parameter.
 */
export type FaultLink = keyof RelinkLinks | 'portal' | 'setup' | 'parameter';

/** What a button of a fault panel is called and, if it opens a page, which. All others are carried out by who shows the panel. */
export interface FaultActionSpec {
  label: string;
  link?: FaultLink;
  icon?: string;
}

export const FAULT_ACTIONS = {
  checkAgain: { label: CheckAgain },
  openPermissionSets: { label: OpenPermissionSets, link: 'permissionSets' },
  openUser: { label: OpenUser, link: 'user' },
  reload: { label: Reload },
  useSetup: { label: UseSetup },
  openSessionSettings: { label: OpenSessionSettings, link: 'sessionSettings' },
  openApiAccess: { label: OpenApiAccess, link: 'setup' },
  verifyIdentity: { label: VerifyIdentity, link: 'parameter' },
  openAuthProvider: { label: OpenAuthProvider, link: 'editProvider' },
  openNamedCredential: { label: OpenNamedCredential, link: 'editCredential' },
  openNamedCredentials: { label: OpenNamedCredentials, link: 'namedCredentials' },
  openRemoteSites: { label: OpenRemoteSites, link: 'remoteSites' },
  openPortal: { label: OpenPortal, link: 'portal' },
  readAgain: { label: ReadAgain },
  retry: { label: Retry },
  reviewPlan: { label: ReviewPlan },
  readFromOrg: { label: ReadFromOrg },
  turnOn: { label: TurnOn },
  copySecret: { label: CopySecret, icon: 'utility:copy_to_clipboard' },
  editSecret: { label: EditSecret },
  editSuffix: { label: EditSuffix },
  useReplacement: { label: UseReplacement },
  editKey: { label: EditKey },
  goOnUnchecked: { label: GoOnUnchecked },
  goToStep1: { label: GoToStep1 },
  goToStep2: { label: GoToStep2 },
  goToStep3: { label: GoToStep3 },
  goToStep4: { label: GoToStep4 },
  goToStep5: { label: GoToStep5 },
  checkNow: { label: CheckNow },
  authorizeAgain: { label: AuthorizeAgain },
  keepAccount: { label: KeepAccount },
  runAgain: { label: RunAgain },
  copyDetails: { label: CopyDetails, icon: 'utility:copy_to_clipboard' }
} as const satisfies Record<string, FaultActionSpec>;

/** Name of an action, as `relinkaction` carries it. */
export type FaultAction = keyof typeof FAULT_ACTIONS;
