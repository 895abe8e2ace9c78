import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { applyQuickly, consent, expectFault, toPlan } from './short-way';

journeys('What an admin may find', () => {
  it('healthy: every step is done, nothing is to change, and a live call confirms it', () =>
    Journey.run('healthy', { scenario: 'healthy' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      await wizard.waitForState('Working');
      for (const step of ['check', 'application', 'redirect', 'authorize', 'prove', 'retire'] as const) {
        await wizard.waitForBadge(step, 'Done');
      }
      await wizard.waitForBadge('review', 'Done outside Relink');
      await wizard.waitForFact('retire', 'Nothing to retire.');
      await journey.look('healthy');
      await wizard.openStep('application');
      await wizard.step('application').getByText('Open the application with the API key below.').waitFor();
      await wizard.step('application').getByText('Salesforce uses this application.').waitFor();
      assert.strictEqual(
        await wizard.step('application').getByText('Outdated Applications').count(),
        0,
        'nothing is to be copied'
      );
      await journey.look('renew the secret');
      await wizard.openStep('prove');
      await wizard.button('prove', 'Run the live call').click();
      await wizard.step('prove').getByText('Connected account: Northwind Advisors').waitFor();
      await wizard.waitForState('Working');
      assert.strictEqual(await wizard.applyButton().count(), 0, 'nothing can be applied');
    }));

  it('two-integrations: the admin chooses one, and the other stays as it was', () =>
    Journey.run('two integrations', { scenario: 'two-integrations' }, async (journey) => {
      const { wizard, page } = journey;
      const other = structuredClone(journey.provider().values);
      await wizard.open();
      await wizard.waitForState('Unknown');
      await wizard.waitForBadge('check', 'Needs attention');
      await wizard.button('check', 'Use this connection').click();
      await wizard.step('check').getByText('Select a connection.').waitFor();
      await journey.look('choose');
      await page.getByText('Constant Contact Events: uses Auth. Provider ConstantContact_Events').click();
      await wizard.button('check', 'Use this connection').click();
      await wizard.waitForOpen('application');
      await page.locator('.slds-page-header').getByText('ConstantContact_Events').waitFor();
      await wizard.reload();
      await page.locator('.slds-page-header').getByText('ConstantContact_Events').waitFor();
      const { applications } = journey.org.constantContact.state;
      const current = journey.component('AuthProvider', 'ConstantContact_Events').values.consumerKey as string;
      const { apiKey: key } = applications.copy(current);
      const secret = applications.generateSecret(key);
      journey.guard(secret);
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      assert.strictEqual(
        journey.component('AuthProvider', 'ConstantContact_Events').values.consumerKey,
        key,
        'changed'
      );
      assert.deepStrictEqual(journey.provider().values, other, 'the other provider was not touched');
    }));

  it('shared-provider: all credentials that need a new authorization are named before and after', () =>
    Journey.run('shared provider', { scenario: 'shared-provider' }, async (journey) => {
      const { wizard, page } = journey;
      await wizard.open();
      await page.getByText('Constant Contact: uses Auth. Provider ConstantContact').click();
      await wizard.button('check', 'Use this connection').click();
      await wizard.waitForOpen('application');
      const { key, secret } = journey.quickApplication();
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await wizard.step('review').getByText('More Named Credentials use this Auth. Provider').waitFor();
      await wizard
        .step('review')
        .getByText(/^Constant Contact Events, Constant Contact Reports\./)
        .waitFor();
      await journey.look('shared');
      await applyQuickly(journey);
      await wizard
        .step('authorize')
        .getByText(/Constant Contact Events, Constant Contact Reports/)
        .waitFor();
      await journey.look('authorize shared');
    }));

  for (const { scenario, fact, passed, failed } of [
    {
      scenario: 'provider-only',
      fact: 'Auth. Provider ConstantContact found, but no Named Credential uses it.',
      passed: 'Auth. Provider found: ConstantContact',
      failed: 'No Named Credential points to Constant Contact'
    },
    {
      scenario: 'credential-only',
      fact: 'Named Credential Constant Contact found, but it has no Auth. Provider.',
      passed: 'Named Credential found: Constant Contact',
      failed: 'No Auth. Provider points to Constant Contact'
    },
    {
      scenario: 'nothing-found',
      fact: 'No Auth. Provider or Named Credential points to Constant Contact.',
      passed: 'Relink permission',
      failed: 'No Named Credential points to Constant Contact'
    }
  ]) {
    it(`${scenario}: the check says what is missing, and links to both pages of Setup`, () =>
      Journey.run(scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        await wizard.waitForState('Not found');
        await wizard.waitForBadge('check', 'Failed');
        await wizard.waitForFact('check', fact);
        await wizard.step('check').getByText(passed).waitFor();
        await wizard.step('check').getByText(failed).waitFor();
        for (const name of [/^Open Auth\. Providers/, /^Open Named Credentials/]) {
          const window = await wizard.openWindow(wizard.step('check').getByRole('link', { name }));
          await window.getByRole('heading', { level: 1 }).waitFor();
          await window.close();
        }
        assert.strictEqual(await wizard.step('check').locator('c-relink-fault').count(), 0, 'nothing is broken');
        await wizard.waitForBadge('application', 'Locked');
        await journey.look(scenario);
      }));
  }

  it('managed: the plan is shown, nothing is written, and Setup is the way on', () =>
    Journey.run('managed', { scenario: 'managed' }, async (journey) => {
      const { wizard, page } = journey;
      const provider = journey.component('AuthProvider', 'practifi__ConstantContact');
      const before = structuredClone(provider.values);
      await toPlan(journey);
      await page
        .locator('.slds-page-header')
        .getByText(/^Managed package practifi/)
        .waitFor();
      await wizard.planRow('Token Endpoint URL').waitFor();
      await wizard.planRow('Consumer Secret').getByText('You paste it in Setup').waitFor();
      assert.strictEqual(await wizard.applyButton().count(), 0, 'nothing can be applied');
      await journey.look('plan of a package');
      await wizard.button('review', 'Show the steps for Setup').click();
      const guide = wizard.setupGuide();
      await guide.getByText(/^The managed package practifi owns parts of this connection/).waitFor();
      await guide.getByRole('textbox', { name: 'Callback URL' }).waitFor();
      await page.locator(':focus').filter({ hasText: 'Use Setup instead' }).waitFor();
      await journey.look('by hand');
      await guide.getByRole('button', { name: 'Close' }).click();
      await guide.waitFor({ state: 'detached' });
      assert.deepStrictEqual(provider.values, before, 'nothing was written');
      assert.deepStrictEqual(journey.runs(), [], 'and no run was opened');
    }));

  for (const { scenario, code, title, why } of [
    {
      scenario: 'per-user',
      code: 'RL-604',
      title: 'The Named Credential does not act as one login for the whole org',
      why: 'Its Identity Type is Per User.'
    },
    {
      scenario: 'not-oauth',
      code: 'RL-605',
      title: 'The Named Credential does not use OAuth',
      why: 'Its Authentication Protocol is NoAuthentication.'
    }
  ]) {
    it(`${scenario}: a kind of credential that Relink does not change is refused by its name`, () =>
      Journey.run(scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        const panel = await expectFault(journey, 'check', {
          code,
          title,
          offers: ['Open Named Credential', 'Check again']
        });
        await panel.getByText(why).waitFor();
        await wizard.waitForBadge('application', 'Locked');
        await wizard.waitForBadge('review', 'Locked');
        assert.strictEqual(await wizard.applyButton().count(), 0, 'nothing can be applied');
        await panel.getByRole('button', { name: 'Use Setup instead' }).click();
        await wizard.setupGuide().getByRole('textbox', { name: 'Token Endpoint URL' }).waitFor();
      }));
  }

  it('empty-scope: the scopes that count so far stay, and the missing one is added', () =>
    Journey.run('empty scope', { scenario: 'empty-scope' }, async (journey) => {
      await toPlan(journey);
      const row = journey.wizard.planRow('Scope').first();
      assert.match(await row.innerText(), /account_read contact_data offline_access/);
      await journey.look('plan with scope');
      await applyQuickly(journey);
      assert.strictEqual(journey.credentialText('oauthScope'), 'account_read contact_data offline_access');
    }));

  it('endpoint-without-v3: the live call finds its address', () =>
    Journey.run('endpoint without v3', { scenario: 'endpoint-without-v3' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await applyQuickly(journey);
      await consent(journey);
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
      assert.strictEqual(journey.credentialText('endpoint'), 'https://api.cc.email', 'the endpoint stays as it was');
    }));

  it('sandbox: the header says so, and step 1 warns of the key it shares with production', () =>
    Journey.run('sandbox', { scenario: 'sandbox' }, async (journey) => {
      const { wizard, page } = journey;
      await wizard.open();
      await page.locator('.slds-page-header').getByText('Sandbox: Northwind Advisors').waitFor();
      await wizard.step('application').getByText('This is a sandbox').waitFor();
      await wizard
        .step('application')
        .getByText(/Use an application of its own for this sandbox/)
        .waitFor();
      await journey.look('sandbox');
    }));

  it('new-application: without an outdated application, a new one leads to the same end', () =>
    Journey.run('new application', { scenario: 'new-application' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      await wizard.step('application').getByText('None there either?').waitFor();
      await wizard
        .step('application')
        .getByText(/select Long Lived/)
        .waitFor();
      const portal = await journey.openPortal();
      await portal.createApplication('Northwind CRM');
      const key = await portal.apiKey();
      const secret = await portal.generateSecret();
      journey.guard(secret);
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await wizard.waitForOpen('review');
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      await portal.addRedirectUrl(await wizard.callbackUrl());
      await wizard.button('redirect', 'I added it').click();
      await consent(journey);
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
    }));

  it('old-callback: the older URL is shown until the end, and then reminded of', () =>
    Journey.run('old callback', { scenario: 'old-callback' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      const older = wizard.step('redirect').getByRole('textbox', { name: 'Older Callback URL' });
      assert.match(await older.inputValue(), /^https:\/\/login\.salesforce\.com\/services\/authcallback\/00D/);
      await wizard
        .step('redirect')
        .getByText(/Keep it until step 5 passes, then remove it/)
        .waitFor();
      await journey.look('older URL');
      await wizard.button('redirect', 'I added it').click();
      await consent(journey);
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
      await wizard.openStep('retire');
      await wizard
        .step('retire')
        .getByText('Nothing else uses this key, and I deactivated it in Constant Contact.', { exact: true })
        .click();
      await wizard.button('retire', 'Record as retired').click();
      await wizard.step('retire').getByRole('textbox', { name: 'Older Callback URL' }).waitFor();
      await journey.look('reminder');
    }));

  it('old-application-in-use: step 6 says what a later call of the old application means, and it may be kept', () =>
    Journey.run('old application in use', { scenario: 'old-application-in-use' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      await wizard.waitForState('Working');
      await wizard.openStep('retire');
      const step = wizard.step('retire');
      await step.getByText('First look whether the old application still receives calls').waitFor();
      await step
        .getByText(/If the developer portal shows a later call of the old one, something else still uses it/)
        .waitFor();
      await journey.look('still in use');
      await wizard.button('retire', 'Record as retired').click();
      await step.getByText('Confirm that nothing else uses this key, and that you deactivated it.').waitFor();
      await wizard.button('retire', 'Keep it for now').click();
      await step.getByText('The old application stays active. You can come back.').waitFor();
      await wizard.button('retire', 'Retire it now').waitFor();
      assert.ok(!journey.runs().some(({ Kind__c }) => Kind__c === 'Retirement'), 'nothing is recorded as retired');
      await journey.look('kept');
    }));
});
