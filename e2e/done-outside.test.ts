import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { ConsentPage } from './pages/portal';
import { AuthProviderEditPage, NamedCredentialEditPage } from './pages/setup';

const AUTHORIZE = 'https://authz.constantcontact.com/oauth2/default/v1/authorize';
const TOKEN = 'https://authz.constantcontact.com/oauth2/default/v1/token';

journeys('Work that somebody does in Setup meanwhile', () => {
  it('is noticed when the admin comes back, is not undone, and is proven by a live call', () =>
    Journey.run('done outside', { scenario: 'done-outside' }, async (journey) => {
      const { wizard, page, context } = journey;
      await wizard.open();
      await wizard.waitForState('Outdated');
      await wizard.waitForOpen('application');
      const { key, secret } = journey.quickApplication();

      const setup = await context.newPage();
      await setup.goto(`${journey.org.origins.lightning}/lightning/setup/AuthProviders/home`);
      await setup.getByRole('link', { name: 'Edit Constant Contact', exact: true }).click();
      await new AuthProviderEditPage(setup).save({
        'Consumer Key': key,
        'Consumer Secret': secret,
        'Authorize Endpoint URL': AUTHORIZE,
        'Token Endpoint URL': TOKEN
      });
      await setup.goto(`${journey.org.origins.lightning}/lightning/setup/NamedCredential/home`);
      await setup.getByRole('link', { name: 'Edit Constant Contact', exact: true }).click();
      await setup.getByLabel('Scope').fill('account_read contact_data offline_access');
      await new NamedCredentialEditPage(setup).saveAndAuthorize();
      await new ConsentPage(setup).decide('Allow', journey.login);
      await setup.waitForURL((url) => url.hostname.startsWith('relink.'));
      await setup.close();
      await page.bringToFront();

      await page.locator('.slds-page-header').getByRole('button', { name: 'Check again' }).click();
      await wizard.waitForBadge('review', 'Done outside Relink');
      await wizard.waitForFact('review', /^Endpoints and scope are current\. Changed in Setup: .*by Dana Kim\.$/);
      await wizard.waitForOpen('application');
      await journey.look('done outside');
      await wizard.openStep('review');
      assert.strictEqual(await wizard.applyButton().count(), 0, 'nothing is to be applied');
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      await wizard
        .step('prove')
        .getByText(/^Connected account: Northwind Advisors/)
        .waitFor();
      await wizard.waitForState('Working');
      assert.strictEqual(journey.providerText('consumerKey'), key, 'the key from Setup stays');
    }));
});
