import { api } from 'lwc';
import Applying from '@salesforce/label/c.Relink_Undo_Applying';
import Apply from '@salesforce/label/c.Relink_Undo_Apply';
import ApplyOne from '@salesforce/label/c.Relink_Undo_ApplyOne';
import Cancel from '@salesforce/label/c.Relink_Undo_Cancel';
import Done from '@salesforce/label/c.Relink_Undo_Done';
import Note from '@salesforce/label/c.Relink_Undo_Note';
import Nothing from '@salesforce/label/c.Relink_Undo_Nothing';
import PointBack from '@salesforce/label/c.Relink_Undo_PointBack';
import PutBack from '@salesforce/label/c.Relink_Undo_PutBack';
import Reading from '@salesforce/label/c.Relink_Undo_Reading';
import Secret from '@salesforce/label/c.Relink_Undo_Secret';
import SecretNote from '@salesforce/label/c.Relink_Undo_SecretNote';
import { applyUndo, getUndo } from 'c/relinkApi';
import RelinkStepElement from 'c/relinkStepElement';
import { dateTimeText, fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkConnection, RelinkPlan, RelinkProfileView, RelinkRunView } from 'c/relinkTypes';

/** Undo of a change: the plan the other way round, shown before anything is written. */
export default class RelinkUndo extends RelinkStepElement {
  override readonly step: StepKey = 'review';
  @api connection!: Pick<RelinkConnection, 'id' | 'links'>;
  @api profile!: Pick<RelinkProfileView, 'portalUrl'>;
  /** The run whose values from before can be put back. */
  @api run!: RelinkRunView;

  readonly text = { Cancel, Note, Nothing, Secret, SecretNote };
  plan: RelinkPlan | null = null;
  busyLabel = '';
  secret = '';

  get startLabel(): string {
    const { replacedProvider, at } = this.run;
    return replacedProvider ? fill(PointBack, replacedProvider) : fill(PutBack, dateTimeText(at));
  }

  get closed(): boolean {
    return this.plan === null;
  }

  get components(): { key: string; component: RelinkPlan['components'][number] }[] {
    const changed = this.plan?.components.filter(({ changes }) => changes.length > 0) ?? [];
    return changed.map((component) => ({ key: `${component.type}.${component.fullName}`, component }));
  }

  get nothing(): boolean {
    return this.plan !== null && this.plan.changeCount === 0;
  }

  get offersApply(): boolean {
    return this.plan !== null && this.plan.changeCount > 0 && this.fault?.code !== 'RL-205';
  }

  get applyLabel(): string {
    const count = this.plan?.changeCount ?? 0;
    return count === 1 ? ApplyOne : fill(Apply, count);
  }

  async handleStart(): Promise<void> {
    this.busyLabel = Reading;
    const { id: connectionId } = this.connection;
    const answer = await this.request(() => getUndo({ connectionId, runId: this.run.id }));
    if (answer?.fault) {
      this.plan = null;
      this.setFault(answer.fault);
    } else if (answer) {
      this.plan = answer;
    }
  }

  handleSecret(event: CustomEvent<{ value: string }>): void {
    this.secret = event.detail.value;
  }

  handleCancel(): void {
    this.secret = '';
    this.plan = null;
    this.setFault(null);
  }

  async handleApply(): Promise<void> {
    const { plan } = this;
    if (!plan) {
      return;
    }
    this.busyLabel = Applying;
    const consumerSecret = this.secret.trim();
    const answer = await this.request(() =>
      applyUndo({
        connectionId: this.connection.id,
        runId: this.run.id,
        fingerprint: plan.fingerprint,
        ...(consumerSecret && { consumerSecret })
      })
    );
    if (answer?.fault) {
      this.plan = answer.plan ?? this.plan;
      this.setFault(answer.fault);
    } else if (answer) {
      this.handleCancel();
      this.announce(Done);
      this.tell({ type: 'goto', step: 'authorize', fresh: true });
      this.tell({ type: 'plan', plan: null });
    }
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    const { action } = event.detail;
    if (['retry', 'readAgain', 'readFromOrg', 'reviewPlan'].includes(action)) {
      void this.handleStart();
    } else {
      this.actedOn(action);
    }
  }
}
