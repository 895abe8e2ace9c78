import { isWorse, lastProofText, summarize, worstFirst } from 'c/relinkHomeSummary';
import type { RelinkHomeConnection, RelinkRunView, RelinkState } from 'c/relinkTypes';

function run(more: Partial<RelinkRunView>): RelinkRunView {
  return {
    id: 'a001',
    name: 'RUN-0001',
    kind: 'Proof',
    outcome: 'Passed',
    at: '2026-11-24T18:00:00Z',
    userName: 'Dana Kim',
    providerName: 'ConstantContact',
    credentialName: 'Constant_Contact',
    ...more
  };
}

function connection(state: RelinkState, more: Partial<RelinkHomeConnection> = {}): RelinkHomeConnection {
  return { state, endpointsCurrent: true, credentialName: 'Constant_Contact', ...more } as RelinkHomeConnection;
}

const brief = (of: RelinkHomeConnection) => {
  const { headline, next } = summarize(of);
  return [headline.replace('c.Relink_Home_', ''), next.label.replace('c.Relink_Home_', ''), next.step, next.urgent];
};

describe('summarize', () => {
  it('sends old endpoints to step 1', () => {
    expect(brief(connection('outdated', { endpointsCurrent: false }))).toEqual(['Outdated', 'StartStep1', 1, true]);
  });

  it('sends a missing scope to step 2, because key and secret are not needed for it', () => {
    expect(brief(connection('outdated'))).toEqual(['ScopeMissing', 'ContinueStep2', 2, true]);
  });

  it('says that the old secret is still there when the last change did not store it', () => {
    const lastChange = run({ kind: 'Update', outcome: 'Partial', secretOutcome: 'notStored' });
    expect(brief(connection('needsAttention', { lastChange }))).toEqual(['SecretKept', 'ContinueStep2', 2, true]);
  });

  it.each(['Started', 'Unknown'] as const)('does not guess what became of a change that is %s', (outcome) => {
    const lastChange = run({ kind: 'Update', outcome });
    expect(brief(connection('needsAttention', { lastChange }))[0]).toBe('ChangeUnknown');
  });

  it('says that a change is partly in place otherwise', () => {
    expect(brief(connection('needsAttention'))[0]).toBe('ChangePartial');
  });

  it('names the cause of a failed call where the run knows it', () => {
    const lastProof = run({ outcome: 'Failed', faultCode: 'RL-506' });
    expect(brief(connection('notWorking', { lastProof }))).toEqual(['Sentence', 'RunCall', 5, true]);
    expect(summarize(connection('notWorking', { lastProof })).more).toBe('c.Relink_Fault_RL506_Next');
  });

  it('sends an authorization that is not recognized to step 4', () => {
    const lastProof = run({ outcome: 'Failed', faultCode: 'RL-501' });
    expect(brief(connection('notWorking', { lastProof }))).toEqual(['Sentence', 'AuthorizeAgain', 4, true]);
    expect(brief(connection('notAuthorized'))).toEqual(['NotAuthorized', 'AuthorizeAgain', 4, true]);
  });

  it('offers the live call, urgent while nothing is proven and not urgent when it works', () => {
    expect(brief(connection('notProven'))).toEqual(['NotProvenYet', 'RunCall', 5, true]);
    const lastChange = run({ kind: 'Update', outcome: 'Done' });
    expect(brief(connection('notProven', { lastChange }))).toEqual(['NotProven', 'RunCall', 5, true]);
    expect(brief(connection('working'))).toEqual(['Working', 'RunCall', 5, false]);
  });

  it('names the account only when the proof knew it', () => {
    expect(summarize(connection('working')).more).toBe('');
    expect(summarize(connection('working', { lastProof: run({ account: 'Acme' }) })).more).toBe(
      'c.Relink_Home_WorkingMore'
    );
  });

  it('says that it does not know for every other state', () => {
    expect(brief(connection('unknown'))).toEqual(['Unknown', 'OpenRelink', 0, true]);
  });
});

describe('worstFirst', () => {
  it('puts problems first and leaves the given list alone', () => {
    const given = [connection('working'), connection('notProven'), connection('needsAttention')];
    expect(worstFirst(given).map((one) => one.state)).toEqual(['needsAttention', 'notProven', 'working']);
    expect(given[0].state).toBe('working');
  });

  it('tells whether a state is worse than another', () => {
    expect(isWorse('notWorking', 'working')).toBe(true);
    expect(isWorse('working', 'notWorking')).toBe(false);
    expect(isWorse('working', 'working')).toBe(false);
  });
});

describe('lastProofText', () => {
  it('says that there is none', () => {
    expect(lastProofText(connection('notProven'))).toBe('c.Relink_Home_None');
  });

  it('tells a proof that is older than the last change from one that is not', () => {
    const lastProof = run({ at: '2026-11-24T18:00:00Z' });
    const before = run({ kind: 'Update', at: '2026-11-24T17:00:00Z' });
    const after = run({ kind: 'Update', at: '2026-11-24T18:30:00Z' });
    expect(lastProofText(connection('working', { lastProof, lastChange: before }))).toBe('c.Relink_Home_ProofPassed');
    expect(lastProofText(connection('notProven', { lastProof, lastChange: after }))).toBe('c.Relink_Home_ProofOlder');
  });

  it('tells a failed proof from a passed one', () => {
    expect(lastProofText(connection('notWorking', { lastProof: run({ outcome: 'Failed' }) }))).toBe(
      'c.Relink_Home_ProofFailed'
    );
  });
});
