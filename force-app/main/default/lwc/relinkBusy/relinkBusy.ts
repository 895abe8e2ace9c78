import { LightningElement, api } from 'lwc';
import StillWorking from '@salesforce/label/c.Relink_Wizard_StillWorking';
import { announce } from 'c/relinkEvents';

const LONG_MS = 10_000;

/** A spinner with words. Announces its label when it appears, and after 10 s that the work goes on. */
export default class RelinkBusy extends LightningElement {
  /** What is being done: "Checking key and secret". */
  @api label = '';

  readonly text = { StillWorking };
  long = false;
  private timer?: ReturnType<typeof setTimeout>;

  override connectedCallback(): void {
    announce(this, this.label);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- says once that a long wait is normal; cleared on disconnect
    this.timer = setTimeout(() => {
      this.long = true;
      announce(this, StillWorking);
    }, LONG_MS);
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }
}
