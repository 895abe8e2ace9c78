import assert from 'node:assert';
import { it } from 'node:test';
import { PRINCIPAL, EXTERNAL_CREDENTIAL, IDENTITY_PROVIDER } from '../local-org/scenarios/secured';
import { addRedirectUrl, authorize, enterApplication, prove, retire } from './happy-path';
import { Journey, journeys } from './journey';
import { HomePage } from './pages/home';
import { ConsentPage } from './pages/portal';
import { applyQuickly, consent, expectFault, toPlan } from './short-way';

/** Enters a new application for the connection that the wizard shows, applies the plan, and allows access: the wizard has seen it. */
async function relinkShown(journey: Journey, application: string, connection: string): Promise<void> {
  const { wizard, page } = journey;
  await page
    .locator('.slds-page-header')
    .getByRole('link', { name: new RegExp(`^${connection}\\b`) })
    .first()
    .waitFor();
  const { applications } = journey.org.constantContact.state;
  const outdated = applications.list().find(({ name }) => name === application);
  assert.ok(outdated, `the portal lists ${application}`);
  const { apiKey } = applications.copy(outdated.apiKey);
  const secret = applications.generateSecret(apiKey);
  journey.guard(secret);
  await wizard.fillPair(apiKey, secret);
  await wizard.checkPair();
  await wizard.applyButton().click();
  await wizard.waitForOpen('redirect');
  applications.save(apiKey, [await wizard.callbackUrl()], 'longLived');
  await wizard.button('redirect', 'I added it').click();
  await wizard.waitForOpen('authorize');
  await consent(journey);
  await wizard.button('authorize', 'I have finished').click();
  await wizard.waitForBadge('authorize', 'Done');
}

journeys('Connections through a secured endpoint', () => {
  for (const { scenario, tables, reviewed, callback } of [
    {
      scenario: 'secured-endpoint',
      tables: [/^Auth\. Provider: ConstantContact ·/, `External Credential: ${EXTERNAL_CREDENTIAL} ·`],
      reviewed: 'Done',
      callback: /\/services\/authcallback\/ConstantContact$/
    },
    {
      scenario: 'identity-provider',
      tables: [
        `External Auth Identity Provider: ${IDENTITY_PROVIDER} ·`,
        `External Credential: ${EXTERNAL_CREDENTIAL} ·`
      ],
      // Nothing shows the stored secret: the authorization proves it.
      reviewed: 'Not proven yet',
      callback: /\/services\/authcallback\/externalauth\/Constant_Contact_Identity$/
    }
  ]) {
    it(`${scenario}: the whole article, in the words of Setup, to the renewed access`, () =>
      Journey.run(scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        const { portal } = await enterApplication(journey);
        for (const heading of tables) {
          await wizard.step('review').getByRole('heading').filter({ hasText: heading }).waitFor();
        }
        await journey.look('2 plan');
        await wizard.applyButton().click();
        await wizard.waitForOpen('redirect');
        await wizard.waitForBadge('review', reviewed);
        assert.match(await wizard.callbackUrl(), callback, 'the callback URL of this kind');
        await addRedirectUrl(journey, portal);
        await wizard
          .step('authorize')
          .getByText(
            `On the tab External Credentials open ${EXTERNAL_CREDENTIAL}, and under Principals select Authenticate`
          )
          .waitFor();
        await authorize(journey);
        await wizard.waitForBadge('review', 'Done');
        await prove(journey);
        await wizard.button('prove', 'Renew the access token').click();
        await wizard
          .step('prove')
          .getByText(/^Refresh: proven\./)
          .waitFor();
        await journey.look('5 renewed');
        await retire(journey, portal);
        await wizard.waitForState('Working');
      }));
  }

  it('mixed: each kind is chosen by its name, and what happens to one leaves the others as they were', () =>
    Journey.run('mixed', { scenario: 'mixed' }, async (journey) => {
      const { wizard, page, org } = journey;
      const legacy = structuredClone([journey.provider().values, journey.credential().values]);
      await wizard.open();
      await wizard.waitForBadge('check', 'Needs attention');
      assert.strictEqual(await page.getByRole('radio').count(), 3, 'all three are offered');
      for (const choice of [
        /^Constant Contact: uses Auth\. Provider ConstantContact,/,
        /^Constant Contact Reports: uses External Auth Identity Provider Constant_Contact_Reports,/
      ]) {
        await page.getByText(choice).waitFor();
      }
      await journey.look('choose among kinds');
      await page
        .getByText(/^Constant Contact Events: uses an External Credential with Auth\. Provider ConstantContact_Events,/)
        .click();
      await wizard.button('check', 'Use this connection').click();
      await wizard.waitForOpen('application');
      await relinkShown(journey, 'Event Sign-up', 'Constant_Contact_Events');

      const home = new HomePage(page, org.origins.lightning);
      const states = async (wanted: Record<string, string>): Promise<void> => {
        await home.open();
        for (const [label, state] of Object.entries(wanted)) {
          await home.card(label).locator('c-relink-badge').filter({ hasText: state }).waitFor();
        }
      };
      await states({
        'Constant Contact': 'Outdated',
        'Constant Contact Events': 'Working',
        'Constant Contact Reports': 'Outdated'
      });
      const reports = home.card('Constant Contact Reports');
      await reports.getByText('External Auth Identity Provider', { exact: true }).waitFor();
      await reports.getByText('(secured endpoint)').waitFor();
      await home.card('Constant Contact').getByText('(legacy)').waitFor();
      await journey.look('home mixed');
      await home.card('Constant Contact Reports').getByRole('button', { name: 'Start with step 1' }).click();
      await wizard.settled();
      await wizard.waitForState('Outdated');
      await wizard.waitForBadge('authorize', 'Locked');
      await wizard.waitForBadge('retire', 'Locked');
      await wizard.openStep('application');
      assert.deepStrictEqual(
        [await wizard.keyField().inputValue(), await wizard.secretField().inputValue()],
        ['', ''],
        'key and secret of the other connection are not carried over'
      );
      await relinkShown(journey, 'Reports', 'Constant_Contact_Reports');
      await states({
        'Constant Contact': 'Outdated',
        'Constant Contact Events': 'Working',
        'Constant Contact Reports': 'Working'
      });
      assert.deepStrictEqual(
        [journey.provider().values, journey.credential().values],
        legacy,
        'the legacy connection was not touched'
      );
    }));

  it('principal-not-granted: RL-240 leads to the permission sets, and is gone once one grants the principal', () =>
    Journey.run('principal not granted', { scenario: 'principal-not-granted' }, async (journey) => {
      const { wizard, org } = journey;
      await wizard.open();
      await wizard.openStep('check');
      await wizard
        .step('check')
        .getByText(`Named Credential found: Constant Contact (External Credential ${EXTERNAL_CREDENTIAL})`)
        .waitFor();
      const panel = await expectFault(journey, 'check', {
        code: 'RL-240',
        title: 'No permission set grants a principal of Constant Contact OAuth',
        offers: ['Open Permission Sets', 'Check again']
      });
      await wizard.waitForBadge('check', 'Needs attention');
      const link = panel.getByRole('link', { name: /^Open Permission Sets/ });
      assert.match((await link.getAttribute('href')) ?? '', /\/lightning\/setup\/PermSets\/home$/, 'where to grant it');
      org.org.store.permissionSets
        .find(({ name }) => name === 'Constant_Contact_Users')
        ?.principals.push(`${EXTERNAL_CREDENTIAL}-${PRINCIPAL}`);
      await panel.getByRole('button', { name: 'Check again' }).click();
      await panel.waitFor({ state: 'detached' });
      await wizard.waitForBadge('check', 'Done');
      await relinkShown(journey, 'Practice CRM', 'Constant_Contact');
    }));

  it('the same tab comes back to step 4, which knows of the authorization', () =>
    Journey.run('same tab of a principal', { scenario: 'secured-endpoint' }, async (journey) => {
      const { wizard, page } = journey;
      await toPlan(journey);
      await applyQuickly(journey);
      await wizard.step('authorize').getByRole('link', { name: 'Continue in this tab' }).click();
      await new ConsentPage(page).decide('Allow', journey.login);
      await page.waitForURL(/\/lightning\/n\/Relink_Wizard/);
      await wizard.settled();
      await wizard.waitForOpen('authorize');
      await wizard.step('authorize').getByText('Configured', { exact: true }).waitFor();
      await journey.look('back in step 4');
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
    }));

  it('two principals have a state and a link each, and the one that nobody may use says so', () =>
    Journey.run('two principals', { scenario: 'secured-endpoint' }, async (journey) => {
      const { wizard, org } = journey;
      const second = {
        parameterGroup: 'Sales',
        parameterName: 'Sales',
        parameterType: 'NamedPrincipal',
        sequenceNumber: 2
      };
      const { values } = org.org.store.list('ExternalCredential')[0];
      (values.externalCredentialParameters as object[]).push(second);
      await toPlan(journey);
      await applyQuickly(journey);
      const step = wizard.step('authorize');
      const row = (name: string) => step.locator('c-relink-principals li').filter({ hasText: `Principal ${name}` });
      await row('Sales').getByText('No permission set grants this principal').waitFor();
      assert.strictEqual(
        await row(PRINCIPAL).getByText('No permission set grants this principal').count(),
        0,
        'the other one is granted'
      );
      await journey.look('two principals');
      const window = await wizard.openWindow(step.getByRole('link', { name: /^Authorize Marketing in a new window/ }));
      await new ConsentPage(window).decide('Allow', journey.login);
      await window.waitForURL((url) => url.hostname.startsWith('relink.'));
      await window.close();
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
      const kept = JSON.stringify(org.org.store.list('ExternalCredential')[0].values.externalCredentialParameters);
      assert.match(kept, /"Sales"/, 'the update kept both principals');
    }));
});
