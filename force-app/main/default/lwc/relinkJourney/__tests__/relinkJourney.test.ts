import { STEPS, journey } from 'c/relinkJourney';
import type { RelinkTab } from 'c/relinkJourney';
import { FACT_KEYS } from 'c/relinkFacts';
import type { RelinkStatus } from 'c/relinkTypes';
import {
  NEW_KEY,
  OLD_KEY,
  connection,
  current,
  emptyPlan,
  plan,
  proofRun,
  run,
  status
} from '../../relinkTypes/__tests__/examples';

const TAB: RelinkTab = {
  pair: null,
  plan: null,
  working: null,
  faults: {},
  redirectAdded: false,
  previousKey: null,
  reachable: false
};

function walk(change: Partial<RelinkStatus> = {}, tab: Partial<RelinkTab> = {}) {
  const result = journey(status(change), { ...TAB, ...tab });
  for (const key of STEPS) {
    expect(FACT_KEYS).toContain(result.steps[key].fact.key);
  }
  return result;
}

function states(result: ReturnType<typeof journey>): string {
  return STEPS.map((key) => result.steps[key].state).join(' ');
}

const updated = { connection: current(), lastChange: run() };

describe('The journey through the steps', () => {
  it('reads first', () => {
    const result = journey(null, TAB);
    expect(result.steps.check.state).toBe('working');
    expect(result.steps.application.state).toBe('locked');
    expect(result.badge).toBe('unknown');
  });

  it('starts an outdated connection at step 1', () => {
    const result = walk();
    expect(states(result)).toBe('done current locked todo locked todo locked');
    expect([result.current, result.open, result.badge]).toEqual(['application', ['application'], 'outdated']);
    expect(result.steps.review.unlock).toBe('application');
  });

  it('marks the check whose warning does not stop a change, and starts at step 1 all the same', () => {
    const result = walk({ warnings: [{ code: 'RL-240', params: ['CC_OAuth'] }] });
    expect(result.steps.check).toMatchObject({ state: 'needsAttention', fact: { key: 'checkNotGranted' } });
    expect([result.current, result.open]).toEqual(['application', ['application']]);
  });

  it('goes to step 2 when Constant Contact accepted the pair', () => {
    const result = walk({}, { pair: 'accepted' });
    expect(result.steps.application).toMatchObject({ state: 'done', fact: { key: 'applicationHeld' } });
    expect(result.steps.review).toMatchObject({ state: 'current', fact: { key: 'reviewTodo' } });
  });

  it('does not call an unchecked pair done', () => {
    const result = walk({}, { pair: 'unchecked' });
    expect(result.steps.application.state).toBe('notProven');
    expect(result.current).toBe('review');
  });

  it('counts the fields of the plan for each component, singular and plural', () => {
    expect(walk({}, { pair: 'accepted', plan: plan() }).steps.review.fact).toEqual({
      key: 'reviewPlanBoth',
      params: [
        { key: 'fields', params: ['4'] },
        { key: 'field', params: ['1'] }
      ]
    });
    const [provider, credential] = plan().components;
    const only = (component: typeof provider) =>
      walk({}, { pair: 'accepted', plan: plan({ components: [component] }) }).steps.review.fact.key;
    expect([only(provider), only(credential)]).toEqual(['reviewPlanProvider', 'reviewPlanCredential']);
    const identity = { ...provider, type: 'ExternalAuthIdentityProvider' as const };
    expect(walk({}, { pair: 'accepted', plan: plan({ components: [identity] }) }).steps.review.fact).toEqual({
      key: 'reviewPlanAll',
      params: [{ key: 'fields', params: ['4'] }]
    });
  });

  it('opens steps 3 and 4 after a reload with step 2 done', () => {
    const result = walk(updated);
    expect(states(result)).toBe('done done done notProven current todo locked');
    expect([result.open, result.badge]).toEqual([['redirect', 'authorize'], 'notAuthorized']);
    expect(result.steps.review.fact).toEqual({
      key: 'reviewDone',
      params: [{ at: '2026-11-24T10:46:00.000Z' }, 'Dana Kim']
    });
  });

  it('says that the person added the redirect URL, and does not take it for a proof', () => {
    expect(walk(updated, { redirectAdded: true }).steps.redirect).toMatchObject({
      state: 'notProven',
      fact: { key: 'redirectAdded' }
    });
  });

  it('takes a live call after the change for a proof when the link failed before', () => {
    const result = walk({ ...updated, lastProof: proofRun() }, { previousKey: OLD_KEY });
    expect(states(result)).toBe('done done done done done done current');
    expect([result.badge, result.open]).toEqual(['working', ['retire']]);
    expect(result.steps.prove.fact.key).toBe('proveDoneAs');
  });

  it('keeps retire locked while the new consent is not proven, and names the time when it can be', () => {
    const result = walk({ ...updated, lastProof: proofRun({ consentProven: false }) }, { previousKey: OLD_KEY });
    expect(states(result)).toBe('done done done notProven notProven notProven locked');
    expect(result.steps.authorize.fact).toEqual({
      key: 'consentLater',
      params: [{ at: '2026-11-25T10:46:00.000Z' }]
    });
    expect([result.current, result.open, result.badge]).toEqual([null, ['prove'], 'notProven']);
    expect(result.steps.retire.unlock).toBe('prove');
  });

  it('does not count a proof that is older than the change', () => {
    const result = walk({ ...updated, lastProof: proofRun({ at: '2026-11-24T09:00:00.000Z' }) });
    expect(result.steps.prove).toMatchObject({ state: 'notProven', fact: { key: 'proveStale' } });
    expect(result.steps.authorize.state).toBe('current');
    expect(result.steps.retire.state).toBe('locked');
  });

  it('does not let a change that failed outdate a proof', () => {
    const lastChange = run({ outcome: 'Failed', at: '2026-11-24T11:30:00.000Z' });
    const result = walk({ connection: current(), lastChange, lastProof: proofRun() });
    expect(result.steps.prove.state).toBe('done');
    expect(result.badge).toBe('working');
  });

  it('shows a failed live call, and whether it was the authorization', () => {
    const failed = { outcome: 'Failed' as const, consentProven: false };
    const denied = walk({ ...updated, lastProof: proofRun({ ...failed, faultCode: 'RL-501' }) });
    expect([denied.steps.prove.state, denied.badge, denied.current]).toEqual(['failed', 'notAuthorized', 'authorize']);
    const broken = walk({ ...updated, lastProof: proofRun({ ...failed, faultCode: 'RL-506' }) });
    expect(broken.badge).toBe('notWorking');
  });

  it('says when everything was done outside Relink', () => {
    const result = walk({ connection: current() });
    expect(result.steps.review.state).toBe('doneOutside');
    expect(result.badge).toBe('notProven');
    const proven = walk({ connection: current(), lastProof: proofRun({ consentProven: false }) });
    expect(proven.badge).toBe('working');
    expect(proven.steps.retire).toMatchObject({ state: 'done', fact: { key: 'retireNothing' } });
    expect([proven.current, proven.open]).toEqual([null, []]);
  });

  it('asks for the secret again when the org kept the old one and the tab lost it', () => {
    const lastChange = run({ outcome: 'Partial', secretOutcome: 'notStored' });
    const result = walk({ connection: current(), lastChange });
    expect(result.steps.application).toMatchObject({ state: 'current', fact: { key: 'applicationLost' } });
    expect(result.steps.review).toMatchObject({ state: 'needsAttention', fact: { key: 'reviewSecretOld' } });
    expect([result.badge, result.steps.authorize.state]).toEqual(['needsAttention', 'locked']);
  });

  it('believes a proof more than the memory of a secret that was not stored', () => {
    const lastChange = run({ outcome: 'Partial', secretOutcome: 'notStored' });
    const result = walk({ connection: current(), lastChange, lastProof: proofRun() });
    expect([result.badge, result.steps.review.state]).toEqual(['working', 'done']);
  });

  it('leaves an unreadable secret to step 4', () => {
    const lastChange = run({ secretOutcome: 'unreadable' });
    const result = walk({ connection: current(), lastChange });
    expect(result.steps.review).toMatchObject({ state: 'notProven', fact: { key: 'reviewUnreadable' } });
    expect(result.current).toBe('authorize');
    expect(walk({ connection: current(), lastChange, lastProof: proofRun() }).steps.review.state).toBe('done');
  });

  it('lets the facts decide about a change without an answer', () => {
    const lastChange = run({ outcome: 'Started', secretOutcome: null });
    expect(walk({ connection: current(), lastChange }).steps.review).toMatchObject({
      state: 'notProven',
      fact: { key: 'reviewArrived' }
    });
    expect(walk({ lastChange }).steps.review.state).toBe('locked');
  });

  it('notices that a finished change was reverted in Setup', () => {
    const result = walk({ connection: connection(), lastChange: run() });
    expect(result.steps.review).toMatchObject({ state: 'locked', fact: { key: 'reviewReverted' } });
    expect(result.current).toBe('application');
  });

  it('needs no secret when only the scope is missing, or callouts are off', () => {
    expect(walk({ connection: current({ scopeComplete: false }) }).steps.review).toMatchObject({
      state: 'current',
      fact: { key: 'reviewScope' }
    });
    const off = walk({ connection: current({ calloutsEnabled: false }) });
    expect(off.steps.review.fact.key).toBe('reviewCalloutsOff');
    expect(off.badge).toBe('needsAttention');
  });

  it('shows a renewed secret on a current connection as something to apply', () => {
    const result = walk(updated, { pair: 'accepted', plan: plan({ changeCount: 1 }) });
    expect(result.current).toBe('review');
    expect(walk(updated, { pair: 'accepted', plan: emptyPlan() }).steps.review.state).toBe('done');
  });

  it('does not lock step 2 while it shows a fault, or while the facts are older than an empty plan', () => {
    const tab = { pair: 'accepted' as const, plan: emptyPlan() };
    expect(walk({}, tab).steps.review.state).toBe('current');
    expect(walk({}, { ...tab, faults: { review: 'RL-203' } }).steps.review.state).toBe('needsAttention');
    expect(walk({}, { faults: { review: 'RL-203' } }).steps.review.state).toBe('needsAttention');
  });

  it('records a retirement until the next change', () => {
    const lastRetirement = run({ kind: 'Retirement', outcome: 'Recorded', at: '2026-11-24T11:02:00.000Z' });
    const done = walk({ ...updated, lastProof: proofRun(), lastRetirement }, { previousKey: OLD_KEY });
    expect(done.steps.retire).toMatchObject({ state: 'done', fact: { key: 'retireDone' } });
    const again = { lastChange: run({ at: '2026-12-24T10:00:00.000Z' }), connection: current(), lastRetirement };
    expect(walk(again, { previousKey: NEW_KEY }).steps.retire.state).toBe('locked');
  });

  it('asks to choose when several connections were found', () => {
    const [option] = status().connections;
    const result = walk({ connection: null, connections: [option, { ...option, id: '0XA2' }] });
    expect(result.steps.check).toMatchObject({ state: 'needsAttention', fact: { key: 'checkChoose' } });
    expect(states(result)).toBe('needsAttention locked locked locked locked locked locked');
  });

  it('says when nothing was found', () => {
    const result = walk({ connection: null, connections: [] });
    expect([result.badge, result.current, result.steps.check.fact.key]).toEqual(['notFound', 'check', 'checkNothing']);
  });

  it('says when access is missing, and still allows the steps that need none', () => {
    const checks = status().checks.map((check) => ({ ...check, passed: check.key !== 'permissions' }));
    const result = walk({ checks }, { faults: { check: 'RL-102' } });
    expect([result.badge, result.current]).toEqual(['noAccess', 'check']);
    expect([result.steps.application.unlock, result.steps.redirect.state, result.steps.prove.state]).toEqual([
      'check',
      'todo',
      'todo'
    ]);
    expect(walk({ connection: null, checks: [] }, { faults: { check: 'RL-602' } }).badge).toBe('notFound');
    expect(walk({ connection: null, checks: [] }, { faults: { check: 'RL-902' } }).badge).toBe('unknown');
  });

  it('shows the step at work, and the fault it ended with', () => {
    expect(walk({}, { working: 'application' }).steps.application.state).toBe('working');
    expect(walk({}, { faults: { application: 'RL-301' } }).steps.application.state).toBe('failed');
    const tab = { pair: 'accepted' as const, plan: plan() };
    expect(walk({}, { ...tab, faults: { review: 'RL-210' } }).steps.review).toMatchObject({
      state: 'needsAttention',
      fact: { key: 'reviewSecretOld' }
    });
    expect(walk({}, { ...tab, faults: { review: 'RL-201' } }).steps.review.state).toBe('failed');
    expect(walk({}, { faults: { review: 'RL-201' } }).steps.review.state).toBe('failed');
  });

  it('says who did it outside Relink, and when', () => {
    const saved = { providerChangedAt: '2026-11-24T09:12:00.000Z', providerChangedBy: 'R. Ortiz' };
    const result = walk({ connection: current(saved) });
    expect(result.steps.review).toMatchObject({
      state: 'doneOutside',
      fact: { key: 'reviewOutsideBy', params: [{ at: saved.providerChangedAt }, 'R. Ortiz'] }
    });
    expect(result.steps.authorize).toMatchObject({ state: 'notProven', fact: { key: 'authorizeUnknown' } });
    expect(result.current).toBe('prove');
  });

  it('takes a change in Setup after that of Relink for one that needs a new proof', () => {
    const later = { providerChangedAt: '2026-11-24T12:00:00.000Z', providerChangedBy: 'R. Ortiz' };
    const result = walk({ connection: current(later), lastChange: run(), lastProof: proofRun() });
    expect(result.steps.review.state).toBe('doneOutside');
    expect(result.steps.prove).toMatchObject({ state: 'notProven', fact: { key: 'proveStale' } });
  });

  it('does not take the own write of Relink for a change outside', () => {
    const own = { providerChangedAt: '2026-11-24T10:46:02.000Z', providerChangedBy: 'Dana Kim' };
    expect(walk({ connection: current(own), lastChange: run() }).steps.review.state).toBe('done');
    const late = { providerChangedAt: '2026-11-24T10:50:00.000Z', providerChangedBy: 'Dana Kim' };
    const unknown = run({ outcome: 'Unknown' });
    expect(walk({ connection: current(late), lastChange: unknown }).steps.review.fact.key).toBe('reviewArrived');
  });

  it('names who put the old endpoints back', () => {
    const back = connection({ providerChangedAt: '2026-11-24T12:00:00.000Z', providerChangedBy: 'R. Ortiz' });
    expect(walk({ connection: back, lastChange: run() }).steps.review.fact.key).toBe('reviewRevertedBy');
  });

  it('remembers a road through Setup that is only half done', () => {
    const half = run({ outcome: 'Partial', secretOutcome: 'notSent' });
    expect(walk({ connection: connection(), lastChange: half }).steps.review).toMatchObject({
      state: 'locked',
      fact: { key: 'reviewPaste' }
    });
  });

  it('finds a healthy connection done, with nothing left to do', () => {
    const result = walk({ connection: current(), lastProof: proofRun() });
    expect(states(result)).toBe('done done doneOutside done done done done');
    expect([result.current, result.open, result.badge]).toEqual([null, [], 'working']);
  });

  it('does not blame the session for an answer that never came', () => {
    const checks = status().checks.map((check) => (check.key === 'session' ? { ...check, passed: false } : check));
    expect(walk({ connection: null, checks }, { faults: { check: 'RL-903' } }).badge).toBe('unknown');
    expect(walk({ connection: null, checks }, { faults: { check: 'RL-110' } }).badge).toBe('noAccess');
  });

  it('says which half of a connection is missing', () => {
    const lacking = (...keys: string[]) => ({
      connection: null,
      connections: [],
      checks: status().checks.map((check) => (keys.includes(check.key) ? { ...check, passed: false } : check))
    });
    expect(walk(lacking('credential')).steps.check.fact.key).toBe('checkProviderOnly');
    expect(walk(lacking('provider')).steps.check.fact.key).toBe('checkCredentialOnly');
    expect(walk(lacking('provider', 'credential')).steps.check.fact.key).toBe('checkNothing');
    expect(walk({ connection: null }, { faults: { check: 'RL-604' } }).steps.check.fact.key).toBe('checkFault');
  });

  it('leaves the live call open where only the Metadata API is closed', () => {
    const closed = { connection: null };
    expect(walk(closed, { faults: { check: 'RL-116' } }).steps.prove.state).toBe('locked');
    expect(walk(closed, { faults: { check: 'RL-116' }, reachable: true }).steps.prove.state).toBe('todo');
  });

  it('asks for a new authorization after an undo, whatever the values that are back', () => {
    const undone = walk({ connection: connection(), lastChange: run({ kind: 'Undo' }) });
    expect(undone.steps.review).toMatchObject({ state: 'locked', fact: { key: 'reviewUndone' } });
    expect(undone.steps.authorize).toMatchObject({ state: 'todo', fact: { key: 'authorizeUndone' } });
    expect(undone.steps.retire.state).toBe('locked');
  });
});
