import { api } from 'lwc';
import Label from '@salesforce/label/c.Relink_Daily_Label';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Next from '@salesforce/label/c.Relink_Daily_Next';
import Off from '@salesforce/label/c.Relink_Daily_Off';
import On from '@salesforce/label/c.Relink_Daily_On';
import Rotating from '@salesforce/label/c.Relink_Daily_Rotating';
import ScheduledJobs from '@salesforce/label/c.Relink_Daily_ScheduledJobs';
import SwitchedOff from '@salesforce/label/c.Relink_Daily_SwitchedOff';
import SwitchedOn from '@salesforce/label/c.Relink_Daily_SwitchedOn';
import Text from '@salesforce/label/c.Relink_Daily_Text';
import Title from '@salesforce/label/c.Relink_Daily_Title';
import Working from '@salesforce/label/c.Relink_Daily_Working';
import { setScheduledCheck } from 'c/relinkApi';
import RelinkStepElement from 'c/relinkStepElement';
import { dateTimeText, fill } from 'c/relinkText';
import type { StepMessage } from 'c/relinkEvents';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkConnection, RelinkDailyCheckView } from 'c/relinkTypes';

/** The switch of the daily check, off by default. What the org has scheduled is the state; a press that fails leaves it where it was. */
export default class RelinkDailyCheck extends RelinkStepElement {
  override readonly step: StepKey = 'prove';
  @api connection!: Pick<RelinkConnection, 'id' | 'links'>;
  @api portalUrl: string | null = null;
  /** As the org tells. */
  @api check!: RelinkDailyCheckView;

  readonly text = { Label, NewTab, Off, On, Rotating, ScheduledJobs, Text, Title, Working };
  private wanted = false;

  get nextText(): string | null {
    const { isOn, nextStart } = this.check;
    return isOn && nextStart ? fill(Next, dateTimeText(nextStart)) : null;
  }

  /** Its fault is no fault of the live call, so the step keeps its state. */
  protected override tell(message: StepMessage): void {
    if (message.type !== 'fault') {
      super.tell(message);
    }
  }

  handleSwitch(event: CustomEvent<{ checked: boolean }>): void {
    this.wanted = event.detail.checked;
    void this.turn();
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    if (event.detail.action === 'retry') {
      void this.turn();
    } else {
      this.actedOn(event.detail.action);
    }
  }

  private async turn(): Promise<void> {
    const { id: connectionId } = this.connection;
    const answer = await this.request(() => setScheduledCheck({ connectionId, isOn: this.wanted }));
    if (answer?.fault) {
      this.showState();
      this.setFault(answer.fault);
    } else if (answer) {
      this.tell({ type: 'facts', dailyCheck: answer });
      this.announce(answer.isOn ? fill(SwitchedOn, dateTimeText(answer.nextStart)) : SwitchedOff);
    }
  }

  /** The input has moved by itself, while the state is as before. */
  private showState(): void {
    (this.refs?.main as HTMLElement & { checked: boolean }).checked = this.check.isOn;
  }
}
