import { LightningElement } from 'lwc';
import { getHome, getStatus } from 'c/relinkApi';
import { STEPS, journey } from 'c/relinkJourney';
import { RelinkSession } from 'c/relinkSession';
import type { StepMessage } from 'c/relinkEvents';
import type { Journey, StepKey } from 'c/relinkJourney';
import type { RelinkPairState } from 'c/relinkSession';
import type {
  RelinkConnection,
  RelinkFault,
  RelinkHome,
  RelinkHomeConnection,
  RelinkLinks,
  RelinkPlan,
  RelinkProfileView,
  RelinkProof,
  RelinkRunView,
  RelinkStatus
} from 'c/relinkTypes';
import { replacedKey, signature } from './wizardView';

/**
 * What the wizard knows, without a view: what was read from the org, what the steps told, and the key and secret of this tab.
 * The state of every step is computed from it anew each time.
 */
export class WizardOrg extends LightningElement {
  readonly session = new RelinkSession();

  status: Partial<RelinkStatus> | null = null;
  statusFault: RelinkFault | null = null;
  plan: RelinkPlan | null = null;
  proof: RelinkProof | null = null;
  /** The org is being read. */
  reading = false;
  /** Key that the session holds, and whether it holds a secret: the session itself is not watched by the template. */
  heldKey = '';
  secretHeld = false;

  protected connectionId: string | null = null;
  protected workingStep: StepKey | null = null;
  protected lookedAt = 0;
  private home: RelinkHome | null = null;
  private pair: RelinkPairState | null = null;
  private faults: Partial<Record<StepKey, string>> = {};
  private redirectAdded = false;

  get connection(): RelinkConnection | null {
    return this.status?.connection ?? null;
  }

  get profile(): RelinkProfileView | null {
    return this.status?.profile ?? null;
  }

  /** The first reading has come to an end. */
  get settled(): boolean {
    return this.status !== null;
  }

  /** What is known of the connection where the Metadata API told nothing: its names and pages, if there is only one. */
  get reached(): RelinkConnection | RelinkHomeConnection | null {
    const known = this.home?.connections ?? [];
    const asked = known.find(({ id }) => id === this.connectionId);
    return this.connection ?? asked ?? (known.length === 1 ? known[0] : null);
  }

  get links(): Partial<RelinkLinks> | null {
    return this.reached?.links ?? this.home?.links ?? null;
  }

  get portalUrl(): string | null {
    return this.profile?.portalUrl ?? this.home?.portalUrl ?? null;
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
    const { pair, plan, workingStep: working, faults, redirectAdded, previousKey } = this;
    const reachable = this.reached !== null;
    return journey(this.status, { pair, plan, working, faults, redirectAdded, previousKey, reachable });
  }

  /** Reads the org. What was known stays when the reading fails altogether. */
  protected async read(): Promise<void> {
    this.reading = true;
    if (Object.values(this.faults).includes('RL-602')) {
      // The connection is gone: Relink looks for connections anew.
      this.connectionId = null;
      this.plan = null;
    }
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
  }

  /** Looks without callouts, and reads the org only when something changed since. Tells whether it did. */
  protected async readIfChanged(): Promise<boolean> {
    this.lookedAt = Date.now();
    const home = await getHome();
    if (home.fault || this.reading || signature(home, this.connectionId) === signature(this.home, this.connectionId)) {
      return false;
    }
    await this.read();
    return true;
  }

  /** Takes what a step tells about the org or about this tab. False for a message that asks for something instead. */
  protected take(message: StepMessage): boolean {
    switch (message.type) {
      case 'working':
        this.workingStep = message.on ? message.step : null;
        return true;
      case 'fault':
        this.setFault(message.step, message.code);
        return true;
      case 'pair':
        this.takePair();
        return true;
      case 'plan':
        this.plan = message.plan;
        return true;
      case 'facts':
        this.status = {
          ...this.status,
          checkedAt: message.connection ? new Date().toISOString() : this.status?.checkedAt,
          connection: message.connection ?? this.connection,
          lastChange: message.lastChange ?? this.status?.lastChange,
          lastRetirement: message.lastRetirement ?? this.status?.lastRetirement,
          dailyCheck: message.dailyCheck ?? this.status?.dailyCheck
        };
        void this.readRecords();
        return true;
      case 'proof':
        this.takeProof(message.proof);
        return true;
      case 'redirectAdded':
        this.redirectAdded = true;
        return true;
      default:
        return false;
    }
  }

  /** Forgets what this tab knew about a connection, because another one was chosen. */
  protected forgetConnection(): void {
    this.forget();
    this.proof = null;
    this.redirectAdded = false;
    this.faults = {};
  }

  /** Forgets the key and secret of this tab, and the plan that was made for them. */
  protected forget(): void {
    this.session.clear();
    this.plan = null;
    this.takePair();
  }

  /** Forgets faults that say that callouts are disabled when the org says that they are enabled. Gives the steps that showed them. */
  protected takeOvertaken(): StepKey[] {
    const steps = this.connection?.calloutsEnabled ? STEPS.filter((key) => this.faults[key] === 'RL-220') : [];
    steps.forEach((key) => this.setFault(key, null));
    return steps;
  }

  /** The session no longer holds a secret: what shows it has to follow. */
  protected secretGone(): void {}

  private takePair(): void {
    const pair = this.session.ready ? this.session.state : null;
    if (pair !== this.pair) {
      this.plan = null;
    }
    this.pair = pair;
    this.heldKey = this.session.key;
    this.secretHeld = this.session.holdsSecret;
    if (!this.secretHeld) {
      this.secretGone();
    }
  }

  private takeProof(proof: RelinkProof): void {
    this.proof = proof.answered ? proof : null;
    this.status = { ...this.status, lastProof: proof.lastProof ?? this.status?.lastProof };
    void this.readRecords();
    if (proof.consentProven && this.session.ready) {
      this.forget();
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
}
