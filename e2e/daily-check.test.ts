import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { HomePage } from './pages/home';

const HOUR = 60 * 60 * 1000;

journeys('The daily check', () => {
  it('is switched on in step 5, records each day, tells once when the connection breaks, and is switched off', () =>
    Journey.run('daily check', { scenario: 'healthy' }, async (journey) => {
      const { wizard, page, org } = journey;
      const home = new HomePage(page, org.origins.lightning);
      const proofs = (): unknown[] =>
        journey.runs().flatMap(({ Kind__c, Outcome__c }) => (Kind__c === 'Proof' ? [Outcome__c] : []));
      const before = proofs().length;
      await wizard.open();
      await wizard.openStep('prove');
      const step = wizard.step('prove');
      const toggle = step.locator('c-relink-daily-check').getByLabel('Check once a day and tell me if it breaks');
      assert.strictEqual(await toggle.isChecked(), false, 'off until somebody switches it on');
      await step.getByText(/^Is the refresh token in Constant Contact of the type Rotating\?/).waitFor();
      await journey.look('off');
      await step.getByText('Check once a day and tell me if it breaks').click();
      await step.getByText(/^Next check: /).waitFor();
      await journey.look('on');
      await wizard.reload();
      await wizard.openStep('prove');
      await step.getByText(/^Next check: /).waitFor();
      assert.strictEqual(await toggle.isChecked(), true, 'it is a scheduled job of the org, not a state of the page');

      await org.advance(25 * HOUR);
      assert.deepStrictEqual(
        proofs().slice(0, proofs().length - before),
        ['Passed'],
        'one call in 25 hours, on record'
      );
      assert.strictEqual(org.notifications.length, 0, 'it works, and nobody is told');
      await home.open();
      await home.history().getByText('Proof: live call').nth(before).waitFor();
      await home.card('Constant Contact').getByText('Working', { exact: true }).waitFor();
      await home
        .card('Constant Contact')
        .getByText(/^On\. Next: /)
        .waitFor();

      const { applications } = org.constantContact.state;
      applications.list().forEach(({ apiKey }) => applications.deactivate(apiKey));
      await org.advance(24 * HOUR);
      await org.advance(24 * HOUR);
      assert.deepStrictEqual(
        org.notifications.map(({ title, recipients }) => [title, recipients]),
        [['A connection needs attention', [org.org.store.runningUser.userName]]],
        'who switched it on is told, once'
      );
      assert.match(org.notifications[0].body, /^The daily check of Constant_Contact failed \(RL-50\d\)\./);
      await home.open();
      const card = home.card('Constant Contact');
      await card
        .locator('c-relink-badge')
        .filter({ hasText: /Not (working|authorized)/ })
        .waitFor();
      await home.history().getByText('Failed', { exact: true }).first().waitFor();
      await journey.look('home broken');

      const sofar = proofs().length;
      await wizard.open();
      await wizard.openStep('prove');
      await step.getByText(/^Next check: /).waitFor();
      await step.getByText('Check once a day and tell me if it breaks').click();
      await step.getByText(/^Next check: /).waitFor({ state: 'detached' });
      await org.advance(48 * HOUR);
      assert.strictEqual(proofs().length, sofar, 'no more checks');
    }));
});
