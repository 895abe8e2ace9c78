import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { findScenario } from '../scenarios';
import type { Component } from '../salesforce';
import { BadText } from './bad-text';
import { InProcessOrg, ORIGINS } from './in-process-org';
import { find, readTree } from './xml-tree';

const SEED = 20261124;
const ROUNDS = 1250;
const VALUES_PER_ROUND = 8;
/** Methods that are given a key and a secret. */
const CARRIERS = ['getPlan', 'applyPlan', 'checkApplication', 'confirmSecret'];

interface Fault {
  code: string;
  params?: string[];
}

interface Answer {
  fault?: Fault;
  fingerprint?: string;
  runId?: string;
  secretOutcome?: string;
}

/** Key and secret are generated and sent; the others are in the org before. */
interface Round {
  key: string;
  secret: string;
  credentialScope: string;
  providerScope: string;
  credentialLabel: string;
  providerLabel: string;
  credentialName: string;
  providerName: string;
}

/** What Salesforce takes away around a value: everything up to U+0020. */
function bare(value: string): string {
  return value.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
}

/** Code that a value has to be refused with, or null. */
function refusal(value: string, longest: number): string | null {
  if (bare(value).length > longest) {
    return 'RL-311';
  }
  return /^[\x20-\x7e]*$/.test(bare(value)) ? null : 'RL-310';
}

/** An org whose one outdated connection gets other names, labels and scopes for each round. */
class Bench {
  readonly org: InProcessOrg;
  readonly provider: Component;
  readonly credential: Component;
  private readonly start: [Component, Component];

  constructor() {
    this.org = new InProcessOrg(
      findScenario('outdated').build({
        now: Date.now(),
        callbackUrl: (suffix) => `${ORIGINS.my}/services/authcallback/${suffix}`
      }).org
    );
    const { store } = this.org.org;
    this.provider = store.find('AuthProvider', 'ConstantContact') as Component;
    this.credential = store.find('NamedCredential', 'Constant_Contact') as Component;
    this.start = structuredClone([this.provider, this.credential]);
  }

  prepare(round: Round): void {
    const [provider, credential] = structuredClone(this.start);
    Object.assign(this.provider, provider, { fullName: round.providerName });
    Object.assign(this.provider.values, { friendlyName: round.providerLabel, defaultScopes: round.providerScope });
    Object.assign(this.credential, credential, { fullName: round.credentialName });
    Object.assign(this.credential.values, {
      authProvider: round.providerName,
      label: round.credentialLabel,
      oauthScope: round.credentialScope
    });
    this.org.envelopes.length = 0;
  }

  /** Plans and applies a key and a secret. Returns the last answer. */
  change(consumerKey: string, consumerSecret: string): Answer {
    const request = { connectionId: this.credential.id, consumerKey, consumerSecret };
    const plan = this.org.call<Answer>('getPlan', { request });
    if (plan.fault) {
      return plan;
    }
    const { runId } = this.org.call<{ runId: string }>('beginRun', { request: { ...request, fields: [] } });
    const { fingerprint } = plan;
    const result = this.org.call<Answer>('applyPlan', { request: { ...request, runId, fingerprint } });
    // A history of a thousand runs would only take time.
    this.org.org.records.commit([{ operation: 'delete', object: 'Relink_Run__c', row: { Id: runId } }]);
    return result;
  }
}

const show = (text: string): string => JSON.stringify(text);

/** Every envelope is well-formed for a parser that is not ours, and the updates say what they should. */
function checkEnvelopes(org: InProcessOrg, expected: Record<string, string>, where: string): number {
  let updates = 0;
  for (const envelope of org.envelopes) {
    const metadata = find(readTree(envelope), 'metadata');
    updates += metadata ? 1 : 0;
    for (const field of metadata?.children ?? []) {
      const name = field.name.slice(field.name.indexOf('}') + 1);
      const wanted = expected[`${metadata?.attributes['{http://www.w3.org/2001/XMLSchema-instance}type']} ${name}`];
      assert.equal(field.text, wanted ?? field.text, `${where}: ${name} in the envelope`);
    }
  }
  return updates;
}

describe('Bad text, from the controller through Apex and SOAP into the store', () => {
  const bad = new BadText(SEED);
  const rounds: Round[] = [];

  before(() => {
    for (let count = 0; count < ROUNDS; count++) {
      rounds.push({
        key: bad.next(),
        secret: bad.next(),
        credentialScope: bad.held(200),
        providerScope: bad.held(200),
        credentialLabel: bad.held(80),
        providerLabel: bad.held(32),
        // Two underscores would be the namespace of a package, which Relink does not write.
        credentialName: bad.held(32).replace(/_{2,}/g, '_'),
        providerName: bad.held(32).replace(/_{2,}/g, '_')
      });
    }
  });

  it(`takes ${ROUNDS * VALUES_PER_ROUND} keys, secrets, scopes, labels and names: stored as they are, or refused by field before anything is sent`, () => {
    const bench = new Bench();
    const seen = { refused: 0, stored: 0, envelopes: 0 };
    for (const [index, round] of rounds.entries()) {
      const where = `round ${index} of seed ${SEED}`;
      bench.prepare(round);
      const { org, provider, credential } = bench;
      let { key, secret } = round;
      for (const [field, value, longest] of [
        ['consumerKey', key, 256],
        ['consumerSecret', secret, 100]
      ] as const) {
        const code = refusal(value, longest);
        if (code === null) {
          continue;
        }
        const values = field === 'consumerKey' ? [key, 'good-secret'] : [bad.printable(256), secret];
        const [consumerKey, consumerSecret] = values;
        const request = { connectionId: credential.id, consumerKey, consumerSecret, runId: null, fingerprint: 'f' };
        for (const method of index % 10 === 0 ? CARRIERS : CARRIERS.slice(0, 2)) {
          const { fault } = org.call<Answer>(method, { request });
          assert.equal(fault?.code, code, `${where}: ${method} refuses the ${field} ${show(value)}`);
          assert.equal(fault?.params?.[0], field, `${where}: and names the field`);
          assert.ok(
            !JSON.stringify(fault).includes(bare(secret)) || bare(secret).length < 4,
            `${where}: not the value`
          );
        }
        assert.equal(org.envelopes.length, 0, `${where}: nothing was sent`);
        seen.refused++;
        if (field === 'consumerKey') {
          key = bad.printable(256);
        } else {
          secret = bad.printable(100);
        }
      }
      const before = { key: provider.values.consumerKey, secret: provider.consumerSecret };
      const { fault, secretOutcome } = bench.change(key, secret);
      assert.equal(fault, undefined, `${where}: ${show(key)} and ${show(secret)} are taken, ${JSON.stringify(round)}`);
      const wantedKey = bare(key) || before.key;
      const wantedSecret = bare(secret) || before.secret;
      assert.equal(secretOutcome, bare(secret) ? 'stored' : 'notSent', `${where}: outcome of ${show(secret)}`);
      assert.equal(provider.consumerSecret, wantedSecret, `${where}: the secret in the store`);
      if (bare(secret)) {
        assert.equal(provider.values.consumerKey, wantedKey, `${where}: the key in the store`);
      }
      assert.equal(provider.values.friendlyName, round.providerLabel, `${where}: the provider's label`);
      assert.equal(provider.values.defaultScopes, round.providerScope, `${where}: the provider's scopes`);
      assert.equal(credential.values.label, round.credentialLabel, `${where}: the credential's label`);
      assert.equal(credential.values.authProvider, round.providerName, `${where}: the provider's name`);
      checkScope(credential.values.oauthScope as string, round.credentialScope, where);
      seen.envelopes += org.envelopes.length;
      const type = (name: string): string => `{http://soap.sforce.com/2006/04/metadata}${name}`;
      const updates = checkEnvelopes(
        org,
        {
          [`${type('AuthProvider')} consumerKey`]: wantedKey as string,
          [`${type('AuthProvider')} consumerSecret`]: wantedSecret as string,
          [`${type('AuthProvider')} friendlyName`]: round.providerLabel,
          [`${type('AuthProvider')} fullName`]: round.providerName,
          [`${type('NamedCredential')} label`]: round.credentialLabel,
          [`${type('NamedCredential')} oauthScope`]: credential.values.oauthScope as string
        },
        where
      );
      assert.equal(updates, bare(secret) ? 2 : 1, `${where}: updates sent`);
      seen.stored++;
    }
    assert.equal(seen.stored, ROUNDS, 'every round ended in the store');
    assert.ok(seen.refused > ROUNDS / 2, `many were refused on the way: ${seen.refused}`);
    assert.ok(seen.envelopes > ROUNDS * 7, `envelopes were read: ${seen.envelopes}`);
  });

  it('writes nothing over an answer that XML cannot carry', () => {
    const bench = new Bench();
    for (let count = 0; count < 100; count++) {
      const round = { ...rounds[count], credentialName: 'Constant_Contact', credentialLabel: bad.unheld() };
      bench.prepare(round);
      const answer = bench.change('key', 'secret');
      assert.equal(answer.fault?.code, 'RL-903', `${show(round.credentialLabel)} cannot be read`);
      assert.ok(!bench.org.envelopes.some((envelope) => find(readTree(envelope), 'metadata')), 'no update is sent');
    }
  });
});

/** Every scope of before is still there, in its order, and the one that was missing comes last. */
function checkScope(now: string, before: string, where: string): void {
  const words = (text: string): string[] =>
    text
      .split(/[ ,+\n\t]/)
      .map(bare)
      .filter((word) => word !== '');
  const kept: string[] = [];
  for (const word of words(before)) {
    if (!kept.some((other) => other.toLowerCase() === word.toLowerCase())) {
      kept.push(word);
    }
  }
  assert.deepEqual(words(now), [...kept, 'offline_access'], `${where}: scopes after ${show(before)}`);
}
