import RelinkDailyCheck from 'c/relinkDailyCheck';
import { setScheduledCheck } from 'c/relinkApi';
import { current, links } from '../../relinkTypes/__tests__/examples';
import { act, cleanUp, find, messagesOf, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ setScheduledCheck: jest.fn() }));
const turn = setScheduledCheck as jest.Mock;

const ON = { isOn: true, nextStart: '2026-11-25T06:10:00.000Z' };

async function show(check: object) {
  const element = await render('c-relink-daily-check', RelinkDailyCheck, { connection: current(), check });
  const said: string[] = [];
  element.addEventListener('relinkannounce', (event) => said.push((event as CustomEvent).detail.message));
  return { element, messages: messagesOf(element), said };
}

async function move(element: TestElement, checked: boolean): Promise<void> {
  const input = find(element, 'lightning-input');
  input.checked = checked;
  input.dispatchEvent(new CustomEvent('change', { detail: { checked } }));
  await settled();
}

afterEach(cleanUp);

describe('Daily check', () => {
  it('is off, warns about rotating refresh tokens, and is switched on', async () => {
    const { element, messages, said } = await show({ isOn: false });
    expect(find(element, 'lightning-input')).toMatchObject({ type: 'toggle', checked: false });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Daily_Rotating');
    await expect(element).toBeAccessible();
    turn.mockResolvedValue(ON);
    await move(element, true);
    expect(turn).toHaveBeenCalledWith({ connectionId: current().id, isOn: true });
    expect(messages.at(-1)).toEqual({ type: 'facts', dailyCheck: ON });
    expect(said.at(-1)).toBe('c.Relink_Daily_SwitchedOn');
  });

  it('says when the next check is, where to see it, and is switched off', async () => {
    const { element, messages, said } = await show(ON);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Daily_Next');
    expect(find(element, 'a').getAttribute('href')).toBe(links().scheduledJobs);
    await expect(element).toBeAccessible();
    turn.mockResolvedValue({ isOn: false });
    await move(element, false);
    expect(messages.at(-1)).toEqual({ type: 'facts', dailyCheck: { isOn: false } });
    expect(said.at(-1)).toBe('c.Relink_Daily_SwitchedOff');
  });

  it('goes back to where it was when that fails, shows why, and leaves the state of the step alone', async () => {
    turn.mockResolvedValueOnce({ fault: { code: 'RL-999', params: [] } }).mockResolvedValueOnce(ON);
    const { element, messages } = await show({ isOn: false });
    await move(element, true);
    expect(find(element, 'lightning-input').checked).toBe(false);
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-999' });
    expect(messages.map(({ type }) => type)).toEqual(['working', 'working']);
    await act(element, 'retry');
    expect(turn).toHaveBeenLastCalledWith({ connectionId: current().id, isOn: true });
    expect(element.shadowRoot.querySelector('c-relink-fault')).toBeNull();
  });
});
