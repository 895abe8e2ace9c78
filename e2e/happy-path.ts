import { ConsentPage } from './pages/portal';
import type { PortalPage } from './pages/portal';
import type { Journey } from './journey';

/**
 * The article, step by step, as a person does it with Relink. Each part starts where the one before ends; the wizard is open.
 * Every visible state is looked at on the way.
 */

/** Step 1: a copy of the outdated application, its key and its secret, accepted by Constant Contact. */
export async function enterApplication(journey: Journey): Promise<{ portal: PortalPage; key: string; secret: string }> {
  const { wizard } = journey;
  await wizard.waitForOpen('application');
  await journey.look('1 application');
  const portal = await journey.openPortal();
  const { key, secret } = await journey.newApplication(portal);
  await wizard.fillPair(key, secret);
  await wizard.checkPair();
  await wizard.waitForOpen('review');
  return { portal, key, secret };
}

/** Step 2: the plan is read and applied. */
export async function applyPlan(journey: Journey): Promise<void> {
  const { wizard } = journey;
  await wizard.applyButton().waitFor();
  await journey.look('2 plan');
  await wizard.applyButton().click();
  await wizard.waitForOpen('redirect');
  await wizard.waitForBadge('review', 'Done');
}

/** Step 3: the callback URL goes to the application. */
export async function addRedirectUrl(journey: Journey, portal: PortalPage): Promise<void> {
  const { wizard } = journey;
  await journey.look('3 redirect URL');
  await portal.addRedirectUrl(await wizard.callbackUrl());
  await wizard.button('redirect', 'I added it').click();
  await wizard.waitForOpen('authorize');
}

/** Step 4: consent in a new window; the wizard notices by itself. */
export async function authorize(journey: Journey): Promise<void> {
  const { wizard } = journey;
  await journey.look('4 authorize');
  const window = await wizard.authorize();
  await journey.look('4 consent', window);
  await new ConsentPage(window).decide('Allow', journey.login);
  await window.waitForURL((url) => url.hostname.startsWith('relink.'));
  await window.close();
  await wizard.waitForBadge('authorize', 'Done');
}

/** Step 5: the live call through the Named Credential. */
export async function prove(journey: Journey): Promise<void> {
  const { wizard } = journey;
  await wizard.openStep('prove');
  await wizard.liveCallButton().click();
  await wizard
    .step('prove')
    .getByText(/^Connected account:/)
    .waitFor();
  await journey.look('5 proof');
}

/** Step 6: the old application is deactivated in the portal, and the wizard records it. */
export async function retire(journey: Journey, portal: PortalPage): Promise<void> {
  const { wizard } = journey;
  await wizard.openStep('retire');
  await journey.look('6 retire');
  await portal.openApplications(journey.login);
  await portal.deactivateOutdated(journey.oldApplication().name);
  await wizard
    .step('retire')
    .getByText('Nothing else uses this key, and I deactivated it in Constant Contact.', { exact: true })
    .click();
  await wizard.button('retire', 'Record as retired').click();
  await wizard.step('retire').getByRole('heading', { name: 'The connection is relinked' }).waitFor();
  await journey.look('6 retired');
}

/** Everything, from the first page to the closing panel. */
export async function relink(journey: Journey): Promise<{ key: string; secret: string }> {
  await journey.wizard.open();
  const { portal, key, secret } = await enterApplication(journey);
  await applyPlan(journey);
  await addRedirectUrl(journey, portal);
  await authorize(journey);
  await prove(journey);
  await retire(journey, portal);
  return { key, secret };
}
