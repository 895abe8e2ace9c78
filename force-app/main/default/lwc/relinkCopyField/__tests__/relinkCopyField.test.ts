import { createElement } from 'lwc';
import RelinkCopyField from 'c/relinkCopyField';

const URL_TEXT = 'https://relink.my.salesforce.com/services/authcallback/ConstantContact';

function copyField() {
  const element = createElement('c-relink-copy-field', { is: RelinkCopyField });
  Object.assign(element, { label: 'Callback URL', value: URL_TEXT, help: 'It must match exactly.' });
  document.body.appendChild(element);
  return element;
}

function clipboard(writeText: ((text: string) => Promise<void>) | null) {
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: writeText ? { writeText } : undefined });
}

const buttonOf = (element: HTMLElement) => element.shadowRoot?.querySelector('button');
const noteOf = (element: HTMLElement) => element.shadowRoot?.querySelector('.note')?.textContent;
const settled = async () => {
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
};

afterEach(() => {
  document.body.replaceChildren();
  jest.useRealTimers();
});

describe('relinkCopyField', () => {
  it('shows the value to read and select, and is accessible', async () => {
    const element = copyField();
    const input = element.shadowRoot?.querySelector('input');
    expect(input?.value).toBe(URL_TEXT);
    expect(input?.readOnly).toBe(true);
    expect(buttonOf(element)?.getAttribute('aria-label')).toBe('c.Relink_Copy_Name');
    await expect(element).toBeAccessible();
  });

  it('writes the clipboard in the press itself, tells the page, and says "Copied" for three seconds', async () => {
    jest.useFakeTimers();
    const writeText = jest.fn(() => Promise.resolve());
    clipboard(writeText);
    const element = copyField();
    const told = jest.fn();
    document.body.addEventListener('relinkcopied', (event) => told((event as CustomEvent).detail), { once: true });
    buttonOf(element)?.click();
    expect(writeText).toHaveBeenCalledWith(URL_TEXT);
    await settled();
    expect(told).toHaveBeenCalledWith({ label: 'Callback URL' });
    expect(buttonOf(element)?.textContent).toContain('c.Relink_Copy_Copied');
    jest.advanceTimersByTime(3000);
    await settled();
    expect(buttonOf(element)?.textContent).toContain('c.Relink_Copy_Copy');
  });

  it.each([
    ['refuses', () => Promise.reject(new Error('denied'))],
    ['has none', null]
  ])('selects the value and names the keys when the clipboard %s', async (_, writeText) => {
    clipboard(writeText);
    const element = copyField();
    buttonOf(element)?.click();
    await settled();
    const input = element.shadowRoot?.querySelector('input');
    expect(element.shadowRoot?.activeElement).toBe(input);
    expect(input?.selectionEnd).toBe(URL_TEXT.length);
    expect(noteOf(element)).toBe('c.Relink_Copy_ByHand');
    await expect(element).toBeAccessible();
  });
});
