import assert from 'node:assert/strict';
import { request, type IncomingMessage } from 'node:http';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { prepareLocalOrgs, startLocalOrg, type LocalOrg, type LocalOrgBase } from './index';

/** The package's own Apex, called as the wizard calls it, against the emulated Metadata API. */
interface Fault {
  code: string;
  params: string[];
}
interface Change {
  field: string;
  before: string | null;
  after: string | null;
}
interface Plan {
  fault: Fault | null;
  fingerprint: string;
  urlSuffix: string;
  newCallbackUrl: string;
  changeCount: number;
  needsSecret: boolean;
  components: { type: string; isNew: boolean; changes: Change[] }[];
  roads: { key: string; suggested: boolean; reason: string }[];
}
interface Run {
  id: string;
  kind: string;
  outcome: string;
  canUndo: boolean;
  providerName: string;
  replacedProvider: string | null;
}
interface Result {
  fault: Fault | null;
  stages: { state: string }[];
  secretOutcome: string;
  lastChange: Run;
  connection: { providerName: string; callbackUrl: string } | null;
}

const KEY = 'key-of-the-copied-application';
const SECRET = 'a-secret-that-was-just-generated';

let base: LocalOrgBase;
let org: LocalOrg;
let connectionId: string;

before(async () => {
  base = await prepareLocalOrgs(1);
});
after(() => base.close());

beforeEach(async () => {
  org = await startLocalOrg({ port: 0, scenario: 'outdated', quiet: true, base });
  connectionId = (await call<{ connection: { id: string } }>('getStatus', { connectionId: '' })).connection.id;
});

afterEach(() => org.close());

/** Calls a method of RelinkController like the admin's browser. */
async function call<T>(method: string, params: object): Promise<T> {
  const { host, port } = new URL(org.origins.lightning);
  const response = await new Promise<IncomingMessage>((done, refuse) => {
    request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/webruntime/api/apex/execute',
        headers: { Host: host, 'Content-Type': 'application/json' }
      },
      done
    )
      .on('error', refuse)
      .end(JSON.stringify({ classname: 'RelinkController', method, params }));
  });
  const text = ((await response.setEncoding('utf8').toArray()) as string[]).join('');
  const answer = JSON.parse(text) as { returnValue?: T };
  assert.ok(answer.returnValue, `${method} answers: ${text}`);
  return answer.returnValue;
}

const plan = (more: object = {}): Promise<Plan> =>
  call('getPlan', { request: { connectionId, consumerKey: KEY, consumerSecret: SECRET, ...more } });

/** Plans, opens a run and applies, as step 2 does. */
async function apply(more: { road?: string; urlSuffix?: string } = {}): Promise<Result> {
  const { fingerprint, urlSuffix, components, fault } = await plan(more);
  assert.equal(fault ?? null, null, 'the plan can be made');
  const chosen = more.road === 'replace' ? { ...more, urlSuffix } : more;
  const fields = components.flatMap(({ type, changes }) => changes.map(({ field }) => `${type}.${field}`));
  const { runId, fault: refused } = await call<{ runId: string; fault: Fault | null }>('beginRun', {
    request: { connectionId, consumerKey: KEY, fields, ...chosen }
  });
  assert.equal(refused ?? null, null, 'the run begins');
  return call('applyPlan', {
    request: { connectionId, consumerKey: KEY, consumerSecret: SECRET, runId, fingerprint, ...chosen }
  });
}

async function undo(runId: string): Promise<{ plan: Plan; result: Result }> {
  const reverse = await call<Plan>('getUndo', { request: { connectionId, runId } });
  assert.equal(reverse.fault ?? null, null, 'it can be put back');
  const { fingerprint } = reverse;
  return {
    plan: reverse,
    result: await call('applyUndo', { request: { connectionId, runId, fingerprint } })
  };
}

const provider = (name: string) => org.org.store.find('AuthProvider', name);
const credential = () => org.org.store.find('NamedCredential', 'Constant_Contact')?.values ?? {};
const codeOf = ({ fault }: { fault: Fault | null }): string | null => fault?.code ?? null;

describe('a replacement provider', () => {
  for (const secretWrite of ['taken', 'ignored', 'refused'] as const) {
    it(`gets the secret whatever an update does with one: ${secretWrite}`, async () => {
      org.org.store.switches.secretWrite = secretWrite;
      const old = { ...provider('ConstantContact')?.values };
      const result = await apply({ road: 'replace' });
      assert.equal(codeOf(result), null, JSON.stringify(result.fault));
      assert.equal(provider('ConstantContact_2')?.consumerSecret, SECRET, 'the new provider has it');
      assert.equal(result.secretOutcome, 'stored', 'and it was looked at');
      assert.equal(credential().authProvider, 'ConstantContact_2', 'the credential uses it');
      assert.deepEqual({ ...provider('ConstantContact')?.values }, old, 'the old one is as it was');
      assert.deepEqual(
        [result.lastChange.providerName, result.lastChange.replacedProvider, result.lastChange.canUndo],
        ['ConstantContact_2', 'ConstantContact', true],
        'the history knows both'
      );
    });
  }

  it('is planned with the callback URL that Setup shows for it afterwards', async () => {
    const { newCallbackUrl, components } = await plan({ road: 'replace' });
    assert.equal(newCallbackUrl, `${org.origins.my}/services/authcallback/ConstantContact_2`, 'by its name');
    assert.ok(components[0]?.isNew, 'a new provider');
    const { connection } = await apply({ road: 'replace' });
    assert.equal(connection?.callbackUrl, newCallbackUrl, 'the connection has it now');
  });

  it('is put back without a secret', async () => {
    const { lastChange } = await apply({ road: 'replace' });
    const { plan: reverse, result } = await undo(lastChange.id);
    assert.equal(reverse.needsSecret, false, 'the old provider still has its own');
    assert.equal(codeOf(result), null, JSON.stringify(result.fault));
    assert.equal(credential().authProvider, 'ConstantContact', 'pointed back');
    assert.equal(result.lastChange.kind, 'Undo', 'on record');
    assert.ok(provider('ConstantContact_2'), 'the new provider is left');
    assert.equal((await plan({ road: 'replace' })).urlSuffix, 'ConstantContact_3', 'and its name is taken');
  });

  it('that was created before the answer was lost is used, not created again', async () => {
    const { switches } = org.org.store;
    switches.slowWrite = 900;
    switches.calloutTimeoutCap = 300;
    const lost = await apply({ road: 'replace' });
    assert.equal(codeOf(lost), 'RL-205', 'not known whether it arrived');
    assert.equal(lost.lastChange.outcome, 'Unknown', 'the run says so');
    switches.slowWrite = 0;
    switches.calloutTimeoutCap = null;
    assert.ok(provider('ConstantContact_2'), 'it did arrive');
    const left = await plan({ road: 'replace' });
    assert.deepEqual([left.urlSuffix, left.components[0]?.isNew], ['ConstantContact_2', false], 'the same name');
    const result = await apply({ road: 'replace' });
    assert.equal(codeOf(result), null, JSON.stringify(result.fault));
    assert.equal(credential().authProvider, 'ConstantContact_2', 'the rest is done');
    assert.equal(provider('ConstantContact_3'), null, 'no second one');
  });

  it('is refused a name that is taken, with one that is free', async () => {
    await apply({ road: 'replace' });
    const refused = await plan({ road: 'replace', urlSuffix: 'ConstantContact', consumerSecret: 'another-one' });
    assert.deepEqual([codeOf(refused), refused.fault?.params], ['RL-230', ['ConstantContact_3']]);
  });
});

describe('after what an org has shown', () => {
  it('another road is suggested', async () => {
    org.org.store.switches.secretWrite = 'ignored';
    assert.equal(codeOf(await apply()), 'RL-210', 'the secret was kept');
    const best = (await plan()).roads.find(({ suggested }) => suggested);
    assert.deepEqual([best?.key, best?.reason], ['replace', 'notStored']);
  });
});

describe('an update in place', () => {
  it('is put back with the secret that the org shows', async () => {
    const before = { ...provider('ConstantContact')?.values };
    const scope = credential().oauthScope;
    const { lastChange } = await apply();
    assert.notEqual(credential().oauthScope, scope, 'the scope changed');
    const { plan: reverse, result } = await undo(lastChange.id);
    assert.equal(reverse.needsSecret, true, 'the old secret is not kept');
    assert.equal(codeOf(result), null, JSON.stringify(result.fault));
    const { consumerKey, authorizeUrl, tokenUrl } = provider('ConstantContact')?.values ?? {};
    assert.deepEqual(
      [consumerKey, authorizeUrl, tokenUrl, credential().oauthScope],
      [before.consumerKey, before.authorizeUrl, before.tokenUrl, scope],
      'key, addresses and scope from before'
    );
    assert.equal(provider('ConstantContact')?.consumerSecret, SECRET, 'the secret stays as it was');
  });

  it('needs the secret for it where the org hides it', async () => {
    org.org.store.switches.secretReadable = false;
    const { lastChange } = await apply();
    const { result } = await undo(lastChange.id);
    assert.equal(codeOf(result), 'RL-211', 'Salesforce asks for one beside key and addresses');
    const { fingerprint } = await call<Plan>('getUndo', {
      request: { connectionId, runId: lastChange.id, consumerSecret: 'the-old-one' }
    });
    const pasted = await call<Result>('applyUndo', {
      request: { connectionId, runId: lastChange.id, fingerprint, consumerSecret: 'the-old-one' }
    });
    assert.equal(codeOf(pasted), null, JSON.stringify(pasted.fault));
    assert.equal(provider('ConstantContact')?.consumerSecret, 'the-old-one', 'pasted');
  });
});

describe('what became of the secret', () => {
  for (const secretWrite of ['taken', 'ignored', 'refused'] as const) {
    for (const secretReadable of [true, false]) {
      for (const placeholderWrite of ['keeps', 'overwrites'] as const) {
        it(`is told as far as it can be: ${secretWrite}, ${secretReadable ? 'readable' : 'hidden'}, a placeholder ${placeholderWrite}`, async () => {
          Object.assign(org.org.store.switches, { secretWrite, secretReadable, placeholderWrite });
          const old = provider('ConstantContact')?.consumerSecret;
          const result = await apply();
          const held = provider('ConstantContact')?.consumerSecret;
          assert.equal(held, secretWrite === 'taken' ? SECRET : old, 'never the placeholder, whatever it would do');
          const told = secretReadable ? (secretWrite === 'taken' ? 'stored' : 'notStored') : 'unreadable';
          assert.equal(result.secretOutcome, told);
          const fault = secretWrite === 'refused' ? 'RL-211' : told === 'notStored' ? 'RL-210' : null;
          assert.equal(codeOf(result), fault, JSON.stringify(result.fault));
          const states = result.stages.map(({ state }) => state).join(' ');
          const end = { 'RL-211': 'done failed waiting waiting waiting', 'RL-210': 'done done failed done done' };
          assert.equal(states, fault ? end[fault] : 'done done done done done');
        });
      }
    }
  }
});
