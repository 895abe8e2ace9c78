import type { Locator, Page } from 'playwright-core';

/** The steps, and how their buttons are named. */
const TITLES = {
  check: 'Check',
  application: '1. Application',
  review: '2. Review and update',
  redirect: '3. Redirect URL',
  authorize: '4. Authorize',
  prove: '5. Prove',
  retire: '6. Retire'
} as const;

export type StepName = keyof typeof TITLES;

/** The wizard, as an admin uses it. Everything is found by role and by the words on the screen. */
export class WizardPage {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, lightningOrigin: string) {
    this.page = page;
    this.#url = `${lightningOrigin}/lightning/n/Relink_Wizard`;
  }

  /** Opens the wizard and waits until it has read the org. */
  async open(): Promise<void> {
    await this.page.goto(this.#url);
    await this.settled();
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.settled();
  }

  /** Waits until the wizard is not reading. */
  async settled(): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: /^Relink/ }).waitFor();
    await this.page
      .locator('.slds-page-header')
      .getByRole('button', { name: 'Check again', disabled: false })
      .waitFor();
  }

  /** The whole row of a step, body included. */
  step(name: StepName): Locator {
    return this.page.locator('c-relink-step').filter({ has: this.title(name) });
  }

  /** The button that opens and closes a step. */
  title(name: StepName): Locator {
    return this.page.getByRole('button', { name: TITLES[name], exact: true });
  }

  /** Waits until a step's badge shows these words. */
  async waitForBadge(name: StepName, words: string): Promise<void> {
    await this.step(name)
      .locator('lightning-badge')
      .filter({ hasText: new RegExp(`^${words}$`) })
      .waitFor();
  }

  /** Waits until a step is open. */
  async waitForOpen(name: StepName): Promise<void> {
    await this.page.getByRole('button', { name: TITLES[name], exact: true, expanded: true }).waitFor();
  }

  /** Opens a step by hand, if it is closed. */
  async openStep(name: StepName): Promise<void> {
    const title = this.title(name);
    if ((await title.getAttribute('aria-expanded')) !== 'true') {
      await title.click();
    }
    await this.waitForOpen(name);
  }

  /** Waits for the fault panel with this title in a step, and returns it. */
  async fault(name: StepName, title: string): Promise<Locator> {
    const panel = this.step(name)
      .locator('c-relink-fault')
      .filter({ has: this.page.getByRole('heading', { name: title }) });
    await panel.waitFor();
    return panel;
  }

  /** The section **Use Setup instead**, which every fault panel opens. */
  setupGuide(): Locator {
    return this.page.locator('c-relink-setup-section');
  }

  /** Step 5: the button that makes the live call, of the step or of its fault panel. */
  liveCallButton(): Locator {
    return this.button('prove', /^(Run the live call|Run again|Try again)$/);
  }

  /** Code of the fault in a panel. */
  async faultCode(panel: Locator): Promise<string> {
    const details = await panel.getByRole('button', { name: /^Technical details/ }).innerText();
    return /RL-\d+/.exec(details)?.[0] ?? details;
  }

  /** What a fault panel offers, in its order, without its technical details. */
  async offers(panel: Locator): Promise<string[]> {
    const texts = await panel.locator('.actions').locator('a, button').allInnerTexts();
    return texts.map((text) => text.replace(/\s*\(opens in a new tab\)\s*/, '').trim());
  }

  /** Waits until the page header's badge shows these words. */
  async waitForState(words: string): Promise<void> {
    await this.page
      .locator('.slds-page-header lightning-badge')
      .filter({ hasText: new RegExp(`^${words}$`) })
      .waitFor();
  }

  /** Waits until the line below a step's title says this. */
  async waitForFact(name: StepName, words: string | RegExp): Promise<void> {
    await this.step(name).locator('.fact').filter({ hasText: words }).waitFor();
  }

  button(step: StepName, name: string | RegExp): Locator {
    return this.step(step).getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Presses a link that opens a new window, and returns the window. */
  async openWindow(link: Locator): Promise<Page> {
    const [opened] = await Promise.all([this.page.context().waitForEvent('page'), link.click()]);
    await opened.waitForLoadState();
    return opened;
  }

  /** Step 1: the link to the developer portal. */
  portalLink(step: StepName = 'application'): Locator {
    return this.step(step)
      .getByRole('link', { name: /^Open developer portal/ })
      .first();
  }

  /** Step 1: fills in key and secret. */
  async fillPair(key: string, secret: string): Promise<void> {
    await this.openStep('application');
    await this.keyField().fill(key);
    await this.secretField().fill(secret);
  }

  /** Step 1: the two fields. Their labels start with the asterisk of a required field. */
  keyField(): Locator {
    return this.step('application').getByLabel(/^\W*Key$/);
  }

  secretField(): Locator {
    return this.step('application').getByLabel(/^\W*Secret$/);
  }

  /** Step 1: checks the pair with Constant Contact. */
  async checkPair(): Promise<void> {
    await this.button('application', 'Check key and secret').click();
  }

  /** Step 2: the button that applies the plan. */
  applyButton(): Locator {
    return this.button('review', /^Apply \d+ changes?$/);
  }

  /** Step 2: what a field of the plan will be, as the plan's table shows it. */
  planRow(field: string): Locator {
    return this.step('review').getByRole('row').filter({ hasText: field });
  }

  /** Step 3: the callback URL. */
  callbackUrl(): Promise<string> {
    return this.step('redirect').getByRole('textbox', { name: 'Callback URL' }).inputValue();
  }

  /** Step 4: opens Constant Contact in a new window. */
  authorize(): Promise<Page> {
    return this.openWindow(this.step('authorize').getByRole('link', { name: /^Authorize in a new window/ }));
  }
}
