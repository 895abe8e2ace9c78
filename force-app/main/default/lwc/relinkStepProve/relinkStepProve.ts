import { api } from 'lwc';
import Continue from '@salesforce/label/c.Relink_Prove_Continue';
import Intro from '@salesforce/label/c.Relink_Prove_Intro';
import Passed from '@salesforce/label/c.Relink_Prove_Passed';
import PassedPlain from '@salesforce/label/c.Relink_Prove_PassedPlain';
import Renew from '@salesforce/label/c.Relink_Prove_Renew';
import Renewing from '@salesforce/label/c.Relink_Prove_Renewing';
import RenewPassed from '@salesforce/label/c.Relink_Prove_RenewPassed';
import Result from '@salesforce/label/c.Relink_Prove_Result';
import Run from '@salesforce/label/c.Relink_Prove_Run';
import Running from '@salesforce/label/c.Relink_Prove_Running';
import Wrong from '@salesforce/label/c.Relink_Prove_Wrong';
import { prove } from 'c/relinkApi';
import { offersRetry } from 'c/relinkFaultCatalogue';
import RelinkStepElement from 'c/relinkStepElement';
import { fill } from 'c/relinkText';
import type { FaultActionDetail } from 'c/relinkFault';
import type { StepKey } from 'c/relinkJourney';
import type { Answer, RelinkConnection, RelinkDailyCheckView, RelinkProfileView, RelinkProof } from 'c/relinkTypes';
import { linesOf } from './proveLines';
import type { Line, ProvenConnection } from './proveLines';

/** Step 5: a live call through the Named Credential, and what it shows. */
export default class RelinkStepProve extends RelinkStepElement {
  override readonly step: StepKey = 'prove';
  /** Only its id and pages are needed: the call does not depend on the Metadata API. */
  @api connection!: ProvenConnection & Pick<RelinkConnection, 'id' | 'links'>;
  @api profile!: RelinkProfileView;
  /** Newest live call of this tab, or null. */
  @api proof: RelinkProof | null = null;

  /** Step 2 is not done: the call shows today's state, and is not the next thing to do. */
  @api early = false;

  /** Null where the org does not show its jobs. */
  @api dailyCheck: RelinkDailyCheckView | null = null;

  readonly text = { Continue, Intro, Renew, Result, Run, Wrong };
  busyLabel = Running;
  /** The newest call of this step got an answer, whatever went wrong beside it. */
  private answered = false;
  /** It was to renew the access as well, which was refused. */
  private refused = false;

  get lines(): Line[] {
    return this.proof && (!this.fault || this.answered) ? linesOf(this.proof, this.connection, this.refused) : [];
  }

  /** No documented way renews the access of a legacy Named Credential. */
  get mayRenew(): boolean {
    return this.mayRun && this.connection.kind !== 'legacy';
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

  /** Makes the live call, as a press of its button does. */
  @api
  runNow(): void {
    this.handleRun();
  }

  handleRun(): void {
    void this.run(false);
  }

  handleRenew(): void {
    void this.run(true);
  }

  private async run(refresh: boolean): Promise<void> {
    this.busyLabel = refresh ? Renewing : Running;
    const { id: connectionId } = this.connection;
    const proof = await this.request(() => provenOnRecord(connectionId, refresh));
    if (!proof) {
      return;
    }
    this.answered = Boolean(proof.answered);
    this.refused = refresh && this.answered && !proof.refreshed;
    this.tellProof(proof);
    if (proof.fault) {
      this.setFault(proof.fault);
      return;
    }
    if (proof.refreshed) {
      this.announce(RenewPassed);
    } else {
      this.announcePassed(proof.account);
    }
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
      this.handleRun();
    } else if (action === 'keepAccount') {
      this.setFault(null);
      this.announcePassed(this.proof?.account);
    } else {
      this.actedOn(action);
    }
  }
}

/** Where Salesforce allows no record beside a renewal, a call without one is recorded: it shows the renewed access. */
async function provenOnRecord(connectionId: string, refresh: boolean): Promise<Answer<RelinkProof>> {
  const renewed = await prove({ connectionId, poll: false, ...(refresh && { refresh }) });
  if (!refresh || renewed.fault || renewed.lastProof) {
    return renewed;
  }
  const { refreshed } = renewed;
  return { ...(await prove({ connectionId, poll: false })), refreshed };
}
