import assert from 'node:assert';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './browser';
import { Evidence, viewOf } from './evidence';

describe('The evidence of a journey', () => {
  let browser: Browser;
  let evidence: Evidence;
  let page: Page;
  let server: http.Server;
  let origin: string;
  before(async () => {
    browser = await launchBrowser();
    server = http.createServer((request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<!doctype html><html lang="en"><title>Page</title><main><h1>Page</h1>${request.method === 'POST' ? 'server-secret' : ''}</main></html>`
      );
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const context = await browser.newContext({ viewport: { width: 400, height: 600 } });
    evidence = new Evidence('evidence');
    evidence.watch(context);
    page = await context.newPage();
    await page.goto(origin);
  });
  after(async () => {
    await browser.close();
    server.close();
  });

  it('is clean for a clean page', async () => {
    assert.deepStrictEqual(await evidence.look(page, 'clean'), []);
    assert.deepStrictEqual(evidence.consoleErrors(), []);
    assert.deepStrictEqual(evidence.leaks('secret-nobody-has', []), []);
  });

  it('tells a picture without text, pale words and a page wider than its window', async () => {
    await page.setContent(
      '<html lang="en"><title>Page</title><main><img src="data:," style="width: 900px"><p style="color: #bbb">Pale</p></main></html>'
    );
    const problems = await evidence.look(page, 'broken');
    assert.ok(
      problems.some((problem) => problem.includes('image-alt')),
      'the picture'
    );
    assert.ok(
      problems.some((problem) => problem.includes('color-contrast')),
      'the pale words'
    );
    assert.ok(
      problems.some((problem) => /9\d\d px of content/.test(problem)),
      'the width'
    );
  });

  it('looks at a state in one window of four, and always in the same one', () => {
    const states = Array.from({ length: 40 }, (_, number) => `state ${number}`);
    const views = new Set(states.map((state) => JSON.stringify(viewOf(state))));
    assert.strictEqual(views.size, 4, [...views].join());
    assert.deepStrictEqual(viewOf('1 application'), viewOf('1 application'));
  });

  it('tells a console error, and not the known noise of base components', async () => {
    await page.evaluate(() => {
      console.error('see sfdc.co/synthetic-aria');
      console.error('broken');
    });
    const errors = evidence.consoleErrors();
    assert.strictEqual(errors.length, 1, errors.join());
    assert.match(errors[0], /^broken/);
  });

  it('finds a secret in a page, an attribute, a URL, an answer of a server, and in another form', async () => {
    await page.goto(`${origin}/?x=url-secret`);
    await page.setContent(
      '<html lang="en"><title>Page</title><main><input aria-label="a" value="page-secret"></main></html>'
    );
    await evidence.look(page, 'leaking');
    await fetch(origin, { method: 'POST' });
    assert.deepStrictEqual(evidence.leaks('page-secret', []), ['page “leaking”']);
    assert.ok(evidence.leaks('url-secret', [])[0].startsWith('URL '), 'URL');
    assert.match(evidence.leaks('server-secret', [])[0], /^answer of 127\.0\.0\.1:\d+ to POST \//);
    const log = { where: 'log', text: `Basic ${Buffer.from('log-secret').toString('base64')}` };
    assert.deepStrictEqual(evidence.leaks('log-secret', [log]), ['log'], 'base64');
  });
});
