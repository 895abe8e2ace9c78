import type { Page } from 'playwright-core';

/** The edit page of an Auth. Provider in Setup, as an admin uses it. */
export class AuthProviderEditPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Fills fields in by their labels. */
  async fill(values: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      await this.page.getByLabel(label, { exact: true }).fill(value);
    }
  }

  /** Fills fields in by their labels, and saves. */
  async save(values: Record<string, string>): Promise<void> {
    await this.fill(values);
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page.getByText('Callback URL').waitFor();
  }

  /** Pastes the clipboard into Consumer Secret, leaves the other fields as they are, and saves. */
  async pasteSecret(): Promise<void> {
    await this.page.getByLabel('Consumer Secret', { exact: true }).focus();
    await this.page.keyboard.press('ControlOrMeta+V');
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page.getByText('Callback URL').waitFor();
  }
}

/** The edit page of a Named Credential in Setup. */
export class NamedCredentialEditPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Saves with Start Authentication Flow on Save, which leads to Constant Contact. */
  async saveAndAuthorize(): Promise<void> {
    await this.page.getByLabel('Start Authentication Flow on Save').check();
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
  }

  /** Selects Enabled for Callouts, and saves without an authorization. */
  async enableCallouts(): Promise<void> {
    await this.page.getByLabel('Enabled for Callouts').check();
    await this.page.getByLabel('Start Authentication Flow on Save').uncheck();
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
    await this.page.getByText('Authentication Status').waitFor();
  }
}
