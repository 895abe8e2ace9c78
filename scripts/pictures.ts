/**
 * `npm run docs:pictures`: the pictures of the documentation, made anew by doing the whole article in the local org, always at the same
 * time of the same day. Keys differ from run to run, for Constant Contact's emulator issues them.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { addRedirectUrl, applyPlan, authorize, enterApplication, prove } from '../e2e/happy-path';
import { closeStage, Journey } from '../e2e/journey';
import { HomePage } from '../e2e/pages/home';
import type { StepName } from '../e2e/pages/wizard';

const FOLDER = path.resolve(__dirname, '..', 'docs', 'images');
/** Addresses in the pictures are those that `npm start` gives. */
const PORT = 4600;
const TIME = Date.UTC(2026, 10, 24, 10, 30);
/** Higher than any page, so that the utility bar stays below what is shown. */
const WINDOW = { width: 1280, height: 2600 };
const MARGIN = 12;

/** Pictures by file name; the old ones are replaced when all are made. */
const pictures = new Map<string, Buffer>();

async function article(journey: Journey): Promise<void> {
  const { page, wizard } = journey;
  await page.setViewportSize(WINDOW);
  const home = new HomePage(page, journey.org.origins.lightning);
  await home.open();
  await home.card('Constant Contact').waitFor();
  await picture('home', page, home.history());

  await wizard.open();
  await wizard.waitForOpen('application');
  await wizard.openStep('check');
  await step(journey, 'step-0-check', 'check');
  await wizard.reload();
  await wizard.waitForOpen('application');
  await step(journey, 'step-1-application', 'application');
  const { portal } = await enterApplication(journey);
  await wizard.applyButton().waitFor();
  await step(journey, 'step-2-review', 'review');
  await applyPlan(journey);
  await step(journey, 'step-3-redirect-url', 'redirect');
  await addRedirectUrl(journey, portal);
  await step(journey, 'step-4-authorize', 'authorize');
  await authorize(journey);
  await wizard.button('authorize', 'Continue with step 5').click();
  await prove(journey);
  await step(journey, 'step-5-prove', 'prove');
  await wizard.button('prove', 'Continue with step 6').click();
  await wizard.waitForOpen('retire');
  await step(journey, 'step-6-retire', 'retire');
}

/** An org that keeps the old secret: the fault that an admin may meet in step 2. */
async function secretKept(journey: Journey): Promise<void> {
  const { page, wizard } = journey;
  await page.setViewportSize(WINDOW);
  await wizard.open();
  await enterApplication(journey);
  await wizard.applyButton().click();
  await wizard.fault('review', 'Salesforce kept the old Consumer Secret');
  await step(journey, 'fault-secret-kept', 'review');
}

/** From the page's header to the end of a step. */
async function step({ page, wizard }: Journey, name: string, open: StepName): Promise<void> {
  // Takes the focus ring and the pointer of the last press away.
  await page.locator('main').click({ position: { x: 2, y: 2 } });
  await picture(name, page, wizard.step(open));
}

/** What the window shows below the app's header, down to the end of an element. */
async function picture(name: string, page: Page, last: Locator): Promise<void> {
  const [main, end] = await Promise.all([page.locator('main').boundingBox(), last.boundingBox()]);
  if (!main || !end) {
    throw new Error(`${name}: nothing to show`);
  }
  const height = end.y + end.height + MARGIN - main.y;
  const clip = { x: main.x, y: main.y, width: main.width, height };
  pictures.set(`${name}.png`, await page.screenshot({ clip, animations: 'disabled' }));
}

async function main(): Promise<void> {
  try {
    await Journey.run('pictures', { port: PORT, time: TIME }, article);
    await Journey.run('pictures', { port: PORT, time: TIME, scenario: 'secret-ignored' }, secretKept);
  } finally {
    await closeStage();
  }
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const [name, picture] of pictures) {
    writeFileSync(path.join(FOLDER, name), picture);
    console.log(`docs/images/${name}`);
  }
}

void main();
