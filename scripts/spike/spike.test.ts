import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { format, resolveConfig } from 'prettier';
import { DEFAULT_SWITCHES } from '../../local-org/salesforce/switches';
import { limits, readEvidence, readmePath, withLimits } from './evidence';
import { MADE_TO_ORDER, QUESTIONS } from './questions';
import { answerByScript } from './scripted';
import type { SpikeOrg } from './scripted';

interface Behaviour {
  secretWrite: 'taken' | 'ignored' | 'refused';
  readable: boolean;
  placeholder: 'keeps' | 'overwrites';
  absent: 'keeps' | 'clears';
  dates: 'real' | 'epoch';
  callouts: 'Enabled' | 'Disabled';
}

const ORDINARY: Behaviour = {
  secretWrite: 'taken',
  readable: true,
  placeholder: 'keeps',
  absent: 'keeps',
  dates: 'real',
  callouts: 'Enabled'
};

/** An org that behaves as told, and remembers what is left in it. */
function orgThat(behaviour: Partial<Behaviour>): SpikeOrg & { left: Set<string>; statements: string[] } {
  const { secretWrite, readable, placeholder, absent, dates, callouts } = { ...ORDINARY, ...behaviour };
  let secret: string | null = null;
  const left = new Set<string>();
  const statements: string[] = [];
  return {
    left,
    statements,
    create(type, component) {
      left.add(`${type} ${String(component.fullName)}`);
      secret = type === 'AuthProvider' ? String(component.consumerSecret) : secret;
      return Promise.resolve(null);
    },
    update(type, { consumerSecret: given }) {
      if (type === 'NamedCredential') {
        return Promise.resolve(null);
      }
      if (given === undefined) {
        secret = absent === 'clears' ? null : secret;
      } else if (given === 'Placeholder_Value') {
        secret = placeholder === 'overwrites' ? given : secret;
      } else if (secretWrite === 'refused') {
        return Promise.resolve('The consumer secret cannot be changed.');
      } else if (secretWrite === 'taken') {
        secret = String(given);
      }
      return Promise.resolve(null);
    },
    read: () => Promise.resolve({ calloutStatus: callouts }),
    listedDate: () => Promise.resolve(dates === 'real' ? '2026-11-24T09:12:00.000Z' : '1970-01-01T00:00:00.000Z'),
    delete(type, fullName) {
      left.delete(`${type} ${fullName}`);
      return Promise.resolve(null);
    },
    row: () => Promise.resolve({ ConsumerSecret: readable ? secret : 'Placeholder_Value' }),
    apex(code) {
      statements.push(code);
      return Promise.resolve(code.includes('USER_MODE') ? 'sObject type not supported in user mode' : null);
    }
  };
}

describe('The questions for an org', () => {
  it('are answered by what an org does, and leave nothing behind', async () => {
    const org = orgThat({});
    const answers = await answerByScript(org);
    assert.deepEqual(
      Object.fromEntries(Object.entries(answers).map(([id, { answer }]) => [id, answer])),
      {
        'secret-readable': 'shown',
        'secret-write': 'taken',
        'placeholder-write': 'keeps',
        'secret-absent': 'keeps',
        'provider-dml': 'allowed',
        'provider-user-mode': 'refused',
        'list-dates': 'real',
        'callouts-after-update': 'as sent'
      },
      'an answer to each question that a script can ask'
    );
    assert.deepEqual([...org.left], [], 'both components are deleted');
  });

  it('have another answer where the org behaves otherwise', async () => {
    const ignored = await answerByScript(
      orgThat({ secretWrite: 'ignored', placeholder: 'overwrites', absent: 'clears' })
    );
    assert.equal(ignored['secret-write'].answer, 'ignored', 'an ignored secret');
    assert.equal(ignored['placeholder-write'].answer, 'overwrites', 'a stored placeholder');
    assert.equal(ignored['secret-absent'].answer, 'clears', 'a cleared secret');
    const refused = await answerByScript(orgThat({ secretWrite: 'refused', dates: 'epoch', callouts: 'Disabled' }));
    assert.equal(refused['secret-write'].detail, 'The consumer secret cannot be changed.', "Salesforce's own words");
    assert.equal(refused['list-dates'].answer, 'epoch', 'no date');
    assert.equal(refused['callouts-after-update'].answer, 'disabled', 'callouts off');
  });

  it('stay open where the stored secret is hidden', async () => {
    const answers = await answerByScript(orgThat({ readable: false }));
    assert.equal(answers['secret-readable'].answer, 'hidden', 'it is hidden');
    assert.equal(answers['secret-write'], undefined, 'nothing is claimed about what cannot be seen');
    assert.equal(answers['secret-absent'].answer, 'unknown', 'nor about an update without it');
  });

  it('are taken away again when the org fails in between', async () => {
    const org = orgThat({});
    org.listedDate = () => Promise.reject(new Error('the connection broke'));
    await assert.rejects(answerByScript(org), /the connection broke/, 'the failure is told');
    assert.deepEqual([...org.left], [], 'both components are deleted all the same');
  });

  it('have an answer only from the list of those there can be', async () => {
    for (const behaviour of [{}, { readable: false }, { secretWrite: 'refused' as const, absent: 'clears' as const }]) {
      for (const [id, { answer }] of Object.entries(await answerByScript(orgThat(behaviour)))) {
        const question = QUESTIONS.find((candidate) => candidate.id === id);
        assert.ok(question?.answers.includes(answer), `${id} can be ${answer}`);
      }
    }
  });
});

describe('The evidence', () => {
  it('has a question for each switch of the emulated org, unless the switch makes a failure to order', () => {
    const covered = [...QUESTIONS.flatMap(({ switches }) => switches), ...MADE_TO_ORDER];
    const open = Object.keys(DEFAULT_SWITCHES).filter((name) => !covered.includes(name));
    assert.deepEqual(open, [], 'every switch cites a question');
    const stray = covered.filter((name) => !Object.hasOwn(DEFAULT_SWITCHES, name));
    assert.deepEqual(stray, [], 'every cited switch exists');
  });

  it('makes the limits of the README', async () => {
    const readme = readFileSync(readmePath(), 'utf8');
    const written = await format(withLimits(readme, readEvidence()), {
      ...(await resolveConfig(readmePath())),
      filepath: readmePath()
    });
    assert.equal(readme, written, 'npm run docs:limits was run after the evidence changed');
  });

  it('moves a question from the unproven ones to those that an org has shown', () => {
    const shown = { date: '2026-12-01', orgType: 'Developer Edition', apiVersion: '65.0', answer: 'ignored' };
    const [unproven, proven] = limits({ 'secret-write': shown }).split('\n\n');
    const { question } = QUESTIONS[0];
    assert.ok(!unproven.includes(question), 'it is unproven no longer');
    assert.ok(proven.includes(`${question} | ignored (2026-12-01, Developer Edition, API 65.0)`), 'its answer is told');
  });
});
