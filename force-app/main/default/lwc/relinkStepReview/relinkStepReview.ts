import { api } from 'lwc';
import ClosingTab from '@salesforce/label/c.Relink_Review_ClosingTab';
import Confirming from '@salesforce/label/c.Relink_Review_Confirming';
import Continue from '@salesforce/label/c.Relink_Review_Continue';
import Drift from '@salesforce/label/c.Relink_Review_Drift';
import FailingText from '@salesforce/label/c.Relink_Review_FailingText';
import FailingTitle from '@salesforce/label/c.Relink_Review_FailingTitle';
import GoToStep1 from '@salesforce/label/c.Relink_Review_GoToStep1';
import HappenedTitle from '@salesforce/label/c.Relink_Review_Happened';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Nothing from '@salesforce/label/c.Relink_Review_Nothing';
import PlanRead from '@salesforce/label/c.Relink_Review_PlanRead';
import ReadAgain from '@salesforce/label/c.Relink_Review_ReadAgain';
import Reading from '@salesforce/label/c.Relink_Review_Reading';
import RoadLabel from '@salesforce/label/c.Relink_Review_Road';
import RoadPaste from '@salesforce/label/c.Relink_Review_RoadPaste';
import RoadPlace from '@salesforce/label/c.Relink_Review_RoadPlace';
import Saved from '@salesforce/label/c.Relink_Guide_Saved';
import SecretLost from '@salesforce/label/c.Relink_Review_SecretLost';
import Session from '@salesforce/label/c.Relink_Review_Session';
import SharedText from '@salesforce/label/c.Relink_Review_SharedText';
import SharedTitle from '@salesforce/label/c.Relink_Review_SharedTitle';
import StagesTitle from '@salesforce/label/c.Relink_Stage_Title';
import StillDifferent from '@salesforce/label/c.Relink_Review_StillDifferent';
import StillDifferentText from '@salesforce/label/c.Relink_Review_StillDifferentText';
import WarningLink from '@salesforce/label/c.Relink_Review_WarningLink';
import WarningText from '@salesforce/label/c.Relink_Review_WarningText';
import WarningTitle from '@salesforce/label/c.Relink_Review_WarningTitle';
import { applyPlan, beginRun, confirmSecret, getPlan } from 'c/relinkApi';
import RelinkStepElement from 'c/relinkStepElement';
import { fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkSession } from 'c/relinkSession';
import type {
  Answer,
  RelinkApplyResult,
  RelinkConnection,
  RelinkFault,
  RelinkPlan,
  RelinkPlanComponent,
  RelinkProfileView,
  RelinkRunView,
  RelinkSecretOutcome,
  RelinkStage
} from 'c/relinkTypes';
import {
  appliedMessage,
  applyLabel,
  applyingLabel,
  changedSince,
  fieldsLeft,
  fieldsOf,
  happened,
  hasSecret,
  suggestion,
  writeCount
} from './reviewTexts';
import type { Happened, Road } from './reviewTexts';

interface ComponentView {
  key: string;
  component: RelinkPlanComponent;
  byHand: boolean;
  marked: string[];
}

/** Faults after which the values have to be entered in Setup, and which of them. */
const BY_HAND: Record<string, 'secret' | 'all'> = { 'RL-201': 'all', 'RL-210': 'secret', 'RL-211': 'all' };

/** Step 2: what will change, field by field, and the update. The org is read again before and after the write. */
export default class RelinkStepReview extends RelinkStepElement {
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
    GoToStep1,
    HappenedTitle,
    NewTab,
    Nothing,
    ReadAgain,
    RoadLabel,
    Saved,
    SecretLost,
    Session,
    SharedTitle,
    StagesTitle,
    StillDifferent,
    StillDifferentText,
    WarningLink,
    WarningText,
    WarningTitle
  };
  readonly roads = [
    { label: RoadPlace, value: 'place' },
    { label: RoadPaste, value: 'paste' }
  ];
  busyLabel = '';
  applying = false;
  stages: readonly RelinkStage[] | null = null;
  happened: Happened[] = [];
  /** Values that the person has to enter in Setup: the secret alone, or all four. */
  guide: 'secret' | 'all' | null = null;
  /** After **I have saved it** the org still differs from the plan. */
  stillDifferent = false;
  private chosenRoad: Road | null = null;
  private marked: string[] = [];
  private runId: string | null = null;

  override connectedCallback(): void {
    void this.refresh();
  }

  /** Starts anew with the key and secret that the session holds now. */
  @api
  async refresh(): Promise<void> {
    if (this.working) {
      return;
    }
    this.runId = null;
    this.guide = null;
    this.stages = null;
    this.happened = [];
    this.stillDifferent = false;
    this.marked = [];
    await this.readPlan();
  }

  get hasChanges(): boolean {
    return this.plan !== null && this.plan.changeCount > 0;
  }

  get nothingToChange(): boolean {
    return this.plan !== null && this.plan.changeCount === 0 && !this.guide && !this.secretLost;
  }

  get components(): ComponentView[] {
    return (this.plan?.components ?? []).map((component) => ({
      key: component.type,
      component,
      byHand: component.type === 'AuthProvider' && this.road === 'paste',
      marked: this.marked
        .filter((field) => field.startsWith(`${component.type}.`))
        .map((field) => field.slice(component.type.length + 1))
    }));
  }

  get warnsOfStop(): boolean {
    return this.mayApply && this.plan?.linkBefore !== 'failing';
  }

  get alreadyFails(): boolean {
    return this.mayApply && this.plan?.linkBefore === 'failing';
  }

  get failingTitle(): string {
    return fill(FailingTitle, this.connection.credentialName);
  }

  get sharedText(): string | null {
    const labels = this.plan?.otherCredentials ?? [];
    return this.hasChanges && labels.length > 0 ? fill(SharedText, labels.join(', ')) : null;
  }

  get road(): Road {
    if (!hasSecret(this.plan)) {
      return 'place';
    }
    return this.chosenRoad ?? suggestion(this.lastChange).road;
  }

  get offersRoads(): boolean {
    return hasSecret(this.plan) && !this.guide;
  }

  get roadWhy(): string | null {
    return suggestion(this.lastChange).why;
  }

  get applyLabel(): string {
    return this.plan ? applyLabel(writeCount(this.plan, this.road)) : '';
  }

  get mayApply(): boolean {
    return this.hasChanges && !this.guide;
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
    return this.guide === 'all' ? this.profile.authorizeUrl : null;
  }

  get guideTokenUrl(): string | null {
    return this.guide === 'all' ? this.profile.tokenUrl : null;
  }

  get guideScope(): string | null {
    const missing = this.plan && fieldsOf(this.plan, 'NamedCredential').length > 0;
    return this.guide === 'all' && missing ? this.profile.scopeToAdd : null;
  }

  /** How far an update came that ended with a fault. */
  get stagesToShow(): readonly RelinkStage[] | null {
    return this.fault ? this.stages : null;
  }

  get hasHappened(): boolean {
    return this.happened.length > 0 && !this.applying;
  }

  handleRoad(event: CustomEvent<{ value: string }>): void {
    this.chosenRoad = event.detail.value as Road;
  }

  async handleReadAgain(): Promise<void> {
    const plan = await this.readPlan();
    if (plan) {
      this.announce(plan.changeCount > 0 ? fill(PlanRead, plan.changeCount) : Nothing);
    }
  }

  handleContinue(): void {
    this.tell({ type: 'advance', step: 'review', read: false });
  }

  handleGoToStep1(): void {
    this.tell({ type: 'goto', step: 'application' });
  }

  async handleApply(): Promise<void> {
    const { plan, road } = this;
    if (!plan || this.working) {
      return;
    }
    const count = writeCount(plan, road);
    this.busyLabel = applyingLabel(count);
    this.stages = null;
    this.happened = [];
    this.applying = count > 0;
    const result = await this.request(() => this.write(plan, road));
    this.applying = false;
    if (result) {
      this.take(result, plan, road);
    }
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    switch (event.detail.action) {
      case 'retry':
        void (this.plan ? this.handleApply() : this.handleReadAgain());
        break;
      case 'reviewPlan':
        this.setFault(null);
        void this.handleReadAgain();
        break;
      case 'readAgain':
        this.guide = null;
        void this.handleReadAgain();
        break;
      case 'readFromOrg':
        void this.seeWhatArrived();
        break;
      case 'copySecret':
        (this.refs?.guide as (HTMLElement & { copySecret(): void }) | undefined)?.copySecret();
        break;
      case 'useSetup':
        this.setFault(null);
        this.guide = 'all';
        break;
      default:
        this.actedOn(event.detail.action);
    }
  }

  /** **I have saved it**: compares the stored secret, then reads what is left of the plan. */
  async handleSaved(): Promise<void> {
    this.busyLabel = Confirming;
    const guide = this.guide;
    const answer = await this.request(() => this.confirm());
    if (!answer) {
      return;
    }
    if (answer.fault) {
      this.guide = guide ?? 'secret';
      this.setFault(answer.fault);
      return;
    }
    this.tell({ type: 'plan', plan: answer.plan });
    if (answer.lastChange) {
      this.tell({ type: 'facts', lastChange: answer.lastChange });
    }
    if (fieldsLeft(answer.plan, answer.secretOutcome !== 'unreadable').length > 0) {
      this.stillDifferent = true;
      return;
    }
    this.finish(answer.secretOutcome, fieldsOf(this.plan ?? answer.plan).length, true);
  }

  private async readPlan(): Promise<RelinkPlan | null> {
    this.busyLabel = Reading;
    const answer = await this.request(() => getPlan({ connectionId: this.connection.id, ...this.pair() }));
    if (!answer) {
      return null;
    }
    if (answer.fault) {
      this.setFault(answer.fault);
      return null;
    }
    if (this.plan && this.plan.fingerprint !== answer.fingerprint) {
      this.marked = changedSince(this.plan, answer);
    }
    this.tell({ type: 'plan', plan: answer });
    return answer;
  }

  /** After RL-205: nothing is sent again before the org was read. */
  private async seeWhatArrived(): Promise<void> {
    const count = this.plan ? fieldsOf(this.plan).length : 0;
    const plan = await this.readPlan();
    if (plan && plan.changeCount === 0) {
      this.finish(hasSecret(plan) ? 'unreadable' : 'stored', count, true);
    }
  }

  private async write(plan: RelinkPlan, road: Road): Promise<Answer<RelinkApplyResult>> {
    const fault = await this.begin(plan);
    if (fault) {
      return { fault };
    }
    if (writeCount(plan, road) === 0) {
      return { stages: [], secretOutcome: 'notSent', changed: [] };
    }
    const pair = road === 'place' ? this.pair() : {};
    const { runId, connection } = this;
    return applyPlan({ runId: runId ?? '', connectionId: connection.id, fingerprint: plan.fingerprint, ...pair });
  }

  /** Opens the record of this change, once: a second try belongs to the same record. */
  private async begin(plan: RelinkPlan | null): Promise<RelinkFault | null> {
    if (this.runId) {
      return null;
    }
    const start = await beginRun({
      connectionId: this.connection.id,
      consumerKey: this.pair().consumerKey,
      fields: plan ? fieldsOf(plan) : []
    });
    if (start.fault) {
      return start.fault;
    }
    this.runId = start.runId;
    return null;
  }

  private take(result: Answer<RelinkApplyResult>, plan: RelinkPlan, road: Road): void {
    this.stages = result.stages ?? null;
    const { fault, connection, lastChange } = result;
    this.tell({ type: 'facts', connection: connection ?? undefined, lastChange: lastChange ?? undefined });
    if (result.changed) {
      this.happened = happened(result);
    }
    if (result.plan) {
      this.marked = fault?.code === 'RL-203' ? changedSince(plan, result.plan) : [];
      this.tell({ type: 'plan', plan: result.plan });
    }
    if (fault) {
      this.guide = this.session.ready ? (BY_HAND[fault.code] ?? null) : null;
      this.setFault(fault);
      if (fault.code === 'RL-203') {
        this.tell({ type: 'read', quiet: true });
      }
    } else if (road === 'paste') {
      this.guide = 'all';
    } else {
      this.finish(result.secretOutcome ?? 'notSent', plan.changeCount, !connection);
    }
  }

  private async confirm() {
    const fault = await this.begin(this.plan);
    if (fault) {
      return { fault };
    }
    const { consumerKey, consumerSecret } = this.pair();
    const connectionId = this.connection.id;
    const request = { runId: this.runId ?? '', connectionId, consumerKey: consumerKey ?? '', consumerSecret };
    const confirmed = await confirmSecret(request);
    if (confirmed.fault) {
      return { fault: confirmed.fault };
    }
    const plan = await getPlan({ connectionId, ...this.pair() });
    const { secretOutcome, lastChange } = confirmed;
    return plan.fault ? { fault: plan.fault } : { fault: null, plan, secretOutcome, lastChange };
  }

  /** The change is in place. A secret that the org is seen to hold is no longer needed here. `read`: its facts are still to be read. */
  private finish(secretOutcome: RelinkSecretOutcome, count: number, read: boolean): void {
    this.guide = null;
    this.stillDifferent = false;
    this.runId = null;
    if (secretOutcome === 'stored') {
      this.session.clear();
      this.tell({ type: 'pair' });
    }
    const plan = this.plan;
    this.tell({ type: 'plan', plan: plan ? { ...plan, changeCount: 0, components: [] } : null });
    this.tell({ type: 'advance', step: 'review', read, message: appliedMessage(count) });
  }

  private pair(): { consumerKey?: string; consumerSecret?: string } {
    return this.session.ready ? { consumerKey: this.session.key, consumerSecret: this.session.secret } : {};
  }
}
