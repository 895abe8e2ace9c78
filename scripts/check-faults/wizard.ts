import type { Client } from './client';
import { partsOf, PRESENT } from './parts';
import { FaultyOrg, type Answer, type Strike } from './faulty-org';

export type Road = 'place' | 'paste' | 'replace';

interface Plan extends Answer {
  fingerprint: string;
  urlSuffix?: string;
  changeCount: number;
  components: { type: string; changes: { field: string }[] }[];
}

/** Entered in Setup (where no other button leads on) · the same call again · the org read first · a page loaded anew · another name for the new provider. */
type Way = 'same' | 'read' | 'anew' | 'rename' | 'paste';

/** Buttons that go on with a change, and what the wizard does for each. */
export const WAYS_ON: Record<string, Way> = {
  retry: 'same',
  turnOn: 'same',
  runAgain: 'same',
  reviewPlan: 'read',
  readAgain: 'read',
  readFromOrg: 'read',
  checkAgain: 'read',
  goOnUnchecked: 'read',
  reload: 'anew',
  editSuffix: 'rename',
  // Once the setting is another one, the page is loaded again.
  openSessionSettings: 'anew'
};
const MOST_TRIES = 4;

/** Makes the calls of the wizard in its order, and goes on after a fault by the buttons that its panel has. */
export class Wizard {
  readonly org: FaultyOrg;
  readonly road: Road;
  private readonly client: Client;
  /** Faults that the wizard showed on the way to the end. */
  noticed = 0;
  private latest: Plan | null = null;
  private runId: string | null = null;
  private urlSuffix: string | undefined;
  /** Whether client id and secret of an identity provider are replaced. */
  private isReplaced = false;

  constructor(org: FaultyOrg, client: Client, road: Road) {
    this.org = org;
    this.client = client;
    this.road = road;
  }

  private get pair(): FaultyOrg['pair'] {
    return this.org.pair;
  }

  check(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('checkApplication', { request: { ...this.target, ...this.pair } }, struck);
  }

  status(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('getStatus', { connectionId: this.org.connectionId }, struck);
  }

  prove(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('prove', { request: { ...this.target, poll: false } }, struck);
  }

  async plan(struck: Strike | null = null): Promise<Answer> {
    const answer = await this.org.call(
      'getPlan',
      { request: { ...this.target, ...this.pair, ...this.roadOf() } },
      struck
    );
    if (!answer.fault) {
      this.latest = answer as Plan;
    }
    return answer;
  }

  async begin(struck: Strike | null = null): Promise<Answer> {
    const { components, urlSuffix } = this.planned();
    const fields = components.flatMap(({ type, changes }) => changes.map(({ field }) => `${type}.${field}`));
    const request = { ...this.target, consumerKey: this.pair.consumerKey, fields, ...this.roadOf(urlSuffix) };
    const answer = await this.org.call('beginRun', { request }, struck);
    if (!answer.fault) {
      this.isReplaced = false;
      this.runId = answer.runId as string;
    }
    return answer;
  }

  async apply(struck: Strike | null = null): Promise<Answer> {
    const { fingerprint, urlSuffix } = this.planned();
    const secret = this.road === 'paste' ? {} : this.pair;
    const request = { ...this.target, ...secret, runId: this.runId, fingerprint, ...this.roadOf(urlSuffix) };
    const answer = await this.org.call('applyPlan', { request }, struck);
    if (answer.plan) {
      this.latest = answer.plan as Plan;
    }
    return answer;
  }

  async applyCredentials(struck: Strike | null = null): Promise<Answer> {
    const { fingerprint } = this.planned();
    const request = { ...this.target, ...this.pair, runId: this.runId, fingerprint, ...this.roadOf() };
    const answer = await this.org.call('applyCredentials', { request }, struck);
    this.isReplaced = !answer.fault;
    return answer;
  }

  authorizeUrl(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('getAuthorizeUrl', { request: this.target }, struck);
  }

  schedule(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('setScheduledCheck', { request: { ...this.target, isOn: true } }, struck);
  }

  retire(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('recordRetired', { request: { ...this.target, confirmed: true } }, struck);
  }

  /** What the admin does on the page of the Auth. Provider. */
  paste(): void {
    const { provider } = partsOf(this.org.local.org.store);
    provider.write('consumerKey', this.pair.consumerKey);
    Object.entries(PRESENT).forEach(([name, value]) => provider.write(name, value));
    provider.of.consumerSecret = this.pair.consumerSecret;
  }

  confirm(struck: Strike | null = null): Promise<Answer> {
    return this.org.call('confirmSecret', { request: { ...this.target, ...this.pair, runId: this.runId } }, struck);
  }

  async readUndo(struck: Strike | null = null): Promise<Answer> {
    const answer = await this.org.call('getUndo', { request: { ...this.target, ...this.undone() } }, struck);
    if (!answer.fault) {
      this.latest = answer as Plan;
    }
    return answer;
  }

  applyUndo(struck: Strike | null = null): Promise<Answer> {
    const { fingerprint } = this.planned();
    return this.org.call('applyUndo', { request: { ...this.target, ...this.undone(), fingerprint } }, struck);
  }

  /** Plan, record and update without a fault. @throws Error when one comes all the same */
  async change(): Promise<void> {
    for (const step of [() => this.plan(), () => this.begin(), () => this.apply()]) {
      const { fault } = await step();
      if (fault) {
        throw new Error(`The change cannot be made: ${JSON.stringify(fault)}`);
      }
    }
  }

  /** Goes on with a change until it is in place. @return what stands in the way, or null */
  async finishChange(last: Answer): Promise<string | null> {
    return this.finish(await this.complete(last), async (way) => {
      if (way === 'paste') {
        this.paste();
        return this.confirm();
      }
      if (way !== 'same') {
        if (await this.isOnRecord()) {
          return {};
        }
        this.runId = way === 'anew' || way === 'rename' ? null : this.runId;
        const plan = await this.plan();
        if (plan.fault || plan.changeCount === 0) {
          return plan;
        }
      }
      const begun = this.runId ? null : await this.begin();
      return begun?.fault ? begun : this.complete(await this.apply());
    });
  }

  /** Goes on with an undo until the values from before are back. @return what stands in the way, or null */
  finishUndo(last: Answer): Promise<string | null> {
    return this.finish(last, async () => {
      if (await this.isOnRecord('Undo')) {
        return {};
      }
      const plan = await this.readUndo();
      return plan.fault || plan.changeCount === 0 ? plan : this.applyUndo();
    });
  }

  /** Makes a call that writes nothing once more. @return what stands in the way, or null */
  async finishCall(last: Answer, call: () => Promise<Answer>, settles?: string): Promise<string | null> {
    const first = last.fault?.code === settles ? await call() : last;
    return this.finish(first, call, settles);
  }

  /** Whether the record says that this change is done, or an undo: its answer was lost, and step 2 shows it as done. */
  private async isOnRecord(kind = 'Update'): Promise<boolean> {
    const { lastChange } = (await this.status()) as { lastChange?: { id: string; kind: string; outcome: string } };
    return (
      lastChange?.outcome === 'Done' && lastChange.kind === kind && (kind === 'Undo' || lastChange.id === this.runId)
    );
  }

  /** An identity provider's credentials are a call of their own after the definition. */
  private async complete(applied: Answer): Promise<Answer> {
    const isOpen = partsOf(this.org.local.org.store).provider.of.type === 'ExternalAuthIdentityProvider';
    return applied.fault || !isOpen || this.isReplaced ? applied : this.applyCredentials();
  }

  private async finish(last: Answer, next: (way: Way) => Promise<Answer>, settles?: string): Promise<string | null> {
    let answer = last;
    for (let tries = 0; answer.fault && answer.fault.code !== settles; tries++) {
      const actions = this.client.actions(answer.fault);
      const known = actions.map((action) => WAYS_ON[action]).find((one) => one !== undefined);
      const way = known ?? (actions.includes('openAuthProvider') ? 'paste' : undefined);
      this.noticed += 1;
      if (!way || tries === MOST_TRIES) {
        return `after ${answer.fault.code} there is no way on: ${actions.join(', ')} ${JSON.stringify(answer.fault)}`;
      }
      this.urlSuffix = way === 'rename' ? answer.fault.params[0] : this.urlSuffix;
      answer = await next(way);
    }
    return null;
  }

  private planned(): Plan {
    if (!this.latest) {
      throw new Error('There is no plan.');
    }
    return this.latest;
  }

  private get target(): { connectionId: string } {
    return { connectionId: this.org.connectionId };
  }

  /** The run that an undo puts back. Where the org hides the secret, one goes along: Salesforce asks for it beside key and addresses. */
  private undone(): { runId: string | null; consumerSecret?: string } {
    const { secretReadable } = this.org.local.org.store.switches;
    return { runId: this.runId, ...(secretReadable ? {} : { consumerSecret: this.pair.consumerSecret }) };
  }

  private roadOf(urlSuffix = this.urlSuffix): { road: Road; urlSuffix?: string } {
    return this.road === 'replace' && urlSuffix ? { road: this.road, urlSuffix } : { road: this.road };
  }
}
