import RelinkBusy from 'c/relinkBusy';
import { cleanUp, render, settled } from '../../relinkTypes/__tests__/render';

afterEach(() => {
  cleanUp();
  jest.useRealTimers();
});

describe('Work under way', () => {
  it('is announced at the start, and once more after ten seconds', async () => {
    jest.useFakeTimers();
    const said: string[] = [];
    const listen = (event: Event) => said.push((event as CustomEvent).detail.message);
    document.body.addEventListener('relinkannounce', listen);
    const element = await render('c-relink-busy', RelinkBusy, { label: 'Reading' });
    jest.advanceTimersByTime(9_999);
    expect(said).toEqual(['Reading']);
    jest.advanceTimersByTime(1);
    await settled();
    expect(said).toEqual(['Reading', 'c.Relink_Wizard_StillWorking']);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Wizard_StillWorking');
    document.body.removeEventListener('relinkannounce', listen);
    jest.useRealTimers();
    await expect(element).toBeAccessible();
  });
});
