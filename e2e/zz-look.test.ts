import { Journey, journeys } from './journey';
import { enterApplication } from './happy-path';
import { it } from 'node:test';
const shots = async (j: any, name: string) => { await j.page.waitForTimeout(300); await j.page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: true }); };
for (const [width, theme] of [[1280, 'slds1'], [400, 'cosmos']] as const) {
journeys('look '+width, () => {
  it('replace', () => Journey.run('look', { width, theme: (process.env.THEME ?? theme) as any }, async (journey) => {
    const { wizard, page } = journey;
    await wizard.open();
    await enterApplication(journey);
    await page.getByText('Replacement provider:').waitFor();
    const show = page.getByRole('button', { name: /^Show the .*job/ });
    if (await show.count()) await show.first().click();
    await shots(journey, `place-${width}`);
    await page.getByText('Replacement provider:').click();
    await page.getByText('New callback URL').waitFor({ timeout: 30000 });
    await shots(journey, `replace-${width}`);
    console.log(await journey.evidence.look(page, 'replace'));
    await page.getByRole('button', { name: /^Apply/ }).click();
    await wizard.waitForOpen('redirect');
    await shots(journey, `redirect-${width}`);
  }));
});
}
