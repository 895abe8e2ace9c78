import type { AxeResults } from 'axe-core';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { BrowserContext, CDPSession, Page } from 'playwright-core';
import { STYLE_SHEETS, THEMES } from '../local-org/lightning/page';
import type { Theme } from '../local-org/lightning/page';
import { sentResponses } from './sent-responses';

const requireFrom = createRequire(__filename);
const SCREENSHOTS = path.resolve(__dirname, '..', 'test-results');
/** Half the size of what the package exports, for each page that is looked at. */
const AXE = readFileSync(requireFrom.resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Widths of a window in CSS pixels. */
const WIDE = 1280;
const NARROW = 400;
const ZOOMED = 320;

/** Windows in which a page is looked at. */
const VIEWS = THEMES.flatMap((theme) => [WIDE, NARROW].map((width) => ({ theme, width })));

/** Every state is looked at in each of these windows and at 400 % zoom, instead of in one of them: `npm run check:looks`. */
const EVERY_VIEW = process.env.LOOKS === 'all';

/** Pictures are made of what is wrong; with this, of every state. */
const EVERY_STATE = process.env.PICTURES === '1';

/** Base components log this about ARIA references across shadow roots; it is theirs, and known. */
const KNOWN_CONSOLE_NOISE = 'sfdc.co/synthetic-aria';

/** States that axe found nothing wrong with, in this process: many journeys pass through the same ones. */
const accessibleStates = new Set<string>();

/** Connections to the pages that were looked at. */
const worldSessions = new WeakMap<Page, Promise<CDPSession>>();

/** Collects, during one journey, what must not be there: console errors, leaks of the secret, accessibility violations. */
export class Evidence {
  readonly #name: string;
  readonly #consoleErrors: string[] = [];
  readonly #requestedUrls: string[] = [];
  readonly #pageTexts: { where: string; text: string }[] = [];
  readonly #expected: RegExp[] = [];
  readonly #firstResponse = sentResponses.length;
  #shots = 0;

  /** `name` is the folder of the screenshots. */
  constructor(name: string) {
    this.#name = name;
  }

  /** Watches every page of a browser context, windows opened later included. */
  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' && !message.text().includes(KNOWN_CONSOLE_NOISE)) {
        this.#consoleErrors.push(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => this.#consoleErrors.push(String(error.error().stack)));
    context.on('request', (request) => this.#requestedUrls.push(request.url()));
  }

  /** Lets console errors pass that the journey provokes, such as an error page. */
  expectConsoleError(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  /**
   * Looks at one visible state as it is: accessible (WCAG 2.0–2.2, A and AA) and as wide as its window. Returns what is wrong, with a picture.
   * A state that was looked at before in the same width and theme is not checked by axe again.
   */
  async look(page: Page, state: string, theme = ''): Promise<string[]> {
    const text = await page.content();
    this.#pageTexts.push({ where: `page “${state}”`, text });
    const problems = await overflow(page, state);
    const seen = fingerprint(`${page.viewportSize()?.width} ${theme} ${withoutChance(text)}`);
    if (!accessibleStates.has(seen)) {
      const violations = await accessibilityViolations(page, state);
      problems.push(...violations);
      if (violations.length === 0) {
        accessibleStates.add(seen);
      }
    }
    if (EVERY_STATE || problems.length > 0) {
      await this.picture(page, state);
    }
    return problems;
  }

  /**
   * Looks at one state of the Lightning site in its window, see {@link viewOf}; with `everyView` in both themes and in a wide and a narrow
   * window, and whether it fits a window of 320 px, which is 1280 px at 400 % zoom. Afterwards the page is as it was. Returns what is wrong.
   */
  async sweep(page: Page, state: string, everyView = EVERY_VIEW): Promise<string[]> {
    const before = page.viewportSize() ?? { width: WIDE, height: 900 };
    const theme = await themeOf(page);
    const problems: string[] = [];
    for (const view of everyView ? VIEWS : [viewOf(state)]) {
      await setTheme(page, view.theme);
      await setWidth(page, view.width);
      problems.push(...(await this.look(page, `${state} ${view.theme}`, view.theme)));
      if (everyView && view.width === NARROW) {
        problems.push(...(await this.#zoom(page, `${state} ${view.theme}`)));
      }
    }
    await setTheme(page, theme);
    await setWidth(page, before.width);
    return problems;
  }

  async #zoom(page: Page, state: string): Promise<string[]> {
    await setWidth(page, ZOOMED);
    const cut = await overflow(page, `${state} ${ZOOMED}`);
    if (EVERY_STATE || cut.length > 0) {
      await this.picture(page, state);
    }
    return cut;
  }

  /** Makes a picture of a page, whatever its state. */
  async picture(page: Page, state: string): Promise<void> {
    this.#shots += 1;
    const { width } = page.viewportSize() ?? { width: 0 };
    const folder = path.join(SCREENSHOTS, this.#name);
    mkdirSync(folder, { recursive: true });
    const file = `${String(this.#shots).padStart(2, '0')} ${state} ${width}.png`;
    await page.screenshot({ path: path.join(folder, file), fullPage: true });
  }

  /** Console errors that nobody expected. */
  consoleErrors(): string[] {
    return this.#consoleErrors.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }

  /** Where a secret turned up: pages looked at, URLs, answers of all servers but the portal, and the given further texts. */
  leaks(secret: string, furtherTexts: { where: string; text: string }[]): string[] {
    const texts = [
      ...this.#requestedUrls.map((url) => ({ where: `URL ${url.split('?')[0]}`, text: url })),
      ...this.#pageTexts,
      ...sentResponses.slice(this.#firstResponse).map(({ where, body }) => ({ where, text: body })),
      ...furtherTexts
    ];
    const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
    return texts.filter(({ text }) => forms.some((form) => text.includes(form))).map(({ where }) => where);
  }
}

/**
 * The one window in which a state is looked at where not every one is: by the state's name, so that all are in use, and a state that many
 * journeys pass through is always seen in the same one.
 */
export function viewOf(state: string): (typeof VIEWS)[number] {
  return VIEWS[createHash('sha256').update(state).digest()[0] % VIEWS.length];
}

/** Content wider than its window, and text that is cut off inside it. */
async function overflow(page: Page, state: string): Promise<string[]> {
  const measured = (await inWorldOfItsOwn(page, `(${measure.toString()})()`)) as ReturnType<typeof measure>;
  const { content, visible, cut } = measured;
  return [
    ...(content > visible ? [`${state}: ${content} px of content in a window of ${visible} px`] : []),
    ...cut.map((text) => `${state}: cut off: ${text}`)
  ];
}

/** Runs in the browser. */
function measure(): { content: number; visible: number; cut: string[] } {
  const { scrollWidth: content, clientWidth: visible } = document.documentElement;
  const cut: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!/hidden|clip/.test(getComputedStyle(element).overflowX)) {
      continue;
    }
    const { left, right, width } = element.getBoundingClientRect();
    // Text for screen readers alone is 1 px small on purpose.
    if (width < 2) {
      continue;
    }
    for (const node of element.childNodes) {
      const text = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '').trim() : '';
      const range = document.createRange();
      range.selectNodeContents(node);
      const words = range.getBoundingClientRect();
      if (text !== '' && (words.right > right + 1 || words.left < left - 1)) {
        cut.push(text.slice(0, 60));
      }
    }
  }
  return { content, visible, cut };
}

/** Theme of the style sheet that is not switched off. */
async function themeOf(page: Page): Promise<Theme> {
  const href = await page
    .locator('link[href*="/assets/slds"]')
    .evaluateAll((links) => links.find((link) => !(link as HTMLLinkElement).sheet?.disabled)?.getAttribute('href'));
  return href === STYLE_SHEETS.cosmos ? 'cosmos' : 'slds1';
}

/** Swaps the style sheet, as Setup › Themes and Branding does for the whole org. A sheet that was loaded once stays in the page. */
async function setTheme(page: Page, theme: Theme): Promise<void> {
  if ((await themeOf(page)) === theme) {
    return;
  }
  await page.locator('link[href*="/assets/slds"]').evaluateAll(async (links, href) => {
    const sheets = links as HTMLLinkElement[];
    const present = sheets.find((link) => link.getAttribute('href') === href);
    const wanted = present ?? (sheets[0].cloneNode() as HTMLLinkElement);
    if (!present) {
      const loaded = new Promise((done, refuse) => {
        wanted.onload = done;
        wanted.onerror = () => refuse(new Error(`${href} cannot be loaded`));
      });
      wanted.href = href;
      sheets[sheets.length - 1].after(wanted);
      await loaded;
    }
    for (const link of [...sheets, wanted]) {
      if (link.sheet) {
        link.sheet.disabled = link !== wanted;
      }
    }
  }, STYLE_SHEETS[theme]);
}

/** Sets the window's width, and waits until the page was laid out for it: components follow the width of their region. */
async function setWidth(page: Page, width: number): Promise<void> {
  const { height, width: present } = page.viewportSize() ?? { height: 900, width: 0 };
  if (present === width) {
    return;
  }
  await page.setViewportSize({ width, height });
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
  );
}

function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

/** A page's text without ids, ports, keys and times: what is left is the same whenever the state is. */
function withoutChance(text: string): string {
  return text.replace(/[0-9a-f-]{20,}/gi, '#').replace(/\d+/g, '#');
}

/** Evaluates an expression in a JavaScript world that stays as long as the document, and that the page's scripts do not see. */
async function inWorldOfItsOwn(page: Page, expression: string): Promise<unknown> {
  const session = await worldSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'evidence'
  });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    expression,
    awaitPromise: true,
    returnByValue: true
  });
  if (exceptionDetails) {
    throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  }
  return result.value;
}

/**
 * Runs axe in a JavaScript world of its own: in the page's world, synthetic shadow hides the inside of components and makes the rule about
 * contrast break off. A rule that could not run counts as a violation.
 */
async function accessibilityViolations(page: Page, state: string): Promise<string[]> {
  const run = (expression: string): Promise<unknown> => inWorldOfItsOwn(page, expression);
  if ((await run('typeof axe')) === 'undefined') {
    await run(`${AXE}; null`);
  }
  // Nothing that these rules ask for needs the style sheets loaded ahead.
  const options = JSON.stringify({ runOnly: WCAG, resultTypes: ['violations', 'incomplete'], preload: false });
  const report = `axe.run(document, ${options}).then(({ violations, incomplete }) => ({ violations, incomplete }))`;
  const { violations, incomplete } = (await run(report)) as Pick<AxeResults, 'violations' | 'incomplete'>;
  const broken = incomplete.filter(({ nodes }) =>
    nodes.some(({ none }) => none.some(({ id }) => id === 'error-occurred'))
  );
  return [...violations, ...broken].map(
    ({ id, help, nodes }) => `${state}: ${id}, ${help}: ${nodes.map(({ target }) => target.join(' ')).join(' · ')}`
  );
}

function worldSession(page: Page): Promise<CDPSession> {
  let session = worldSessions.get(page);
  if (!session) {
    session = page.context().newCDPSession(page);
    worldSessions.set(page, session);
  }
  return session;
}
