import RelinkPlanStages from 'c/relinkPlanStages';
import { cleanUp, render } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

const texts = (element: TestElement) =>
  [...element.shadowRoot.querySelectorAll('.words')].map((item) => item.textContent);

afterEach(cleanUp);

describe('Stages of an update', () => {
  it('are all sent while there is no answer, since nobody can see inside the transaction', async () => {
    const element = await render('c-relink-plan-stages', RelinkPlanStages, {});
    expect(texts(element)).toHaveLength(5);
    expect(texts(element).every((text) => text?.endsWith('c.Relink_Stage_Sent'))).toBe(true);
    await expect(element).toBeAccessible();
  });

  it('say in words what became of each', async () => {
    const stages = [
      { key: 'compare', state: 'done' },
      { key: 'provider', state: 'failed' },
      { key: 'secret', state: 'skipped' }
    ];
    const element = await render('c-relink-plan-stages', RelinkPlanStages, { stages });
    expect(texts(element)).toEqual([
      'c.Relink_Stage_Compare: c.Relink_Stage_Done',
      'c.Relink_Stage_Provider: c.Relink_Stage_Failed',
      'c.Relink_Stage_Secret: c.Relink_Stage_Skipped',
      'c.Relink_Stage_Credential: c.Relink_Stage_Waiting',
      'c.Relink_Stage_ReadBack: c.Relink_Stage_Waiting'
    ]);
    await expect(element).toBeAccessible();
  });

  it('do not call a write failed whose answer never came', async () => {
    const stages = [{ key: 'provider', state: 'failed' }];
    const element = await render('c-relink-plan-stages', RelinkPlanStages, { stages, unknown: true });
    expect(texts(element)[1]).toBe('c.Relink_Stage_Provider: c.Relink_Stage_Unknown');
  });
});
