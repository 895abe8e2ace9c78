import RelinkUndo from 'c/relinkUndo';
import { applyUndo, getUndo } from 'c/relinkApi';
import { current, emptyPlan, plan, run, status } from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, messagesOf, press, render } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ applyUndo: jest.fn(), getUndo: jest.fn() }));
const apply = applyUndo as jest.Mock;
const read = getUndo as jest.Mock;

async function show(properties: Record<string, unknown> = {}, answer: unknown = plan({ needsSecret: true })) {
  read.mockResolvedValue(answer);
  const element = await render('c-relink-undo', RelinkUndo, {
    connection: current(),
    profile: status().profile,
    run: run({ canUndo: true }),
    ...properties
  });
  return { element, messages: messagesOf(element) };
}

afterEach(cleanUp);

describe('Undo', () => {
  it('shows what would be put back, and writes it', async () => {
    const { element, messages } = await show();
    await press(element, 'Undo_PutBack');
    expect(read).toHaveBeenCalledWith({ connectionId: current().id, runId: run().id });
    expect(element.shadowRoot.querySelectorAll('c-relink-plan-table')).toHaveLength(2);
    await expect(element).toBeAccessible();
    apply.mockResolvedValue({ stages: [], changed: [], secretOutcome: 'stored' });
    const input = find(element, 'lightning-input');
    input.dispatchEvent(new CustomEvent('change', { detail: { value: ' old-secret ' } }));
    await press(element, 'Undo_Apply');
    expect(apply).toHaveBeenCalledWith(expect.objectContaining({ fingerprint: 'p1', consumerSecret: 'old-secret' }));
    expect(messages.slice(-2)).toEqual([
      { type: 'goto', step: 'authorize', fresh: true },
      { type: 'plan', plan: null }
    ]);
    expect(JSON.stringify(messages)).not.toContain('old-secret');
  });

  it('sends no secret where none was pasted, and asks for none where none is needed', async () => {
    const { element } = await show({ run: run({ replacedProvider: 'ConstantContact' }) }, plan());
    await press(element, 'Undo_PointBack');
    expect(element.shadowRoot.querySelector('lightning-input')).toBeNull();
    apply.mockResolvedValue({ stages: [], changed: [], secretOutcome: 'notSent' });
    await press(element, 'Undo_Apply');
    expect(apply.mock.calls[0][0]).not.toHaveProperty('consumerSecret');
  });

  it('writes nothing before the org was read where a write may have arrived', async () => {
    const { element } = await show();
    await press(element, 'Undo_PutBack');
    apply.mockResolvedValue({ fault: { code: 'RL-205' } });
    await press(element, 'Undo_Apply');
    expect(() => find(element, 'c-relink-fault')).not.toThrow();
    await expect(press(element, 'Undo_Apply')).rejects.toThrow('No button');
  });

  it('says when nothing is left to put back, and can be left', async () => {
    const { element } = await show({}, emptyPlan());
    await press(element, 'Undo_PutBack');
    expect(element.shadowRoot.textContent).toContain('c.Relink_Undo_Nothing');
    await press(element, 'Undo_Cancel');
    expect(element.shadowRoot.querySelector('h3')).toBeNull();
  });
});
