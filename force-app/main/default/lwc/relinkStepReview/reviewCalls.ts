import { applyCredentials, applyPlan, beginRun, confirmSecret, getPlan } from 'c/relinkApi';
import type { RoadChoice } from 'c/relinkRoads';
import type { RelinkSession } from 'c/relinkSession';
import type {
  Answer,
  RelinkApplyRequest,
  RelinkApplyResult,
  RelinkConnection,
  RelinkFault,
  RelinkPlan,
  RelinkRoadKey,
  RelinkRunView,
  RelinkSecretOutcome
} from 'c/relinkTypes';
import { fieldsOf, hasSecret } from './reviewTexts';

/** What **I have saved it** found: the outcome for the secret, and what is left of the plan. */
export type Confirmed =
  | { fault: RelinkFault }
  | { fault: null; plan: RelinkPlan; secretOutcome: RelinkSecretOutcome; lastChange?: RelinkRunView | null };

/** The calls of one change to one connection. All writes belong to one record, a second try included. */
export class ReviewCalls {
  readonly #connectionId: string;
  readonly #kind: RelinkConnection['kind'];
  readonly #session: RelinkSession;
  #runId: string | null = null;
  /** Road and, of a replacement, name that the record was opened for. */
  #runAbout = '';

  constructor({ id, kind }: RelinkConnection, session: RelinkSession) {
    this.#connectionId = id;
    this.#kind = kind;
    this.#session = session;
  }

  /** The plan for the key and secret that the session holds, or, without them, for what can be changed without. */
  plan(choice?: RoadChoice): Promise<Answer<RelinkPlan>> {
    return getPlan({ connectionId: this.#connectionId, ...this.pair(), ...choice });
  }

  /** Opens the record and writes what Relink writes on this road. */
  async write(plan: RelinkPlan, road: RelinkRoadKey): Promise<Answer<RelinkApplyResult>> {
    const fault = await this.begin(plan, road);
    if (fault) {
      return { fault };
    }
    const request = {
      ...this.run(),
      fingerprint: plan.fingerprint,
      road,
      ...(road === 'replace' && replacement(plan)),
      ...(road !== 'paste' && this.pair())
    };
    const applied = await applyPlan(request);
    return applied.fault || this.#kind !== 'identityProvider' ? applied : this.writeCredentials(request);
  }

  /** Where Salesforce allows no record beside credentials the record is still open, and ended in a call of its own. */
  private async writeCredentials(request: RelinkApplyRequest): Promise<Answer<RelinkApplyResult>> {
    const applied = await applyCredentials(request);
    if (applied.fault || applied.lastChange?.outcome !== 'Started') {
      return applied;
    }
    const { consumerKey = '', consumerSecret } = this.pair();
    const { lastChange } = await confirmSecret({ ...this.run(), consumerKey, consumerSecret, road: request.road });
    return { ...applied, lastChange: lastChange ?? applied.lastChange };
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

  private async begin(plan: RelinkPlan | null, road?: RelinkRoadKey): Promise<RelinkFault | null> {
    const urlSuffix = road === 'replace' ? (plan?.urlSuffix ?? undefined) : undefined;
    const about = `${road === 'replace'} ${urlSuffix}`;
    if (this.#runId !== null && (!road || about === this.#runAbout)) {
      return null;
    }
    const start = await beginRun({
      connectionId: this.#connectionId,
      consumerKey: this.pair().consumerKey,
      fields: plan ? fieldsOf(plan) : [],
      ...(road && { road }),
      ...(urlSuffix && { urlSuffix })
    });
    if (start.fault) {
      return start.fault;
    }
    this.#runId = start.runId;
    this.#runAbout = about;
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

function replacement({ urlSuffix, credentials }: RelinkPlan): Pick<RoadChoice, 'urlSuffix' | 'credentialIds'> {
  const chosen = (credentials ?? []).filter((one) => one.chosen).map(({ id }) => id);
  return { urlSuffix: urlSuffix ?? undefined, credentialIds: chosen };
}
