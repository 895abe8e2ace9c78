import { api, wire } from 'lwc';
import { CurrentPageReference } from 'lightning/navigation';
import Changed from '@salesforce/label/c.Relink_Wizard_Changed';
import CheckAgain from '@salesforce/label/c.Relink_Wizard_CheckAgain';
import CopyDone from '@salesforce/label/c.Relink_Copy_Done';
import Credential from '@salesforce/label/c.Relink_Wizard_Credential';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Note from '@salesforce/label/c.Relink_Wizard_Note';
import SessionEnded from '@salesforce/label/c.Relink_Wizard_SessionEnded';
import ShowSetup from '@salesforce/label/c.Relink_Check_ShowSetup';
import Steps from '@salesforce/label/c.Relink_Wizard_Steps';
import { STEPS } from 'c/relinkJourney';
import { fill } from 'c/relinkText';
import type { StepMessage } from 'c/relinkEvents';
import type { StepKey } from 'c/relinkJourney';
import type { StepToggle } from 'c/relinkStep';
import { WizardHeader } from './wizardHeader';
import { checkedMessage, doneMessage, pageTitle, rowsOf } from './wizardView';
import type { PageReference, Row } from './wizardView';

/** Shortest time between two looks at the org when the person returns to the tab, in milliseconds. */
const LOOK_AGAIN_MS = 5_000;

type Titled = HTMLElement & { focusTitle(): void };
type Body = HTMLElement & { refresh?(): void; focusFault?(): void; dropFault?(): void; runNow?(): void };

/**
 * The wizard: page header, seven steps, help, the way by Setup, and the live regions. It moves focus and opens steps; the steps do the work and
 * tell it by `relinkmessage`. What it knows is in `WizardOrg`.
 */
export default class RelinkWizard extends WizardHeader {
  /** Width of the page region, as the Lightning page gives it. */
  @api flexipageRegionWidth?: 'SMALL' | 'MEDIUM' | 'LARGE' | 'XLARGE';

  readonly text = { CheckAgain, Credential, NewTab, Note, ShowSetup, Steps };
  polite = '';
  assertive = '';
  setupShown = false;

  private opened: StepKey[] = [];
  private active: StepKey = 'check';
  private askedStep: StepKey | null = null;
  private page: string | null = null;
  /** The address asks for the live call; answered once, so that a reload does not repeat it. */
  private runAsked = false;
  private formerTitle = '';

  /**
   * `c__connection` (a Named Credential's id) and `c__step` (a number or a name) choose; `c__run` makes the live call; `c__setup` shows the way by Setup.
   * Another page means that the person navigated away.
   */
  @wire(CurrentPageReference)
  setPage(reference: PageReference | null): void {
    if (!reference) {
      return;
    }
    this.reference = reference;
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
    this.runAsked = Boolean(reference.state?.c__run);
    if (this.askedStep && this.settled) {
      this.goTo(this.askedStep);
      void this.runIfAsked();
    }
    if (reference.state?.c__setup) {
      void this.handleShowSetup();
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

  get rows(): Row[] {
    return rowsOf(this.journey, this.opened, this.profile && this.connection, this.profile && this.reached);
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
    this.say(checkedMessage(this.status));
    const { open } = this.journey;
    const asked = this.askedAndOpen();
    this.opened = asked ? [asked] : open;
    this.show(asked ?? open[open.length - 1] ?? 'check', open.length > 0 || asked !== null);
    if (this.setupShown) {
      await this.focus('[data-setup]');
    }
    await this.runIfAsked();
  }

  /** Makes the live call that the address asks for, once the step is drawn. */
  private async runIfAsked(): Promise<void> {
    if (this.runAsked) {
      this.runAsked = false;
      this.keepInAddress();
      await Promise.resolve();
      this.body('prove')?.runNow?.();
    }
  }

  /** The step that the address asks for. A reload keeps the address, so a step that is done by now gives way; the live call can be made again. */
  private askedAndOpen(): StepKey | null {
    const asked = this.askedStep;
    return asked && asked !== 'prove' && this.journey.steps[asked].state === 'done' ? null : asked;
  }

  protected override async read(): Promise<void> {
    await super.read();
    if (this.statusFault?.code === 'RL-113') {
      this.assertive = SessionEnded;
    }
    this.dropFaults();
  }

  /** Panels go that the facts of the org have overtaken. */
  private dropFaults(): void {
    for (const step of this.takeOvertaken()) {
      this.body(step)?.dropFault?.();
    }
  }

  protected override secretGone(): void {
    this.body('application')?.refresh?.();
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
    void this.focus(`[data-row="${step}"]`);
  }

  private async focus(selector: string): Promise<void> {
    await Promise.resolve();
    this.template?.querySelector<Titled>(selector)?.focusTitle();
  }

  private body(step: StepKey): Body | null {
    return this.template?.querySelector<Body>(`[data-body="${step}"]`) ?? null;
  }

  private say(message: string): void {
    this.polite = message === this.polite ? `${message}\u00a0` : message;
  }

  async handleShowSetup(): Promise<void> {
    this.setupShown = true;
    await this.focus('[data-setup]');
  }

  handleCloseSetup(): void {
    this.setupShown = false;
    this.goTo(this.active);
  }

  handleToggle(event: CustomEvent<StepToggle>): void {
    const step = event.detail.stepKey as StepKey;
    if (event.detail.expanded) {
      this.show(step);
    } else {
      this.opened = this.opened.filter((key) => key !== step);
    }
  }

  /** Help and page title follow the step that is being worked in. */
  handleFocusIn(event: FocusEvent): void {
    const step = (event.currentTarget as HTMLElement).dataset.row as StepKey;
    if (step !== this.active && this.opened.includes(step)) {
      this.show(step, false);
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
    if (this.take(message)) {
      this.dropFaults();
      return;
    }
    switch (message.type) {
      case 'advance':
        void this.advance(message.step, message.read, message.message);
        break;
      case 'goto':
        this.goTo(message.step);
        if (message.fresh) {
          void this.read().then(() => this.body(message.step)?.refresh?.());
        }
        break;
      case 'read':
        void (message.quiet ? this.read() : this.readAgain());
        break;
      case 'useSetup':
        void this.handleShowSetup();
        break;
      case 'choose':
        void this.choose(message.connectionId);
        this.keepInAddress();
        break;
      default:
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
    await this.focus(`[data-row="${next}"]`);
    this.body(next)?.refresh?.();
  }

  private async readAgain(): Promise<void> {
    if (this.reading) {
      return;
    }
    const wasOpen = this.journey.steps.check.state !== 'done';
    await this.read();
    const named = this.reference?.state?.c__connection;
    if (named && named !== this.connectionId) {
      this.keepInAddress();
    }
    this.say(checkedMessage(this.status));
    if (this.statusFault) {
      this.show('check');
      await Promise.resolve();
      this.body('check')?.focusFault?.();
    } else if (wasOpen) {
      this.leaveCheck();
    }
  }

  /** The check is done: the next step takes its place. */
  private leaveCheck(): void {
    const { current, steps } = this.journey;
    if (current && steps.check.state === 'done') {
      this.opened = [current];
      this.say(doneMessage('check', current));
      this.goTo(current);
    }
  }

  private async choose(connectionId: string): Promise<void> {
    this.forgetConnection();
    this.connectionId = connectionId;
    await this.read();
    this.leaveCheck();
  }

  /** Looks at the org when the person returns. Never moves focus. */
  private readonly handleVisibility = (): void => {
    const idle = !this.reading && !this.workingStep && this.settled;
    if (document.visibilityState === 'visible' && idle && Date.now() - this.lookedAt >= LOOK_AGAIN_MS) {
      void this.readIfChanged().then((changed) => changed && this.say(Changed));
    }
  };

  private readonly handleUnload = (event: BeforeUnloadEvent): void => {
    if (this.session.holdsSecret) {
      event.preventDefault();
    }
  };
}
