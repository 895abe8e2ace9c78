import { createElement } from 'lwc';
import RelinkUtility from 'c/relinkUtility';
import { getHome } from 'c/relinkApi';
import { navigateSpy } from '../../../../../../test/mocks/lightning/navigation';
import { EnclosingUtilityId, updateUtility } from '../../../../../../test/mocks/lightning/platformUtilityBarApi';

jest.mock('c/relinkApi', () => ({ getHome: jest.fn() }), { virtual: true });
const getHomeMock = jest.mocked(getHome);

type HomeAnswer = Awaited<ReturnType<typeof getHome>>;

const one = (state: string, id = '0XA1') => ({ id, state, credentialName: 'Constant_Contact', endpointsCurrent: true });
const answer = (...connections: object[]) => ({ connections, history: [] }) as unknown as HomeAnswer;

/** Lets pending promises and renderings run. */
async function settled(turns = 6): Promise<void> {
  await Promise.resolve();
  if (turns > 0) {
    await settled(turns - 1);
  }
}

async function panel(given: HomeAnswer) {
  getHomeMock.mockResolvedValue(given);
  const element = createElement('c-relink-utility', { is: RelinkUtility });
  document.body.appendChild(element);
  await settled();
  return element;
}

const titleOf = (element: HTMLElement) => element.shadowRoot?.querySelector('h2')?.textContent;
const button = (element: HTMLElement, id: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(`lightning-button[data-id="${id}"]`);

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

describe('relinkUtility', () => {
  it.each([
    ['working', 'Working'],
    ['notProven', 'NotProven'],
    ['notAuthorized', 'NotAuthorized'],
    ['notWorking', 'NotWorking'],
    ['needsAttention', 'NeedsAttention'],
    ['outdated', 'Outdated'],
    ['unknown', 'Unknown']
  ])('says in one line that the connection is %s, and is accessible', async (state, label) => {
    const element = await panel(answer(one(state)));
    expect(titleOf(element)).toBe(`c.Relink_Utility_${label}`);
    expect(element.shadowRoot?.textContent).toContain('c.Relink_Home_LastProof');
    await expect(element).toBeAccessible();
  });

  it('says that nothing was found, or that access is missing, and is accessible', async () => {
    const none = await panel(answer());
    expect(titleOf(none)).toBe('c.Relink_Utility_NotFound');
    await expect(none).toBeAccessible();
    const denied = await panel({ fault: { code: 'RL-101' } });
    expect(titleOf(denied)).toBe('c.Relink_Utility_NoAccess');
    await expect(denied).toBeAccessible();
    expect(titleOf(await panel({ fault: { code: 'RL-999' } }))).toBe('c.Relink_Utility_Unknown');
  });

  it('shows the connection that needs someone most, and says that there are several', async () => {
    const element = await panel(answer(one('working'), one('needsAttention', '0XA2')));
    expect(titleOf(element)).toBe('c.Relink_Utility_NeedsAttention');
    expect(element.shadowRoot?.textContent).toContain('c.Relink_Utility_Several');
  });

  it('opens the wizard for that connection', async () => {
    const element = await panel(answer(one('working')));
    button(element, 'open')?.click();
    expect(navigateSpy).toHaveBeenCalledWith(
      {
        type: 'standard__navItemPage',
        attributes: { apiName: 'Relink_Wizard' },
        state: { c__connection: '0XA1' }
      },
      undefined
    );
  });

  it('reads again when asked and never by itself', async () => {
    jest.useFakeTimers();
    const element = await panel(answer(one('working')));
    jest.advanceTimersByTime(3_600_000);
    jest.useRealTimers();
    expect(getHomeMock).toHaveBeenCalledTimes(1);
    button(element, 'check')?.click();
    await settled();
    expect(getHomeMock).toHaveBeenCalledTimes(2);
    expect(element.shadowRoot?.querySelector('[aria-live="polite"]')?.textContent).toBe('c.Relink_Home_ReadAgain');
  });

  it('says the state on the bar, and highlights it only when it got worse', async () => {
    const element = await panel(answer(one('notProven')));
    expect(updateUtility).not.toHaveBeenCalled();
    EnclosingUtilityId.emit('utility-0');
    expect(updateUtility).toHaveBeenCalledWith(
      'utility-0',
      expect.objectContaining({ icon: 'help', highlighted: false })
    );
    const shows = async (state: string, look: object) => {
      getHomeMock.mockResolvedValue(answer(one(state)));
      button(element, 'check')?.click();
      await settled();
      expect(updateUtility).toHaveBeenLastCalledWith('utility-0', expect.objectContaining(look));
    };
    await shows('working', { label: 'c.Relink_Utility_Working', iconVariant: 'success', highlighted: false });
    await shows('notWorking', { label: 'c.Relink_Utility_NotWorking', iconVariant: 'error', highlighted: true });
    await shows('notWorking', { highlighted: false });
  });

  it('goes on where the bar does not take the change', async () => {
    const element = await panel(answer(one('notProven')));
    EnclosingUtilityId.emit('utility-0');
    updateUtility.mockRejectedValueOnce(new Error('no such utility'));
    button(element, 'check')?.click();
    await settled();
    expect(titleOf(element)).toBe('c.Relink_Utility_NotProven');
  });
});
