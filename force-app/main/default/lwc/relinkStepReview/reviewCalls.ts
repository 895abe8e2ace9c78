import { applyPlan, beginRun, confirmSecret, getPlan } from 'c/relinkApi';
import type { RelinkSession } from 'c/relinkSession';
import type {
  Answer,
  RelinkApplyResult,
  RelinkFault,
  RelinkPlan,
  RelinkRunView,
  RelinkSecretOutcome
} from 'c/relinkTypes';
import { fieldsOf, hasSecret } from './reviewTexts';
import type { Road } from './reviewTexts';

/** What **I have saved it** found: the outcome for the secret, and what is left of the plan. */
export type Confirmed =
  | { fault: RelinkFault }
  | { fault: null; plan: RelinkPlan; secretOutcome: RelinkSecretOutcome; lastChange?: RelinkRunView | null };

/** The calls of one change to one connection. All writes belong to one record, a second try included. */
export class ReviewCalls {
  readonly #connectionId: string;
  readonly #session: RelinkSession;
  #runId: string | null = null;

  constructor(connectionId: string, session: RelinkSession) {
    this.#connectionId = connectionId;
    this.#session = session;
  }

  /** The plan for the key and secret that the session holds, or, without them, for what can be changed without. */
  plan(): Promise<Answer<RelinkPlan>> {
    return getPlan({ connectionId: this.#connectionId, ...this.pair() });
  }

  /** Opens the record and writes what Relink writes on this road. */
  async write(plan: RelinkPlan, road: Road): Promise<Answer<RelinkApplyResult>> {
    const fault = await this.begin(plan, road);
    if (fault) {
      return { fault };
    }
    const pair = road === 'place' ? this.pair() : {};
    return applyPlan({ ...this.run(), fingerprint: plan.fingerprint, road, ...pair });
  }

  /** Compares the stored secret with the one of this tab, then reads what is left of the plan. */
  async confirm(former: RelinkPlan | null): Promise<Confirmed> {
    const fault = await this.begin(former);
    if (fault) {
      return { fault };
    }
    const { consumerKey = '', consumerSecret } = this.pair();
    const confirmed = await confirmSecret({ ...this.run(), consumerKey, consumerSecret });
    if (confirmed.fault) {
      return { fault: confirmed.fault };
    }
    const plan = await this.plan();
    const { secretOutcome, lastChange } = confirmed;
    return plan.fault ? { fault: plan.fault } : { fault: null, plan, secretOutcome, lastChange };
  }

  /** As {@link confirm}, for parts of a managed package: of their change no record is kept, so what is left of the plan tells. */
  async compare(secretReadable: boolean): Promise<Confirmed> {
    const plan = await this.plan();
    if (plan.fault) {
      return { fault: plan.fault };
    }
    const seen = secretReadable && !hasSecret(plan);
    return { fault: null, plan, secretOutcome: seen ? 'stored' : secretReadable ? 'notStored' : 'unreadable' };
  }

  private async begin(plan: RelinkPlan | null, road?: Road): Promise<RelinkFault | null> {
    if (this.#runId !== null) {
      return null;
    }
    const start = await beginRun({
      connectionId: this.#connectionId,
      consumerKey: this.pair().consumerKey,
      fields: plan ? fieldsOf(plan) : [],
      road
    });
    if (start.fault) {
      return start.fault;
    }
    this.#runId = start.runId;
    return null;
  }

  private run(): { runId: string; connectionId: string } {
    return { runId: this.#runId ?? '', connectionId: this.#connectionId };
  }

  private pair(): { consumerKey?: string; consumerSecret?: string } {
    const { ready, key, secret } = this.#session;
    return ready ? { consumerKey: key, consumerSecret: secret } : {};
  }
}
