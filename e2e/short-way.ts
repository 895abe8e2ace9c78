import assert from 'node:assert';
import type { Locator } from 'playwright-core';
import type { Journey } from './journey';
import { ConsentPage } from './pages/portal';
import type { StepName } from './pages/wizard';

/** The parts of the article without their pictures and without the portal's pages, for journeys that are about what comes after. */

/** Opens the wizard and enters an accepted pair: step 2 shows its plan. */
export async function toPlan(journey: Journey): Promise<{ key: string; secret: string }> {
  const { wizard } = journey;
  await wizard.open();
  const pair = journey.quickApplication();
  await wizard.fillPair(pair.key, pair.secret);
  await wizard.checkPair();
  await wizard.waitForOpen('review');
  await wizard.planRow('Token Endpoint URL').waitFor();
  return pair;
}

/** Applies the plan that is shown: step 4 is open. */
export async function applyQuickly(journey: Journey): Promise<void> {
  const { wizard } = journey;
  await wizard.applyButton().click();
  await wizard.waitForOpen('redirect');
  await wizard.button('redirect', 'I added it').click();
  await wizard.waitForOpen('authorize');
}

/** Allows access at Constant Contact in a new window. The wizard is not told. */
export async function consent(journey: Journey, login = journey.login): Promise<void> {
  const window = await journey.wizard.authorize();
  await new ConsentPage(window).decide('Allow', login);
  await window.waitForURL((url) => url.hostname.startsWith('relink.'));
  await window.close();
}

/** Everything up to an authorization that the wizard has seen. */
export async function toAuthorized(journey: Journey): Promise<{ key: string; secret: string }> {
  const pair = await toPlan(journey);
  await applyQuickly(journey);
  await consent(journey);
  await journey.wizard.button('authorize', 'I have finished').click();
  return pair;
}

/** What every fault panel must be: its code, its buttons in their order, and the way by hand among them. Looks at it. */
export async function expectFault(
  journey: Journey,
  step: StepName,
  { code, title, offers }: { code: string; title: string; offers: string[] }
): Promise<Locator> {
  const { wizard } = journey;
  const panel = await wizard.fault(step, title);
  assert.strictEqual(await wizard.faultCode(panel), code);
  const all = offers.includes('Use Setup instead') ? offers : [...offers, 'Use Setup instead'];
  assert.deepStrictEqual((await wizard.offers(panel)).sort(), all.sort(), `buttons of ${code}`);
  await journey.look(code);
  return panel;
}
