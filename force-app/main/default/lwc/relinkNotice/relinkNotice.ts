import { LightningElement, api } from 'lwc';
import ErrorWord from '@salesforce/label/c.Relink_Panel_Error';
import Information from '@salesforce/label/c.Relink_Panel_Info';
import Success from '@salesforce/label/c.Relink_Panel_Success';
import Warning from '@salesforce/label/c.Relink_Panel_Warning';

/** How grave a notice is. */
export type NoticeVariant = 'info' | 'warning' | 'error' | 'success';

const WORDS: Record<NoticeVariant, string> = {
  info: Information,
  warning: Warning,
  error: ErrorWord,
  success: Success
};

/** A bordered panel with an icon, a heading (h3) and whatever the default slot holds. It is no live region. */
export default class RelinkNotice extends LightningElement {
  @api variant: NoticeVariant = 'info';
  /** Without a heading the panel shows its slot alone. */
  @api heading?: string;

  /** Moves focus to the heading, so that a screen reader reads on from there. */
  @api
  focusTitle(): void {
    (this.refs?.heading as HTMLElement | undefined)?.focus();
  }

  get kind(): NoticeVariant {
    return Object.hasOwn(WORDS, this.variant) ? this.variant : 'info';
  }

  get panelClass(): string {
    return `panel panel_${this.kind}`;
  }

  get iconName(): string {
    return `utility:${this.kind}`;
  }

  get iconVariant(): string {
    return this.kind === 'info' ? '' : this.kind;
  }

  get word(): string {
    return WORDS[this.kind];
  }
}
