import { LightningElement, api } from 'lwc';
import { announce, tell } from 'c/relinkEvents';
import type { StepMessage } from 'c/relinkEvents';
import type { StepKey } from 'c/relinkJourney';
import type { Answer, RelinkFault, RelinkProof } from 'c/relinkTypes';

/** Actions that lead to another step. */
const TARGETS: Record<string, StepKey | undefined> = {
  goToStep1: 'application',
  goToStep2: 'review',
  goToStep3: 'redirect',
  goToStep4: 'authorize',
  goToStep5: 'prove',
  authorizeAgain: 'authorize',
  turnOn: 'review'
};

/**
 * What the bodies of the steps have in common: a request under way, one fault panel (`lwc:ref="fault"`) that takes the
 * focus when it appears, and messages to the wizard.
 */
export default class RelinkStepElement extends LightningElement {
  /** Step whose body this is. */
  readonly step: StepKey = 'check';
  /** A request is under way. A second press of a button does nothing then. */
  working = false;
  /** The fault to show, or null. */
  fault: RelinkFault | null = null;

  /** Variant of the step's own main button: a fault panel brings the one brand button. */
  get mainVariant(): 'brand' | 'neutral' {
    return this.fault ? 'neutral' : 'brand';
  }

  protected tell(message: StepMessage): void {
    tell(this, message);
  }

  /** Hands on what a part of the step tells: its messages do not leave the step by themselves. */
  handleRelay(event: CustomEvent<StepMessage>): void {
    this.tell(event.detail);
  }

  /** Takes the panel away that the facts of the org have overtaken. */
  @api
  dropFault(): void {
    this.setFault(null);
  }

  /** Tells of a live call, good or bad, unless it is not on record: then nothing is known of it. */
  protected tellProof(answer: Answer<RelinkProof>): void {
    if (answer.answered || answer.lastProof) {
      this.tell({ type: 'proof', proof: { ...(answer as RelinkProof) } });
    }
  }

  protected announce(message: string): void {
    announce(this, message);
  }

  protected setWorking(on: boolean): void {
    this.working = on;
    this.tell({ type: 'working', step: this.step, on });
  }

  /** Shows a fault, or takes the shown one away. `quiet`: a background result never moves focus. */
  protected setFault(fault: RelinkFault | null, quiet = false): void {
    if (!fault && !this.fault) {
      return;
    }
    this.fault = fault;
    this.tell({ type: 'fault', step: this.step, code: fault?.code ?? null });
    if (fault && !quiet) {
      void this.focusFault();
    }
  }

  /** Moves focus to the title of the fault panel, once it is rendered. */
  protected async focusFault(): Promise<void> {
    await Promise.resolve();
    (this.refs?.fault as (HTMLElement & { focusTitle(): void }) | undefined)?.focusTitle();
  }

  /** Runs a call as the step's one request. Gives null when another one is under way. */
  protected async request<T>(call: () => Promise<T>): Promise<T | null> {
    if (this.working) {
      return null;
    }
    const pressed = this.template?.activeElement as HTMLElement | null | undefined;
    this.setFault(null);
    this.setWorking(true);
    try {
      return await call();
    } finally {
      this.setWorking(false);
      if (pressed) {
        void this.returnFocus(pressed);
      }
    }
  }

  /**
   * A button that is disabled while it works loses focus, and a panel takes it along when it goes. It comes back to the button that was
   * pressed, else to the step's main button (`lwc:ref="main"`), unless something else has it by then.
   */
  private async returnFocus(pressed: HTMLElement): Promise<void> {
    await Promise.resolve();
    await Promise.resolve();
    if (document.activeElement === document.body || document.activeElement === null) {
      (pressed.isConnected ? pressed : (this.refs?.main as HTMLElement | undefined))?.focus();
    }
  }

  /** Carries out the actions of a fault panel that are the same in every step. False when the step has to. */
  protected actedOn(action: string): boolean {
    switch (action) {
      case 'reload':
        window.location.reload();
        return true;
      case 'useSetup':
        this.tell({ type: 'useSetup' });
        return true;
      case 'checkAgain':
      case 'readFromOrg':
        // In this order: what is read depends on the fault (RL-602).
        this.tell({ type: 'read' });
        this.setFault(null);
        return true;
      default:
        return this.wentTo(TARGETS[action], action === 'turnOn');
    }
  }

  private wentTo(step: StepKey | undefined, fresh: boolean): boolean {
    if (step) {
      this.tell(fresh ? { type: 'goto', step, fresh } : { type: 'goto', step });
    }
    return step !== undefined;
  }
}
