import { NavigationMixin } from 'lightning/navigation';
import { LightningElement } from 'lwc';
import CheckAgain from '@salesforce/label/c.Relink_Home_CheckAgain';
import Connection from '@salesforce/label/c.Relink_Home_Connection';
import EmptyText from '@salesforce/label/c.Relink_Home_EmptyText';
import EmptyTitle from '@salesforce/label/c.Relink_Home_EmptyTitle';
import ReadAgain from '@salesforce/label/c.Relink_Home_ReadAgain';
import ReadingConnection from '@salesforce/label/c.Relink_Text_ReadingConnection';
import Subtitle from '@salesforce/label/c.Relink_Home_Subtitle';
import Title from '@salesforce/label/c.Relink_Home_Title';
import { getHome } from 'c/relinkApi';
import type { FaultActionDetail } from 'c/relinkFault';
import type { HomeOpen } from 'c/relinkHomeCard';
import { worstFirst } from 'c/relinkHomeSummary';
import type { RelinkFault, RelinkHome as Home, RelinkHomeConnection, RelinkLinks } from 'c/relinkTypes';

const WIZARD_TAB = 'Relink_Wizard';

/**
 * Setup Home: the connections of the org, the last runs, and the way to Setup.
 * It reads the org without callouts, because a tab of the app loads it on many visits.
 * The wizard is opened with `c__connection` (id of the Named Credential) and `c__step` (0 to 6) in the page's state; with `c__run` it
 * makes the live call at once, with `c__setup` it
 * shows the way through Setup.
 */
export default class RelinkHome extends NavigationMixin(LightningElement) {
  home?: Partial<Home>;
  fault: RelinkFault | null = null;
  busy = false;
  message = '';

  readonly text = { CheckAgain, Connection, EmptyText, EmptyTitle, ReadingConnection, Subtitle, Title };

  override connectedCallback(): void {
    void this.read();
  }

  get loading(): boolean {
    return !this.home && !this.fault;
  }

  get connections(): RelinkHomeConnection[] {
    return worstFirst(this.home?.connections ?? []);
  }

  get empty(): boolean {
    return !this.fault && this.home?.connections?.length === 0;
  }

  get links(): RelinkLinks | undefined {
    return this.home?.links;
  }

  /** Without access there is no history to speak of; after another fault it shows if it came along. */
  get showHistory(): boolean {
    return Boolean(this.home && (!this.fault || this.home.history));
  }

  handleCheck(): void {
    if (!this.busy) {
      void this.readAgain();
    }
  }

  handleAnnounce(event: CustomEvent<{ message: string }>): void {
    this.message = event.detail.message;
  }

  handleOpen(event: CustomEvent<HomeOpen>): void {
    const { step, connectionId, run } = event.detail;
    this.openWizard(step, connectionId, run);
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    switch (event.detail.action) {
      case 'reload':
        window.location.reload();
        break;
      case 'checkAgain':
      case 'readAgain':
      case 'readFromOrg':
      case 'retry':
        this.handleCheck();
        break;
      case 'useSetup':
        this.navigate({ c__setup: '1' });
        break;
      default:
        this.openWizard(0);
    }
  }

  private async readAgain(): Promise<void> {
    this.message = '';
    await this.read();
    if (this.fault) {
      this.showFault();
    } else {
      this.message = ReadAgain;
    }
  }

  private async read(): Promise<void> {
    this.busy = true;
    const { fault, ...home } = await getHome();
    this.fault = fault ?? null;
    this.home = home;
    this.busy = false;
  }

  /** Focus goes to the title of the fault once it is drawn. */
  private showFault(): void {
    void Promise.resolve().then(() => {
      (this.refs?.fault as (HTMLElement & { focusTitle(): void }) | undefined)?.focusTitle();
    });
  }

  private openWizard(step: number, connectionId?: string, run = false): void {
    const state: Record<string, string> = { c__step: String(step) };
    if (connectionId) {
      state.c__connection = connectionId;
    }
    if (run) {
      state.c__run = '1';
    }
    this.navigate(state);
  }

  private navigate(state: Record<string, string>): void {
    this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: WIZARD_TAB }, state });
  }
}
