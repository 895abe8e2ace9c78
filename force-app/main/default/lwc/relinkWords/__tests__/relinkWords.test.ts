import RelinkWords from 'c/relinkWords';
import { cleanUp, render } from '../../relinkTypes/__tests__/render';

afterEach(cleanUp);

describe('A sentence with names in it', () => {
  it('makes the names stand out and keeps every blank', async () => {
    const element = await render('c-relink-words', RelinkWords, { text: 'Select **Edit**, then **Save**.' });
    expect(element.shadowRoot.textContent).toBe('Select Edit, then Save.');
    expect([...element.shadowRoot.querySelectorAll('strong')].map((name) => name.textContent)).toEqual([
      'Edit',
      'Save'
    ]);
    await expect(element).toBeAccessible();
  });

  it('shows marks in a value as text, not as markup', async () => {
    const element = await render('c-relink-words', RelinkWords, { text: '<b>x</b>' });
    expect(element.shadowRoot.textContent).toBe('<b>x</b>');
  });
});
