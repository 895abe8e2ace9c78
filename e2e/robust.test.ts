import assert from 'node:assert';
import { it } from 'node:test';
import { addRedirectUrl, applyPlan, authorize, enterApplication, prove, retire } from './happy-path';
import { Journey, journeys } from './journey';
import { WizardPage } from './pages/wizard';

journeys('Interruptions', () => {
  it('a reload at any step loses nothing but an unsaved secret', () =>
    Journey.run('reloads', {}, async (journey) => {
      const { wizard, page } = journey;
      page.on('dialog', (dialog) => void dialog.accept());
      await wizard.open();
      const { portal, key, secret } = await enterApplication(journey);
      await wizard.reload();
      await wizard.waitForOpen('application');
      assert.strictEqual(await wizard.secretField().inputValue(), '', 'the secret is gone');
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await wizard.waitForOpen('review');
      await applyPlan(journey);
      await wizard.reload();
      await wizard.waitForBadge('review', 'Done');
      await wizard.waitForOpen('redirect');
      await wizard.waitForOpen('authorize');
      await addRedirectUrl(journey, portal);
      await wizard.reload();
      await wizard.waitForOpen('authorize');
      await authorize(journey);
      await wizard.reload();
      await wizard.waitForBadge('authorize', 'Done');
      await prove(journey);
      await wizard.reload();
      await wizard.waitForBadge('prove', 'Done');
      await retire(journey, portal);
      await wizard.reload();
      await wizard.waitForBadge('retire', 'Done');
      await journey.look('all done');
    }));

  it('a double press writes once', () =>
    Journey.run('double press', {}, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      await enterApplication(journey);
      await wizard.applyButton().dblclick();
      await wizard.waitForOpen('redirect');
      const { auditTrail } = journey.org.org.store;
      assert.strictEqual(auditTrail.length, 2, `one write for each component: ${JSON.stringify(auditTrail)}`);
      assert.strictEqual(journey.runs().length, 1, 'one run');
    }));

  it('a second tab with an old plan writes nothing and shows the new state', () =>
    Journey.run('second tab', {}, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { key, secret } = await enterApplication(journey);
      await wizard.applyButton().waitFor();
      const other = new WizardPage(await journey.context.newPage(), journey.org.origins.lightning);
      await other.open();
      await other.fillPair(key, secret);
      await other.checkPair();
      await other.applyButton().click();
      await other.waitForOpen('redirect');
      const written = journey.org.org.store.auditTrail.length;
      await wizard.page.bringToFront();
      await wizard.applyButton().click();
      const panel = await wizard.fault('review', 'Someone changed this since you looked');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-203');
      await journey.look('changed meanwhile');
      assert.strictEqual(journey.org.org.store.auditTrail.length, written, 'the old plan wrote nothing');
      assert.strictEqual(await wizard.applyButton().count(), 0, 'there is one way on');
      await panel.getByRole('button', { name: 'Review new plan' }).click();
    }));
});
