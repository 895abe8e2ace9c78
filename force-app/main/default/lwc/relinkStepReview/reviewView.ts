import { api } from 'lwc';
import ClosingTab from '@salesforce/label/c.Relink_Review_ClosingTab';
import Continue from '@salesforce/label/c.Relink_Review_Continue';
import Drift from '@salesforce/label/c.Relink_Review_Drift';
import FailingText from '@salesforce/label/c.Relink_Review_FailingText';
import FailingTitle from '@salesforce/label/c.Relink_Review_FailingTitle';
import GuideTitle from '@salesforce/label/c.Relink_Review_GuideTitle';
import HappenedTitle from '@salesforce/label/c.Relink_Review_Happened';
import ManagedSaved from '@salesforce/label/c.Relink_Check_ManagedSaved';
import ManagedText from '@salesforce/label/c.Relink_Check_ManagedText';
import ManagedTitle from '@salesforce/label/c.Relink_Check_ManagedTitle';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Nothing from '@salesforce/label/c.Relink_Review_Nothing';
import ReadAgain from '@salesforce/label/c.Relink_Review_ReadAgain';
import Saved from '@salesforce/label/c.Relink_Guide_Saved';
import Session from '@salesforce/label/c.Relink_Review_Session';
import SharedText from '@salesforce/label/c.Relink_Review_SharedText';
import SharedTitle from '@salesforce/label/c.Relink_Review_SharedTitle';
import ShowSetup from '@salesforce/label/c.Relink_Check_ShowSetup';
import StagesTitle from '@salesforce/label/c.Relink_Stage_Title';
import StillDifferent from '@salesforce/label/c.Relink_Review_StillDifferent';
import StillDifferentText from '@salesforce/label/c.Relink_Review_StillDifferentText';
import WarningTitle from '@salesforce/label/c.Relink_Review_WarningTitle';
import { offersRetry } from 'c/relinkFaultCatalogue';
import RelinkStepElement from 'c/relinkStepElement';
import { fill } from 'c/relinkText';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkSession } from 'c/relinkSession';
import type {
  RelinkConnection,
  RelinkFault,
  RelinkPlan,
  RelinkProfileView,
  RelinkRoadKey,
  RelinkRunView,
  RelinkStage
} from 'c/relinkTypes';
import { applyLabel, componentViews, hasSecret, suggested, writeCount } from './reviewTexts';
import type { ComponentView, Happened } from './reviewTexts';

/** This tab no longer holds the secret. */
export const LOST: RelinkFault = { code: 'RL-212' };
/** Faults after which the values have to be entered in Setup, and which of them. */
export const BY_HAND: Record<string, 'secret' | 'all'> = { 'RL-201': 'all', 'RL-210': 'secret', 'RL-211': 'all' };

/** Faults whose panel has the one way on. */
const GO_ON_IN_PANEL = new Set(['RL-203', 'RL-205', 'RL-220']);

/** What step 2 shows, computed from the plan, the road and how far the change came. It calls nothing. */
export class ReviewView extends RelinkStepElement {
  override readonly step: StepKey = 'review';
  @api connection!: RelinkConnection;
  @api profile!: RelinkProfileView;
  @api session!: RelinkSession;
  /** Plan that was read last, kept by the wizard. */
  @api plan: RelinkPlan | null = null;
  @api lastChange: RelinkRunView | null = null;
  /** The org holds the old secret, and this tab no longer holds the new one. */
  @api secretLost = false;

  readonly text = {
    ClosingTab,
    Continue,
    Drift,
    FailingText,
    GuideTitle,
    HappenedTitle,
    ManagedSaved,
    ManagedText,
    NewTab,
    Nothing,
    ReadAgain,
    Saved,
    ShowSetup,
    Session,
    SharedTitle,
    StagesTitle,
    StillDifferent,
    StillDifferentText,
    WarningTitle
  };
  busyLabel = '';
  applying = false;
  stages: readonly RelinkStage[] | null = null;
  happened: Happened[] = [];
  /** Values that the person has to enter in Setup: the secret alone, or all four. */
  guide: 'secret' | 'all' | null = null;
  /** After **I have saved it** the org still differs from the plan. */
  stillDifferent = false;
  protected chosenRoad: RelinkRoadKey | null = null;
  protected marked: string[] = [];

  /** The fault of the last call, or else that the secret is lost. */
  get shownFault(): RelinkFault | null {
    return this.fault ?? (this.secretLost && !this.working ? LOST : null);
  }

  get hasChanges(): boolean {
    return this.plan !== null && this.plan.changeCount > 0;
  }

  get nothingToChange(): boolean {
    return this.plan !== null && this.plan.changeCount === 0 && !this.guide && !this.secretLost;
  }

  /** The newest change, where its values from before can be put back. */
  get undoRun(): RelinkRunView | null {
    return this.lastChange?.canUndo && this.nothingToChange && !this.managedTitle ? this.lastChange : null;
  }

  get components(): ComponentView[] {
    return this.planFits ? componentViews(this.plan, this.road, this.marked, this.managedTitle !== null) : [];
  }

  get warnsOfStop(): boolean {
    return this.offersApply && this.plan?.linkBefore !== 'failing' && this.connection.calloutsEnabled;
  }

  get alreadyFails(): boolean {
    return this.offersApply && this.plan?.linkBefore === 'failing';
  }

  get failingTitle(): string {
    return fill(FailingTitle, this.connection.credentialName);
  }

  get sharedText(): string | null {
    const labels = this.plan?.otherCredentials ?? [];
    return this.hasChanges && labels.length > 0 ? fill(SharedText, labels.join(', ')) : null;
  }

  get road(): RelinkRoadKey {
    if (this.chosenRoad === 'replace') {
      return 'replace';
    }
    return hasSecret(this.plan) ? (this.chosenRoad ?? suggested(this.plan)) : 'place';
  }

  get offersRoads(): boolean {
    return (hasSecret(this.plan) || this.road === 'replace') && this.mayApply && (this.plan?.roads ?? []).length > 0;
  }

  /** The plan that is shown was read for the chosen road. */
  get planFits(): boolean {
    return (this.plan?.road === 'replace') === (this.road === 'replace');
  }

  get applyLabel(): string {
    return this.plan ? applyLabel(writeCount(this.plan, this.road)) : '';
  }

  get mayApply(): boolean {
    return this.hasChanges && !this.guide && !this.managedTitle;
  }

  /** Not beside a panel whose button does the same, and not before the org was read where a write may have arrived. */
  get offersApply(): boolean {
    const elsewhere = offersRetry(this.fault) || GO_ON_IN_PANEL.has(this.fault?.code ?? '');
    return this.mayApply && this.planFits && !elsewhere;
  }

  /** Nobody knows whether the write arrived whose stage did not end well. */
  get writeUnknown(): boolean {
    return this.fault?.code === 'RL-205';
  }

  /** Parts of a managed package are planned, and changed by hand. */
  get managedTitle(): string | null {
    const namespace = this.connection.namespacePrefix;
    return namespace ? fill(ManagedTitle, namespace) : null;
  }

  get showsDrift(): boolean {
    return this.mayApply || this.nothingToChange;
  }

  /** The panel of RL-201 has the same button. */
  get mayReadAgain(): boolean {
    return this.fault?.code !== 'RL-201';
  }

  get guideInFault(): boolean {
    return this.guide !== null && this.fault !== null && this.fault.code in BY_HAND;
  }

  get guideAlone(): boolean {
    return this.guide !== null && !this.guideInFault;
  }

  /** The panel of the fault has its own buttons to copy the secret and to open the Auth. Provider. */
  get panelCopies(): boolean {
    return this.fault?.code === 'RL-210' || this.fault?.code === 'RL-211';
  }

  get guideAuthorizeUrl(): string | null {
    return this.secretOnly ? null : this.profile.authorizeUrl;
  }

  get guideTokenUrl(): string | null {
    return this.secretOnly ? null : this.profile.tokenUrl;
  }

  get guideKey(): string {
    return this.session.key;
  }

  get secretHeld(): boolean {
    return this.session.holdsSecret;
  }

  get secretOnly(): boolean {
    return this.guide === 'secret';
  }

  /** How far an update came that ended with a fault. */
  get stagesToShow(): readonly RelinkStage[] | null {
    return this.fault ? this.stages : null;
  }

  get hasHappened(): boolean {
    return this.happened.length > 0 && !this.applying;
  }
}
