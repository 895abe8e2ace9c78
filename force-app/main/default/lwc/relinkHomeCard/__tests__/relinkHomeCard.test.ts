import { createElement } from 'lwc';
import RelinkHomeCard from 'c/relinkHomeCard';
import type { RelinkState } from 'c/relinkTypes';

const STATES: RelinkState[] = [
  'outdated',
  'needsAttention',
  'notWorking',
  'notAuthorized',
  'notProven',
  'working',
  'unknown',
  'notFound',
  'noAccess'
];

function card(state: RelinkState, properties: object = {}) {
  const element = createElement('c-relink-home-card', { is: RelinkHomeCard });
  const connection = {
    id: '0XA000000000001',
    credentialLabel: 'Constant Contact',
    credentialName: 'Constant_Contact',
    providerName: 'ConstantContact',
    kind: 'legacy',
    endpointsCurrent: false,
    state,
    links: {
      viewProvider: 'https://relink.my.salesforce.com/0SO1',
      viewCredential: 'https://relink.my.salesforce.com/0XA1'
    }
  };
  Object.assign(element, { connection, readAt: '2026-11-24T18:52:00Z', ...properties });
  document.body.appendChild(element);
  return element;
}

const button = (element: HTMLElement, id: string) =>
  element.shadowRoot?.querySelector<HTMLElement & { label: string; variant: string; disabled: boolean }>(
    `lightning-button[data-id="${id}"]`
  );

afterEach(() => document.body.replaceChildren());

describe('relinkHomeCard', () => {
  it.each(STATES)('shows a connection that is %s with its facts, and is accessible', async (state) => {
    const element = card(state);
    expect(element.shadowRoot?.querySelector<HTMLElement & { state: string }>('c-relink-badge')?.state).toBe(state);
    expect(element.shadowRoot?.querySelectorAll('dt')).toHaveLength(6);
    await expect(element).toBeAccessible();
  });

  it.each([
    [{ isOn: true, nextStart: '2026-11-25T06:10:00Z' }, 'c.Relink_Daily_OnNext'],
    [{ isOn: true, nextStart: null }, 'c.Relink_Daily_On'],
    [{ isOn: false, nextStart: null }, 'c.Relink_Daily_Off']
  ])('tells whether the connection is checked once a day: %j', (dailyCheck, value) => {
    const { connection } = card('working') as unknown as { connection: object };
    document.body.replaceChildren();
    const element = card('working', { connection: { ...connection, dailyCheck } });
    const terms = [...(element.shadowRoot?.querySelectorAll('dt') ?? [])];
    const daily = terms.find(({ textContent }) => textContent === 'c.Relink_Daily_Title');
    expect(daily?.nextElementSibling?.textContent).toBe(value);
  });

  it('names the next action on its main button and says which step it means', () => {
    const element = card('outdated');
    const opened = jest.fn();
    element.addEventListener('relinkopen', (event) => opened((event as CustomEvent).detail));
    expect(button(element, 'next')?.variant).toBe('brand');
    button(element, 'next')?.click();
    expect(opened).toHaveBeenCalledWith({ connectionId: '0XA000000000001', step: 1, run: false });
  });

  it('asks for the live call at once where its button names it', () => {
    const element = card('working');
    const opened = jest.fn();
    element.addEventListener('relinkopen', (event) => opened((event as CustomEvent).detail));
    button(element, 'next')?.click();
    expect(opened).toHaveBeenCalledWith({ connectionId: '0XA000000000001', step: 5, run: true });
  });

  it('names the managed package that a connection belongs to', () => {
    expect(card('outdated').shadowRoot?.textContent).not.toContain('c.Relink_Wizard_Managed');
    document.body.replaceChildren();
    const element = card('outdated');
    const { connection } = element as unknown as { connection: object };
    document.body.replaceChildren();
    const managed = card('outdated', { connection: { ...connection, namespacePrefix: 'pkg' } });
    expect(managed.shadowRoot?.textContent).toContain('c.Relink_Wizard_Managed');
  });

  it('asks for nothing urgent while all works', () => {
    expect(button(card('working'), 'next')?.variant).toBe('neutral');
  });

  it('opens provider and credential in Setup in a new tab', () => {
    const anchors = [...(card('working').shadowRoot?.querySelectorAll('a') ?? [])];
    expect(anchors.map((anchor) => [anchor.href, anchor.target])).toEqual([
      ['https://relink.my.salesforce.com/0SO1', '_blank'],
      ['https://relink.my.salesforce.com/0XA1', '_blank']
    ]);
  });

  it('asks once for a new reading and shows that it is under way', async () => {
    const element = card('working', { busy: true });
    const asked = jest.fn();
    element.addEventListener('relinkcheck', asked);
    button(element, 'check')?.click();
    expect(asked).not.toHaveBeenCalled();
    expect(button(element, 'check')?.disabled).toBe(true);
    expect(
      element.shadowRoot?.querySelector<HTMLElement & { alternativeText: string }>('lightning-spinner')?.alternativeText
    ).toBe('c.Relink_Text_ReadingConnection');
    element.busy = false;
    await Promise.resolve();
    button(element, 'check')?.click();
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
