import assert from 'node:assert';
import { it } from 'node:test';
import { Journey, journeys } from './journey';

journeys('Access', () => {
  for (const { scenario, code, title, next } of [
    {
      scenario: 'no-permission',
      code: 'RL-101',
      title: 'You do not have access to Relink',
      next: 'Open Permission Sets'
    },
    { scenario: 'permission-missing', code: 'RL-102', title: 'A permission is missing', next: 'Open your user' },
    {
      scenario: 'session-locked',
      code: 'RL-111',
      title: 'Salesforce may lock this session to your IP address',
      next: 'Open Session Settings'
    }
  ]) {
    it(`${scenario}: the wizard says what is missing and where to get it`, () =>
      Journey.run(scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        const panel = await wizard.fault('check', title);
        assert.strictEqual(await wizard.faultCode(panel), code);
        await panel.getByRole('link', { name: next }).waitFor();
        await journey.look(code);
        assert.match(journey.providerText('tokenUrl'), /idfed/, 'nothing was written');
      }));
  }

  it('a session without API access still leads to all values and pages that Setup needs', () =>
    Journey.run('by hand', { scenario: 'session-locked' }, async (journey) => {
      const { wizard } = journey;
      await wizard.open();
      const panel = await wizard.fault('check', 'Salesforce may lock this session to your IP address');
      await panel.getByRole('button', { name: 'Use Setup instead' }).click();
      const guide = wizard.setupGuide();
      const values = guide.getByRole('textbox');
      await guide.getByRole('textbox', { name: 'Token Endpoint URL' }).waitFor();
      const shown = await values.evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
      assert.deepStrictEqual(shown, [
        'https://authz.constantcontact.com/oauth2/default/v1/authorize',
        'https://authz.constantcontact.com/oauth2/default/v1/token',
        'offline_access'
      ]);
      await journey.look('by hand');
      const setup = await wizard.openWindow(guide.getByRole('link', { name: /^Open Auth\. Provider/ }));
      await setup.getByLabel('Token Endpoint URL', { exact: true }).waitFor();
      await journey.look('auth provider', setup);
    }));
});
