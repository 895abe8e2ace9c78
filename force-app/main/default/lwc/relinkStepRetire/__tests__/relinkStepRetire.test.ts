import { navigateSpy } from 'lightning/navigation';
import RelinkStepRetire from 'c/relinkStepRetire';
import { recordRetired } from 'c/relinkApi';
import { OLD_KEY, current, proofRun, run, status } from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, messagesOf, press, render, settled } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ recordRetired: jest.fn() }));
const record = recordRetired as jest.Mock;

async function show(properties: Record<string, unknown> = {}) {
  const element = await render('c-relink-step-retire', RelinkStepRetire, {
    connection: current(),
    profile: status().profile,
    previousKey: OLD_KEY,
    lastChange: run(),
    lastProof: proofRun(),
    ...properties
  });
  const box = element.shadowRoot.querySelector('lightning-input');
  const validity = jest.fn();
  if (box) {
    Object.assign(box, { setCustomValidity: validity });
  }
  return { element, messages: messagesOf(element), validity };
}

const retirement = run({ kind: 'Retirement', outcome: 'Recorded', at: '2026-11-24T11:02:00.000Z' });

afterEach(cleanUp);

describe('Step 6, Retire', () => {
  it('names the old key and warns that there is no way back', async () => {
    const { element } = await show();
    expect(find(element, 'c-relink-copy-field').value).toBe(OLD_KEY);
    expect(find(element, 'c-relink-notice').heading).toBe('c.Relink_Retire_WarningTitle');
    expect(find(element, 'c-relink-notice').textContent).toBe('c.Relink_Retire_Warning');
    await expect(element).toBeAccessible();
    const unknown = await show({ lastChange: null });
    expect(find(unknown.element, 'c-relink-notice').textContent).toBe('c.Relink_Retire_WarningPlain');
  });

  it('records nothing before the person confirmed', async () => {
    const { element, validity } = await show();
    await press(element, 'Retire_Record');
    expect(validity).toHaveBeenLastCalledWith('c.Relink_Retire_ConfirmMissing');
    expect(record).not.toHaveBeenCalled();
  });

  it('records, and then shows what was done', async () => {
    record.mockResolvedValue({ lastRetirement: retirement });
    const { element, messages } = await show();
    find(element, 'lightning-input').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await press(element, 'Retire_Record');
    expect(record).toHaveBeenCalledWith({ connectionId: current().id, confirmed: true });
    expect(messages.at(-1)).toEqual({ type: 'facts', lastRetirement: retirement });
    element.retired = retirement;
    await settled();
    expect(find(element, 'c-relink-notice').heading).toBe('c.Relink_Retire_ClosingTitle');
    await expect(element).toBeAccessible();
  });

  it('shows why the gate is closed', async () => {
    record.mockResolvedValue({ fault: { code: 'RL-601', params: [] } });
    const { element } = await show();
    find(element, 'lightning-input').dispatchEvent(new CustomEvent('change', { detail: { checked: true } }));
    await press(element, 'Retire_Record');
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-601' });
  });

  it('can keep the old application, which records nothing', async () => {
    const { element } = await show();
    await press(element, 'Retire_Keep');
    expect(element.shadowRoot.textContent).toContain('c.Relink_Retire_Kept');
    expect(record).not.toHaveBeenCalled();
    await press(element, 'Retire_Resume');
    expect(find(element, 'c-relink-notice').heading).toBe('c.Relink_Retire_WarningTitle');
    await press(element, 'Retire_Keep');
    await press(element, 'Wizard_SetupHome');
    expect((navigateSpy as jest.Mock).mock.calls[0][0]).toEqual({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Relink_Setup_Home' }
    });
  });

  it('has nothing to do when no key was replaced', async () => {
    const { element } = await show({ previousKey: null });
    expect(element.shadowRoot.textContent).toBe('c.Relink_Retire_NothingText');
    await expect(element).toBeAccessible();
  });

  it('reminds of the older redirect URL by name where the org shows it', async () => {
    const oldCallbackUrl = 'https://login.salesforce.com/services/authcallback/00D/ConstantContact';
    const { element } = await show({ connection: current({ oldCallbackUrl }), retired: retirement });
    expect(find(element, 'c-relink-notice c-relink-copy-field').value).toBe(oldCallbackUrl);
    await expect(element).toBeAccessible();
  });
});
