import assert from 'node:assert';
import { it } from 'node:test';
import { addRedirectUrl, applyPlan, authorize, enterApplication, prove } from './happy-path';
import { Journey, journeys } from './journey';
import { ConsentPage } from './pages/portal';
import { NamedCredentialEditPage } from './pages/setup';

const atSalesforce = (url: URL): boolean => url.hostname.startsWith('relink.');

journeys('Other roads to the authorization', () => {
  it('the documented road by the Named Credential in Setup is noticed as well', () =>
    Journey.run('setup road', {}, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { portal } = await enterApplication(journey);
      await applyPlan(journey);
      await addRedirectUrl(journey, portal);
      const link = wizard.step('authorize').getByRole('link', { name: /^Open Named Credential/ });
      const setup = await wizard.openWindow(link);
      await journey.look('edit named credential', setup);
      await new NamedCredentialEditPage(setup).saveAndAuthorize();
      await new ConsentPage(setup).decide('Allow', journey.login);
      await setup.waitForURL(atSalesforce);
      await setup.close();
      assert.ok(journey.credential().tokens?.refreshToken, 'the org holds a refresh token');
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
    }));

  it('the same tab does as well, and the wizard finds out when it is opened again', () =>
    Journey.run('same tab', {}, async (journey) => {
      const { wizard, page } = journey;
      await wizard.open();
      const { portal } = await enterApplication(journey);
      await applyPlan(journey);
      await addRedirectUrl(journey, portal);
      await wizard.step('authorize').getByRole('link', { name: 'Continue in this tab' }).click();
      await new ConsentPage(page).decide('Allow', journey.login);
      await page.waitForURL(atSalesforce);
      await wizard.open();
      await wizard.waitForOpen('authorize');
      await prove(journey);
      await wizard.waitForBadge('authorize', 'Done');
    }));

  it('a redirect URL that Constant Contact does not know shows its error page, and adding it helps', () =>
    Journey.run('redirect URL', {}, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { portal } = await enterApplication(journey);
      await applyPlan(journey);
      await wizard.button('redirect', 'I added it').click();
      await wizard.waitForOpen('authorize');
      journey.evidence.expectConsoleError(/status of 400 .*authz\.constantcontact\.com/);
      const window = await wizard.authorize();
      await window.getByRole('heading', { name: 'This request cannot go on' }).waitFor();
      await journey.look('error page', window);
      await window.close();
      assert.ok(!journey.credential().tokens?.refreshToken, 'nothing was authorized');
      await wizard.button('authorize', 'Go to step 3').click();
      await wizard.waitForOpen('redirect');
      await addRedirectUrl(journey, portal);
      await authorize(journey);
    }));
});
