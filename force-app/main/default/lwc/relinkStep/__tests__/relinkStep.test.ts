import { createElement } from 'lwc';
import RelinkStep from 'c/relinkStep';

const STATES = [
  ['todo', 'Todo', 'ring'],
  ['current', 'Current', 'dot'],
  ['done', 'Done', 'utility:success'],
  ['doneOutside', 'DoneOutside', 'utility:success'],
  ['notProven', 'NotProven', 'ring'],
  ['needsAttention', 'NeedsAttention', 'utility:warning'],
  ['failed', 'Failed', 'utility:error'],
  ['locked', 'Locked', 'utility:slack_lock_filled'],
  ['working', 'Working', 'dot']
] as const;

function step(properties: object) {
  const element = createElement('c-relink-step', { is: RelinkStep });
  Object.assign(element, { stepKey: 'review', number: 2, title: 'Review and update', ...properties });
  document.body.appendChild(element);
  return element;
}

const toggleOf = (element: HTMLElement) => element.shadowRoot?.querySelector<HTMLButtonElement>('h2 button');

afterEach(() => document.body.replaceChildren());

describe('relinkStep', () => {
  it.each(STATES)('shows the state %s by words and by shape, and is accessible', async (state, label, shape) => {
    const element = step({ state, fact: 'Nothing to change.' });
    expect(element.shadowRoot?.querySelector<HTMLElement & { label: string }>('lightning-badge')?.label).toBe(
      `c.Relink_Step_${label}`
    );
    const mark = element.shadowRoot?.querySelector('.mark');
    const drawn = mark?.querySelector('.shape')?.className ?? '';
    const icon =
      mark?.querySelector<HTMLElement & { iconName: string; alternativeText: string }>('lightning-icon')?.iconName ??
      '';
    expect(`${drawn} ${icon}`).toContain(shape);
    await expect(element).toBeAccessible();
  });

  it('has a heading with a real button that says whether the step is open', async () => {
    const element = step({ state: 'current', expanded: true });
    expect(toggleOf(element)?.getAttribute('aria-expanded')).toBe('true');
    element.expanded = false;
    await Promise.resolve();
    expect(toggleOf(element)?.getAttribute('aria-expanded')).toBe('false');
  });

  it('shows the title alone when it has no number', () => {
    expect(toggleOf(step({ number: 0, title: 'Check' }))?.textContent).toBe('Check');
  });

  it('asks to be opened and does not open by itself', () => {
    const element = step({ state: 'todo' });
    const asked = jest.fn();
    element.addEventListener('relinktoggle', (event) => asked((event as CustomEvent).detail));
    toggleOf(element)?.click();
    expect(asked).toHaveBeenCalledWith({ stepKey: 'review', expanded: true });
    expect(toggleOf(element)?.getAttribute('aria-expanded')).toBe('false');
  });

  it('renders its body at the first opening and keeps it when it closes, so that no input is lost', async () => {
    const element = step({ state: 'todo' });
    expect(element.shadowRoot?.querySelector('slot')).toBeNull();
    element.expanded = true;
    await Promise.resolve();
    expect(element.shadowRoot?.querySelector('slot')).not.toBeNull();
    element.expanded = false;
    await Promise.resolve();
    expect(element.shadowRoot?.querySelector('slot')).not.toBeNull();
    expect(element.shadowRoot?.querySelector<HTMLElement>('.body')?.hidden).toBe(true);
  });

  it('takes focus on its title button when asked', () => {
    const element = step({ state: 'current' });
    element.focusTitle();
    expect(element.shadowRoot?.activeElement).toBe(toggleOf(element));
  });
});
