import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Page } from 'playwright-core';
import { startLocalOrg } from '../local-org';
import { TestProject } from '../local-org/test-project';
import { Evidence } from './evidence';
import { journeys, sharedBrowser } from './journey';

/** Builds and type checks in the background, on a machine that has other work. */
const PATIENCE = 60_000;

const CLASS = 'classes/wizard/RelinkController.cls';
const SCRIPT = 'lwc/relinkBadge/relinkBadge.ts';
const TEMPLATE = 'lwc/relinkHomeCard/relinkHomeCard.html';

/** Breaks a file under an open page, expects the place of the problem over the page, and expects the page back once the file is mended. */
async function breakAndMend(
  project: TestProject,
  page: Page,
  {
    file,
    change,
    place,
    look
  }: { file: string; change: (text: string) => string; place: RegExp; look: () => Promise<void> }
): Promise<void> {
  const text = project.read(file);
  project.write(file, change(text));
  const overlay = page.getByRole('alert').filter({ hasText: 'The source does not compile' });
  await overlay.getByText(place).waitFor({ timeout: PATIENCE });
  assert.doesNotMatch(await overlay.innerText(), /\bat .+:\d+:\d+\)/, 'no stack trace of the tool');
  await look();
  project.write(file, text);
  await overlay.waitFor({ state: 'detached', timeout: PATIENCE });
  await page.getByRole('heading', { name: 'Constant Contact', exact: true }).waitFor({ timeout: PATIENCE });
}

journeys('The local org while its source is edited', () => {
  it('lays errors over the open page, and takes them away by itself', async () => {
    const project = new TestProject();
    const org = await startLocalOrg({
      port: 0,
      scenario: 'outdated',
      quiet: true,
      watch: true,
      projectFolder: project.folder
    });
    const context = await (await sharedBrowser()).newContext({ viewport: { width: 1280, height: 900 } });
    const evidence = new Evidence('dev-loop');
    evidence.watch(context);
    evidence.expectConsoleError(/status of 500/);
    const problems: string[] = [];
    try {
      const page = await context.newPage();
      const look = async (state: string): Promise<void> => void problems.push(...(await evidence.look(page, state)));
      await page.goto(org.url);
      await page.getByRole('heading', { name: 'Constant Contact', exact: true }).waitFor({ timeout: PATIENCE });
      await breakAndMend(project, page, {
        file: CLASS,
        change: (text) => text.replace('return ', 'return missing'),
        place: /RelinkController\.cls:\d+:\d+/,
        look: () => look('a class that does not compile')
      });
      await breakAndMend(project, page, {
        file: SCRIPT,
        change: (text) => `${text}export const count: number = 'one';\n`,
        place: /relinkBadge\.ts:\d+:14/,
        look: () => look('a type error')
      });
      await breakAndMend(project, page, {
        file: TEMPLATE,
        change: (text) => text.replace('<template>', '<template><p>'),
        place: /relinkHomeCard\.html:\d+:\d+/,
        look: async () => {
          await look('a template that does not compile');
          await page.reload();
          await page.getByText(/relinkHomeCard\.html:\d+:\d+/).waitFor();
          await look('the page while the components do not compile');
        }
      });
      assert.deepEqual(problems, [], 'every state is accessible and fits its window');
      assert.deepEqual(evidence.consoleErrors(), [], 'the console has no errors');
    } finally {
      await context.close();
      await org.close();
      project.remove();
    }
  });
});
