import { it } from 'node:test';
import { addRedirectUrl, applyPlan, authorize, enterApplication, prove } from './happy-path';
import { Journey, journeys } from './journey';
import { HomePage } from './pages/home';

journeys('Setup Home and the utility bar', () => {
  for (const width of [1280, 400]) {
    it(`lead to the next action, and tell the result afterwards, in a window of ${width} px`, () =>
      Journey.run('home', { width }, async (journey) => {
        const { wizard } = journey;
        const home = new HomePage(journey.page, journey.org.origins.lightning);
        await home.open();
        const card = home.card('Constant Contact');
        await card.getByText('Outdated', { exact: true }).first().waitFor();
        await home.history().getByText('No runs yet.').waitFor();
        await journey.look('home outdated');
        await card.getByRole('button', { name: 'Start with step 1' }).click();
        await wizard.settled();

        const { portal } = await enterApplication(journey);
        await applyPlan(journey);
        await addRedirectUrl(journey, portal);
        await authorize(journey);
        await prove(journey);
        await home.open();
        await card.getByText('Working', { exact: true }).waitFor();
        await home.history().getByText('Done', { exact: true }).waitFor();
        await journey.look('home working');
        const panel = await home.openUtility();
        await panel.getByText('Relink: working').waitFor();
        await journey.look('utility panel');
        await panel.getByRole('button', { name: 'Open Relink' }).click();
        await wizard.settled();
      }));
  }
});
