import { api } from 'lwc';
import Accepted from '@salesforce/label/c.Relink_Application_Accepted';
import Callback from '@salesforce/label/c.Relink_Application_Callback';
import CallbackUrl from '@salesforce/label/c.Relink_Redirect_Url';
import Check from '@salesforce/label/c.Relink_Application_Check';
import Checking from '@salesforce/label/c.Relink_Application_Checking';
import CurrentKey from '@salesforce/label/c.Relink_Application_CurrentKey';
import Equal from '@salesforce/label/c.Relink_Application_Equal';
import GoOnUnchecked from '@salesforce/label/c.Relink_Action_GoOnUnchecked';
import Generate from '@salesforce/label/c.Relink_Application_Generate';
import Intro from '@salesforce/label/c.Relink_Application_Intro';
import Key from '@salesforce/label/c.Relink_Application_Key';
import KeyHelp from '@salesforce/label/c.Relink_Application_KeyHelp';
import KeyMissing from '@salesforce/label/c.Relink_Application_KeyMissing';
import KeyTooLong from '@salesforce/label/c.Relink_Application_KeyTooLong';
import KeyTwoLines from '@salesforce/label/c.Relink_Application_KeyTwoLines';
import KeyUnusable from '@salesforce/label/c.Relink_Application_KeyUnusable';
import KeyUnchanged from '@salesforce/label/c.Relink_Application_KeyUnchanged';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import Notice from '@salesforce/label/c.Relink_Application_Notice';
import NoticeSame from '@salesforce/label/c.Relink_Application_NoticeSame';
import NoticeSandbox from '@salesforce/label/c.Relink_Application_NoticeSandbox';
import NoticeSandboxTitle from '@salesforce/label/c.Relink_Application_NoticeSandboxTitle';
import NewApplication from '@salesforce/label/c.Relink_Application_New';
import NoticeTitle from '@salesforce/label/c.Relink_Application_NoticeTitle';
import NothingThere from '@salesforce/label/c.Relink_Application_NothingThere';
import Open from '@salesforce/label/c.Relink_Application_Open';
import OpenLink from '@salesforce/label/c.Relink_Application_OpenLink';
import OpenSame from '@salesforce/label/c.Relink_Application_OpenSame';
import Outdated from '@salesforce/label/c.Relink_Application_Outdated';
import RefreshType from '@salesforce/label/c.Relink_Application_RefreshType';
import Secret from '@salesforce/label/c.Relink_Application_Secret';
import SecretHelp from '@salesforce/label/c.Relink_Application_SecretHelp';
import SecretMissing from '@salesforce/label/c.Relink_Application_SecretMissing';
import SecretTooLong from '@salesforce/label/c.Relink_Application_SecretTooLong';
import SecretTwoLines from '@salesforce/label/c.Relink_Application_SecretTwoLines';
import SecretUnusable from '@salesforce/label/c.Relink_Application_SecretUnusable';
import Swap from '@salesforce/label/c.Relink_Application_Swap';
import Swapped from '@salesforce/label/c.Relink_Application_Swapped';
import SwappedDone from '@salesforce/label/c.Relink_Application_SwappedDone';
import Trimmed from '@salesforce/label/c.Relink_Application_Trimmed';
import Unchecked from '@salesforce/label/c.Relink_Application_Unchecked';
import Valid from '@salesforce/label/c.Relink_Application_Valid';
import { checkApplication } from 'c/relinkApi';
import { hasTwoLines, judgePair, trimmed } from 'c/relinkKeyAndSecret';
import type { RelinkFieldProblem } from 'c/relinkKeyAndSecret';
import type { FaultActionDetail } from 'c/relinkFault';
import type { RelinkSession } from 'c/relinkSession';
import type { StepKey } from 'c/relinkJourney';
import RelinkStepElement from 'c/relinkStepElement';
import type { RelinkConnection, RelinkEnvironment, RelinkProfileView } from 'c/relinkTypes';

type Field = 'key' | 'secret';
type InputElement = HTMLElement & {
  value: string;
  setCustomValidity(message: string): void;
  reportValidity(): boolean;
};

const PROBLEMS: Record<Field, Record<RelinkFieldProblem, string>> = {
  key: { missing: KeyMissing, tooLong: KeyTooLong, twoLines: KeyTwoLines, unusable: KeyUnusable, equal: Equal },
  secret: {
    missing: SecretMissing,
    tooLong: SecretTooLong,
    twoLines: SecretTwoLines,
    unusable: SecretUnusable,
    equal: Equal
  }
};

/** Step 1: a key and a secret that Constant Contact accepts, before anything in Salesforce changes. */
export default class RelinkStepApplication extends RelinkStepElement {
  override readonly step: StepKey = 'application';

  @api connection!: RelinkConnection;
  @api profile!: RelinkProfileView;
  @api environment: RelinkEnvironment | null = null;
  /** Where this tab keeps the key and secret. */
  @api session!: RelinkSession;

  readonly text = {
    Callback,
    CallbackUrl,
    Check,
    Checking,
    CurrentKey,
    Generate,
    GoOnUnchecked,
    Intro,
    Key,
    KeyHelp,
    KeyUnchanged,
    NewApplication,
    NewTab,
    NothingThere,
    NoticeSandbox,
    NoticeSandboxTitle,
    NoticeTitle,
    Open,
    OpenLink,
    OpenSame,
    Outdated,
    RefreshType,
    Secret,
    SecretHelp,
    Swap,
    Swapped,
    Trimmed,
    Valid
  };
  keyValue = '';
  secretValue = '';
  keyTrimmed = false;
  secretTrimmed = false;
  swapped = false;
  keyUnchanged = false;
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
    this.keyTrimmed = trimmed(this.keyValue).changed;
    this.typed('key');
  }

  handleSecret(event: CustomEvent<{ value: string }>): void {
    this.secretValue = event.detail.value;
    this.secretTrimmed = trimmed(this.secretValue).changed;
    this.typed('secret');
  }

  handleBlur(event: FocusEvent): void {
    this.trim((event.currentTarget as HTMLElement).dataset.field as Field);
  }

  /** A single-line input would join the lines of a paste silently. */
  handlePaste(event: ClipboardEvent): void {
    const field = (event.currentTarget as HTMLElement).dataset.field as Field;
    if (hasTwoLines(event.clipboardData?.getData('text') ?? '')) {
      event.preventDefault();
      this.show(field, 'twoLines');
    }
  }

  handleSwap(): void {
    [this.keyValue, this.secretValue] = [this.secretValue, this.keyValue];
    this.keep();
    this.judge();
    this.announce(SwappedDone);
    this.input('secret')?.focus();
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
