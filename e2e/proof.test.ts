import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { applyQuickly, consent, toPlan } from './short-way';

const HOUR = 3_600_000;

journeys('The 24 hours of an access token', () => {
  it('a link that worked before is not proven by the next call, and is by one that comes 25 hours later', () =>
    Journey.run('25 hours', { scenario: 'old-token-alive' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await applyQuickly(journey);
      await consent(journey);
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      await wizard
        .step('prove')
        .getByText(/^New consent: not yet proven/)
        .waitFor();
      await wizard.waitForState('Not proven');
      await wizard.waitForBadge('prove', 'Not proven yet');
      await wizard.waitForBadge('retire', 'Locked');
      await journey.look('not proven');

      await journey.org.advance(23 * HOUR);
      await wizard.button('prove', 'Run the live call').click();
      await wizard.button('prove', 'Run the live call').isEnabled();
      await wizard.waitForBadge('retire', 'Locked');

      await journey.org.advance(2 * HOUR);
      await wizard.button('prove', 'Run the live call').click();
      await wizard.step('prove').getByText('New consent: proven', { exact: true }).waitFor();
      await wizard
        .step('prove')
        .getByText(/^Refresh: proven\./)
        .waitFor();
      await wizard.waitForState('Working');
      await wizard.waitForBadge('prove', 'Done');
      await journey.look('proven');
      await wizard.openStep('retire');
      await wizard
        .step('retire')
        .getByText('Nothing else uses this key, and I deactivated it in Constant Contact.', { exact: true })
        .click();
      await wizard.button('retire', 'Record as retired').click();
      await wizard.step('retire').getByRole('heading', { name: 'The connection is relinked' }).waitFor();
    }));

  it('a link that failed before is proven at once, and its refresh 25 hours later', () =>
    Journey.run('refresh', {}, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await applyQuickly(journey);
      await consent(journey);
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      await wizard.step('prove').getByText('New consent: proven', { exact: true }).waitFor();
      await wizard
        .step('prove')
        .getByText(/^Refresh: not proven yet/)
        .waitFor();
      await journey.org.advance(25 * HOUR);
      await wizard.button('prove', 'Run the live call').click();
      await wizard
        .step('prove')
        .getByText(/^Refresh: proven\./)
        .waitFor();
    }));
});
