import assert from 'node:assert';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { Journey, journeys } from './journey';
import { ConsentPage } from './pages/portal';

journeys('The keyboard alone', () => {
  it('leads from the first page to the closing panel, and focus follows the journey', () =>
    Journey.run('keyboard', {}, async (journey) => {
      const { wizard, page, context } = journey;
      const keys = new Keyboard(page);
      await wizard.open();
      const { key, secret } = journey.quickApplication();

      await keys.tabTo('Key');
      await keys.type(key);
      await keys.tabTo('Secret');
      await keys.type('not-the-secret-that-was-shown');
      await keys.tabTo('Check key and secret');
      await keys.press('Enter');
      await keys.focusOn('Constant Contact does not accept this key and secret');
      await keys.tabTo('Edit secret');
      await keys.press('Space');
      await keys.focusOn('Secret');
      await keys.type(secret);
      await keys.tabTo('Check key and secret');
      await keys.press('Enter');
      await keys.focusOn('2. Review and update');
      assert.match(await page.title(), /^Step 2, Review and update/, 'the page title follows');

      await keys.tabTo('Apply 5 changes');
      await keys.press('Space');
      await keys.focusOn('3. Redirect URL');
      await wizard.waitForBadge('review', 'Done');

      await keys.tabTo('I added it');
      await keys.press('Enter');
      await keys.focusOn('4. Authorize');

      await keys.tabTo('Authorize in a new window');
      const [window] = await Promise.all([context.waitForEvent('page'), keys.press('Enter')]);
      await new ConsentPage(window).decide('Allow', journey.login);
      await window.waitForURL((url) => url.hostname.startsWith('relink.'));
      await window.close();
      await page.bringToFront();
      await wizard.waitForBadge('authorize', 'Done');
      await keys.focusOn('Authorize in a new window', 'what is noticed in the background does not move focus');
      await keys.tabTo('Continue with step 5', 'Shift+Tab');
      await keys.press('Enter');
      await keys.focusOn('5. Prove');

      await keys.tabTo('Run the live call');
      await keys.press('Enter');
      await wizard.step('prove').getByText('New consent: proven', { exact: true }).waitFor();
      await keys.focusOn('Run the live call', 'the button that was pressed keeps focus');
      await keys.tabTo('Continue with step 6', 'Shift+Tab');
      await keys.press('Enter');
      await keys.focusOn('6. Retire');

      await keys.tabTo('Record as retired');
      await keys.press('Enter');
      await keys.focusOn(
        'Nothing else uses this key, and I deactivated it in Constant Contact.',
        'the invalid field gets focus'
      );
      await keys.press('Space');
      await keys.tabTo('Record as retired');
      await keys.press('Enter');
      await wizard.step('retire').getByRole('heading', { name: 'The connection is relinked' }).waitFor();
      await keys.focusOn('The connection is relinked');
      await keys.tabTo('Back to Setup Home');
    }));

  it('opens and closes steps with Enter and Space, and focus stays on the title', () =>
    Journey.run('keyboard steps', { scenario: 'healthy' }, async (journey) => {
      const { wizard, page } = journey;
      const keys = new Keyboard(page);
      await wizard.open();
      await keys.tabTo('3. Redirect URL');
      await keys.press('Enter');
      await wizard.waitForOpen('redirect');
      await keys.focusOn('3. Redirect URL');
      await keys.press('Space');
      await page.getByRole('button', { name: '3. Redirect URL', expanded: false }).waitFor();
      await keys.focusOn('3. Redirect URL');
    }));

  it('reaches the way by hand from a fault, and comes back to the step when it is closed', () =>
    Journey.run('keyboard fault', { scenario: 'session-page-off' }, async (journey) => {
      const { wizard, page } = journey;
      const keys = new Keyboard(page);
      await wizard.open();
      await keys.tabTo('Use Setup instead');
      await keys.press('Enter');
      await wizard.setupGuide().waitFor();
      await keys.focusOn('Use Setup instead');
      await keys.tabTo('Close');
      await keys.press('Enter');
      await wizard.setupGuide().waitFor({ state: 'detached' });
      assert.notStrictEqual(await keys.focused(), '', 'focus is not lost');
    }));
});

/** Hands on a keyboard, and eyes on what has focus. */
class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  press(key: string): Promise<void> {
    return this.#page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.#page.keyboard.insertText(text);
  }

  /** Presses Tab, or another key, until the control with this name has focus. */
  async tabTo(name: string, key = 'Tab'): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < 80; presses += 1) {
      await this.press(key);
      seen.push(await this.focused());
      if (seen[seen.length - 1] === name) {
        return;
      }
    }
    throw new Error(`${key} never reached “${name}”: ${seen.join(' › ')}`);
  }

  /** Waits until what is called so has focus. */
  async focusOn(name: string, why = 'focus'): Promise<void> {
    let focused = '';
    for (let tries = 0; tries < 100; tries += 1) {
      focused = await this.focused();
      if (focused === name) {
        return;
      }
      await this.#page.waitForTimeout(100);
    }
    assert.strictEqual(focused, name, why);
  }

  /** What has focus is called: its label, or its own words; empty when nothing has. */
  async focused(): Promise<string> {
    const texts = await this.#page
      .locator(':focus')
      .evaluateAll((elements) =>
        elements.map((element) =>
          element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element.textContent
        )
      );
    return (texts[0] ?? '').replace(/\s*\(opens in a new tab\)\s*$/, '').replace(/^[^\p{L}\p{N}]+|\s+$/gu, '');
  }
}
