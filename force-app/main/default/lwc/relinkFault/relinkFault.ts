import { LightningElement, api } from 'lwc';
import Code from '@salesforce/label/c.Relink_Fault_Code';
import CopyDetails from '@salesforce/label/c.Relink_Fault_CopyDetails';
import CopyByHand from '@salesforce/label/c.Relink_Copy_ByHand';
import Details from '@salesforce/label/c.Relink_Fault_Details';
import DetailsCopied from '@salesforce/label/c.Relink_Fault_DetailsCopied';
import HttpStatus from '@salesforce/label/c.Relink_Fault_HttpStatus';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Next from '@salesforce/label/c.Relink_Fault_Next';
import Step from '@salesforce/label/c.Relink_Fault_Step';
import Text from '@salesforce/label/c.Relink_Fault_Text';
import Time from '@salesforce/label/c.Relink_Fault_Time';
import Where from '@salesforce/label/c.Relink_Fault_Where';
import Why from '@salesforce/label/c.Relink_Fault_Why';
import { faultAction, faultEntry } from 'c/relinkFaultCatalogue';
import type { FaultAction, FaultEntry, FaultLink } from 'c/relinkFaultCatalogue';
import { dateTimeText, fill } from 'c/relinkText';
import type { RelinkFault as Fault, RelinkLinks } from 'c/relinkTypes';

/** Detail of `relinkaction`. */
export interface FaultActionDetail {
  action: FaultAction;
}

interface ActionView {
  action: FaultAction;
  label: string;
  icon?: string;
  url?: string;
  variant: 'brand' | 'neutral' | 'base';
  linkClass: string;
  iconVariant: string;
}

interface DetailView {
  key: string;
  label: string;
  value: string;
}

const UNEXPLAINED: Fault = { code: 'RL-999' };

/**
 * Says what went wrong, why, and what to do next. Extra instructions go into the default slot, above the buttons; what is pressed last into the slot `after`, below them.
 * A button fires `relinkaction` (detail {@link FaultActionDetail}); every panel offers **Use Setup instead** among them. An action that only
 * opens a page is a plain link, as the state of a window that script opens cannot be known; it is left out when its address is not known.
 * **Copy details** is the panel's own: it fires `relinkcopied`, as `c-relink-copy-field` does.
 */
export default class RelinkFault extends LightningElement {
  /** Name of the step, for the technical details. */
  @api step?: string;
  /** What was being done or called, for the technical details. */
  @api where?: string;
  /** Absolute addresses of Setup pages. */
  @api links?: Partial<RelinkLinks>;
  /** Address of the developer portal. */
  @api portalUrl?: string;

  readonly text = { CopyDetails, Next, Why, NewTab };

  private shown: Fault = UNEXPLAINED;
  private raisedAt = '';
  private detailsOpen = false;
  copyOutcome = '';

  /** The fault to show. Setting another one closes the details. */
  @api
  get fault(): Fault {
    return this.shown;
  }
  set fault(value: Fault | null | undefined) {
    this.shown = value ?? UNEXPLAINED;
    this.raisedAt = new Date().toISOString();
    this.detailsOpen = false;
    this.copyOutcome = '';
  }

  /** Moves focus to the title, so that a screen reader reads the panel. */
  @api
  focusTitle(): void {
    (this.refs?.panel as (HTMLElement & { focusTitle(): void }) | undefined)?.focusTitle();
  }

  get entry(): FaultEntry {
    return faultEntry(this.shown);
  }

  get actions(): ActionView[] {
    const { actions, primary } = this.entry;
    const possible = actions.filter((action) => this.possible(action));
    const main = possible.includes(primary) ? primary : possible[0];
    const views = possible.map((action) => this.view(action, action === main ? 'brand' : 'neutral'));
    return possible.includes('useSetup') ? views : [...views, this.view('useSetup', main ? 'base' : 'brand')];
  }

  get detailsLabel(): string {
    return fill(Details, this.shown.code);
  }

  get detailsChevron(): string {
    return this.detailsOpen ? 'utility:chevrondown' : 'utility:chevronright';
  }

  get detailsExpanded(): string {
    return String(this.detailsOpen);
  }

  get detailsClosed(): boolean {
    return !this.detailsOpen;
  }

  get details(): DetailView[] {
    const { code, httpStatus, detail } = this.shown;
    const rows = [
      { key: 'code', label: Code, value: code },
      { key: 'time', label: Time, value: dateTimeText(this.raisedAt) },
      { key: 'step', label: Step, value: this.step ?? '' },
      { key: 'where', label: Where, value: this.where ?? '' },
      { key: 'status', label: HttpStatus, value: httpStatus ? String(httpStatus) : '' },
      { key: 'text', label: Text, value: detail ?? '' }
    ];
    return rows.filter((row) => row.value !== '');
  }

  handleAction(event: Event): void {
    const action = (event.currentTarget as HTMLElement).dataset.action as FaultAction;
    if (action === 'copyDetails') {
      this.handleCopyDetails();
      return;
    }
    const detail: FaultActionDetail = { action };
    this.dispatchEvent(new CustomEvent('relinkaction', { detail }));
  }

  handleToggleDetails(): void {
    this.detailsOpen = !this.detailsOpen;
  }

  /** The clipboard is written in the press itself: browsers refuse it later. */
  handleCopyDetails(): void {
    this.detailsOpen = true;
    const text = this.details.map(({ label, value }) => `${label}: ${value}`).join('\n');
    if (!navigator.clipboard) {
      this.selectDetails();
      return;
    }
    navigator.clipboard.writeText(text).then(
      () => {
        this.copyOutcome = DetailsCopied;
        this.dispatchEvent(
          new CustomEvent('relinkcopied', { bubbles: true, composed: true, detail: { label: this.detailsLabel } })
        );
      },
      () => this.selectDetails()
    );
  }

  private selectDetails(): void {
    this.copyOutcome = CopyByHand;
    const list = this.refs?.details;
    if (list) {
      getSelection()?.selectAllChildren(list);
    }
  }

  /** A button whose page has no known address would do nothing. */
  private possible(action: FaultAction): boolean {
    const { link } = faultAction(action);
    return link === undefined || this.address(link) !== undefined;
  }

  private view(action: FaultAction, variant: ActionView['variant']): ActionView {
    const { label, icon, link } = faultAction(action);
    return {
      action,
      label,
      icon,
      url: this.address(link),
      variant,
      linkClass: `slds-button slds-button_${variant} link`,
      iconVariant: variant === 'brand' ? 'inverse' : ''
    };
  }

  private address(link: FaultLink | undefined): string | undefined {
    switch (link) {
      case undefined:
        return undefined;
      case 'editProvider':
        return this.links?.editProvider || this.links?.authProviders;
      case 'editCredential':
        return this.links?.editCredential || this.links?.namedCredentials;
      case 'portal':
        return this.portalUrl || undefined;
      case 'parameter':
        return webAddress(this.shown.params?.[0]);
      case 'setup':
        return setupPage('SetupOneHome');
      default:
        // Without the Relink permission the org answers with no addresses, and Permission Sets is the page that such an admin needs.
        return this.links?.[link] || (link === 'permissionSets' ? setupPage('PermSets') : undefined);
    }
  }
}

function setupPage(node: string): string {
  return new URL(`/lightning/setup/${node}/home`, window.location.origin).href;
}

/** An address that came with the fault; nothing but a web page is opened. */
function webAddress(text: string | undefined): string | undefined {
  return text && /^https?:\/\//.test(text) ? text : undefined;
}
