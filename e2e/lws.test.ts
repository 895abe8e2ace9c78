import assert from 'node:assert';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { addRedirectUrl, applyPlan, enterApplication, prove, retire } from './happy-path';
import { Journey, journeys } from './journey';
import { ConsentPage } from './pages/portal';

/** What the page has for this journey. */
interface Probed {
  openCalls: string[];
  evaluateInLocalSandbox(expression: string): unknown;
}

journeys('Inside the sandbox of Lightning Web Security, with the gates of Winter 27', () => {
  it('the article can be done, though no window can be opened or watched by a component', () =>
    Journey.run('lws', { lws: true }, async (journey) => {
      const { wizard, page, context } = journey;
      await context.addInitScript(() => {
        const probed = self as unknown as Probed;
        const open = self.open.bind(self);
        probed.openCalls = [];
        self.open = (...parameters) => {
          probed.openCalls.push(String(parameters[0]));
          return open(...parameters);
        };
      });
      await wizard.open();

      const { portal } = await enterApplication(journey);
      await applyPlan(journey);
      await addRedirectUrl(journey, portal);
      const window = await wizard.authorize();
      assert.strictEqual(await window.evaluate(() => self.opener as unknown), null, 'the new window knows no opener');
      await new ConsentPage(window).decide('Allow', journey.login);
      await window.waitForURL((url) => url.hostname.startsWith('relink.'));
      await window.close();
      await wizard.waitForBadge('authorize', 'Done');
      await prove(journey);
      await retire(journey, portal);
      const opened = await page.evaluate(() => (self as unknown as Probed).openCalls);
      assert.deepStrictEqual(opened, [], 'no script opened a window: all were links');

      await inSandbox(page, "localStorage.setItem('name', 'value')");
      const keys = await page.evaluate(() => Object.keys(localStorage));
      assert.deepStrictEqual(keys, ['LSKey[c]name'], 'this is the sandbox of the namespace c');
      assert.match(
        String(await inSandbox(page, 'window.open(location.href)')),
        /Cannot open same-origin URL/,
        'an address of the same site does not open'
      );
      const other = JSON.stringify(journey.org.origins.my);
      const handle = await inSandbox(page, `window.open(${other}) === null`);
      assert.strictEqual(handle, true, 'another address opens, and nothing is learned of its window');
    }));
});

/** Value of an expression inside the sandbox, or the message of its refusal. */
function inSandbox(page: Page, expression: string): Promise<unknown> {
  const source = `(() => { try { return ${expression}; } catch (error) { return error.message; } })()`;
  return page.evaluate((text) => (self as unknown as Probed).evaluateInLocalSandbox(text), source);
}
