import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { HomePage } from './pages/home';
import { toAuthorized } from './short-way';

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

        await toAuthorized(journey);
        await wizard.waitForBadge('authorize', 'Done');
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

  /** A start state, what Setup Home says of it, and what the utility item says once its panel was open. */
  const STATES: [scenario: string, card: string, item: string][] = [
    ['nothing-found', 'No Constant Contact connection in this org', 'Relink: not found'],
    ['two-integrations', 'The connection uses endpoints that Constant Contact replaced.', 'Relink: outdated'],
    ['healthy', 'Constant Contact answers.', 'Relink: working'],
    ['no-permission', 'You do not have access to Relink', 'Relink: no access']
  ];
  for (const [scenario, words, item] of STATES) {
    it(`say what is to be said of ${scenario}, in the card and on the bar`, () =>
      Journey.run('home-states', { scenario }, async (journey) => {
        const home = new HomePage(journey.page, journey.org.origins.lightning);
        await home.open();
        await home.main().getByText(words).first().waitFor();
        await journey.look(`home ${scenario}`);
        await home.openUtility();
        await journey.page.getByRole('button', { name: item, exact: true }).waitFor();
        await journey.look(`utility ${scenario}`);
      }));
  }

  it('run the live call with one press', () =>
    Journey.run('home-call', { scenario: 'healthy' }, async (journey) => {
      const home = new HomePage(journey.page, journey.org.origins.lightning);
      await home.open();
      await home.card('Constant Contact').getByRole('button', { name: 'Run the live call' }).click();
      await journey.wizard.step('prove').getByText('Result of the live call').waitFor();
    }));

  it('lead from a fault to the way through Setup', () =>
    Journey.run('home-setup', { scenario: 'no-permission' }, async (journey) => {
      const home = new HomePage(journey.page, journey.org.origins.lightning);
      await home.open();
      await home.main().getByRole('button', { name: 'Use Setup instead' }).click();
      await journey.wizard.setupGuide().waitFor();
      await journey.look('setup guide from home');
    }));
});
