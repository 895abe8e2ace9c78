import { createElement } from 'lwc';
import RelinkNotice from 'c/relinkNotice';

function notice(properties: object) {
  const element = createElement('c-relink-notice', { is: RelinkNotice });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

afterEach(() => document.body.replaceChildren());

describe('relinkNotice', () => {
  it.each(['info', 'warning', 'error', 'success'] as const)('says that it is %s in words too', async (variant) => {
    const element = notice({ variant, heading: 'Callouts may stop' });
    const icon = element.shadowRoot?.querySelector<HTMLElement & { iconName: string; alternativeText: string }>(
      'lightning-icon'
    );
    expect(icon?.iconName).toBe(`utility:${variant}`);
    expect(icon?.alternativeText).toMatch(/^c\.Relink_Panel_/);
    expect(element.shadowRoot?.querySelector('h3')?.textContent).toBe('Callouts may stop');
    await expect(element).toBeAccessible();
  });

  it('takes focus on its heading when asked', () => {
    const element = notice({ variant: 'warning', heading: 'Callouts may stop' });
    element.focusTitle();
    expect(element.shadowRoot?.activeElement?.textContent).toBe('Callouts may stop');
  });

  it('has no heading element when none is given', () => {
    expect(notice({ variant: 'info' }).shadowRoot?.querySelector('h3')).toBeNull();
  });

  it('interrupts nobody: it is no live region', () => {
    const live = notice({ variant: 'error', heading: 'x' }).shadowRoot?.querySelector('[role="alert"], [aria-live]');
    expect(live).toBeNull();
  });
});
