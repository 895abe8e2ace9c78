import { api } from 'lwc';
import Accepted from '@salesforce/label/c.Relink_Application_Accepted';
import Notice from '@salesforce/label/c.Relink_Application_Notice';
import NoticeSame from '@salesforce/label/c.Relink_Application_NoticeSame';
import SwappedDone from '@salesforce/label/c.Relink_Application_SwappedDone';
import Unchecked from '@salesforce/label/c.Relink_Application_Unchecked';
import { checkApplication } from 'c/relinkApi';
import { hasTwoLines, judgePair, trimmed } from 'c/relinkKeyAndSecret';
import type { RelinkFieldProblem } from 'c/relinkKeyAndSecret';
import type { FaultActionDetail } from 'c/relinkFault';
import type { RelinkSession } from 'c/relinkSession';
import type { StepKey } from 'c/relinkJourney';
import RelinkStepElement from 'c/relinkStepElement';
import type { RelinkConnection, RelinkEnvironment, RelinkProfileView } from 'c/relinkTypes';
import { PROBLEMS, TEXT } from './applicationTexts';
import type { Field } from './applicationTexts';

type InputElement = HTMLElement & {
  value: string;
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
};

/** Step 1: a key and a secret that Constant Contact accepts, before anything in Salesforce changes. */
export default class RelinkStepApplication extends RelinkStepElement {
  override readonly step: StepKey = 'application';

  @api connection!: RelinkConnection;
  @api profile!: RelinkProfileView;
  @api environment: RelinkEnvironment | null = null;
  /** Where this tab keeps the key and secret. */
  @api session!: RelinkSession;

  readonly text = TEXT;
  keyValue = '';
  secretValue = '';
  keyTrimmed = false;
  secretTrimmed = false;
  swapped = false;
  keyUnchanged = false;
  /** Field of a paste with blanks around it, until its change arrives. */
  private pasted: Field | null = null;
  /** The pair could not be judged, and the panel of the fault does not offer to go on. */
  mayGoOn = false;

  override connectedCallback(): void {
    this.keyValue = this.session.key;
    this.secretValue = this.session.secret;
  }

  /** Takes the values from the session again, after the wizard cleared it. */
  @api
  refresh(): void {
    this.keyValue = this.session.key;
    this.secretValue = this.session.secret;
    this.keyTrimmed = false;
    this.secretTrimmed = false;
    this.judge();
  }

  /** The application stays, and only its secret is renewed. */
  get renewing(): boolean {
    return this.connection.endpointsCurrent;
  }

  get outdated(): boolean {
    return !this.renewing;
  }

  get sandbox(): boolean {
    return Boolean(this.environment?.isSandbox);
  }

  get notice(): string {
    return this.renewing ? NoticeSame : Notice;
  }

  handleKey(event: CustomEvent<{ value: string }>): void {
    this.keyValue = event.detail.value;
    this.keyTrimmed = trimmed(this.keyValue).changed || this.cutFromPaste('key');
    this.typed('key');
  }

  handleSecret(event: CustomEvent<{ value: string }>): void {
    this.secretValue = event.detail.value;
    this.secretTrimmed = trimmed(this.secretValue).changed || this.cutFromPaste('secret');
    this.typed('secret');
  }

  handleBlur(event: FocusEvent): void {
    this.trim((event.currentTarget as HTMLElement).dataset.field as Field);
  }

  /** A single-line input would join the lines of a paste silently, and the base input of the key cuts blanks silently. */
  handlePaste(event: ClipboardEvent): void {
    const field = (event.currentTarget as HTMLElement).dataset.field as Field;
    const text = event.clipboardData?.getData('text') ?? '';
    if (hasTwoLines(text)) {
      event.preventDefault();
      this.show(field, 'twoLines');
    } else if (trimmed(text).changed) {
      this.pasted = field;
    }
  }

  handleSwap(): void {
    [this.keyValue, this.secretValue] = [this.secretValue, this.keyValue];
    this.keep();
    this.judge();
    this.announce(SwappedDone);
    this.input('secret')?.focus();
  }

  /** The base input submits no form, and Enter is what a person presses after pasting. */
  handleEnter(event: KeyboardEvent): void {
    if (event.key === 'Enter' && !this.working) {
      void this.handleCheck();
    }
  }

  async handleCheck(): Promise<void> {
    if (this.working || !this.validate()) {
      return;
    }
    const result = await this.request(() =>
      checkApplication({
        connectionId: this.connection.id,
        consumerKey: this.session.key,
        consumerSecret: this.session.secret
      })
    );
    if (result?.fault) {
      this.mayGoOn = result.outcome === 'unchecked' && result.fault.code !== 'RL-302';
      this.setFault(result.fault);
    } else if (result) {
      this.finish('accepted');
    }
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    const { action } = event.detail;
    if (action === 'editSecret' || action === 'editKey') {
      this.edit(action === 'editKey' ? 'key' : 'secret');
    } else if (action === 'goOnUnchecked') {
      this.handleGoOn();
    } else if (action === 'retry' || action === 'runAgain') {
      void this.handleCheck();
    } else {
      this.actedOn(action);
    }
  }

  handleGoOn(): void {
    this.setFault(null);
    this.finish('unchecked');
  }

  /** The secret is cleared, as nobody can see what is wrong with it; the key stays to be corrected. */
  private edit(field: Field): void {
    this.setFault(null);
    if (field === 'secret') {
      this.secretValue = '';
      this.keep();
    }
    this.input(field)?.focus();
  }

  /** Whether the paste that this change comes from had blanks around it. */
  private cutFromPaste(field: Field): boolean {
    const cut = this.pasted === field;
    this.pasted = null;
    return cut;
  }

  private finish(state: 'accepted' | 'unchecked'): void {
    this.session.judge(state);
    this.tell({ type: 'pair' });
    const message = state === 'accepted' ? Accepted : Unchecked;
    this.tell({ type: 'advance', step: 'application', read: false, message });
  }

  /** Messages change while typing, never on leaving a field: else the button moves away under the press that leaves it. */
  private typed(field: Field): void {
    if (this.fault) {
      this.setFault(null);
    }
    this.show(field, null);
    this.keep();
    this.judge();
  }

  private keep(): void {
    this.session.type(this.keyValue.trim(), this.secretValue.trim());
    this.tell({ type: 'pair' });
  }

  private trim(field: Field): void {
    if (field === 'key') {
      const { value, changed } = trimmed(this.keyValue);
      this.keyValue = value;
      this.keyTrimmed ||= changed;
    } else {
      const { value, changed } = trimmed(this.secretValue);
      this.secretValue = value;
      this.secretTrimmed ||= changed;
    }
  }

  private judge() {
    const judgement = judgePair(this.keyValue.trim(), this.secretValue.trim(), this.connection.consumerKey ?? '');
    this.swapped = judgement.swapped;
    this.keyUnchanged = judgement.keyUnchanged;
    return judgement;
  }

  /** Shows what is wrong beside the fields; focus goes to the first. */
  private validate(): boolean {
    this.trim('key');
    this.trim('secret');
    this.keep();
    const judgement = this.judge();
    const fields: Field[] = ['key', 'secret'];
    const wrong = fields.filter((field) => this.show(field, judgement[field]));
    this.input(wrong[0])?.focus();
    return wrong.length === 0;
  }

  private show(field: Field, problem: RelinkFieldProblem | null): boolean {
    const input = this.input(field);
    input?.setCustomValidity(problem ? PROBLEMS[field][problem] : '');
    input?.reportValidity();
    return problem !== null;
  }

  private input(field: Field | undefined): InputElement | null {
    return field ? ((this.refs?.[field] as InputElement | undefined) ?? null) : null;
  }
}
