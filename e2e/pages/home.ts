import type { Locator, Page } from 'playwright-core';

/** The Setup Home tab and the utility bar item. */
export class HomePage {
  readonly page: Page;
  readonly #url: string;

  constructor(page: Page, lightningOrigin: string) {
    this.page = page;
    this.#url = `${lightningOrigin}/lightning/n/Relink_Setup_Home`;
  }

  async open(): Promise<void> {
    await this.page.goto(this.#url);
    await this.page.getByRole('heading', { level: 1, name: 'Setup Home' }).waitFor();
  }

  /** The card of a connection, by the label of its Named Credential. */
  card(label: string): Locator {
    return this.page
      .locator('c-relink-home-card')
      .filter({ has: this.page.getByRole('heading', { name: label, exact: true }) });
  }

  /** What the tab shows, without header and utility bar. */
  main(): Locator {
    return this.page.locator('main');
  }

  history(): Locator {
    return this.page.locator('c-relink-history');
  }

  /** Opens the panel of the utility bar. */
  async openUtility(): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Relink', exact: true }).click();
    const panel = this.page.locator('c-relink-utility');
    await panel.getByRole('button', { name: 'Open Relink' }).waitFor();
    return panel;
  }
}
