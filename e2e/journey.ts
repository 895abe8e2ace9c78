import assert from 'node:assert';
import { after, before, describe } from 'node:test';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { prepareLocalOrgs, startLocalOrg } from '../local-org';
import type { LocalOrg, LocalOrgBase, Theme } from '../local-org';
import { launchBrowser } from './browser';
import { Evidence } from './evidence';
import { PortalPage } from './pages/portal';
import type { Login } from './pages/portal';
import { WizardPage } from './pages/wizard';

export interface JourneyOptions {
  /** Start state of the local org. */
  scenario?: string;
  /** Width of the window in CSS pixels. */
  width?: number;
  /** SLDS 1 unless told otherwise. */
  theme?: Theme;
  /** Run the components inside Lightning Web Security's sandbox. */
  lws?: boolean;
  /** Port of the local org; any free one unless told otherwise. */
  port?: number;
  /** Time at which org and browser start, in milliseconds since the epoch; the computer's unless told otherwise. */
  time?: number;
}

/** Threads for Apex, shared by the journeys that run at once. */
const APEX_THREADS = 3;

/** The browser and the built package, shared by all journeys of a process. */
interface Stage {
  browser: Browser;
  base: LocalOrgBase;
}

let stage: Promise<Stage> | null = null;
let suites = 0;

async function setStage(): Promise<Stage> {
  const base = await prepareLocalOrgs(APEX_THREADS);
  try {
    return { browser: await launchBrowser(), base };
  } catch (error) {
    await base.close();
    throw error;
  }
}

/** The browser of this process, for a test that is no journey; inside of {@link journeys}. */
export async function sharedBrowser(): Promise<Browser> {
  return (await (stage ??= setStage())).browser;
}

/** Closes the browser and the threads, where a journey opened them. */
export async function closeStage(): Promise<void> {
  const open = await stage;
  stage = null;
  await Promise.all([open?.browser.close(), open?.base.close()]);
}

/** A suite of journeys. The first one of a process opens the browser and builds the package; the last one to end closes both. */
export function journeys(title: string, define: () => void): void {
  suites += 1;
  void describe(title, () => {
    before(async () => {
      await (stage ??= setStage());
    });
    after(async () => {
      suites -= 1;
      if (suites === 0) {
        await closeStage();
      }
    });
    define();
  });
}

/** One admin, one browser, one org that nobody used before. */
export class Journey {
  readonly org: LocalOrg;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly wizard: WizardPage;
  readonly evidence: Evidence;
  readonly #problems: string[] = [];
  readonly #secrets: string[] = [];

  private constructor(org: LocalOrg, context: BrowserContext, page: Page, evidence: Evidence) {
    this.org = org;
    this.context = context;
    this.page = page;
    this.evidence = evidence;
    this.wizard = new WizardPage(page, org.origins.lightning);
  }

  /** Runs a journey and, at its end, checks what holds for all: nothing inaccessible, no console error, no secret where it does not belong. */
  static async run(
    name: string,
    { scenario = 'outdated', width = 1280, theme = 'slds1', port = 0, time, lws = false }: JourneyOptions,
    steps: (journey: Journey) => Promise<void>
  ): Promise<void> {
    const { browser, base } = await (stage ??= setStage());
    const clockOffset = time === undefined ? 0 : time - Date.now();
    const org = await startLocalOrg({ port, scenario, theme, lws, quiet: true, base, clockOffset });
    // The browser presses faster than a person: without this, a second check of a pair would meet the limit of one a second.
    org.constantContact.state.limiter.limits.tokenCallsPerSecond = Infinity;
    try {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      if (time !== undefined) {
        await context.clock.install({ time });
      }
      const evidence = new Evidence(name);
      evidence.watch(context);
      const journey = new Journey(org, context, await context.newPage(), evidence);
      await journey.#run(steps);
      await context.close();
    } finally {
      await org.close();
    }
  }

  async #run(steps: (journey: Journey) => Promise<void>): Promise<void> {
    try {
      await steps(this);
    } catch (error) {
      await this.evidence.picture(this.page, 'where it failed');
      const console = this.evidence.consoleErrors();
      throw console.length === 0
        ? error
        : new Error(`${String(error)}\nConsole: ${console.join('\n')}`, { cause: error });
    }
    assert.deepStrictEqual(this.#problems, [], 'every state is accessible and fits its window');
    assert.deepStrictEqual(this.evidence.consoleErrors(), [], 'the console has no errors');
    for (const secret of this.#secrets) {
      assert.deepStrictEqual(
        this.evidence.leaks(secret, this.#whereSecretsMustNotBe()),
        [],
        'the secret is nowhere else'
      );
    }
  }

  /** Looks at the present state of the wizard in the windows that this run looks at, or at another page as it is. */
  async look(state: string, page: Page = this.page): Promise<void> {
    const found = page === this.page ? this.evidence.sweep(page, state) : this.evidence.look(page, state);
    this.#problems.push(...(await found));
  }

  /** Marks a secret that must not turn up anywhere. */
  guard(secret: string): void {
    this.#secrets.push(secret);
  }

  get login(): Login {
    return this.org.constantContact.state.account;
  }

  /** Opens the developer portal by the link of a step, and logs in. */
  async openPortal(): Promise<PortalPage> {
    const portal = new PortalPage(
      await this.wizard.openWindow(this.wizard.portalLink()),
      new URL(this.org.constantContact.state.localOrigin('v3.developer.constantcontact.com')).origin
    );
    await portal.openApplications(this.login);
    return portal;
  }

  /** The article's part in Constant Contact: copies the outdated application and generates a secret, which is guarded from then on. */
  async newApplication(portal: PortalPage): Promise<{ key: string; secret: string }> {
    const key = await portal.copyOutdated(this.oldApplication().name);
    const secret = await portal.generateSecret();
    this.guard(secret);
    return { key, secret };
  }

  /** The portal's part without its pages, for journeys about something else: a copy of the outdated application, ready to authorize. */
  quickApplication(): { key: string; secret: string } {
    const { applications } = this.org.constantContact.state;
    const { apiKey: key } = applications.copy(this.oldApplication().apiKey);
    applications.save(key, [`${this.org.origins.my}/services/authcallback/ConstantContact`], 'longLived');
    const secret = applications.generateSecret(key);
    this.guard(secret);
    return { key, secret };
  }

  /** The outdated application that the org starts with. */
  oldApplication(): { name: string; apiKey: string } {
    const [application] = this.org.constantContact.state.applications.list();
    return application;
  }

  /** The Auth. Provider as the org stores it. */
  provider(): Component {
    return this.component('AuthProvider', 'ConstantContact');
  }

  /** The Named Credential as the org stores it. */
  credential(): Component {
    return this.component('NamedCredential', 'Constant_Contact');
  }

  component(type: 'AuthProvider' | 'NamedCredential', fullName: string): Component {
    const found = this.org.org.store.find(type, fullName);
    assert.ok(found, `${type} ${fullName} is in the org`);
    return found;
  }

  /** A text field of the Auth. Provider as the org stores it. */
  providerText(field: string): string {
    return textOf(this.provider(), field);
  }

  /** A text field of the Named Credential as the org stores it. */
  credentialText(field: string): string {
    return textOf(this.credential(), field);
  }

  /** The package's own records, newest first. */
  runs(): Record<string, unknown>[] {
    return [...this.org.org.host.rows('Relink_Run__c')].reverse();
  }

  #whereSecretsMustNotBe(): { where: string; text: string }[] {
    const { store } = this.org.org;
    return [
      { where: 'Relink_Run__c records', text: JSON.stringify(this.runs()) },
      { where: 'Setup Audit Trail', text: JSON.stringify(store.auditTrail) },
      { where: 'server log', text: this.org.logLines.join('\n') },
      ...(['AuthProvider', 'NamedCredential'] as const).flatMap((type) =>
        store.list(type).map(({ fullName, values }) => ({ where: `${type} ${fullName}`, text: JSON.stringify(values) }))
      )
    ];
  }
}

function textOf({ fullName, values }: Component, field: string): string {
  const value = values[field];
  assert.ok(typeof value === 'string', `${fullName} has text in ${field}`);
  return value;
}

type Component = NonNullable<ReturnType<LocalOrg['org']['store']['find']>>;
