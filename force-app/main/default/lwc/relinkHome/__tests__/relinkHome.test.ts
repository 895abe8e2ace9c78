import { createElement } from 'lwc';
import RelinkHome from 'c/relinkHome';
import { getHome } from 'c/relinkApi';
import { navigateSpy } from '../../../../../../test/mocks/lightning/navigation';

jest.mock('c/relinkApi', () => ({ getHome: jest.fn() }), { virtual: true });
const getHomeMock = jest.mocked(getHome);

const connection = (id: string, state: string) => ({
  id,
  credentialLabel: id,
  credentialName: 'Constant_Contact',
  providerName: 'ConstantContact',
  kind: 'legacy',
  endpointsCurrent: true,
  state,
  links: {}
});

function home(more: object = {}) {
  return {
    connections: [connection('0XA1', 'working'), connection('0XA2', 'needsAttention')],
    history: [],
    links: { authProviders: 'https://relink.my.salesforce.com/lightning/setup/AuthProviders/home' },
    portalUrl: 'https://v3.developer.constantcontact.com/',
    readAt: '2026-11-24T18:52:00Z',
    ...more
  } as unknown as Awaited<ReturnType<typeof getHome>>;
}

/** Lets pending promises and renderings run. */
async function settled(turns = 6): Promise<void> {
  await Promise.resolve();
  if (turns > 0) {
    await settled(turns - 1);
  }
}

async function page(answer?: Awaited<ReturnType<typeof getHome>>) {
  getHomeMock.mockReturnValue(answer ? Promise.resolve(answer) : new Promise(() => undefined));
  const element = createElement('c-relink-home', { is: RelinkHome });
  document.body.appendChild(element);
  await settled();
  return element;
}

const find = (element: HTMLElement, selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector);
const cardsOf = (element: HTMLElement) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement & { connection: { state: string } }>('c-relink-home-card') ?? [])
];

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});

describe('relinkHome', () => {
  it('says that it reads the connection while it does, and is accessible', async () => {
    const element = await page();
    expect(
      element.shadowRoot?.querySelector<HTMLElement & { alternativeText: string }>('lightning-spinner')?.alternativeText
    ).toBe('c.Relink_Text_ReadingConnection');
    expect(find(element, 'h1')?.textContent).toBe('c.Relink_Home_Title');
    await expect(element).toBeAccessible();
  });

  it('shows a card for each connection, problems first, with history and links, and is accessible', async () => {
    const element = await page(home());
    expect(cardsOf(element).map((card) => card.connection.state)).toEqual(['needsAttention', 'working']);
    expect(find(element, 'c-relink-history')).not.toBeNull();
    expect(find(element, 'c-relink-help')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('says where it looked when there is no connection, and is accessible', async () => {
    const element = await page(home({ connections: [] }));
    expect(element.shadowRoot?.textContent).toContain('c.Relink_Home_EmptyTitle');
    await expect(element).toBeAccessible();
  });

  it('shows a fault in place of the cards and keeps the history that came along', async () => {
    const element = await page(home({ fault: { code: 'RL-999' }, connections: undefined }));
    expect(find(element, 'c-relink-fault')).not.toBeNull();
    expect(find(element, 'c-relink-history')).not.toBeNull();
    expect(element.shadowRoot?.textContent).not.toContain('c.Relink_Home_EmptyTitle');
    await expect(element).toBeAccessible();
  });

  it('shows someone without access what to ask for and nothing of the org, and is accessible', async () => {
    const element = await page({ fault: { code: 'RL-101' } });
    expect(find(element, 'c-relink-history')).toBeNull();
    expect(find(element, 'c-relink-help')).toBeNull();
    expect(find(element, 'c-relink-fault')).not.toBeNull();
    await expect(element).toBeAccessible();
  });

  it('opens the wizard at the step and connection that a card names', async () => {
    const element = await page(home());
    cardsOf(element)[0].dispatchEvent(new CustomEvent('relinkopen', { detail: { connectionId: '0XA2', step: 2 } }));
    expect(navigateSpy).toHaveBeenCalledWith(
      {
        type: 'standard__navItemPage',
        attributes: { apiName: 'Relink_Wizard' },
        state: { c__step: '2', c__connection: '0XA2' }
      },
      undefined
    );
  });

  it('leads from a fault to the way through Setup, which the wizard shows', async () => {
    const element = await page(home({ fault: { code: 'RL-999' }, connections: undefined }));
    find(element, 'c-relink-fault')?.dispatchEvent(new CustomEvent('relinkaction', { detail: { action: 'useSetup' } }));
    expect(navigateSpy).toHaveBeenCalledWith(
      { type: 'standard__navItemPage', attributes: { apiName: 'Relink_Wizard' }, state: { c__setup: '1' } },
      undefined
    );
  });

  it('reads the org once more when asked, and says so politely', async () => {
    const element = await page(home());
    cardsOf(element)[0].dispatchEvent(new CustomEvent('relinkcheck'));
    cardsOf(element)[0].dispatchEvent(new CustomEvent('relinkcheck'));
    await settled();
    expect(getHomeMock).toHaveBeenCalledTimes(2);
    expect(find(element, '[aria-live="polite"]')?.textContent).toBe('c.Relink_Home_ReadAgain');
  });

  it('moves focus to the fault when reading again failed', async () => {
    const element = await page(home());
    getHomeMock.mockResolvedValue({ fault: { code: 'RL-999' } });
    cardsOf(element)[0].dispatchEvent(new CustomEvent('relinkcheck'));
    await settled();
    expect(element.shadowRoot?.activeElement?.tagName).toBe('C-RELINK-FAULT');
  });
});
