import { createElement } from 'lwc';
import RelinkFault from 'c/relinkFault';
import { FAULT_CODES, faultEntry } from 'c/relinkFaultCatalogue';
import { links } from '../../relinkTypes/__tests__/examples';

function panel(properties: object) {
  const element = createElement('c-relink-fault', { is: RelinkFault });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

const actionOf = (element: HTMLElement, action: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(`[data-action="${action}"]`);
const brandsOf = (element: HTMLElement) =>
  [
    ...(element.shadowRoot?.querySelectorAll<HTMLElement & { variant?: string }>('.actions [data-action]') ?? [])
  ].filter((action) => action.variant === 'brand' || action.classList.contains('slds-button_brand')).length;
const toggleOf = (element: HTMLElement) => element.shadowRoot?.querySelector<HTMLButtonElement>('[aria-expanded]');

afterEach(() => document.body.replaceChildren());

describe('relinkFault', () => {
  it.each(FAULT_CODES)('shows %s with cause, next action and buttons, and is accessible', async (code) => {
    const element = panel({
      fault: { code, params: ['https://example.com/verify'] },
      links: links(),
      portalUrl: 'https://example.com'
    });
    const text = element.shadowRoot?.textContent ?? '';
    expect(text).toContain(`c.Relink_Fault_${code.replace('-', '')}_Why`);
    expect(text).toContain(`c.Relink_Fault_${code.replace('-', '')}_Next`);
    const shown = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.actions [data-action]') ?? [])];
    const { actions } = faultEntry({ code });
    expect(shown.map(({ dataset }) => dataset.action)).toEqual([...new Set([...actions, 'useSetup'])]);
    expect(brandsOf(element)).toBe(1);
    await expect(element).toBeAccessible();
  });

  it('tells its owner which button was pressed', () => {
    const element = panel({ fault: { code: 'RL-301' } });
    const asked = jest.fn();
    element.addEventListener('relinkaction', (event) => asked((event as CustomEvent).detail));
    actionOf(element, 'editSecret')?.click();
    expect(asked).toHaveBeenCalledWith({ action: 'editSecret' });
  });

  it('is a plain link to a new tab where the address of the page is known', async () => {
    const editProvider = 'https://relink.my.salesforce.com/0SO000000000001/e';
    const element = panel({ fault: { code: 'RL-210' }, links: { editProvider } });
    const link = actionOf(element, 'openAuthProvider');
    expect(link?.getAttribute('href')).toBe(editProvider);
    expect(link?.getAttribute('target')).toBe('_blank');
    expect(link?.getAttribute('rel')).toBe('noopener');
    expect(link?.className).toContain('slds-button_brand');
    await expect(element).toBeAccessible();
  });

  it('leaves out a page whose address is not known, and makes the next button the main one', () => {
    const element = panel({ fault: { code: 'RL-502' } });
    expect(actionOf(element, 'openPortal')).toBeNull();
    expect(actionOf(element, 'runAgain')).toMatchObject({ variant: 'brand' });
  });

  it('opens the list where the page of the component itself is not known', () => {
    const element = panel({ fault: { code: 'RL-604' }, links: { namedCredentials: 'https://example.com/list' } });
    expect(actionOf(element, 'openNamedCredential')?.getAttribute('href')).toBe('https://example.com/list');
  });

  it('opens the address that a fault carries, if it is one of a web page', () => {
    const verify = 'https://relink.my.salesforce.com/verify';
    const element = panel({ fault: { code: 'RL-115', params: [verify] } });
    expect(actionOf(element, 'verifyIdentity')?.getAttribute('href')).toBe(verify);
    const other = panel({ fault: { code: 'RL-115', params: ['file:///etc/hosts'] } });
    expect(actionOf(other, 'verifyIdentity')).toBeNull();
    expect(brandsOf(other)).toBe(1);
  });

  it('asks its owner for the way by Setup, whatever went wrong', () => {
    const element = panel({ fault: { code: 'RL-505' } });
    const asked = jest.fn();
    element.addEventListener('relinkaction', (event) => asked((event as CustomEvent).detail));
    expect(actionOf(element, 'useSetup')).toMatchObject({ variant: 'base' });
    actionOf(element, 'useSetup')?.click();
    expect(asked).toHaveBeenCalledWith({ action: 'useSetup' });
  });

  it('leads to the permission sets even when the org told no addresses', () => {
    const element = panel({ fault: { code: 'RL-101' } });
    expect(actionOf(element, 'openPermissionSets')?.getAttribute('href')).toBe(
      new URL('/lightning/setup/PermSets/home', window.location.origin).href
    );
  });

  it('keeps technical details closed until they are asked for', async () => {
    const fault = { code: 'RL-903', params: ['api.cc.email'], httpStatus: 200, detail: 'text/html' };
    const element = panel({ fault, step: '5. Prove', where: 'api.cc.email' });
    expect(toggleOf(element)?.getAttribute('aria-expanded')).toBe('false');
    toggleOf(element)?.click();
    await Promise.resolve();
    expect(toggleOf(element)?.getAttribute('aria-expanded')).toBe('true');
    const values = [...(element.shadowRoot?.querySelectorAll('dd') ?? [])].map((dd) => dd.textContent);
    expect(values).toEqual(['RL-903', expect.any(String), '5. Prove', 'api.cc.email', '200', 'text/html']);
    await expect(element).toBeAccessible();
  });

  it('copies the details itself and tells the page', async () => {
    const writeText = jest.fn<Promise<void>, [string]>(() => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });
    const element = panel({ fault: { code: 'RL-999', detail: 'Something [redacted]' } });
    const asked = jest.fn();
    const told = jest.fn();
    element.addEventListener('relinkaction', asked);
    element.addEventListener('relinkcopied', told);
    actionOf(element, 'copyDetails')?.click();
    expect(writeText.mock.calls[0][0]).toContain('Something [redacted]');
    await Promise.resolve();
    await Promise.resolve();
    expect(told).toHaveBeenCalledTimes(1);
    expect(asked).not.toHaveBeenCalled();
  });

  it('shows an unknown code as RL-999 and keeps the code in the details', async () => {
    const element = panel({ fault: { code: 'RL-777' } });
    expect(element.shadowRoot?.textContent).toContain('c.Relink_Fault_RL999_Why');
    toggleOf(element)?.click();
    await Promise.resolve();
    expect(element.shadowRoot?.querySelector('dd')?.textContent).toBe('RL-777');
  });

  it('takes focus on its title when asked', () => {
    const element = panel({ fault: { code: 'RL-501' } });
    element.focusTitle();
    const notice = element.shadowRoot?.querySelector('c-relink-notice');
    expect(notice?.shadowRoot?.activeElement?.textContent).toBe('c.Relink_Fault_RL501_Title');
  });
});
