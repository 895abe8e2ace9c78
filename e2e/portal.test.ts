import assert from 'node:assert';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { authorizePath, SEED, TestSite } from '../local-org/constant-contact/test-site';
import { launchBrowser } from './browser';
import { Evidence } from './evidence';
import { ConsentPage, PortalPage } from './pages/portal';

describe('The emulated Constant Contact in a browser', () => {
  let browser: Browser;
  let site: TestSite;
  before(async () => {
    [browser, site] = await Promise.all([launchBrowser(), TestSite.start()]);
  });
  after(async () => {
    await browser.close();
    await site.close();
  });

  for (const width of [1280, 400]) {
    it(`can be used and is accessible from login to deactivation at ${width} px`, async () => {
      const context = await browser.newContext({ viewport: { width, height: 900 } });
      const evidence = new Evidence('portal');
      evidence.watch(context);
      const origin = (host: string): string => `http://${host}.localhost:${site.port}`;
      const page = await context.newPage();
      const portal = new PortalPage(page, origin('v3.developer.constantcontact.com'));
      const problems: string[] = [];
      const look = async (state: string): Promise<void> => void problems.push(...(await evidence.look(page, state)));
      const { applications } = site.constantContact.state;

      await page.goto(`${origin('v3.developer.constantcontact.com')}/applications`);
      await look('login');
      await portal.openApplications(SEED.account);
      await look('applications');
      await page.getByRole('button', { name: 'Copy CRM link' }).click();
      await look('copied');
      await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
      await portal.openApplication('CRM link 2');
      await look('application');
      const secret = await portal.generateSecret((state) => look(state));
      assert.ok(applications.secretMatches('new-key', secret), 'the page showed the new secret');
      const callback = `${origin('api.cc.email')}/callback/${width}`;
      await portal.addRedirectUrl(callback);
      assert.ok(applications.find('new-key')?.redirectUris.includes(callback), 'the URL was added');
      await page.goto(`${origin('v3.developer.constantcontact.com')}/applications/old-key/deactivate`);
      await look('deactivate');
      await page.goto(origin('authz.constantcontact.com') + authorizePath({ redirect_uri: callback }));
      await look('consent');
      evidence.expectConsoleError(/status of 40[04]/);
      await new ConsentPage(page).decide('Allow', SEED.account);
      await page.waitForURL(/callback.*code=/);
      await page.goto(origin('authz.constantcontact.com') + authorizePath({ redirect_uri: 'https://wrong.example/' }));
      await look('redirect URL refused');
      assert.deepStrictEqual([...problems, ...evidence.consoleErrors()], [], 'nothing to complain about');
      await context.close();
    });
  }
});
