import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { applyQuickly, expectFault, toPlan } from './short-way';

/** What ends a fault in an org: somebody changes what the scenario set. */
type Mend = (journey: Journey) => void;

const withSwitches =
  (switches: Partial<Journey['org']['org']['store']['switches']>): Mend =>
  ({ org }) => {
    Object.assign(org.org.store.switches, switches);
  };

journeys('A session or an org that Salesforce gives no answer for', () => {
  const cases: { scenario: string; code: string; title: string; offers: string[]; again: string; mend: Mend }[] = [
    {
      scenario: 'api-access-control',
      code: 'RL-112',
      title: 'API Access Control blocks Relink',
      offers: ['Find API Access Control in Setup', 'Check again'],
      again: 'Check again',
      mend: withSwitches({ sessionPolicy: 'open' })
    },
    {
      scenario: 'login-page-as-session',
      code: 'RL-110',
      title: 'Salesforce does not accept this session for API calls',
      offers: ['Reload'],
      again: 'Reload',
      mend: withSwitches({ sessionPage: 'session' })
    },
    {
      scenario: 'metadata-down',
      code: 'RL-903',
      title: 'An answer that Relink cannot read',
      offers: ['Try again', 'Copy details'],
      again: 'Try again',
      mend: withSwitches({ metadata: 'up' })
    },
    {
      scenario: 'slow-read',
      code: 'RL-901',
      title: 'No answer in time',
      offers: ['Try again'],
      again: 'Try again',
      mend: withSwitches({ slowRead: 0 })
    }
  ];
  for (const { scenario, code, title, offers, again, mend } of cases) {
    it(`${scenario}: ${code} has a way by hand, and its button goes on when the cause is gone`, () =>
      Journey.run(scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        const panel = await expectFault(journey, 'check', { code, title, offers });
        await wizard.waitForBadge('application', 'Locked');
        await panel.getByRole('button', { name: 'Use Setup instead' }).click();
        await wizard.setupGuide().getByRole('textbox', { name: 'Authorize Endpoint URL' }).waitFor();
        await wizard.setupGuide().getByRole('button', { name: 'Close' }).click();
        assert.deepStrictEqual(journey.runs(), [], 'nothing was tried');
        mend(journey);
        await panel.getByRole('button', { name: again }).click();
        await wizard.waitForBadge('check', 'Done');
        await wizard.waitForBadge('application', 'Current');
      }));
  }

  it('high-assurance: RL-115 leads to the page that verifies the identity, and then goes on', () =>
    Journey.run('high assurance', { scenario: 'high-assurance' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const panel = await expectFault(journey, 'check', {
        code: 'RL-115',
        title: 'Salesforce may want your identity verified',
        offers: ['Verify your identity', 'Check again']
      });
      const window = await wizard.openWindow(panel.getByRole('link', { name: /^Verify your identity/ }));
      await journey.look('verification', window);
      await window.getByLabel('Verification Code').fill('123456');
      await window.getByRole('button', { name: 'Verify' }).click();
      await window.waitForURL((url) => !url.pathname.includes('/_ui/identity/'));
      await window.close();
      await panel.getByRole('button', { name: 'Check again' }).click();
      await wizard.waitForBadge('check', 'Done');
      await toPlan(journey);
      await applyQuickly(journey);
    }));

  it('session-page-off: RL-116 says who switched it off, and leads by hand', () =>
    Journey.run('session page off', { scenario: 'session-page-off' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const panel = await expectFault(journey, 'check', {
        code: 'RL-116',
        title: 'The session page is switched off in this org',
        offers: ['Use Setup instead', 'Check again']
      });
      await panel.getByText(/in the custom setting Relink Settings/).waitFor();
      await panel.getByRole('button', { name: 'Use Setup instead' }).click();
      await wizard.setupGuide().getByRole('textbox', { name: 'Token Endpoint URL' }).waitFor();
      assert.deepStrictEqual(
        journey.org.logLines.filter((line) => line.includes('/services/Soap/')),
        [],
        'no session was lent, and nothing was asked with one'
      );
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      await wizard.fault('prove', 'Constant Contact does not recognize the authorization');
      await wizard.button('prove', 'Go to step 4').click();
      await wizard.waitForOpen('authorize');
      await wizard
        .step('authorize')
        .getByRole('link', { name: /^Open Named Credential/ })
        .waitFor();
      await wizard.button('authorize', 'I have finished').waitFor();
      await journey.look('step 4 without a session');
    }));
});
