import type { Page } from 'playwright-core';

/** Who logs in to Constant Contact. */
export interface Login {
  userName: string;
  password: string;
}

/** The emulated developer portal, as a person uses it. */
export class PortalPage {
  readonly page: Page;
  readonly #origin: string;

  constructor(page: Page, origin: string) {
    this.page = page;
    this.#origin = origin;
  }

  /** Opens My Applications; logs in if asked to. */
  async openApplications(login: Login): Promise<void> {
    await this.page.goto(`${this.#origin}/applications`);
    if (await this.page.getByRole('heading', { name: 'Log in' }).isVisible()) {
      await logIn(this.page, login);
    }
    await this.page.getByRole('heading', { name: 'My Applications' }).waitFor();
  }

  /** Copies an outdated application and opens its copy. Returns the copy's API key. */
  async copyOutdated(name: string): Promise<string> {
    await this.page
      .getByRole('region', { name: 'Outdated Applications' })
      .getByRole('button', { name: `Copy ${name}` })
      .click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await this.openApplication(name);
    return this.apiKey();
  }

  /** From the list: makes a new application, which ends on its page. */
  async createApplication(name: string): Promise<void> {
    await this.page.getByRole('link', { name: 'New Application' }).click();
    await this.page.getByLabel('Application Name').fill(name);
    await this.page.getByRole('button', { name: 'Create' }).click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  async openApplication(name: string): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Valid Applications' })
      .getByRole('link', { name, exact: true })
      .click();
    await this.page.getByRole('heading', { level: 1, name }).waitFor();
  }

  apiKey(): Promise<string> {
    return this.page.getByLabel('API Key').inputValue();
  }

  /** On an application's page: generates a secret, reads it once, and closes its page. `look` is shown the pages between. */
  async generateSecret(look: (state: string) => Promise<void> = () => Promise.resolve()): Promise<string> {
    await this.page.getByRole('link', { name: 'Generate Secret' }).click();
    await this.page.getByRole('button', { name: 'Generate Secret' }).waitFor();
    await look('generate secret');
    await this.page.getByRole('button', { name: 'Generate Secret' }).click();
    await this.page.getByLabel('Secret').waitFor();
    await look('secret');
    const secret = await this.page.getByLabel('Secret').inputValue();
    await this.page.getByRole('link', { name: 'Close' }).click();
    return secret;
  }

  /** On an application's page: adds a redirect URL and saves, which leads back to the list. */
  async addRedirectUrl(url: string): Promise<void> {
    const fields = this.page.getByLabel(/^Redirect URL/);
    if ((await fields.last().inputValue()) !== '') {
      await this.page.getByRole('button', { name: 'Add another redirect URL' }).click();
    }
    await fields.last().fill(url);
    await this.page.getByRole('button', { name: 'Save' }).click();
    await this.page.getByRole('heading', { name: 'My Applications' }).waitFor();
  }

  /** From the list: deactivates an outdated application for good. */
  async deactivateOutdated(name: string): Promise<void> {
    await this.page
      .getByRole('region', { name: 'Outdated Applications' })
      .getByRole('link', { name: `Deactivate ${name}` })
      .click();
    await this.page.getByRole('checkbox').check();
    await this.page.getByRole('button', { name: 'Permanently Deactivate' }).click();
    await this.page.getByRole('status').waitFor();
  }
}

/** The emulated consent page of the authorization server. */
export class ConsentPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Selects Allow or Deny; logs in first if asked to. */
  async decide(decision: 'Allow' | 'Deny', login: Login): Promise<void> {
    const button = this.page.getByRole('button', { name: decision, exact: true });
    await button.or(this.page.getByRole('heading', { name: 'Log in' })).waitFor();
    if (!(await button.isVisible())) {
      await logIn(this.page, login);
    }
    await button.click();
  }
}

async function logIn(page: Page, { userName, password }: Login): Promise<void> {
  await page.getByLabel('User name').fill(userName);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}
