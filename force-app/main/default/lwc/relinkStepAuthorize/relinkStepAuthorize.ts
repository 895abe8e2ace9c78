import { api } from 'lwc';
import Again from '@salesforce/label/c.Relink_Authorize_Again';
import Checking from '@salesforce/label/c.Relink_Authorize_Checking';
import Continue from '@salesforce/label/c.Relink_Authorize_Continue';
import Denied from '@salesforce/label/c.Relink_Authorize_Denied';
import DeniedText from '@salesforce/label/c.Relink_Authorize_DeniedText';
import Elsewhere from '@salesforce/label/c.Relink_Authorize_Elsewhere';
import Finished from '@salesforce/label/c.Relink_Authorize_Finished';
import GoToStep3 from '@salesforce/label/c.Relink_Authorize_GoToStep3';
import Intro from '@salesforce/label/c.Relink_Authorize_Intro';
import Late from '@salesforce/label/c.Relink_Authorize_Late';
import LateText from '@salesforce/label/c.Relink_Authorize_LateText';
import Mismatch from '@salesforce/label/c.Relink_Authorize_Mismatch';
import MismatchText from '@salesforce/label/c.Relink_Authorize_MismatchText';
import NewTab from '@salesforce/label/c.Relink_Text_NewTab';
import NothingOpened from '@salesforce/label/c.Relink_Authorize_Nothing';
import Notices from '@salesforce/label/c.Relink_Authorize_Notices';
import NotProven from '@salesforce/label/c.Relink_Authorize_NotProven';
import NotProvenText from '@salesforce/label/c.Relink_Authorize_NotProvenText';
import Seen from '@salesforce/label/c.Relink_Authorize_Seen';
import SeenAs from '@salesforce/label/c.Relink_Authorize_SeenAs';
import Shared from '@salesforce/label/c.Relink_Authorize_Shared';
import Setup from '@salesforce/label/c.Relink_Authorize_Setup';
import Setup1 from '@salesforce/label/c.Relink_Authorize_Setup1';
import Setup2 from '@salesforce/label/c.Relink_Authorize_Setup2';
import Setup3 from '@salesforce/label/c.Relink_Authorize_Setup3';
import SetupPrincipal from '@salesforce/label/c.Relink_Authorize_SetupPrincipal';
import SetupLink from '@salesforce/label/c.Relink_Authorize_SetupLink';
import SetupOpen from '@salesforce/label/c.Relink_Authorize_SetupOpen';
import Stopped from '@salesforce/label/c.Relink_Authorize_Stopped';
import Tells from '@salesforce/label/c.Relink_Authorize_Tells';
import ThisTab from '@salesforce/label/c.Relink_Authorize_ThisTab';
import Waiting from '@salesforce/label/c.Relink_Authorize_Waiting';
import WaitingHint from '@salesforce/label/c.Relink_Authorize_WaitingHint';
import Window from '@salesforce/label/c.Relink_Authorize_Window';
import { prove } from 'c/relinkApi';
import { nextWait } from 'c/relinkPolling';
import RelinkStepElement from 'c/relinkStepElement';
import { dateTimeText, fill, timeText } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type {
  Answer,
  RelinkConnection,
  RelinkFault,
  RelinkProfileView,
  RelinkProof,
  RelinkRunView
} from 'c/relinkTypes';

/** Not authorized: while waiting, that is what is expected. */
const NOT_YET = 'RL-501';

/**
 * Step 4: the person authorizes at Constant Contact. The window is a plain link whose state is never read; a live call
 * tells. Looking by itself makes sense only when the link failed before: else a call that passes proves nothing new.
 */
export default class RelinkStepAuthorize extends RelinkStepElement {
  override readonly step: StepKey = 'authorize';
  @api
  get connection(): RelinkConnection {
    return this.shownConnection;
  }
  set connection(value: RelinkConnection) {
    const isAnother = this.shownConnection !== undefined && this.shownConnection.id !== value.id;
    this.shownConnection = value;
    if (isAnother) {
      this.seen = false;
      this.answered = false;
      this.stopWaiting();
    }
  }
  @api profile!: RelinkProfileView;
  @api lastChange: RelinkRunView | null = null;
  @api lastProof: RelinkRunView | null = null;
  /** The new consent is proven: there is nothing to do here. */
  @api done = false;

  readonly text = {
    Again,
    Checking,
    Continue,
    Denied,
    DeniedText,
    Elsewhere,
    Finished,
    GoToStep3,
    Intro,
    Late,
    LateText,
    Mismatch,
    MismatchText,
    NewTab,
    NothingOpened,
    NotProven,
    Seen,
    Setup,
    Setup2,
    Setup3,
    ThisTab,
    Waiting,
    WaitingHint,
    Window
  };
  waiting = false;
  /** A look in the background saw the authorization. */
  seen = false;
  /** Account that answered then. */
  private account: string | null = null;
  /** A live call passed without proving the new consent. */
  answered = false;
  /** The newest call proves the new consent. */
  private proven = false;
  /** When a later call proves it (ISO 8601); null when there is no change to prove. */
  private tooEarly: string | null = null;
  private shownConnection!: RelinkConnection;
  private startedAt = 0;
  private looks = 0;
  private timer?: ReturnType<typeof setTimeout>;

  /** Each principal has a link of its own. */
  get isExternal(): boolean {
    return !this.isLegacy;
  }

  get isLegacy(): boolean {
    return this.connection.kind === 'legacy';
  }

  override disconnectedCallback(): void {
    this.stopWaiting();
  }

  /** A call that passes is a proof only if the link failed before. */
  get canNotice(): boolean {
    return this.lastChange ? this.lastChange.linkBefore === 'failing' : this.lastProof?.outcome === 'Failed';
  }

  get accountText(): string | null {
    return this.account && fill(SeenAs, this.account);
  }

  get windowVariant(): 'brand' | 'neutral' {
    return this.seen || this.done ? 'neutral' : this.mainVariant;
  }

  get windowClass(): string {
    return `slds-button slds-button_${this.windowVariant}`;
  }

  /** A legacy connection whose scope was not read is authorized from Setup. */
  get hasWindow(): boolean {
    return !this.isLegacy || Boolean(this.connection.links.authorize);
  }

  get windowHint(): string {
    return this.canNotice ? Notices : Tells;
  }

  get sharedText(): string | null {
    const labels = this.connection.otherCredentials ?? [];
    return labels.length > 0 ? fill(Shared, labels.join(', ')) : null;
  }

  get setup1(): string {
    const { credentialName, externalCredentialName, principals } = this.connection;
    return this.isLegacy
      ? fill(Setup1, credentialName)
      : fill(SetupPrincipal, externalCredentialName, principals?.[0]?.name);
  }

  /** An External Credential is on a tab of the page of all. */
  get setupUrl(): string {
    const { editCredential, namedCredentials } = this.connection.links;
    return this.isLegacy ? editCredential : namedCredentials;
  }

  get setupLabel(): string {
    return this.isLegacy ? SetupLink : SetupOpen;
  }

  get tooEarlyText(): string | null {
    return this.tooEarly && fill(NotProvenText, dateTimeText(this.tooEarly));
  }

  handleFetchFault(event: CustomEvent<RelinkFault>): void {
    this.setFault(event.detail, true);
  }

  /** The press opens the link by itself; here only the looking starts. */
  handleOpen(): void {
    this.seen = false;
    this.answered = false;
    if (this.canNotice && !this.waiting) {
      this.waiting = true;
      this.startedAt = Date.now();
      this.looks = 0;
      this.lookLater();
    }
  }

  async handleFinished(): Promise<void> {
    const wasWaiting = this.waiting;
    this.stopWaiting();
    const proof = await this.request(() => prove({ connectionId: this.connection.id, poll: false }));
    if (!proof) {
      this.waiting = wasWaiting;
      return;
    }
    this.take(proof);
    if (proof.fault) {
      this.setFault(proof.fault);
    } else {
      this.goOn();
    }
  }

  private take(proof: Answer<RelinkProof>): void {
    this.proven = Boolean(proof.consentProven);
    this.tooEarly = proof.provenAfter ?? null;
    this.account = proof.account ?? null;
    this.tellProof(proof);
    if (this.isOutdated(proof)) {
      this.tell({ type: 'read', quiet: true });
    }
  }

  /** What the org says of the principals may be another thing by now. */
  private isOutdated({ answered, authenticationStatus }: Answer<RelinkProof>): boolean {
    const principals = this.connection.principals ?? [];
    return (
      Boolean(answered) && (principals.length > 1 || principals.some(({ status }) => status !== authenticationStatus))
    );
  }

  /** The account that answered is the right one, or nobody can tell: on with the proof of the new consent, or without it. */
  private goOn(): void {
    if (this.proven) {
      this.tell({ type: 'advance', step: 'authorize', read: false, message: Seen });
    } else {
      this.answered = true;
      this.announce(NotProven);
    }
  }

  handleContinue(): void {
    this.tell({ type: 'advance', step: 'authorize', read: false });
  }

  handleGoToStep3(): void {
    this.tell({ type: 'goto', step: 'redirect' });
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    const { action } = event.detail;
    if (action === 'retry' || action === 'runAgain' || action === 'checkNow') {
      void this.handleFinished();
    } else if (action === 'keepAccount') {
      this.setFault(null);
      this.goOn();
    } else {
      if (action === 'goToStep4' || action === 'authorizeAgain') {
        this.setFault(null);
        this.seen = false;
      }
      this.actedOn(action);
    }
  }

  private lookLater(): void {
    const wait = nextWait(this.looks, Date.now() - this.startedAt);
    if (wait === null) {
      this.end(null);
      return;
    }
    // eslint-disable-next-line @lwc/lwc/no-async-operation -- looks again after a growing wait, for 10 minutes at most; cleared on disconnect
    this.timer = setTimeout(() => {
      void this.look();
    }, wait);
  }

  private async look(): Promise<void> {
    this.looks += 1;
    const proof = await prove({ connectionId: this.connection.id, poll: true });
    if (this.waiting) {
      this.judge(proof);
    }
  }

  private judge(proof: Answer<RelinkProof>): void {
    if (proof.answered && proof.consentProven) {
      this.stopWaiting();
      this.seen = !proof.fault;
      this.take(proof);
      this.setFault(proof.fault ?? null, true);
      this.announce(Seen);
    } else if (!proof.fault || proof.answered || proof.fault.code === NOT_YET) {
      this.lookLater();
    } else {
      this.end(proof.fault);
    }
  }

  /** Looking ends without a result. A background result never moves focus. */
  private end(fault: RelinkFault | null): void {
    this.stopWaiting();
    const time = timeText(new Date().toISOString());
    this.announce(fill(Stopped, time));
    this.setFault(fault ?? { code: 'RL-405', params: [time] }, true);
  }

  private stopWaiting(): void {
    this.waiting = false;
    clearTimeout(this.timer);
  }
}
