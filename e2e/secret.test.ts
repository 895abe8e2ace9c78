import assert from 'node:assert';
import { it } from 'node:test';
import { addRedirectUrl, applyPlan, authorize, enterApplication, prove } from './happy-path';
import { Journey, journeys } from './journey';
import { ConsentPage } from './pages/portal';
import { AuthProviderEditPage } from './pages/setup';

journeys('What nobody could know before', () => {
  it('a secret that Salesforce ignores is noticed, pasted in Setup, and the journey goes on', () =>
    Journey.run('secret ignored', { scenario: 'secret-ignored' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { portal, secret } = await enterApplication(journey);
      await wizard.applyButton().click();
      const panel = await wizard.fault('review', 'Salesforce kept the old Consumer Secret');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-210');
      await journey.look('secret not stored');
      assert.ok(journey.provider().consumerSecret !== secret, 'the org still holds the old secret');

      await wizard.button('review', 'I have saved it').click();
      await wizard.fault('review', 'Salesforce kept the old Consumer Secret');
      await panel.getByRole('button', { name: 'Copy secret' }).first().click();
      const setup = await wizard.openWindow(panel.getByRole('link', { name: /^Open Auth\. Provider/ }).first());
      const edit = new AuthProviderEditPage(setup);
      await journey.look('setup edit page', setup);
      await edit.pasteSecret();
      assert.ok(journey.provider().consumerSecret === secret, 'Setup stores what the update could not');
      await setup.close();
      await wizard.button('review', 'I have saved it').click();
      await wizard.waitForOpen('redirect');
      await addRedirectUrl(journey, portal);
      await authorize(journey);
      await prove(journey);
    }));

  it('an old token that still works proves nothing, and the old application stays', () =>
    Journey.run('old token alive', { scenario: 'old-token-alive' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { portal } = await enterApplication(journey);
      await applyPlan(journey);
      await addRedirectUrl(journey, portal);
      const window = await wizard.authorize();
      await new ConsentPage(window).decide('Allow', journey.login);
      await window.waitForURL((url) => url.hostname.startsWith('relink.'));
      await window.close();
      await wizard.button('authorize', 'I have finished').click();
      await wizard.step('authorize').getByText('Connected. The new consent is not yet proven').waitFor();
      await journey.look('not proven');
      await wizard.waitForBadge('retire', 'Locked');
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      await wizard
        .step('prove')
        .getByText(/^New consent: not yet proven/)
        .waitFor();
      await journey.look('proof of the call only');
      await wizard.waitForBadge('retire', 'Locked');
      await wizard.reload();
      await wizard.waitForBadge('retire', 'Locked');
    }));

  it('a denied consent leaves everything as it was, and a second try succeeds', () =>
    Journey.run('denied', {}, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { portal } = await enterApplication(journey);
      await applyPlan(journey);
      await addRedirectUrl(journey, portal);
      const window = await wizard.authorize();
      journey.evidence.expectConsoleError(/status of 400 .*AuthorizationError/);
      await new ConsentPage(window).decide('Deny', journey.login);
      await window.waitForURL((url) => url.hostname.startsWith('relink.'));
      await journey.look('denied', window);
      await window.close();
      assert.ok(!journey.credential().tokens?.refreshToken, 'no token was stored');
      await wizard.button('authorize', 'I have finished').click();
      const panel = await wizard.fault('authorize', 'Constant Contact does not recognize the authorization');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-501');
      await journey.look('not authorized');
      await authorize(journey);
      await prove(journey);
    }));
});
