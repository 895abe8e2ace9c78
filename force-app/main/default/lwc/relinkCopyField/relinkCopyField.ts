import { LightningElement, api } from 'lwc';
import ByHand from '@salesforce/label/c.Relink_Copy_ByHand';
import Copied from '@salesforce/label/c.Relink_Copy_Copied';
import Copy from '@salesforce/label/c.Relink_Copy_Copy';
import CopyName from '@salesforce/label/c.Relink_Copy_Name';
import { fill } from 'c/relinkText';

const COPIED_FOR_MS = 3000;

type Outcome = 'none' | 'copied' | 'byHand';

/**
 * A value to read, select and copy, with a **Copy** button.
 * Fires `relinkcopied` (bubbles, composed; detail `{ label }`) once the clipboard holds the value, so that the shell announces it.
 * Where the browser keeps the clipboard back, the value is selected and the field says which keys copy it.
 */
export default class RelinkCopyField extends LightningElement {
  /** Name of the value as Setup shows it: "Callback URL". */
  @api label = '';
  /** Text shown below the field. */
  @api help?: string;

  private text = '';
  private outcome: Outcome = 'none';
  private timer?: ReturnType<typeof setTimeout>;

  @api
  get value(): string {
    return this.text;
  }
  set value(value: string) {
    this.text = value ?? '';
    this.outcome = 'none';
  }

  override disconnectedCallback(): void {
    clearTimeout(this.timer);
  }

  get copied(): boolean {
    return this.outcome === 'copied';
  }

  get byHand(): string {
    return this.outcome === 'byHand' ? ByHand : '';
  }

  get buttonLabel(): string {
    return this.copied ? Copied : Copy;
  }

  get buttonIcon(): string {
    return this.copied ? 'utility:check' : 'utility:copy_to_clipboard';
  }

  get buttonName(): string {
    return this.copied ? Copied : fill(CopyName, this.label);
  }

  handleFocus(event: FocusEvent): void {
    (event.target as HTMLInputElement).select();
  }

  /** The clipboard is written in the press itself: browsers refuse it later. */
  handleCopy(): void {
    if (!navigator.clipboard) {
      this.selectForCopying();
      return;
    }
    navigator.clipboard.writeText(this.text).then(
      () => this.showCopied(),
      () => this.selectForCopying()
    );
  }

  private showCopied(): void {
    this.outcome = 'copied';
    this.dispatchEvent(
      new CustomEvent('relinkcopied', { bubbles: true, composed: true, detail: { label: this.label } })
    );
    clearTimeout(this.timer);
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- the button says "Copied" for three seconds; cleared on disconnect
    this.timer = setTimeout(() => {
      this.outcome = 'none';
    }, COPIED_FOR_MS);
  }

  private selectForCopying(): void {
    this.outcome = 'byHand';
    const field = this.refs?.field as HTMLInputElement | undefined;
    field?.focus();
    field?.select();
  }
}
