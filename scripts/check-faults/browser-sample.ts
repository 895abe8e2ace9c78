import { setTimeout as pause } from 'node:timers/promises';
import type { Browser, Page, Request, Route } from 'playwright-core';
import { launchBrowser } from '../../e2e/browser';
import { WizardPage } from '../../e2e/pages/wizard';
import { leaks, outlives, type Cell, type Ground, type Result } from './cells';
import { FaultyOrg } from './faulty-org';
import { changeOrg } from './faults';
import { heldBy, KINDS, missing } from './operations';
import { WAYS_ON } from './wizard';

/** The calls that the wizard makes on the way to a change in place, each once. */
const REACHED = [
  'getStatus',
  'checkApplication',
  'getPlan place',
  'beginRun place',
  'applyPlan place',
  'applyCredentials'
];
/** Of the cells of these calls, in the order of the tables, each one that comes so many after the last. */
const EVERY = 25;
const AT_A_TIME = 2;
const SHOWN_IN = 20_000;
const DONE_IN = 60_000;

/** The cells that are driven through the wizard too: every 25th that it reaches, and the first of each call and kind that has none. */
export function sampleOf(results: Result[]): Result[] {
  const reached = results.filter(({ operation }) => REACHED.includes(operation));
  const groupOf = ({ kind, operation }: Cell): string => `${kind} ${operation}`;
  const chosen = reached.filter((_, index) => index % EVERY === 0);
  const groups = new Set(chosen.map(groupOf));
  const others = reached.filter((cell) => !groups.has(groupOf(cell)) && groups.add(groupOf(cell)));
  return reached.filter((cell) => chosen.includes(cell) || others.includes(cell));
}

/** Drives cells through the wizard in Chromium, with the codes that Apex gave as what must be shown. `problems` are those of the browser alone. */
export async function playInBrowser(ground: Ground, cells: Result[]): Promise<Result[]> {
  const browser = await launchBrowser();
  try {
    const results: Result[] = [];
    const waiting = cells.entries();
    const work = async (): Promise<void> => {
      for (const [at, cell] of waiting) {
        results[at] = { ...cell, problems: await problemsOf(ground, browser, cell) };
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
    return results;
  } finally {
    await browser.close();
  }
}

async function problemsOf(ground: Ground, browser: Browser, cell: Result): Promise<string[]> {
  const kind = KINDS.find(({ name }) => name === cell.kind);
  if (!kind) {
    return [`there is no kind ${cell.kind}`];
  }
  const org = await FaultyOrg.start(ground.base, ground.client, kind.scenario);
  org.local.org.store.switches.secretReadable = kind.secretReadable;
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    return await new Drive(org, await context.newPage(), ground, cell).problems();
  } catch (error) {
    return [(error as Error).message];
  } finally {
    await context.close();
    await org.close();
  }
}

/** An admin who takes the way to the change in place, and after a fault the way that its panel offers. */
class Drive {
  private readonly org: FaultyOrg;
  private readonly page: Page;
  private readonly wizard: WizardPage;
  private readonly ground: Ground;
  private readonly cell: Result;
  /** Whether the fault has struck and the call has ended. */
  private hasStruck = false;
  private isStriking = false;
  /** Calls that were sent and have no answer yet. */
  private readonly onTheWay = new Set<Request>();
  /** Whether the panel was read, so that its buttons may be pressed. */
  private isSeen = false;

  constructor(org: FaultyOrg, page: Page, ground: Ground, cell: Result) {
    this.org = org;
    this.page = page;
    this.wizard = new WizardPage(page, org.local.origins.lightning);
    this.ground = ground;
    this.cell = cell;
  }

  async problems(): Promise<string[]> {
    const { org, cell } = this;
    const start = heldBy(org);
    const method = cell.operation.split(' ')[0];
    org.local.apex.onTransaction((report) => {
      if (this.isStriking && report.method === method) {
        this.end();
      }
    });
    const forget = (request: Request): void => void this.onTheWay.delete(request);
    this.page.on('requestfinished', forget).on('requestfailed', forget);
    await this.page.route('**/webruntime/api/apex/execute', (route, request) => this.pass(route, request, method));
    await this.page.goto(`${org.local.origins.lightning}/lightning/n/Relink_Wizard`);
    const shown = await this.until(SHOWN_IN, async () => {
      const code = await this.shownCode();
      return code ?? ((await this.isDone(start)) ? 'none' : null);
    });
    this.isSeen = true;
    if (!this.hasStruck) {
      return [`the wizard did not make the call; it shows ${shown ?? 'no code'}`];
    }
    if (shown !== (cell.code ?? 'none')) {
      return [`the wizard shows ${shown ?? 'no code'}, not ${cell.code ?? 'none'}`];
    }
    const ends =
      outlives(cell, cell.code) || (await this.until(DONE_IN, async () => (await this.isDone(start)) || null));
    return [
      ...(ends ? [] : [`the change is not in place: ${this.left(start).join(', ')}; ${await this.screen()}`]),
      ...leaks(org)
    ];
  }

  /** Presses what leads on until something is seen. @return what, or null when it takes too long */
  private async until<T>(limit: number, see: () => Promise<T | null>): Promise<T | null> {
    for (const end = Date.now() + limit; Date.now() < end; await pause(100)) {
      const seen = await see();
      if (seen !== null) {
        return seen;
      }
      await this.goOn();
    }
    return null;
  }

  /** The one thing that leads on: a button of a fault's panel, key and secret, or Apply. */
  private async goOn(): Promise<void> {
    const { page, wizard, org } = this;
    const code = await this.panelCode();
    if (code) {
      const panel = page.locator('c-relink-fault').first();
      const actions = this.ground.client
        .actions({ code, params: [] })
        .filter((action) => this.isSeen && action in WAYS_ON);
      for (const action of actions) {
        const way = panel.locator(`lightning-button[data-action="${action}"] button:enabled`);
        if (await way.isVisible()) {
          await way.click({ timeout: 2000 }).catch(() => undefined);
          return;
        }
      }
      return;
    }
    for (const next of [wizard.applyButton(), wizard.button('application', 'Check key and secret')]) {
      if ((await next.isVisible()) && (await next.isEnabled())) {
        if (await wizard.secretField().isVisible()) {
          await wizard.fillPair(org.pair.consumerKey, org.pair.consumerSecret);
        }
        await next.click({ timeout: 2000 }).catch(() => undefined);
        return;
      }
    }
  }

  /** Lets the fault strike the first call of the method; while it may, the page makes no other call, whose callouts would be taken for its own. */
  private async pass(route: Route, request: Request, method: string): Promise<void> {
    const { cell, org } = this;
    const body = request.postDataJSON() as { method?: string };
    if (this.hasStruck || this.isStriking || body.method !== method) {
      await this.waitFor(() => !this.isStriking);
      this.onTheWay.add(request);
      return route.continue();
    }
    this.isStriking = true;
    await this.waitFor(() => this.onTheWay.size === 0);
    if (cell.at >= 0) {
      org.arm(cell);
      return route.continue();
    }
    if (changeOrg(cell.fault, org.local)) {
      return route.continue();
    }
    // Whether the request is lost or its answer is the same to the browser; what Apex did differs.
    if (cell.when === 'after') {
      await org.deliver(request.postData() ?? '');
    }
    await route.abort('connectionreset');
    this.end();
  }

  private async waitFor(isTrue: () => boolean): Promise<void> {
    for (const end = Date.now() + SHOWN_IN; !isTrue() && Date.now() < end;) {
      await pause(20);
    }
  }

  private end(): void {
    this.hasStruck = true;
    this.isStriking = false;
    this.org.arm(null);
    this.org.mend();
  }

  private async panelCode(): Promise<string | null> {
    const panel = this.page.locator('c-relink-fault').first();
    return (await panel.isVisible()) ? this.wizard.faultCode(panel).catch(() => null) : null;
  }

  private async shownCode(): Promise<string | null> {
    return this.hasStruck ? this.panelCode() : null;
  }

  private left(start: ReturnType<typeof heldBy>): string[] {
    return missing('place', start, heldBy(this.org), this.org.pair.consumerKey);
  }

  private async isDone(start: ReturnType<typeof heldBy>): Promise<boolean> {
    const isThere = this.left(start).length === 0 || outlives(this.cell, this.cell.code);
    return (
      this.hasStruck &&
      isThere &&
      (await this.page.getByRole('button', { name: '3. Redirect URL', exact: true, expanded: true }).isVisible())
    );
  }

  private async screen(): Promise<string> {
    const text = await this.page.locator('c-relink-wizard').innerText();
    return text.replace(/\s+/g, ' ').slice(0, 600);
  }
}
