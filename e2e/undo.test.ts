import assert from 'node:assert';
import { it } from 'node:test';
import { OLD_SECRET } from '../local-org/scenarios/northwind';
import { addRedirectUrl, authorize, enterApplication, prove } from './happy-path';
import { Journey, journeys } from './journey';
import { HomePage } from './pages/home';
import { toAuthorized } from './short-way';

journeys('A replacement provider, and undo', () => {
  it('a replacement leads to a proof, and pointing back needs no secret', () =>
    Journey.run('replacement', {}, async (journey) => {
      const { wizard, page } = journey;
      await wizard.open();
      const { portal } = await enterApplication(journey);
      await page.getByText('Replacement provider:').click();
      await page.getByText('New callback URL').waitFor();
      await journey.look('plan of a replacement');
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      assert.match(await wizard.callbackUrl(), /ConstantContact_2$/, 'the callback URL is that of the new provider');
      await page.getByText('This URL is new.').waitFor();
      await addRedirectUrl(journey, portal);
      await authorize(journey);
      await prove(journey);
      await wizard.openStep('review');
      await page.getByRole('button', { name: 'Point back to ConstantContact' }).click();
      await page.getByRole('button', { name: 'Put back 2 values' }).waitFor();
      await journey.look('what would be put back');
      await page.getByRole('button', { name: 'Put back 2 values' }).click();
      await page.getByText('The values from before are back. Authorize again.').first().waitFor();
      await journey.look('after the undo');
      assert.equal(
        journey.credentialText('authProvider'),
        'ConstantContact',
        'the credential uses the old provider again'
      );
    }));

  it('an update in place is put back without the secret that nobody kept', () =>
    Journey.run('undo in place', { width: 400, theme: 'cosmos' }, async (journey) => {
      const { wizard, page } = journey;
      await wizard.open();
      await enterApplication(journey);
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      await wizard.openStep('review');
      await page.getByRole('button', { name: /^Put back the values from before/ }).click();
      const apply = page.getByRole('button', { name: /^Put back \d values/ });
      await apply.waitFor();
      await journey.look('what would be put back');
      await apply.click();
      await page.getByText('The values from before are back. Authorize again.').first().waitFor();
      await journey.look('after the undo');
    }));

  it('a replacement takes along the Named Credentials that were chosen, and leaves the others', () =>
    Journey.run('replacement for several', { scenario: 'shared-provider' }, async (journey) => {
      const { wizard, page } = journey;
      await wizard.open();
      await page.getByText('Constant Contact: uses Auth. Provider ConstantContact').click();
      await wizard.button('check', 'Use this connection').click();
      await wizard.waitForOpen('application');
      const { key, secret } = journey.quickApplication();
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await page.getByText('Replacement provider:').click();
      await page.getByText('New callback URL').waitFor();
      const choice = wizard
        .step('review')
        .getByRole('group', { name: 'Named Credentials to point to the new Auth. Provider' });
      for (const [name, chosen] of [
        ['Constant Contact Events', true],
        ['Constant Contact Reports', false]
      ] as const) {
        const box = choice.getByRole('checkbox', { name });
        if ((await box.isChecked()) !== chosen) {
          await choice.getByText(name, { exact: true }).click();
          await wizard.applyButton().waitFor();
        }
      }
      await journey.look('chosen credentials');
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      assert.deepStrictEqual(
        ['Constant_Contact', 'Constant_Contact_Events', 'Constant_Contact_Reports'].map(
          (name) => journey.component('NamedCredential', name).values.authProvider
        ),
        ['ConstantContact_2', 'ConstantContact_2', 'ConstantContact'],
        'two of the three point to the new Auth. Provider'
      );
    }));

  it('a change is put back from the history, with the old secret that only a person still has', () =>
    Journey.run('undo from history', {}, async (journey) => {
      const { page, org } = journey;
      const before = structuredClone(journey.provider().values);
      const scope = journey.credentialText('oauthScope');
      await toAuthorized(journey);
      await journey.wizard.waitForBadge('authorize', 'Done');
      assert.notStrictEqual(journey.provider().consumerSecret, OLD_SECRET, 'the new secret is in place');
      const home = new HomePage(page, org.origins.lightning);
      await home.open();
      const history = home.history();
      await history.getByRole('button', { name: /^Put back the values from before/ }).click();
      const apply = history.getByRole('button', { name: /^Put back \d values/ });
      await apply.waitFor();
      await history.getByText('This restores settings, not the connection: authorize again afterwards.').waitFor();
      await journey.look('preview in the history');
      journey.guard(OLD_SECRET);
      await history.getByLabel('Old Consumer Secret').fill(OLD_SECRET);
      await apply.click();
      await journey.wizard.settled();
      await journey.wizard.waitForState('Outdated');
      assert.deepStrictEqual(journey.provider().values, before, 'key and addresses are those from before');
      assert.strictEqual(journey.provider().consumerSecret, OLD_SECRET, 'and so is the secret');
      assert.strictEqual(journey.credentialText('oauthScope'), scope, 'and the scope');
      await journey.wizard.waitForBadge('retire', 'Locked');
      await journey.look('after the undo in the wizard');
      await home.open();
      await history.getByText(/^Values put back: \d fields$/).waitFor();
      await journey.look('history with the undo');
    }));

  it('replacement-suggested: an org that kept a secret before is offered the replacement first, and says why', () =>
    Journey.run('replacement suggested', { scenario: 'replacement-suggested' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { key, secret } = journey.quickApplication();
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await wizard.waitForOpen('review');
      await wizard
        .step('review')
        .getByText(/^Suggested: this org kept the old secret last time \(/)
        .waitFor();
      const replacement = wizard.step('review').getByRole('radio', { name: /^Replacement provider:/ });
      assert.strictEqual(await replacement.isChecked(), true, 'it is chosen');
      await journey.look('suggested');
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      assert.strictEqual(journey.credentialText('authProvider'), 'ConstantContact_2', 'the new provider is in use');
      assert.strictEqual(
        journey.component('AuthProvider', 'ConstantContact_2').consumerSecret,
        secret,
        'a new provider takes the secret that an update would have lost'
      );
    }));
});
