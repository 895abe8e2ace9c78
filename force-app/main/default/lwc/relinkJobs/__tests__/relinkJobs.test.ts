import RelinkJobs from 'c/relinkJobs';
import type { RelinkJob } from 'c/relinkTypes';
import { cleanUp, find, render, settled } from '../../relinkTypes/__tests__/render';

const sync: RelinkJob = {
  name: 'Nightly sync',
  type: 'ScheduledApex',
  nextStart: '2026-11-24T14:00:00.000Z',
  marked: true
};

afterEach(cleanUp);

describe('The jobs that could call out', () => {
  it('are listed on demand', async () => {
    const jobs = { readable: true, scheduled: [sync, { ...sync, name: 'Weekly report', marked: false }], queued: 1 };
    const element = await render('c-relink-jobs', RelinkJobs, { jobs, url: '/jobs' });
    expect(find(element, 'p').textContent).toContain('c.Relink_Jobs_Count');
    expect(find(element, 'p').textContent).toContain('c.Relink_Jobs_Queued');
    expect(element.shadowRoot.querySelector('ul')).toBeNull();
    find(element, 'button').click();
    await settled();
    expect(find(element, 'button').getAttribute('aria-expanded')).toBe('true');
    expect(find(element, 'li').textContent).toContain('Nightly sync');
    expect(find(element, 'li').textContent).toContain('c.Relink_Jobs_Marked');
    await expect(element).toBeAccessible();
  });

  it('are said to be none, or not to be seen', async () => {
    const none = await render('c-relink-jobs', RelinkJobs, { jobs: { readable: true, scheduled: [], queued: 0 } });
    expect(find(none, 'p').textContent).toContain('c.Relink_Jobs_None');
    cleanUp();
    const hidden = await render('c-relink-jobs', RelinkJobs, { jobs: { readable: false, scheduled: [], queued: 0 } });
    expect(find(hidden, 'p').textContent).toContain('c.Relink_Jobs_Unreadable');
    expect(hidden.shadowRoot.querySelector('button')).toBeNull();
  });
});
