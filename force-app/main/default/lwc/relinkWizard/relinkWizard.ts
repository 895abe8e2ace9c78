import { LightningElement, api, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import Changed from '@salesforce/label/c.Relink_Wizard_Changed';
import CheckAgain from '@salesforce/label/c.Relink_Wizard_CheckAgain';
import Checked from '@salesforce/label/c.Relink_Wizard_Checked';
import Connection from '@salesforce/label/c.Relink_Wizard_Connection';
import Credential from '@salesforce/label/c.Relink_Wizard_Credential';
import Legacy from '@salesforce/label/c.Relink_Text_Legacy';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Note from '@salesforce/label/c.Relink_Wizard_Note';
import Production from '@salesforce/label/c.Relink_Wizard_Production';
import Sandbox from '@salesforce/label/c.Relink_Wizard_Sandbox';
import SessionEnded from '@salesforce/label/c.Relink_Wizard_SessionEnded';
import Steps from '@salesforce/label/c.Relink_Wizard_Steps';
import Title from '@salesforce/label/c.Relink_Wizard_Title';
import TitleUnknown from '@salesforce/label/c.Relink_Wizard_TitleUnknown';
import CopyDone from '@salesforce/label/c.Relink_Copy_Done';
import { getHome, getStatus } from 'c/relinkApi';
import { STEPS, journey } from 'c/relinkJourney';
import { RelinkSession } from 'c/relinkSession';
import { fill, timeText } from 'c/relinkText';
import type { Journey, RelinkTab, StepKey } from 'c/relinkJourney';
import type { RelinkPairState } from 'c/relinkSession';
import type { StepMessage } from 'c/relinkEvents';
import type { StepToggle } from 'c/relinkStep';
import type {
  RelinkConnection,
  RelinkFault,
  RelinkHome,
  RelinkLinks,
  RelinkPlan,
  RelinkProof,
  RelinkRunView,
  RelinkState,
  RelinkStatus
} from 'c/relinkTypes';
import { checkedMessage, doneMessage, pageTitle, replacedKey, rowsOf, signature } from './wizardView';
import type { Row } from './wizardView';

/** Shortest time between two looks at the org when the person returns to the tab, in milliseconds. */
const LOOK_AGAIN_MS = 5_000;

type Body = HTMLElement & { refresh?(): void; focusFault?(): void };

/**
 * The wizard: page header, seven steps, help, and the live regions. It reads the org, owns the secret of this tab, and
 * moves focus; the steps do the work and tell it by `relinkmessage`.
 */
export default class RelinkWizard extends LightningElement {
  /** Width of the page region, as the Lightning page gives it. */
  @api flexipageRegionWidth?: 'SMALL' | 'MEDIUM' | 'LARGE' | 'XLARGE';

  readonly text = { CheckAgain, Connection, Credential, Legacy, NewTab, Note, Steps };
  readonly session = new RelinkSession();

  status: Partial<RelinkStatus> | null = null;
  statusFault: RelinkFault | null = null;
  plan: RelinkPlan | null = null;
  proof: RelinkProof | null = null;
  reading = false;
  polite = '';
  assertive = '';

  private home: RelinkHome | null = null;
  private connectionId: string | null = null;
  private pair: RelinkPairState | null = null;
  private workingStep: StepKey | null = null;
  private faults: Partial<Record<StepKey, string>> = {};
  private redirectAdded = false;
  private opened: StepKey[] = [];
  private active: StepKey = 'check';
  private askedStep: StepKey | null = null;
  private page: string | null = null;
  private lookedAt = 0;
  private formerTitle = '';

  /** `c__connection` (a Named Credential's id) and `c__step` (a number or a name) choose; another page means that the person navigated away. */
  @wire(CurrentPageReference)
  setPage(reference: { attributes?: Record<string, string>; state?: Record<string, string | undefined> } | null): void {
    if (!reference) {
      return;
    }
    const name = reference.attributes?.apiName ?? '';
    if (this.page !== null && this.page !== name) {
      this.forget();
    }
    this.page = name;
    const connection = reference.state?.c__connection;
    if (connection && connection !== this.connectionId) {
      this.connectionId = connection;
      if (this.settled) {
        void this.choose(connection);
      }
    }
    const asked = reference.state?.c__step;
    this.askedStep = STEPS.find((key, index) => key === asked || String(index) === asked) ?? null;
    if (this.askedStep && this.settled) {
      this.goTo(this.askedStep);
    }
  }

  override connectedCallback(): void {
    this.formerTitle = document.title;
    window.addEventListener('beforeunload', this.handleUnload);
    document.addEventListener('visibilitychange', this.handleVisibility);
    void this.start();
  }

  override disconnectedCallback(): void {
    window.removeEventListener('beforeunload', this.handleUnload);
    document.removeEventListener('visibilitychange', this.handleVisibility);
    document.title = this.formerTitle;
    this.session.clear();
  }

  get connection(): RelinkConnection | null {
    return this.status?.connection ?? null;
  }

  /** The first reading has come to an end. */
  get settled(): boolean {
    return this.status !== null;
  }

  get heading(): string {
    return this.status?.profile ? fill(Title, this.status.profile.label) : TitleUnknown;
  }

  /** Which org this is, and whether a mistake here would hit production. */
  get environmentText(): string | null {
    const { environment } = this.status ?? {};
    return environment ? fill(environment.isSandbox ? Sandbox : Production, environment.orgName) : null;
  }

  get checkedText(): string {
    return fill(Checked, timeText(this.status?.checkedAt));
  }

  get links(): Partial<RelinkLinks> | null {
    return this.connection?.links ?? this.home?.links ?? null;
  }

  get portalUrl(): string | null {
    return this.status?.profile?.portalUrl ?? this.home?.portalUrl ?? null;
  }

  get previousKey(): string | null {
    return replacedKey(this.home, this.connection);
  }

  /** A retirement counts until the next change. */
  get retired(): RelinkRunView | null {
    const { lastRetirement } = this.status ?? {};
    return lastRetirement && this.journey.steps.retire.fact.key === 'retireDone' ? lastRetirement : null;
  }

  get journey(): Journey {
    const tab: RelinkTab = {
      pair: this.pair,
      plan: this.plan,
      working: this.workingStep,
      faults: this.faults,
      redirectAdded: this.redirectAdded,
      previousKey: this.previousKey
    };
    return journey(this.status, tab);
  }

  get badge(): RelinkState {
    return this.journey.badge;
  }

  get rows(): Row[] {
    return rowsOf(this.journey, this.opened, Boolean(this.connection && this.status?.profile));
  }

  get helpStep(): number {
    return STEPS.indexOf(this.active);
  }

  get columnsClass(): string {
    return this.flexipageRegionWidth === 'SMALL' ? 'columns' : 'columns columns_wide';
  }

  private async start(): Promise<void> {
    this.show('check');
    await this.read();
    const { open } = this.journey;
    const asked = this.askedStep;
    this.opened = asked ? [asked] : open;
    this.show(asked ?? open[open.length - 1] ?? 'check', open.length > 0 || asked !== null);
  }

  /** Reads the org. What was known stays when the reading fails altogether. */
  private async read(): Promise<void> {
    this.reading = true;
    const [status, home] = await Promise.all([getStatus(this.connectionId), getHome()]);
    this.reading = false;
    this.lookedAt = Date.now();
    this.statusFault = status.fault ?? null;
    this.setFault('check', status.fault?.code ?? null);
    if (status.checks || !this.status) {
      this.status = status;
    }
    this.connectionId = this.connection?.id ?? this.connectionId;
    if (!home.fault) {
      this.home = home;
    }
    if (status.fault?.code === 'RL-113') {
      this.assertive = SessionEnded;
    }
  }

  /** Reads what needs no callout; the facts came with the answer that this follows. */
  private async readRecords(): Promise<void> {
    const home = await getHome();
    if (!home.fault) {
      this.home = home;
    }
  }

  private setFault(step: StepKey, code: string | null): void {
    this.faults = { ...this.faults, [step]: code ?? undefined };
  }

  /** Makes a step the one that the page title and the help are about, and opens it. */
  private show(step: StepKey, open = true): void {
    if (open && !this.opened.includes(step)) {
      this.opened = [...this.opened, step];
    }
    this.active = step;
    document.title = pageTitle(step);
  }

  private goTo(step: StepKey): void {
    this.show(step);
    void this.focus(step);
  }

  private async focus(step: StepKey): Promise<void> {
    await Promise.resolve();
    const row = this.template?.querySelector(`[data-row="${step}"]`) as (HTMLElement & { focusTitle(): void }) | null;
    row?.focusTitle();
  }

  private body(step: StepKey): Body | null {
    return this.template?.querySelector<Body>(`[data-body="${step}"]`) ?? null;
  }

  private say(message: string): void {
    this.polite = message === this.polite ? `${message}\u00a0` : message;
  }

  private forget(): void {
    this.session.clear();
    this.pair = null;
    this.plan = null;
    this.body('application')?.refresh?.();
  }

  handleToggle(event: CustomEvent<StepToggle>): void {
    const step = event.detail.stepKey as StepKey;
    if (event.detail.expanded) {
      this.show(step);
    } else {
      this.opened = this.opened.filter((key) => key !== step);
    }
  }

  handleUnlock(event: Event): void {
    this.goTo((event.currentTarget as HTMLElement).dataset.step as StepKey);
  }

  handleCheckAgain(): void {
    void this.readAgain();
  }

  handleAnnounce(event: CustomEvent<{ message: string }>): void {
    this.say(event.detail.message);
  }

  handleCopied(event: CustomEvent<{ label: string }>): void {
    this.say(fill(CopyDone, event.detail.label));
  }

  handleMessage(event: CustomEvent<StepMessage>): void {
    const message = event.detail;
    switch (message.type) {
      case 'working':
        this.workingStep = message.on ? message.step : null;
        break;
      case 'fault':
        this.setFault(message.step, message.code);
        break;
      case 'pair':
        this.takePair();
        break;
      case 'plan':
        this.plan = message.plan;
        break;
      case 'facts':
        this.status = {
          ...this.status,
          connection: message.connection ?? this.connection,
          lastChange: message.lastChange ?? this.status?.lastChange,
          lastRetirement: message.lastRetirement ?? this.status?.lastRetirement
        };
        void this.readRecords();
        break;
      case 'proof':
        this.proof = message.proof;
        this.status = { ...this.status, lastProof: message.proof.lastProof ?? this.status?.lastProof };
        void this.readRecords();
        if (message.proof.consentProven && this.session.ready) {
          this.forget();
        }
        break;
      case 'redirectAdded':
        this.redirectAdded = true;
        break;
      case 'advance':
        void this.advance(message.step, message.read, message.message);
        break;
      case 'goto':
        this.goTo(message.step);
        break;
      case 'read':
        void (message.quiet ? this.read() : this.readAgain());
        break;
      default:
        void this.choose(message.connectionId);
    }
  }

  private takePair(): void {
    const pair = this.session.ready ? this.session.state : null;
    if (pair !== this.pair) {
      this.plan = null;
    }
    this.pair = pair;
    if (!this.session.holdsSecret) {
      this.body('application')?.refresh?.();
    }
  }

  private async advance(step: StepKey, read: boolean, message?: string): Promise<void> {
    if (read) {
      await this.read();
    }
    const next = STEPS[STEPS.indexOf(step) + 1];
    this.opened = this.opened.filter((key) => key !== step);
    this.show(next);
    this.say([message, doneMessage(step, next)].filter(Boolean).join(' '));
    await this.focus(next);
    this.body(next)?.refresh?.();
  }

  private async readAgain(): Promise<void> {
    if (this.reading) {
      return;
    }
    await this.read();
    this.say(checkedMessage(this.status));
    if (this.statusFault) {
      this.show('check');
      await Promise.resolve();
      this.body('check')?.focusFault?.();
    }
  }

  private async choose(connectionId: string): Promise<void> {
    this.forget();
    this.connectionId = connectionId;
    await this.read();
    const { current } = this.journey;
    if (this.connection && current) {
      this.opened = [current];
      this.say(doneMessage('check', current));
      this.goTo(current);
    }
  }

  /** Looks at the org without callouts when the person returns; reads it only when something changed. Never moves focus. */
  private async lookAgain(): Promise<void> {
    this.lookedAt = Date.now();
    const home = await getHome();
    if (home.fault || this.reading || signature(home, this.connectionId) === signature(this.home, this.connectionId)) {
      return;
    }
    await this.read();
    this.say(Changed);
  }

  private readonly handleVisibility = (): void => {
    const idle = !this.reading && !this.workingStep && this.settled;
    if (document.visibilityState === 'visible' && idle && Date.now() - this.lookedAt >= LOOK_AGAIN_MS) {
      void this.lookAgain();
    }
  };

  private readonly handleUnload = (event: BeforeUnloadEvent): void => {
    if (this.session.holdsSecret) {
      event.preventDefault();
    }
  };
}
