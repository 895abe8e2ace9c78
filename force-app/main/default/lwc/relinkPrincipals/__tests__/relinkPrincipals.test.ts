import RelinkPrincipals from 'c/relinkPrincipals';
import { getAuthorizeUrl } from 'c/relinkApi';
import type { RelinkPrincipal } from 'c/relinkTypes';
import { current, links } from '../../relinkTypes/__tests__/examples';
import { cleanUp, render, settled } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ getAuthorizeUrl: jest.fn() }));
const fetch = getAuthorizeUrl as jest.Mock;

function principal(name: string, change: Partial<RelinkPrincipal> = {}): RelinkPrincipal {
  return { name, type: 'NamedPrincipal', status: 'NotConfigured', granted: true, ...change };
}

async function show(principals: RelinkPrincipal[] | undefined) {
  const element = await render('c-relink-principals', RelinkPrincipals, {
    connection: current({ kind: 'externalCredential', principals })
  });
  const events: unknown[] = [];
  element.addEventListener('relinkpressed', () => events.push('pressed'));
  element.addEventListener('relinkfault', (event) => events.push((event as CustomEvent).detail));
  return { element, events };
}

beforeEach(() =>
  fetch.mockImplementation(({ principal: name = '' }: { principal?: string }) =>
    Promise.resolve({ url: `https://example.my.salesforce.com/authorize?${name}` })
  )
);
afterEach(cleanUp);

describe('Principals', () => {
  it('has a state and a link for each, and one that is next', async () => {
    const { element } = await show([principal('Sales', { status: 'Configured' }), principal('Service')]);
    const badges = [...element.shadowRoot.querySelectorAll<HTMLElement & { label: string }>('lightning-badge')];
    expect(badges.map(({ label }) => label)).toEqual([
      'c.Relink_Principal_Configured',
      'c.Relink_Principal_NotConfigured'
    ]);
    const buttons = [...element.shadowRoot.querySelectorAll<HTMLAnchorElement>('a.slds-button')];
    expect(buttons.map(({ href }) => href.split('?')[1])).toEqual(['Sales', 'Service']);
    expect(buttons.map(({ className }) => className.includes('brand'))).toEqual([false, true]);
    await expect(element).toBeAccessible();
  });

  it('fetches the addresses before the press, and others after it', async () => {
    const { element, events } = await show([principal('Main')]);
    expect(fetch).toHaveBeenCalledTimes(1);
    const link = element.shadowRoot.querySelector<HTMLAnchorElement>('a.slds-button_brand');
    link?.addEventListener('click', (event) => event.preventDefault());
    link?.click();
    await settled();
    expect(events).toEqual(['pressed']);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it('warns of a principal that nobody may use, with the way to mend it', async () => {
    const { element } = await show([principal('Main', { granted: false })]);
    const notice = element.shadowRoot.querySelector('c-relink-notice');
    expect(notice?.textContent).toContain('c.Relink_Principal_NotGranted');
    expect(notice?.querySelector('a')?.getAttribute('href')).toBe(links().permissionSets);
    await expect(element).toBeAccessible();
  });

  it('authorizes the first one where none can be told, and tells a fault', async () => {
    const { element } = await show(undefined);
    expect(fetch).toHaveBeenCalledWith({ connectionId: current().id });
    expect(element.shadowRoot.querySelector('lightning-badge')).toBeNull();
    cleanUp();
    const lost = await show([principal('Main')]);
    fetch.mockResolvedValue({ fault: { code: 'RL-602' } });
    lost.element.connection = current({
      id: '0XA000000000009',
      kind: 'externalCredential',
      principals: [principal('Main')]
    });
    await settled();
    expect(lost.events).toEqual([{ code: 'RL-602' }]);
    expect(lost.element.shadowRoot.querySelector('a')).toBeNull();
  });
});
