import RelinkStepAuthorize from 'c/relinkStepAuthorize';
import { prove } from 'c/relinkApi';
import type { RelinkPrincipal } from 'c/relinkTypes';
import { current, links, proof, proofRun, run, status } from '../../relinkTypes/__tests__/examples';
import { act, cleanUp, find, messagesOf, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ prove: jest.fn(), getAuthorizeUrl: jest.fn().mockResolvedValue({}) }));
const call = prove as jest.Mock;

const NOT_YET = { fault: { code: 'RL-501', params: [] }, answered: false };

async function show(properties: Record<string, unknown> = {}) {
  const element = await render('c-relink-step-authorize', RelinkStepAuthorize, {
    connection: current(),
    profile: status().profile,
    lastChange: run({ linkBefore: 'failing' }),
    ...properties
  });
  return { element, messages: messagesOf(element) };
}

function open(element: TestElement): void {
  const link = find(element, 'a.slds-button_brand');
  link.addEventListener('click', (event) => event.preventDefault());
  link.click();
}

async function pass(milliseconds: number): Promise<void> {
  jest.advanceTimersByTime(milliseconds);
  await settled();
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  cleanUp();
  jest.useRealTimers();
});

describe('Step 4, Authorize', () => {
  it('offers every road at once: a window, this tab and Setup', async () => {
    const { element } = await show();
    const anchors = [...element.shadowRoot.querySelectorAll('a')].map(({ href, target }) => [href, target]);
    expect(anchors).toEqual([
      [links().authorize, '_blank'],
      [links().authorize, '_top'],
      [links().editCredential, '_blank']
    ]);
    expect(find(element, 'a.slds-button_brand').getAttribute('rel')).toBe('noopener');
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });

  it('leaves the links of principals to their list, and takes its presses and faults', async () => {
    const principals = [{ name: 'Main', type: 'NamedPrincipal', status: 'NotConfigured', granted: true }];
    const external = current({
      kind: 'externalCredential',
      externalCredentialName: 'CC',
      principals: principals as RelinkPrincipal[],
      links: { ...links(), authorize: null as unknown as string }
    });
    call.mockResolvedValue(proof({ authenticationStatus: 'Configured' }));
    const { element, messages } = await show({ connection: external });
    const list = find(element, 'c-relink-principals');
    expect(list).toMatchObject({ connection: external, variant: 'brand' });
    expect(find(element, 'a').getAttribute('href')).toBe(links().namedCredentials);
    expect(list.nextElementSibling?.querySelector('c-relink-words')).toMatchObject({
      text: 'c.Relink_Authorize_Notices'
    });
    list.dispatchEvent(new CustomEvent('relinkpressed'));
    await pass(2_000);
    expect(messages.map(({ type }) => type)).toEqual(['proof', 'read']);
    list.dispatchEvent(new CustomEvent('relinkfault', { detail: { code: 'RL-602' } }));
    await settled();
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-602' });
  });

  it('is no thing to do when it is done', async () => {
    const { element } = await show({ done: true });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Authorize_Again');
    expect(element.shadowRoot.querySelector('a.slds-button_brand')).toBeNull();
  });

  it('looks by itself only when the link failed before the change', async () => {
    const { element } = await show({ lastChange: run({ linkBefore: 'working' }) });
    open(element);
    await pass(60_000);
    expect(call).not.toHaveBeenCalled();
  });

  it('looks by itself without any change when the newest live call failed', async () => {
    call.mockResolvedValue(NOT_YET);
    const { element } = await show({ lastChange: null, lastProof: proofRun({ outcome: 'Failed' }) });
    open(element);
    await pass(2_000);
    expect(call).toHaveBeenCalledWith({ connectionId: current().id, poll: true });
  });

  it('sees the authorization in the background, offers the way on, and moves nothing', async () => {
    call.mockResolvedValueOnce(NOT_YET).mockResolvedValueOnce(proof());
    const { element, messages } = await show();
    open(element);
    await pass(2_000);
    expect(find(element, 'lightning-spinner')).toBeDefined();
    await pass(3_000);
    expect(messages.map(({ type }) => type)).toEqual(['proof']);
    expect(find(element, 'c-relink-notice').textContent).toContain('c.Relink_Authorize_SeenAs');
    expect(find(element, 'a.slds-button').className).toContain('neutral');
    await press(element, 'Authorize_Continue');
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'authorize' });
    await pass(60_000);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('stops looking after ten minutes and says that nothing is lost', async () => {
    call.mockResolvedValue(NOT_YET);
    const { element } = await show();
    const said: string[] = [];
    element.addEventListener('relinkannounce', (event) => said.push((event as CustomEvent).detail.message));
    open(element);
    await Array.from({ length: 50 }).reduce<Promise<void>>((before) => before.then(() => pass(15_000)), settled());
    const calls = call.mock.calls.length;
    expect(said).toEqual(['c.Relink_Authorize_Stopped']);
    await pass(600_000);
    expect(call).toHaveBeenCalledTimes(calls);
    expect(calls).toBeLessThan(50);
  });

  it('stops looking when something else is wrong, and shows it', async () => {
    call.mockResolvedValue({ fault: { code: 'RL-507', params: ['api.cc.email'] } });
    const { element, messages } = await show();
    open(element);
    await pass(2_000);
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-507' });
    expect(messages).toContainEqual({ type: 'fault', step: 'authorize', code: 'RL-507' });
    await pass(60_000);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('goes on when the person has finished and the consent is proven', async () => {
    call.mockResolvedValue(proof());
    const { element, messages } = await show();
    await press(element, 'Authorize_Finished');
    expect(call).toHaveBeenCalledWith({ connectionId: current().id, poll: false });
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'authorize', read: false });
  });

  it('does not take a call on the old access for a proof', async () => {
    call.mockResolvedValue(proof({ consentProven: false }));
    const { element, messages } = await show({ lastChange: run({ linkBefore: 'working' }) });
    await press(element, 'Authorize_Finished');
    expect(messages.some(({ type }) => type === 'advance')).toBe(false);
    expect(find(element, 'c-relink-notice').heading).toBe('c.Relink_Authorize_NotProven');
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });

  it('shows why the connection does not answer, and tries again', async () => {
    call.mockResolvedValueOnce(NOT_YET).mockResolvedValueOnce(proof());
    const { element, messages } = await show();
    await press(element, 'Authorize_Finished');
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-501' });
    await act(element, 'runAgain');
    expect(messages.at(-1)).toMatchObject({ type: 'advance' });
  });

  it('stops looking when it leaves the page', async () => {
    const { element } = await show();
    open(element);
    element.remove();
    await pass(60_000);
    expect(call).not.toHaveBeenCalled();
  });

  it('says what may have happened when nothing was seen, without taking the focus, and checks on demand', async () => {
    call.mockResolvedValue(NOT_YET);
    const { element, messages } = await show();
    open(element);
    await Array.from({ length: 50 }).reduce<Promise<void>>((before) => before.then(() => pass(15_000)), settled());
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-405', params: [expect.any(String)] });
    expect(document.activeElement).toBe(document.body);
    call.mockResolvedValue(proof());
    await act(element, 'checkNow');
    expect(messages.at(-1)).toMatchObject({ type: 'advance' });
  });

  it('shows what cannot be seen from here as standing help', async () => {
    const { element } = await show();
    expect([...element.shadowRoot.querySelectorAll('dt')].map(({ textContent }) => textContent)).toEqual([
      'c.Relink_Authorize_Denied',
      'c.Relink_Authorize_Mismatch',
      'c.Relink_Authorize_Late'
    ]);
  });

  it('asks before it goes on with another account', async () => {
    const other = { ...proof(), fault: { code: 'RL-406', params: ['Acme Advisors', 'Northwind'] } };
    call.mockResolvedValue(other);
    const { element, messages } = await show();
    await press(element, 'Authorize_Finished');
    expect(messages.map(({ type }) => type)).toContain('proof');
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-406' });
    expect(messages.some(({ type }) => type === 'advance')).toBe(false);
    await act(element, 'keepAccount');
    expect(messages.at(-1)).toMatchObject({ type: 'advance' });
  });

  it('tells of another account also when it was seen in the background', async () => {
    call.mockResolvedValue({ ...proof(), fault: { code: 'RL-406', params: ['Acme Advisors', 'Northwind'] } });
    const { element } = await show();
    open(element);
    await pass(2_000);
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-406' });
    expect(element.shadowRoot.querySelector('c-relink-notice')).toBeNull();
    await act(element, 'authorizeAgain');
    expect(element.shadowRoot.querySelector('c-relink-fault')).toBeNull();
  });

  it('names the other credentials of the provider', async () => {
    const { element } = await show({ connection: current({ otherCredentials: ['Events'] }) });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Authorize_Shared');
  });
});
