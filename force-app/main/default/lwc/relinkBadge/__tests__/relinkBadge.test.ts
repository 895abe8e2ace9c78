import { createElement } from 'lwc';
import RelinkBadge from 'c/relinkBadge';

const STATES = [
  ['noAccess', 'NoAccess', 'error'],
  ['notFound', 'NotFound', ''],
  ['needsAttention', 'NeedsAttention', 'warning'],
  ['outdated', 'Outdated', 'warning'],
  ['notWorking', 'NotWorking', 'error'],
  ['notAuthorized', 'NotAuthorized', 'warning'],
  ['notProven', 'NotProven', ''],
  ['working', 'Working', 'success'],
  ['unknown', 'Unknown', '']
] as const;

function badgeFor(state: unknown) {
  const element = createElement('c-relink-badge', { is: RelinkBadge });
  Object.assign(element, { state });
  document.body.appendChild(element);
  return element;
}

afterEach(() => document.body.replaceChildren());

describe('relinkBadge', () => {
  it.each(STATES)('shows %s in words, with an icon and a theme, and is accessible', async (state, label, theme) => {
    const element = badgeFor(state);
    const badge = element.shadowRoot?.querySelector<HTMLElement & { label: string; iconName: string }>(
      'lightning-badge'
    );
    expect(badge?.label).toBe(`c.Relink_State_${label}`);
    expect(badge?.iconName).toMatch(/^utility:/);
    expect(badge?.className).toBe(theme ? `badge slds-theme_${theme}` : 'badge');
    await expect(element).toBeAccessible();
  });

  it('shows a state it does not know as unknown', () => {
    const badge = badgeFor('somethingNew').shadowRoot?.querySelector<HTMLElement & { label: string; iconName: string }>(
      'lightning-badge'
    );
    expect(badge?.label).toBe('c.Relink_State_Unknown');
  });
});
