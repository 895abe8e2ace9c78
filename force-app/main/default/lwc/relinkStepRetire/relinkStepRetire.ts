import { api } from 'lwc';
import { NavigationMixin } from 'lightning/navigation';
import ClosingChange from '@salesforce/label/c.Relink_Retire_ClosingChange';
import ClosingProof from '@salesforce/label/c.Relink_Retire_ClosingProof';
import ClosingProofPlain from '@salesforce/label/c.Relink_Retire_ClosingProofPlain';
import ClosingRedirect from '@salesforce/label/c.Relink_Retire_ClosingRedirect';
import ClosingTitle from '@salesforce/label/c.Relink_Retire_ClosingTitle';
import Confirm from '@salesforce/label/c.Relink_Retire_Confirm';
import ConfirmMissing from '@salesforce/label/c.Relink_Retire_ConfirmMissing';
import Deactivate from '@salesforce/label/c.Relink_Retire_Deactivate';
import Drift from '@salesforce/label/c.Relink_Review_Drift';
import Find from '@salesforce/label/c.Relink_Retire_Find';
import Keep from '@salesforce/label/c.Relink_Retire_Keep';
import Kept from '@salesforce/label/c.Relink_Retire_Kept';
import KeyLabel from '@salesforce/label/c.Relink_Retire_Key';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NothingText from '@salesforce/label/c.Relink_Retire_NothingText';
import OldUrl from '@salesforce/label/c.Relink_Redirect_OldUrl';
import OldRedirect from '@salesforce/label/c.Relink_Retire_OldRedirect';
import Open from '@salesforce/label/c.Relink_Retire_Open';
import OpenPortal from '@salesforce/label/c.Relink_Redirect_OpenPortal';
import Record_ from '@salesforce/label/c.Relink_Retire_Record';
import Recorded from '@salesforce/label/c.Relink_Retire_Recorded';
import Recording from '@salesforce/label/c.Relink_Retire_Recording';
import Resume from '@salesforce/label/c.Relink_Retire_Resume';
import SetupHome from '@salesforce/label/c.Relink_Wizard_SetupHome';
import Warning from '@salesforce/label/c.Relink_Retire_Warning';
import WarningPlain from '@salesforce/label/c.Relink_Retire_WarningPlain';
import WarningTitle from '@salesforce/label/c.Relink_Retire_WarningTitle';
import { recordRetired } from 'c/relinkApi';
import { fieldName } from 'c/relinkPlanTable';
import RelinkStepElement from 'c/relinkStepElement';
import { dateTimeText, fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkConnection, RelinkProfileView, RelinkRunView } from 'c/relinkTypes';

type Checkbox = HTMLElement & { checked: boolean; setCustomValidity(message: string): void; reportValidity(): boolean };

/** Step 6: the old application is deactivated in Constant Contact, last. The wizard shows the body only when the gate is open. */
export default class RelinkStepRetire extends NavigationMixin(RelinkStepElement) {
  override readonly step: StepKey = 'retire';
  @api connection!: RelinkConnection;
  @api profile!: RelinkProfileView;
  /** Consumer key that the last change replaced; null when none was. */
  @api previousKey: string | null = null;
  @api lastChange: RelinkRunView | null = null;
  @api lastProof: RelinkRunView | null = null;
  /** Retirement that was recorded after the last change; null when there is none. */
  @api retired: RelinkRunView | null = null;

  readonly text = {
    ClosingTitle,
    Confirm,
    Deactivate,
    Drift,
    Find,
    Keep,
    Kept,
    KeyLabel,
    NewTab,
    NothingText,
    OldUrl,
    Open,
    OpenPortal,
    Record: Record_,
    Recording,
    Resume,
    SetupHome,
    WarningTitle
  };
  confirmed = false;
  kept = false;

  get toRetire(): boolean {
    return this.previousKey !== null && !this.retired && !this.kept;
  }

  get nothing(): boolean {
    return this.previousKey === null && !this.retired;
  }

  get closing(): boolean {
    return this.kept || this.retired !== null;
  }

  /** What a call of the old application means: it is no call of this connection any more. */
  get warningText(): string {
    return this.lastChange ? fill(Warning, dateTimeText(this.lastChange.at)) : WarningPlain;
  }

  get changeText(): string | null {
    const change = this.lastChange;
    const fields = (change?.fields ?? []).map(fieldName).join(', ');
    return change ? fill(ClosingChange, dateTimeText(change.at), change.userName, fields) : null;
  }

  /** The older redirect URL is named where the org shows it. */
  get redirectText(): string {
    return this.connection.oldCallbackUrl ? OldRedirect : ClosingRedirect;
  }

  get proofText(): string | null {
    const proof = this.lastProof;
    if (!proof) {
      return null;
    }
    const at = dateTimeText(proof.at);
    return proof.account ? fill(ClosingProof, at, proof.account) : fill(ClosingProofPlain, at);
  }

  handleConfirm(event: CustomEvent<{ checked: boolean }>): void {
    this.confirmed = event.detail.checked;
    (event.currentTarget as Checkbox).setCustomValidity('');
  }

  async handleRecord(): Promise<void> {
    const box = this.refs?.confirm as Checkbox;
    box.setCustomValidity(this.confirmed ? '' : ConfirmMissing);
    box.reportValidity();
    if (!this.confirmed) {
      box.focus();
      return;
    }
    const answer = await this.request(() =>
      recordRetired({ connectionId: this.connection.id, confirmed: this.confirmed })
    );
    if (!answer) {
      return;
    }
    if (answer.fault) {
      this.setFault(answer.fault);
      return;
    }
    this.tell({ type: 'facts', lastRetirement: answer.lastRetirement ?? undefined });
    this.announce(Recorded);
    void this.focusNotice('closing');
  }

  handleKeep(): void {
    this.kept = true;
    this.announce(Kept);
    void this.focusNotice('closing');
  }

  handleResume(): void {
    this.kept = false;
    void this.focusNotice('warning');
  }

  handleHome(): void {
    this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'Relink_Setup_Home' } });
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    if (event.detail.action === 'retry') {
      void this.handleRecord();
    } else {
      this.actedOn(event.detail.action);
    }
  }

  private async focusNotice(ref: 'closing' | 'warning'): Promise<void> {
    await Promise.resolve();
    (this.refs?.[ref] as (HTMLElement & { focusTitle(): void }) | undefined)?.focusTitle();
  }
}
