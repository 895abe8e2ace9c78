import { api } from 'lwc';
import Notices from '@salesforce/label/c.Relink_Authorize_Notices';
import NotProvenText from '@salesforce/label/c.Relink_Authorize_NotProvenText';
import SeenAs from '@salesforce/label/c.Relink_Authorize_SeenAs';
import Shared from '@salesforce/label/c.Relink_Authorize_Shared';
import Setup1 from '@salesforce/label/c.Relink_Authorize_Setup1';
import SetupPrincipal from '@salesforce/label/c.Relink_Authorize_SetupPrincipal';
import SetupLink from '@salesforce/label/c.Relink_Authorize_SetupLink';
import SetupOpen from '@salesforce/label/c.Relink_Authorize_SetupOpen';
import Stopped from '@salesforce/label/c.Relink_Authorize_Stopped';
import Tells from '@salesforce/label/c.Relink_Authorize_Tells';
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
import { TEXT } from './authorizeText';

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

  readonly text = TEXT;
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
      this.tell({ type: 'advance', step: 'authorize', read: false, message: TEXT.Seen });
    } else {
      this.answered = true;
      this.announce(TEXT.NotProven);
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
      this.announce(TEXT.Seen);
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
