import { createElement } from 'lwc';
import RelinkHistory from 'c/relinkHistory';
import { home } from '../../relinkTypes/__tests__/examples';
import type { RelinkRunView } from 'c/relinkTypes';
import { generateUrlSpy, navigateSpy } from '../../../../../../test/mocks/lightning/navigation';

const base: RelinkRunView = {
  id: 'a001',
  name: 'RUN-0001',
  kind: 'Proof',
  outcome: 'Passed',
  at: '2026-03-12T23:20:00Z',
  userName: 'Dana Kim',
  providerName: 'ConstantContact',
  credentialName: 'Constant_Contact'
};

async function history(runs: RelinkRunView[] | null, properties: object = {}) {
  const element = createElement('c-relink-history', { is: RelinkHistory });
  Object.assign(element, { runs, ...properties });
  document.body.appendChild(element);
  await Promise.resolve();
  await Promise.resolve();
  return element;
}

const rowsOf = (element: HTMLElement) => [...(element.shadowRoot?.querySelectorAll('li') ?? [])];

afterEach(() => {
  document.body.replaceChildren();
  navigateSpy.mockClear();
  generateUrlSpy.mockClear();
});

describe('relinkHistory', () => {
  it('says what a run was and how it ended, for every kind and outcome, and is accessible', async () => {
    const runs: RelinkRunView[] = [
      { ...base, id: '1', kind: 'Update', outcome: 'Partial', fields: ['a', 'b'], secretOutcome: 'notStored' },
      { ...base, id: '2', kind: 'Update', outcome: 'Done', fields: ['a'] },
      { ...base, id: '3', kind: 'Retirement', outcome: 'Recorded' }
    ];
    const element = await history(runs);
    const rows = rowsOf(element).map((row) => row.textContent ?? '');
    expect(rows[0]).toContain('c.Relink_History_SecretNotStored');
    expect(rows[0]).toContain('c.Relink_Outcome_Partial');
    expect(rows[1]).toContain('c.Relink_History_UpdateOne');
    expect(rows[2]).toContain('c.Relink_History_Retirement');
    expect(
      element.shadowRoot?.querySelector<HTMLElement & { iconName: string; alternativeText: string }>('lightning-icon')
        ?.iconName
    ).toBe('utility:warning');
    await expect(element).toBeAccessible();
  });

  it('lists the last three', async () => {
    const runs = ['1', '2', '3', '4'].map((id) => ({ ...base, id }));
    expect(rowsOf(await history(runs))).toHaveLength(3);
  });

  it('shows a run that never ended as not known', async () => {
    const element = await history([{ ...base, kind: 'Update', outcome: 'Started', fields: [] }]);
    expect(element.shadowRoot?.textContent).toContain('c.Relink_Outcome_Started');
  });

  it('says that there are no runs, which is not the same as that they could not be read', async () => {
    const empty = await history([]);
    expect(empty.shadowRoot?.textContent).toContain('c.Relink_History_Empty');
    await expect(empty).toBeAccessible();
    const unreadable = await history(null);
    expect(unreadable.shadowRoot?.textContent).toContain('c.Relink_History_Unreadable');
    expect(unreadable.shadowRoot?.textContent).not.toContain('c.Relink_History_Empty');
    await expect(unreadable).toBeAccessible();
  });

  it('leads to the list view of all runs, by a link with a real address', async () => {
    const element = await history([base]);
    const link = element.shadowRoot?.querySelector('a');
    expect(link?.getAttribute('href')).toBe('https://www.example.com');
    link?.click();
    expect(navigateSpy).toHaveBeenCalledWith(
      {
        type: 'standard__objectPage',
        attributes: { objectApiName: 'Relink_Run__c', actionName: 'list' },
        state: { filterName: 'All' }
      },
      undefined
    );
  });

  it('lists the others on demand', async () => {
    const element = await history(['1', '2', '3', '4'].map((id) => ({ ...base, id })));
    element.shadowRoot?.querySelector<HTMLElement>('lightning-button')?.click();
    await Promise.resolve();
    expect(rowsOf(element)).toHaveLength(4);
    expect(element.shadowRoot?.querySelector('lightning-button')).toBeNull();
  });

  it('offers to put back the values from before a run that says so, and leads to the wizard afterwards', async () => {
    const { connections } = home();
    const update: RelinkRunView = { ...base, kind: 'Update', outcome: 'Done', fields: ['a'], canUndo: true };
    const gone = { ...update, id: 'a002', credentialName: 'Gone' };
    const element = await history([update, gone, { ...base, id: 'a003', kind: 'Undo', fields: ['a'] }], {
      connections
    });
    const undo = [...(element.shadowRoot?.querySelectorAll<HTMLElement & { run: object }>('c-relink-undo') ?? [])];
    expect(undo.map(({ run }) => run)).toEqual([update]);
    expect(element.shadowRoot?.textContent).toContain('c.Relink_History_UndoOne');
    await expect(element).toBeAccessible();
    const opened: unknown[] = [];
    element.addEventListener('relinkopen', (event) => opened.push((event as CustomEvent).detail));
    const messages = [{ type: 'working' }, { type: 'goto', step: 'authorize' }, { type: 'useSetup' }];
    messages.forEach((detail) => undo[0].dispatchEvent(new CustomEvent('relinkmessage', { detail })));
    expect(opened).toEqual([
      { connectionId: connections[0].id, step: 4, run: false },
      { connectionId: connections[0].id, step: 0, run: false }
    ]);
  });
});
