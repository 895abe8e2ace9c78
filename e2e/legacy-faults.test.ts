import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';
import { AuthProviderEditPage, NamedCredentialEditPage } from './pages/setup';
import { applyQuickly, consent, expectFault, toPlan } from './short-way';

journeys('An update that Salesforce does not take as it was sent', () => {
  it('secret-refused: RL-211 says that nothing is in place, and all four values go in by hand', () =>
    Journey.run('secret refused', { scenario: 'secret-refused' }, async (journey) => {
      const { wizard } = journey;
      const before = structuredClone(journey.provider().values);
      const { secret, key } = await toPlan(journey);
      await wizard.applyButton().click();
      const panel = await expectFault(journey, 'review', {
        code: 'RL-211',
        title: 'Salesforce refused the Consumer Secret',
        offers: ['Open Auth. Provider', 'Use a replacement provider']
      });
      assert.deepStrictEqual(journey.provider().values, before, 'the provider is as it was');
      await panel.getByText('Consumer Secret: held in this tab, never shown').waitFor();
      await panel.getByRole('button', { name: 'Copy secret' }).click();
      const copied = async (label: string): Promise<string> =>
        panel.getByRole('textbox', { name: label, exact: true }).inputValue();
      const values = {
        'Consumer Key': await copied('Consumer Key'),
        'Authorize Endpoint URL': await copied('Authorize Endpoint URL'),
        'Token Endpoint URL': await copied('Token Endpoint URL')
      };
      assert.strictEqual(values['Consumer Key'], key, 'the new key is there to copy');
      const setup = await wizard.openWindow(panel.getByRole('link', { name: /^Open Auth\. Provider/ }).first());
      const edit = new AuthProviderEditPage(setup);
      await edit.fill(values);
      await edit.pasteSecret();
      await setup.close();
      assert.ok(journey.provider().consumerSecret === secret, 'Setup took the secret');
      await wizard.button('review', 'I have saved it').click();
      await wizard.applyButton().waitFor();
      await journey.look('the rest');
      await applyQuickly(journey);
      assert.match(journey.credentialText('oauthScope'), /offline_access/, 'the credential has its scope');
    }));

  it('secret-unreadable: the update is not called proven before the next authorization', () =>
    Journey.run('secret unreadable', { scenario: 'secret-unreadable' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.applyButton().click();
      await wizard.waitForOpen('redirect');
      await wizard.waitForBadge('review', 'Not proven yet');
      await journey.look('unreadable');
      await wizard.button('redirect', 'I added it').click();
      await consent(journey);
      await wizard.button('authorize', 'I have finished').click();
      await wizard.waitForBadge('authorize', 'Done');
      await wizard.waitForBadge('review', 'Done');
    }));

  it('callouts-disabled: RL-220 turns them on again', () =>
    Journey.run('callouts disabled', { scenario: 'callouts-disabled' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.applyButton().click();
      const panel = await expectFault(journey, 'review', {
        code: 'RL-220',
        title: 'Callouts are disabled on the Named Credential',
        offers: ['Turn on', 'Open Named Credential']
      });
      await wizard.waitForState('Needs attention');
      await wizard.waitForBadge('authorize', 'Locked');
      journey.org.org.store.switches.calloutsAfterUpdate = 'asSent';
      await panel.getByRole('button', { name: 'Turn on' }).click();
      await wizard.waitForOpen('redirect');
      assert.strictEqual(journey.credentialText('calloutStatus'), 'Enabled');
    }));

  it('callouts-disabled: where every update disables them, Setup turns them on', () =>
    Journey.run('callouts stay disabled', { scenario: 'callouts-disabled' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.applyButton().click();
      const title = 'Callouts are disabled on the Named Credential';
      const panel = await wizard.fault('review', title);
      await panel.getByRole('button', { name: 'Turn on' }).click();
      await wizard.fault('review', title);
      const setup = await wizard.openWindow(panel.getByRole('link', { name: /^Open Named Credential/ }));
      await new NamedCredentialEditPage(setup).enableCallouts();
      await setup.close();
      await wizard.button('review', 'Read again').click();
      await wizard.button('review', 'Continue with step 3').click();
      await wizard.waitForOpen('redirect');
    }));

  it('row-lock: RL-204 writes nothing twice, and trying again gets through', () =>
    Journey.run('row lock', { scenario: 'row-lock' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.applyButton().click();
      const fault = { code: 'RL-204', title: 'Another save is in progress', offers: ['Try again'] };
      const panel = await expectFault(journey, 'review', fault);
      assert.match(journey.providerText('tokenUrl'), /idfed/, 'nothing was written');
      await panel.getByRole('button', { name: 'Try again' }).click();
      await panel.getByRole('button', { name: 'Try again', disabled: false }).click();
      await wizard.waitForOpen('redirect');
      await wizard.waitForBadge('review', 'Done');
    }));

  it('slow-write: RL-205 asks the org before anything is sent again', () =>
    Journey.run('slow write', { scenario: 'slow-write' }, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      await wizard.applyButton().click();
      const panel = await expectFault(journey, 'review', {
        code: 'RL-205',
        title: 'Not known whether the change arrived',
        offers: ['Read from org']
      });
      journey.org.org.store.switches.slowWrite = 0;
      await panel.getByRole('button', { name: 'Read from org' }).click();
      await applyQuickly(journey);
      assert.match(journey.credentialText('oauthScope'), /offline/, 'the rest is in place');
    }));

  it('a refused provider is RL-201, and reading again shows the plan once more', () =>
    Journey.run('refused provider', {}, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      journey.org.org.store.faults.push({
        operation: 'updateMetadata',
        type: 'AuthProvider',
        kind: 'refused',
        statusCode: 'FIELD_INTEGRITY_EXCEPTION',
        message: 'The URL is not allowed here.'
      });
      await wizard.applyButton().click();
      const panel = await expectFault(journey, 'review', {
        code: 'RL-201',
        title: 'Salesforce refused the change to the Auth. Provider',
        offers: ['Open Auth. Provider', 'Read again']
      });
      await panel.getByText('The URL is not allowed here.').first().waitFor();
      assert.strictEqual(
        await wizard.step('review').getByText('Consumer Secret stored').count(),
        0,
        'nothing is said to be stored'
      );
      await panel.getByRole('button', { name: 'Read again' }).click();
      await applyQuickly(journey);
    }));

  it('a permission that is taken away meanwhile is RL-103, and Check again goes on when it is back', () =>
    Journey.run('permission lost', {}, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      const { store } = journey.org.org;
      const permissions = store.runningUser.userPermissions as Set<string>;
      store.faults.push({ operation: 'readMetadata', kind: 'late', milliseconds: 700 });
      await wizard.applyButton().click();
      await wizard.page.waitForTimeout(350);
      permissions.delete('ManageAuthProviders');
      const panel = await expectFault(journey, 'review', {
        code: 'RL-103',
        title: 'You lost a permission while Relink worked',
        offers: ['Check again', 'Open your user']
      });
      permissions.add('ManageAuthProviders');
      await panel.getByRole('button', { name: 'Check again' }).click();
      await panel.waitFor({ state: 'detached' });
      await wizard.waitForBadge('check', 'Done');
    }));

  it('a session that ends meanwhile is RL-113', () =>
    Journey.run('session ended', {}, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      journey.org.org.store.faults.push({
        operation: 'readMetadata',
        kind: 'fault',
        statusCode: 'INVALID_SESSION_ID',
        message: 'INVALID_SESSION_ID: Session expired or invalid'
      });
      await wizard.applyButton().click();
      await expectFault(journey, 'review', { code: 'RL-113', title: 'Your session ended', offers: ['Reload'] });
      assert.match(journey.providerText('tokenUrl'), /idfed/, 'nothing was written');
    }));

  it('an org whose API is off is RL-114, and Check again goes on', () =>
    Journey.run('api off', {}, async (journey) => {
      const { wizard } = journey;
      journey.org.org.store.faults.push({
        operation: 'readMetadata',
        kind: 'fault',
        statusCode: 'API_DISABLED_FOR_ORG',
        message: 'API is not enabled for this Organization or Partner'
      });
      await wizard.open();
      const panel = await expectFault(journey, 'check', {
        code: 'RL-114',
        title: 'API access is off for you or this org',
        offers: ['Check again']
      });
      await panel.getByRole('button', { name: 'Check again' }).click();
      await wizard.waitForBadge('check', 'Done');
    }));

  it('a credential that is deleted and made anew meanwhile is RL-602', () =>
    Journey.run('credential deleted', {}, async (journey) => {
      const { wizard } = journey;
      await toPlan(journey);
      journey.credential().id = '0XAxx0000000009GAA';
      await wizard.applyButton().click();
      const panel = await expectFault(journey, 'review', {
        code: 'RL-602',
        title: 'This connection is gone',
        offers: ['Check again', 'Open Named Credentials']
      });
      await panel.getByRole('button', { name: 'Check again' }).click();
      await wizard.waitForBadge('check', 'Done');
    }));
});

journeys('A key and secret that cannot be tried', () => {
  it('remote-site-missing: RL-507 names the host, and Setup activates it', () =>
    Journey.run('remote site missing', { scenario: 'remote-site-missing' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const { key, secret } = journey.quickApplication();
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      const panel = await wizard.fault('application', 'Salesforce blocked the call');
      assert.strictEqual(await wizard.faultCode(panel), 'RL-507');
      await panel
        .getByText(/authz\.constantcontact\.com/)
        .first()
        .waitFor();
      await panel.getByRole('button', { name: 'Go on unchecked' }).waitFor();
      await panel.getByRole('button', { name: 'Use Setup instead' }).waitFor();
      await journey.look('RL-507');
      const setup = await wizard.openWindow(panel.getByRole('link', { name: /^Open Remote Sites/ }));
      await setup.getByRole('button', { name: /^Activate/ }).click();
      await setup.getByRole('button', { name: /^Deactivate/ }).waitFor();
      await setup.close();
      await panel.getByRole('button', { name: /^(Run|Try) again$/ }).click();
      await wizard.waitForOpen('review');
    }));

  it('a secret that is lost before Salesforce stored it is RL-212, and step 1 takes it again', () =>
    Journey.run('secret lost', { scenario: 'secret-ignored' }, async (journey) => {
      const { wizard, page } = journey;
      page.on('dialog', (dialog) => void dialog.accept());
      const { key, secret } = await toPlan(journey);
      await wizard.applyButton().click();
      await wizard.fault('review', 'Salesforce kept the old Consumer Secret');
      await wizard.reload();
      await wizard.openStep('review');
      const panel = await expectFault(journey, 'review', {
        code: 'RL-212',
        title: 'The secret is no longer in this tab',
        offers: ['Go to step 1', 'Open developer portal']
      });
      await panel.getByRole('button', { name: 'Go to step 1' }).click();
      await wizard.waitForOpen('application');
      await wizard.fillPair(key, secret);
      await wizard.checkPair();
      await wizard.waitForOpen('review');
    }));
});
