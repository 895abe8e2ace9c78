import assert from 'node:assert';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { Journey } from './journey';

describe('Access', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

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
      Journey.run(browser, scenario, { scenario }, async (journey) => {
        const { wizard } = journey;
        await wizard.open();
        const panel = await wizard.fault('check', title);
        assert.strictEqual(await wizard.faultCode(panel), code);
        await panel.getByRole('link', { name: next }).waitFor();
        await journey.look(code);
        assert.match(journey.providerText('tokenUrl'), /idfed/, 'nothing was written');
      }));
  }
});
