import { api } from 'lwc';
import Confirming from '@salesforce/label/c.Relink_Review_Confirming';
import Nothing from '@salesforce/label/c.Relink_Review_Nothing';
import PlanRead from '@salesforce/label/c.Relink_Review_PlanRead';
import PlanChanged from '@salesforce/label/c.Relink_Road_Changed';
import PlanChangedBack from '@salesforce/label/c.Relink_Road_ChangedBack';
import Reading from '@salesforce/label/c.Relink_Review_Reading';
import { fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type RelinkRoads from 'c/relinkRoads';
import type { RoadChoice } from 'c/relinkRoads';
import type { Answer, RelinkApplyResult, RelinkPlan, RelinkRoadKey, RelinkSecretOutcome } from 'c/relinkTypes';
import { ReviewCalls } from './reviewCalls';
import {
  appliedMessage,
  applyingLabel,
  changedSince,
  fieldsLeft,
  fieldsOf,
  happened,
  hasSecret,
  isOfProvider,
  withoutDone,
  writeCount
} from './reviewTexts';
import { BY_HAND, LOST, ReviewView } from './reviewView';

/** Step 2: what will change, field by field, and the update. The org is read again before and after the write. */
export default class RelinkStepReview extends ReviewView {
  private calls: ReviewCalls | null = null;
  /** What the plan of a replacement is to be read for. */
  private choice?: RoadChoice;
  /** Makes the call that failed once more: what was reading stays reading. */
  private again: () => Promise<void> = () => this.handleReadAgain();

  override connectedCallback(): void {
    void this.refresh();
  }

  /** Starts anew with the key and secret that the session holds now. */
  @api
  async refresh(): Promise<void> {
    if (this.working) {
      return;
    }
    this.calls = null;
    this.guide = null;
    this.stages = null;
    this.happened = [];
    this.stillDifferent = false;
    this.marked = [];
    this.chosenRoad = null;
    this.choice = undefined;
    const plan = await this.readPlan();
    if (plan && this.mayApply && this.road === 'replace') {
      await this.takeRoad({ road: 'replace' });
    }
  }

  /** Callouts were enabled meanwhile: the plan is another one. */
  @api
  override dropFault(): void {
    void this.refresh();
  }

  handleRoad(event: CustomEvent<RoadChoice>): void {
    void this.takeRoad(event.detail);
  }

  /** In place and by hand have one plan; that of a replacement is another. */
  private async takeRoad(choice: RoadChoice): Promise<void> {
    if (this.working) {
      return;
    }
    const replaced = this.plan?.road === 'replace';
    this.chosenRoad = choice.road;
    this.choice = choice.road === 'replace' ? choice : undefined;
    if (choice.road !== 'replace' && !replaced) {
      this.setFault(null);
      return;
    }
    const plan = await this.readPlan();
    this.marked = [];
    if (plan) {
      const count = fieldsOf(plan, choice.road === 'replace' ? 'AuthProvider' : undefined).length;
      this.announce(fill(choice.road === 'replace' ? PlanChanged : PlanChangedBack, count));
    }
  }

  async handleReadAgain(): Promise<void> {
    const plan = await this.readPlan();
    if (plan) {
      this.announce(plan.changeCount > 0 ? fill(PlanRead, plan.changeCount) : Nothing);
      this.followPlan(plan);
    }
  }

  handleContinue(): void {
    this.tell({ type: 'advance', step: 'review', read: false });
  }

  handleSetup(): void {
    this.tell({ type: 'useSetup' });
  }

  async handleApply(): Promise<void> {
    const { plan, road } = this;
    if (!plan || this.working) {
      return;
    }
    this.again = () => this.handleApply();
    const count = writeCount(plan, road);
    this.busyLabel = count > 0 ? applyingLabel(count) : Reading;
    this.stages = null;
    this.happened = [];
    this.applying = count > 0;
    const result = await this.request(() => this.change.write(plan, road));
    this.applying = false;
    if (result) {
      this.take(result, plan, road);
    }
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    switch (event.detail.action) {
      case 'retry':
        void this.again();
        break;
      case 'turnOn':
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
      case 'editSuffix':
        (this.refs?.roads as unknown as RelinkRoads | undefined)?.editSuffix();
        break;
      case 'useReplacement':
        this.guide = null;
        void this.takeRoad({ road: 'replace' });
        break;
      case 'copySecret':
        this.copySecret();
        break;
      default:
        this.actedOn(event.detail.action);
    }
  }

  /** **I have saved it**: compares the stored secret, then reads what is left of the plan. */
  async handleSaved(): Promise<void> {
    this.again = () => this.handleSaved();
    this.busyLabel = Confirming;
    const guide = this.guide;
    const { namespacePrefix, secretReadable } = this.connection;
    const answer = await this.request(() => {
      const { change } = this;
      return namespacePrefix ? change.compare(secretReadable) : change.confirm(this.plan);
    });
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
    const left = fieldsLeft(answer.plan, answer.secretOutcome !== 'unreadable');
    // What the last update did is no longer what the org shows.
    this.happened = [];
    if (left.length > 0) {
      this.stillDifferent = left.some(isOfProvider);
      if (!this.stillDifferent) {
        // What is left of the Named Credential alone, Relink writes.
        this.guide = null;
        this.announce(fill(PlanRead, answer.plan.changeCount));
      }
      return;
    }
    this.finish(answer.secretOutcome, fieldsOf(this.plan ?? answer.plan).length, true);
  }

  private async readPlan(): Promise<RelinkPlan | null> {
    this.again = () => this.handleReadAgain();
    this.busyLabel = Reading;
    const answer = await this.request(() => this.change.plan(this.choice));
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

  /** Nothing is left to change, and the wizard does not know it yet: somebody did the rest in Setup. */
  private followPlan(plan: RelinkPlan): void {
    const { endpointsCurrent, scopeComplete, calloutsEnabled } = this.connection;
    if (plan.changeCount === 0 && !(endpointsCurrent && scopeComplete && calloutsEnabled)) {
      this.tell({ type: 'read', quiet: true });
    }
  }

  /** After RL-205: nothing is sent again before the org was read. */
  private async seeWhatArrived(): Promise<void> {
    const count = this.plan ? fieldsOf(this.plan).length : 0;
    const plan = await this.readPlan();
    if (plan && plan.changeCount === 0) {
      this.finish(hasSecret(plan) ? 'unreadable' : 'stored', count, true);
    }
  }

  private take(result: Answer<RelinkApplyResult>, plan: RelinkPlan, road: RelinkRoadKey): void {
    this.stages = result.stages ?? null;
    const { fault, connection, lastChange } = result;
    this.tell({ type: 'facts', connection: connection ?? undefined, lastChange: lastChange ?? undefined });
    if (result.changed) {
      this.happened = happened(result, fault?.code);
    }
    if (result.plan) {
      this.marked = fault?.code === 'RL-203' ? changedSince(plan, result.plan) : [];
      // What is left comes without what only a reading tells.
      this.tell({ type: 'plan', plan: { ...result.plan, road: plan.road, roads: plan.roads, jobs: plan.jobs } });
    }
    if (fault) {
      this.guide = this.session.ready && road !== 'replace' ? (BY_HAND[fault.code] ?? null) : null;
      this.setFault(fault);
      if (fault.code === 'RL-203') {
        this.tell({ type: 'read', quiet: true });
      }
    } else if (road === 'paste') {
      this.guide = 'all';
      this.tell({ type: 'plan', plan: withoutDone(plan, result.changed ?? []) });
      void this.focusGuide();
    } else {
      this.finish(result.secretOutcome ?? 'notSent', plan.changeCount, !connection);
    }
  }

  /** The button that was pressed is gone. */
  private async focusGuide(): Promise<void> {
    await Promise.resolve();
    (this.refs?.guideTitle as HTMLElement | undefined)?.focus();
  }

  /** The change is in place. A secret that the org is seen to hold is no longer needed here. `read`: its facts are still to be read. */
  private finish(secretOutcome: RelinkSecretOutcome, count: number, read: boolean): void {
    this.guide = null;
    this.stillDifferent = false;
    this.calls = null;
    if (secretOutcome === 'stored') {
      this.session.clear();
      this.tell({ type: 'pair' });
    }
    const plan = this.plan;
    this.tell({ type: 'plan', plan: plan ? { ...plan, changeCount: 0, components: [] } : null });
    this.tell({ type: 'advance', step: 'review', read, message: appliedMessage(count) });
  }

  /** The calls of the change under way; a new one begins after the one before is in place. */
  private get change(): ReviewCalls {
    this.calls ??= new ReviewCalls(this.connection, this.session);
    return this.calls;
  }

  private copySecret(): void {
    if (this.session.holdsSecret) {
      const guide = this.refs?.guide as (HTMLElement & { copySecret(): void }) | undefined;
      if (guide) {
        guide.copySecret();
      } else {
        this.handleSetup();
      }
    } else {
      this.setFault(LOST);
    }
  }
}
