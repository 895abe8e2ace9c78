import { NavigationMixin } from 'lightning/navigation';
import { EnclosingUtilityId, updateUtility } from 'lightning/platformUtilityBarApi';
import { LightningElement, wire } from 'lwc';
import CheckAgain from '@salesforce/label/c.Relink_Home_CheckAgain';
import EmptyTitle from '@salesforce/label/c.Relink_Home_EmptyTitle';
import LastProof from '@salesforce/label/c.Relink_Home_LastProof';
import NeedsAttention from '@salesforce/label/c.Relink_Utility_NeedsAttention';
import NoAccess from '@salesforce/label/c.Relink_Utility_NoAccess';
import NotAuthorized from '@salesforce/label/c.Relink_Utility_NotAuthorized';
import NotFound from '@salesforce/label/c.Relink_Utility_NotFound';
import NotProven from '@salesforce/label/c.Relink_Utility_NotProven';
import NotWorking from '@salesforce/label/c.Relink_Utility_NotWorking';
import OpenRelink from '@salesforce/label/c.Relink_Home_OpenRelink';
import Outdated from '@salesforce/label/c.Relink_Utility_Outdated';
import ReadAgain from '@salesforce/label/c.Relink_Home_ReadAgain';
import ReadingConnection from '@salesforce/label/c.Relink_Text_ReadingConnection';
import Sentence from '@salesforce/label/c.Relink_Home_Sentence';
import Several from '@salesforce/label/c.Relink_Utility_Several';
import Unknown from '@salesforce/label/c.Relink_Utility_Unknown';
import Working from '@salesforce/label/c.Relink_Utility_Working';
import { getHome } from 'c/relinkApi';
import { faultEntry } from 'c/relinkFaultCatalogue';
import { isWorse, lastProofText, summarize, worstFirst } from 'c/relinkHomeSummary';
import { fill } from 'c/relinkText';
import type { Answer, RelinkHome, RelinkHomeConnection, RelinkState } from 'c/relinkTypes';

/** What the bar shows of a state: words, and an icon whose shape says the same. */
interface Look {
  label: string;
  icon: string;
  iconVariant?: 'success' | 'warning' | 'error';
}

const LOOKS: Record<RelinkState, Look> = {
  noAccess: { label: NoAccess, icon: 'lock', iconVariant: 'error' },
  notFound: { label: NotFound, icon: 'search' },
  needsAttention: { label: NeedsAttention, icon: 'warning', iconVariant: 'warning' },
  outdated: { label: Outdated, icon: 'warning', iconVariant: 'warning' },
  notWorking: { label: NotWorking, icon: 'error', iconVariant: 'error' },
  notAuthorized: { label: NotAuthorized, icon: 'warning', iconVariant: 'warning' },
  notProven: { label: NotProven, icon: 'help' },
  working: { label: Working, icon: 'success', iconVariant: 'success' },
  unknown: { label: Unknown, icon: 'help' }
};

/** The panel stays in the page when it closes, so coming into view is what "opened" means. A second read within this time is spared. */
const FRESH_FOR_MS = 5000;

/**
 * Utility bar panel: the state of the connection that needs someone most, its last proof, and the way to the wizard.
 * Reads the org when it is opened, without callouts and without a timer; from then on the item in the bar says the state too, and is
 * highlighted when it got worse. It never hosts the wizard: a secret must not sit in a panel that stays open across pages.
 */
export default class RelinkUtility extends NavigationMixin(LightningElement) {
  answer?: Answer<RelinkHome>;
  busy = false;
  message = '';

  readonly text = { CheckAgain, LastProof, OpenRelink, ReadingConnection };

  private utilityId: string | null = null;
  private readAt = 0;
  private shownState?: RelinkState;
  private observer?: IntersectionObserver;

  @wire(EnclosingUtilityId)
  setUtility(id: string | null): void {
    this.utilityId = id ?? null;
    this.showInBar();
  }

  override connectedCallback(): void {
    void this.read();
  }

  override renderedCallback(): void {
    const panel = this.refs?.panel;
    if (panel && !this.observer && typeof IntersectionObserver === 'function') {
      this.observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting) && Date.now() - this.readAt > FRESH_FOR_MS) {
          void this.read();
        }
      });
      this.observer.observe(panel);
    }
  }

  override disconnectedCallback(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }

  get connection(): RelinkHomeConnection | undefined {
    return worstFirst(this.answer?.connections ?? [])[0];
  }

  get state(): RelinkState {
    if (this.connection) {
      return this.connection.state;
    }
    const code = this.answer?.fault?.code;
    if (code) {
      return code === 'RL-101' || code === 'RL-102' ? 'noAccess' : 'unknown';
    }
    return 'notFound';
  }

  get headline(): string {
    return this.look.label;
  }

  get look(): Look {
    return LOOKS[this.state] ?? LOOKS.unknown;
  }

  get sentence(): string {
    if (this.connection) {
      return summarize(this.connection).headline;
    }
    const fault = this.answer?.fault;
    return fill(Sentence, fault ? faultEntry(fault).title : EmptyTitle);
  }

  get lastProof(): string {
    return this.connection ? lastProofText(this.connection) : '';
  }

  get several(): string {
    const count = this.answer?.connections?.length ?? 0;
    return count > 1 ? fill(Several, count) : '';
  }

  async handleCheck(): Promise<void> {
    this.message = '';
    await this.read();
    this.message = this.answer?.fault ? this.sentence : ReadAgain;
  }

  handleOpen(): void {
    const state: Record<string, string> = this.connection ? { c__connection: this.connection.id } : {};
    this[NavigationMixin.Navigate]({ type: 'standard__navItemPage', attributes: { apiName: 'Relink_Wizard' }, state });
  }

  private async read(): Promise<void> {
    if (this.busy) {
      return;
    }
    this.busy = true;
    this.readAt = Date.now();
    this.answer = await getHome();
    this.busy = false;
    this.showInBar();
  }

  /** The bar is a convenience: where it does not take the change, the panel still says all of it. */
  private showInBar(): void {
    if (this.utilityId && this.answer) {
      const highlighted = this.shownState !== undefined && isWorse(this.state, this.shownState);
      this.shownState = this.state;
      updateUtility(this.utilityId, { ...this.look, highlighted }).catch(() => undefined);
    }
  }
}
