import RelinkStepProve from 'c/relinkStepProve';
import { prove } from 'c/relinkApi';
import { current, proof, proofRun, status } from '../../relinkTypes/__tests__/examples';
import { act, button, cleanUp, find, messagesOf, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ prove: jest.fn() }));
const call = prove as jest.Mock;

async function show(properties: Record<string, unknown> = {}) {
  const element = await render('c-relink-step-prove', RelinkStepProve, {
    connection: current(),
    profile: status().profile,
    ...properties
  });
  return { element, messages: messagesOf(element) };
}

const lines = (element: TestElement) =>
  [...element.shadowRoot.querySelectorAll('li span')].map((line) => line.textContent);

afterEach(cleanUp);

describe('Step 5, Prove', () => {
  it('is accessible before the first call', async () => {
    const { element } = await show();
    await expect(element).toBeAccessible();
  });

  it('tells the result, and asks for no reading: the facts came along', async () => {
    call.mockResolvedValue(proof());
    const { element, messages } = await show();
    await press(element, 'Prove_Run');
    expect(messages.map(({ type }) => type)).toEqual(['working', 'working', 'proof']);
  });

  it('says what the call showed, and what it did not', async () => {
    const { element } = await show({ proof: proof() });
    expect(lines(element)).toEqual([
      'c.Relink_Prove_Answered',
      'c.Relink_Prove_AccountEmail',
      'c.Relink_Prove_ScopesAsked',
      'c.Relink_Prove_Granted',
      'c.Relink_Prove_ConsentProven',
      'c.Relink_Prove_RefreshNotLegacy'
    ]);
    await expect(element).toBeAccessible();
  });

  it('does not call the new consent proven when the old access may have answered', async () => {
    const { element } = await show({ proof: proof({ consentProven: false, email: null, milliseconds: null }) });
    expect(lines(element)).toContain('c.Relink_Prove_ConsentNot');
    expect(lines(element)).toContain('c.Relink_Prove_AnsweredPlain');
    expect(lines(element)).toContain('c.Relink_Prove_Account');
  });

  it('leads on to step 6 only when the new consent is proven', async () => {
    const proven = await show({ proof: proof() });
    expect(button(proven.element, 'Prove_Continue').variant).toBe('brand');
    expect(button(proven.element, 'Prove_Run').variant).toBe('neutral');
    const early = await show({ proof: proof({ consentProven: false }) });
    expect(() => button(early.element, 'Prove_Continue')).toThrow('No button');
    expect(button(early.element, 'Prove_Run').variant).toBe('brand');
  });

  it('says nothing about a consent when there is no change to prove', async () => {
    const { element } = await show({ proof: proof({ consentProven: false, provenAfter: null }) });
    expect(lines(element).filter((line) => line.startsWith('c.Relink_Prove_Consent'))).toEqual([]);
  });

  it('says when the refresh is proven too', async () => {
    const { element } = await show({ proof: proof({ refreshProven: true, account: null, requestedScopes: null }) });
    expect(lines(element)).toEqual([
      'c.Relink_Prove_Answered',
      'c.Relink_Prove_ConsentProven',
      'c.Relink_Prove_RefreshProven'
    ]);
  });

  it('goes back to step 4 for another account', async () => {
    const { element, messages } = await show({ proof: proof() });
    await press(element, 'Prove_Wrong');
    expect(messages.at(-1)).toEqual({ type: 'goto', step: 'authorize' });
  });

  it('shows a fault in place of an older result, and runs again', async () => {
    call.mockResolvedValueOnce({ fault: { code: 'RL-505', params: [] } }).mockResolvedValueOnce(proof());
    const { element, messages } = await show({ proof: proof() });
    await press(element, 'Prove_Run');
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-505' });
    expect(element.shadowRoot.querySelector('li')).toBeNull();
    await expect(element).toBeAccessible();
    await act(element, 'runAgain');
    expect(messages.at(-1)).toMatchObject({ type: 'proof', proof: { answered: true } });
  });

  it('leads to step 4 when the authorization is not recognized', async () => {
    call.mockResolvedValue({ fault: { code: 'RL-501', params: [] } });
    const { element, messages } = await show();
    await press(element, 'Prove_Run');
    await act(element, 'goToStep4');
    expect(messages.at(-1)).toEqual({ type: 'goto', step: 'authorize' });
  });

  it('is no next thing to do before step 2 is done', async () => {
    const { element } = await show({ early: true });
    expect(button(element, 'Prove_Run').variant).toBe('neutral');
  });

  it('has one button for the call: that of the panel, where it has one', async () => {
    call.mockResolvedValue({ fault: { code: 'RL-505', params: [] }, answered: false });
    const { element } = await show();
    await press(element, 'Prove_Run');
    expect(() => button(element, 'Prove_Run')).toThrow();
    call.mockResolvedValue({ fault: { code: 'RL-501', params: [] }, answered: false });
    await act(element, 'runAgain');
    expect(button(element, 'Prove_Run').variant).toBe('neutral');
  });

  it('asks whose account answered, beside the result, until the person keeps it', async () => {
    call.mockResolvedValue({ ...proof(), fault: { code: 'RL-406', params: ['Acme Advisors', 'Northwind'] } });
    const { element, messages } = await show();
    await press(element, 'Prove_Run');
    element.proof = proof();
    await settled();
    expect(messages.map(({ type }) => type)).toContain('proof');
    expect(lines(element)).toContain('c.Relink_Prove_AccountEmail');
    expect(() => button(element, 'Prove_Continue')).toThrow();
    await expect(element).toBeAccessible();
    await act(element, 'keepAccount');
    expect(button(element, 'Prove_Continue').variant).toBe('brand');
  });

  it('leads to step 2 where callouts are disabled', async () => {
    call.mockResolvedValue({ fault: { code: 'RL-220', params: [] }, answered: false });
    const { element, messages } = await show();
    await press(element, 'Prove_Run');
    await act(element, 'turnOn');
    expect(messages.at(-1)).toEqual({ type: 'goto', step: 'review', fresh: true });
  });

  it('renews the access of the kinds that can, and says so', async () => {
    const connection = current({ kind: 'externalCredential' });
    call.mockResolvedValue(proof({ refreshed: true, lastProof: proofRun() }));
    const { element, messages } = await show({ connection });
    await press(element, 'Prove_Renew');
    expect(call).toHaveBeenCalledTimes(1);
    expect(call).toHaveBeenCalledWith({ connectionId: connection.id, poll: false, refresh: true });
    expect(messages.at(-1)).toMatchObject({ type: 'proof', proof: { refreshed: true } });
    element.proof = proof({ refreshed: true });
    await settled();
    expect(lines(element)).toContain('c.Relink_Prove_Renewed');
    expect(lines(element)).toContain('c.Relink_Prove_GrantedOffline');
    cleanUp();
    const legacy = await show();
    expect(() => button(legacy.element, 'Prove_Renew')).toThrow('No button');
  });

  it('calls again without a renewal where that left nothing on record', async () => {
    const connection = current({ kind: 'externalCredential' });
    call.mockResolvedValueOnce(proof({ refreshed: true, lastProof: null }));
    call.mockResolvedValueOnce(proof({ refreshed: false, lastProof: proofRun() }));
    const { element, messages } = await show({ connection });
    await press(element, 'Prove_Renew');
    expect(call.mock.calls.map(([request]) => request)).toEqual([
      { connectionId: connection.id, poll: false, refresh: true },
      { connectionId: connection.id, poll: false }
    ]);
    expect(messages.at(-1)).toMatchObject({ proof: { refreshed: true, lastProof: { kind: 'Proof' } } });
  });

  it('shows a refused renewal beside the answer of the call', async () => {
    call.mockResolvedValue({ ...proof(), fault: { code: 'RL-501', params: [] } });
    const { element } = await show({ connection: current({ kind: 'identityProvider' }) });
    await press(element, 'Prove_Renew');
    element.proof = proof();
    await settled();
    expect(lines(element)).toContain('c.Relink_Prove_Answered');
    expect(lines(element)).toContain('c.Relink_Prove_RenewRefused');
    await expect(element).toBeAccessible();
  });

  it('compares the scopes that are needed with those that the connection asks for', async () => {
    const missing = await show({
      proof: proof(),
      connection: current({ scopeComplete: false, scope: 'Account_Read+contact_data' })
    });
    expect(lines(missing.element)).toContain('c.Relink_Prove_ScopesMissing');
    const unknown = await show({ proof: proof(), connection: { id: '0XA', kind: 'legacy', links: {} } });
    expect(lines(unknown.element)).toContain('c.Relink_Prove_ScopesNeeded');
  });

  it('has the switch of the daily check where the org shows its jobs', async () => {
    const { element, messages } = await show({ dailyCheck: { isOn: false } });
    const detail = { type: 'facts', dailyCheck: { isOn: true } };
    expect(find(element, 'c-relink-daily-check').check).toEqual({ isOn: false });
    find(element, 'c-relink-daily-check').dispatchEvent(new CustomEvent('relinkmessage', { detail }));
    expect(messages.at(-1)).toEqual(detail);
    const unreadable = await show();
    expect(unreadable.element.shadowRoot.querySelector('c-relink-daily-check')).toBeNull();
  });
});
