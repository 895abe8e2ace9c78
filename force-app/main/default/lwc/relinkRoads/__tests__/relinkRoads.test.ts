import RelinkRoads from 'c/relinkRoads';
import type { RoadChoice } from 'c/relinkRoads';
import { plan, replacementPlan, roads } from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, render, settled } from '../../relinkTypes/__tests__/render';

async function show(properties: Record<string, unknown> = {}) {
  const element = await render('c-relink-roads', RelinkRoads, { plan: plan(), road: 'place', ...properties });
  const choices: RoadChoice[] = [];
  element.addEventListener('relinkroad', (event) => choices.push((event as CustomEvent<RoadChoice>).detail));
  return { element, choices };
}

async function type(element: Awaited<ReturnType<typeof show>>['element'], value: string, valid: boolean) {
  const input = find(element, 'lightning-input');
  Object.assign(input, { setCustomValidity: jest.fn(), reportValidity: () => valid });
  input.dispatchEvent(new CustomEvent('change', { detail: { value } }));
  input.dispatchEvent(new CustomEvent('commit'));
  await settled();
  return input.setCustomValidity as jest.Mock;
}

afterEach(cleanUp);

describe('The roads for the secret', () => {
  it('are three, with the reason for the suggested one', async () => {
    const { element, choices } = await show({ plan: plan({ roads: roads('replace', 'notStored') }) });
    expect(find(element, 'lightning-radio-group').options).toHaveLength(3);
    expect(find(element, 'p').textContent).toBe('c.Relink_Road_NotStored');
    find(element, 'lightning-radio-group').dispatchEvent(new CustomEvent('change', { detail: { value: 'paste' } }));
    expect(choices).toEqual([{ road: 'paste' }]);
    await expect(element).toBeAccessible();
  });

  it('take a URL Suffix that Salesforce takes, and say what is wrong with another one', async () => {
    const { element, choices } = await show({ plan: replacementPlan(), road: 'replace' });
    expect(find(element, 'lightning-input').value).toBe('ConstantContact_2');
    for (const wrong of ['2nd', 'a__b', 'ends_', 'with blank', 'x'.repeat(33)]) {
      // eslint-disable-next-line no-await-in-loop -- one field, typed into again and again
      expect(await type(element, wrong, false)).toHaveBeenCalledWith('c.Relink_Road_SuffixInvalid');
    }
    expect(await type(element, '', false)).toHaveBeenCalledWith('c.Relink_Road_SuffixMissing');
    expect(choices).toEqual([]);
    expect(await type(element, 'Second_1', true)).toHaveBeenCalledWith('');
    expect(choices).toEqual([{ road: 'replace', urlSuffix: 'Second_1', credentialIds: ['0XA000000000001'] }]);
    await expect(element).toBeAccessible();
  });

  it('point further credentials to the new provider, and always the own one', async () => {
    const credentials = [
      { id: 'own', label: 'Own', chosen: true },
      { id: 'other', label: 'Other', chosen: false }
    ];
    const { element, choices } = await show({ plan: replacementPlan({ credentials }), road: 'replace' });
    const group = find(element, 'lightning-checkbox-group');
    group.dispatchEvent(new CustomEvent('change', { detail: { value: ['other'] } }));
    expect(choices).toEqual([{ road: 'replace', urlSuffix: 'ConstantContact_2', credentialIds: ['own', 'other'] }]);
  });
});
