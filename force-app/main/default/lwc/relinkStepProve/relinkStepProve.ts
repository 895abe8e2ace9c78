import { api } from 'lwc';
import locale from '@salesforce/i18n/locale';
import Account from '@salesforce/label/c.Relink_Prove_Account';
import AccountEmail from '@salesforce/label/c.Relink_Prove_AccountEmail';
import Answered from '@salesforce/label/c.Relink_Prove_Answered';
import AnsweredPlain from '@salesforce/label/c.Relink_Prove_AnsweredPlain';
import ConsentNot from '@salesforce/label/c.Relink_Prove_ConsentNot';
import ConsentProven from '@salesforce/label/c.Relink_Prove_ConsentProven';
import Continue from '@salesforce/label/c.Relink_Prove_Continue';
import Intro from '@salesforce/label/c.Relink_Prove_Intro';
import Passed from '@salesforce/label/c.Relink_Prove_Passed';
import PassedPlain from '@salesforce/label/c.Relink_Prove_PassedPlain';
import RefreshNot from '@salesforce/label/c.Relink_Prove_RefreshNot';
import RefreshProven from '@salesforce/label/c.Relink_Prove_RefreshProven';
import Result from '@salesforce/label/c.Relink_Prove_Result';
import Run from '@salesforce/label/c.Relink_Prove_Run';
import Running from '@salesforce/label/c.Relink_Prove_Running';
import Scopes from '@salesforce/label/c.Relink_Prove_Scopes';
import Wrong from '@salesforce/label/c.Relink_Prove_Wrong';
import { prove } from 'c/relinkApi';
import { offersRetry } from 'c/relinkFaultCatalogue';
import RelinkStepElement from 'c/relinkStepElement';
import { dateTimeText, fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type { RelinkConnection, RelinkProfileView, RelinkProof } from 'c/relinkTypes';

const SECONDS = new Intl.NumberFormat(locale, { maximumSignificantDigits: 2 });

interface Line {
  key: string;
  text: string;
  icon: string;
  variant: string;
}

/** Step 5: a live call through the Named Credential, and what it shows. */
export default class RelinkStepProve extends RelinkStepElement {
  override readonly step: StepKey = 'prove';
  /** Only its id and pages are needed: the call does not depend on the Metadata API. */
  @api connection!: Pick<RelinkConnection, 'id' | 'links'>;
  @api profile!: RelinkProfileView;
  /** Newest live call of this tab, or null. */
  @api proof: RelinkProof | null = null;

  /** Step 2 is not done: the call shows today's state, and is not the next thing to do. */
  @api early = false;

  readonly text = { Continue, Intro, Result, Run, Running, Wrong };

  get lines(): Line[] {
    return this.proof && (!this.fault || this.fault.code === 'RL-406') ? linesOf(this.proof) : [];
  }

  get hasLines(): boolean {
    return this.lines.length > 0;
  }

  /** Step 6 is open only then. */
  get proven(): boolean {
    return this.hasLines && !this.fault && Boolean(this.proof?.consentProven);
  }

  get runVariant(): string {
    return this.proven || this.early ? 'neutral' : this.mainVariant;
  }

  /** Not beside a panel whose button makes the same call. */
  get mayRun(): boolean {
    return !offersRetry(this.fault);
  }

  async handleRun(): Promise<void> {
    const proof = await this.request(() => prove({ connectionId: this.connection.id, poll: false }));
    if (!proof) {
      return;
    }
    this.tellProof(proof);
    if (proof.fault) {
      this.setFault(proof.fault);
      return;
    }
    this.announcePassed(proof.account);
  }

  handleWrong(): void {
    this.tell({ type: 'goto', step: 'authorize' });
  }

  handleContinue(): void {
    this.tell({ type: 'advance', step: 'prove', read: false });
  }

  private announcePassed(account: string | null | undefined): void {
    this.announce(account ? fill(Passed, account) : PassedPlain);
  }

  handleAction(event: CustomEvent<FaultActionDetail>): void {
    const { action } = event.detail;
    if (action === 'runAgain' || action === 'retry') {
      void this.handleRun();
    } else if (action === 'keepAccount') {
      this.setFault(null);
      this.announcePassed(this.proof?.account);
    } else {
      this.actedOn(action);
    }
  }
}

function linesOf(proof: RelinkProof): Line[] {
  const good = { icon: 'utility:success', variant: 'success' };
  const open = { icon: 'utility:info', variant: '' };
  const seconds = proof.milliseconds ? SECONDS.format(proof.milliseconds / 1000) : null;
  const lines: Line[] = [{ key: 'answered', text: seconds ? fill(Answered, seconds) : AnsweredPlain, ...good }];
  if (proof.account) {
    const text = proof.email ? fill(AccountEmail, proof.account, proof.email) : fill(Account, proof.account);
    lines.push({ key: 'account', text, ...good });
  }
  if (proof.requestedScopes?.length) {
    lines.push({ key: 'scopes', text: fill(Scopes, proof.requestedScopes.join(', ')), ...open });
  }
  if (proof.consentProven) {
    lines.push({ key: 'consent', text: ConsentProven, ...good });
  } else if (proof.provenAfter) {
    lines.push({ key: 'consent', text: fill(ConsentNot, dateTimeText(proof.provenAfter)), ...open });
  }
  lines.push(
    proof.refreshProven
      ? { key: 'refresh', text: RefreshProven, ...good }
      : { key: 'refresh', text: RefreshNot, ...open }
  );
  return lines;
}
