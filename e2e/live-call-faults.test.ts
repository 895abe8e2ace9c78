import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { applyQuickly, consent, expectFault, toAuthorized, toPlan } from './short-way';

journeys('A live call that tells more than yes or no', () => {
  for (const { scenario, code, title, offers, state } of [
    {
      scenario: 'deactivated-application',
      code: 'RL-502',
      title: 'The application is deactivated or lacks access',
      offers: ['Open developer portal', 'Run again'],
      state: 'Not working'
    },
    {
      scenario: 'rate-limited',
      code: 'RL-505',
      title: 'Constant Contact limits the number of calls',
      offers: ['Run again'],
      state: 'Not working'
    }
  ]) {
    it(`${scenario}: ${code}, with one button to run it again`, () =>
      Journey.run(scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        await wizard.waitForState('Not proven');
        await wizard.openStep('prove');
        await wizard.button('prove', 'Run the live call').click();
        await expectFault(journey, 'prove', { code, title, offers });
        await wizard.waitForBadge('prove', 'Failed');
        assert.strictEqual(await wizard.button('prove', 'Run the live call').count(), 0, 'one button is enough');
        await wizard.waitForBadge('retire', 'Locked');
        await wizard.reload();
        await wizard.waitForState(state);
      }));
  }

  it('a scope that was not granted is RL-503, and leads to step 2', () =>
    Journey.run('scope missing', { scenario: 'healthy' }, async (journey) => {
      const { wizard } = journey;
      journey.credential().values.oauthScope = 'contact_data offline_access';
      for (const grant of journey.org.constantContact.state.grants.accessGrants(journey.oldApplication().apiKey)) {
        grant.scopes = ['contact_data', 'offline_access'];
      }
      await wizard.open();
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      const panel = await expectFault(journey, 'prove', {
        code: 'RL-503',
        title: 'The scope account_read is missing',
        offers: ['Go to step 2', 'Run again']
      });
      await panel.getByRole('button', { name: 'Go to step 2' }).click();
      await wizard.waitForOpen('review');
    }));

  it('tokens-dropped: an update ends the old access at once, and the call after the new consent is still no proof of it', () =>
    Journey.run('tokens dropped', { scenario: 'tokens-dropped' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.step('review').getByText('Expect callouts to stop from Apply until step 4 is done').waitFor();
      await applyQuickly(journey);
      await wizard.button('authorize', 'I have finished').click();
      await wizard.fault('authorize', 'Constant Contact does not recognize the authorization');
      await journey.look('dropped');
      await consent(journey);
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForFact('authorize', /^Connected\. The new consent is not yet proven/);
      await wizard.waitForBadge('retire', 'Locked');
      await journey.look('seen');
    }));

  it('wrong-account: RL-406 names both, and authorizing again with the right login ends it', () =>
    Journey.run('wrong account', { scenario: 'wrong-account' }, async (journey) => {
      const { wizard } = journey;
      const [, other] = journey.org.constantContact.state.accounts;
      await toPlan(journey);
      await applyQuickly(journey);
      await consent(journey, other);
      await wizard.button('authorize', 'I have finished').click();
      const panel = await expectFault(journey, 'authorize', {
        code: 'RL-406',
        title: 'Another account answered',
        offers: ['Authorize again', 'Keep this account']
      });
      await panel.getByText(/Harbor Street Events.*Northwind Advisors/).waitFor();
      await panel.getByRole('button', { name: 'Keep this account' }).click();
      await panel.waitFor({ state: 'detached' });
    }));

  it('a gate that closes meanwhile is RL-601, and leads to another proof', () =>
    Journey.run('gate closed', {}, async (journey) => {
      const { wizard, page } = journey;
      await toAuthorized(journey);
      await wizard.waitForBadge('authorize', 'Done');
      await wizard.openStep('retire');
      await wizard
        .step('retire')
        .getByText('Nothing else uses this key, and I deactivated it in Constant Contact.', { exact: true })
        .click();
      // Somebody else begins an update.
      const request = { connectionId: journey.credential().id, fields: ['AuthProvider.consumerKey'] };
      await page.evaluate(
        async (params) => {
          const call = { namespace: '', classname: 'RelinkController', method: 'beginRun', params };
          const headers = { 'Content-Type': 'application/json' };
          await fetch('/webruntime/api/apex/execute', { method: 'POST', headers, body: JSON.stringify(call) });
        },
        { request }
      );
      await wizard.button('retire', 'Record as retired').click();
      const panel = wizard.page.locator('c-relink-fault').first();
      await panel.waitFor();
      assert.strictEqual(await wizard.faultCode(panel), 'RL-601');
      assert.deepStrictEqual(await wizard.offers(panel), ['Go to step 5', 'Use Setup instead']);
      await journey.look('RL-601');
      await panel.getByRole('button', { name: 'Go to step 5' }).click();
      await wizard.waitForOpen('prove');
    }));
});
