import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { applyQuickly, expectFault, toPlan } from './short-way';

journeys('What happens seldom', () => {
  it('looking for an authorization that never comes ends after ten minutes with RL-405', () =>
    Journey.run('nothing seen', { time: Date.now() }, async (journey) => {
      const { wizard, page } = journey;
      await toPlan(journey);
      await applyQuickly(journey);
      const window = await wizard.authorize();
      await window.close();
      await wizard.button('authorize', 'I have finished').waitFor();
      await page.clock.fastForward('11:00');
      const panel = await expectFault(journey, 'authorize', {
        code: 'RL-405',
        title: 'No authorization seen',
        offers: ['Check now', 'Go to step 3']
      });
      await panel.getByRole('button', { name: 'Go to step 3' }).click();
      await wizard.waitForOpen('redirect');
    }));

  it('an Auth. Provider of another type is RL-606', () =>
    Journey.run('provider type', {}, async (journey) => {
      const { wizard } = journey;
      journey.provider().values.providerType = 'Google';
      await wizard.open();
      await expectFault(journey, 'check', {
        code: 'RL-606',
        title: 'The Auth. Provider is of another type',
        offers: ['Open Auth. Provider', 'Check again']
      });
      await wizard.waitForBadge('application', 'Locked');
    }));

  it('a connection that a package takes over meanwhile is RL-607, and nothing is written', () =>
    Journey.run('package meanwhile', {}, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      journey.credential().namespace = 'practifi';
      await wizard.applyButton().click();
      await expectFault(journey, 'review', {
        code: 'RL-607',
        title: 'This belongs to the managed package practifi',
        offers: ['Use Setup instead', 'Open Auth. Provider']
      });
      assert.match(journey.providerText('tokenUrl'), /idfed/, 'nothing was written');
    }));

  it('a network that fails under Apply is RL-999, and reading from the org goes on', () =>
    Journey.run('offline', {}, async (journey) => {
      const { wizard, context } = journey;
      await toPlan(journey);
      journey.evidence.expectConsoleError(/ERR_INTERNET_DISCONNECTED/);
      await context.setOffline(true);
      await wizard.applyButton().click();
      const title = 'Something Relink does not know';
      await wizard.fault('review', title);
      await context.setOffline(false);
      const panel = await expectFault(journey, 'review', {
        code: 'RL-999',
        title,
        offers: ['Read from org', 'Copy details']
      });
      await panel.getByRole('button', { name: 'Read from org' }).click();
      await applyQuickly(journey);
    }));
});
