import assert from 'node:assert';
import { it } from 'node:test';
import { addRedirectUrl, applyPlan, authorize, enterApplication, prove } from './happy-path';
import { Journey, journeys } from './journey';
import { ConsentPage } from './pages/portal';
import { NamedCredentialEditPage } from './pages/setup';
import { applyQuickly, consent, toPlan } from './short-way';

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

  it('coop: a window that is cut off from the page that opened it changes nothing: the live call tells', () =>
    Journey.run('coop', { scenario: 'coop' }, async (journey) => {
      const { wizard, context } = journey;
      const policies: (string | undefined)[] = [];
      context.on('response', (response) => {
        if (response.url().includes('/oauth2/default/v1/authorize')) {
          policies.push(response.headers()['cross-origin-opener-policy']);
        }
      });
      await toPlan(journey);
      await applyQuickly(journey);
      await consent(journey);
      await wizard.waitForBadge('authorize', 'Done');
      await wizard.step('authorize').getByText('Authorized. Constant Contact answered.').first().waitFor();
      assert.ok(policies.length > 0 && policies.every((policy) => policy === 'same-origin'), 'each page cut the tie');
    }));

  it('a consent that is older than five minutes when Salesforce takes it up is RL-501, and another one helps', () =>
    Journey.run('expired code', {}, async (journey) => {
      const { wizard, org } = journey;
      const { grants } = org.constantContact.state;
      const addCode = grants.addCode.bind(grants);
      grants.addCode = (code, grant) => {
        addCode(code, grant);
        grants.addCode = addCode;
        void org.advance(6 * 60_000);
      };
      await toPlan(journey);
      await applyQuickly(journey);
      const window = await wizard.authorize();
      await new ConsentPage(window).decide('Allow', journey.login);
      await window.waitForURL(atSalesforce);
      await journey.look('code expired', window);
      await window.close();
      await unauthorized(journey);
      await wizard.step('authorize').getByText('The authorization took too long').waitFor();
      await consent(journey);
      await wizard.waitForBadge('authorize', 'Done');
    }));

  for (const endpoint of ['authorize', 'token'] as const) {
    it(`Constant Contact is down at its ${endpoint} endpoint: nothing is authorized, and a later try goes through`, () =>
      Journey.run(`${endpoint} down`, {}, async (journey) => {
        const { wizard, org } = journey;
        const { faults } = org.constantContact.state;
        await toPlan(journey);
        await applyQuickly(journey);
        faults.always(endpoint, { kind: 'unavailable', status: 503 });
        journey.evidence.expectConsoleError(/status of 503 .*authz\.constantcontact\.com/);
        const window = await wizard.authorize();
        if (endpoint === 'token') {
          await new ConsentPage(window).decide('Allow', journey.login);
          await window.waitForURL(atSalesforce);
        }
        await journey.look(`${endpoint} down`, window);
        await window.close();
        await unauthorized(journey);
        faults.always(endpoint, null);
        await consent(journey);
        await wizard.waitForBadge('authorize', 'Done');
      }));
  }
});

/** **I have finished**, though nothing was authorized: RL-501, whose button leads back to the link. */
async function unauthorized(journey: Journey): Promise<void> {
  const { wizard } = journey;
  // The page on which Salesforce ends such a return.
  journey.evidence.expectConsoleError(/status of 400 .*\/ui\/AuthorizationError\?/);
  assert.ok(!journey.credential().tokens?.refreshToken, 'nothing was authorized');
  await wizard.button('authorize', 'I have finished').click();
  const panel = await wizard.fault('authorize', 'Constant Contact does not recognize the authorization');
  assert.strictEqual(await wizard.faultCode(panel), 'RL-501');
  await panel.getByText(/nobody has authorized yet, or somebody selected Deny/).waitFor();
  await journey.look('RL-501');
  await panel.getByRole('button', { name: 'Go to step 4' }).click();
  await panel.waitFor({ state: 'detached' });
}
