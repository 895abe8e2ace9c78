import RelinkStepReview from 'c/relinkStepReview';
import { applyCredentials, applyPlan, beginRun, confirmSecret, getPlan } from 'c/relinkApi';
import { RelinkSession } from 'c/relinkSession';
import type { RoadChoice } from 'c/relinkRoads';
import type { RelinkApplyResult, RelinkPlan } from 'c/relinkTypes';
import {
  NEW_KEY,
  connection,
  current,
  emptyPlan,
  plan,
  replacementPlan,
  roads,
  run,
  status
} from '../../relinkTypes/__tests__/examples';
import { act, button, cleanUp, find, messagesOf, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({
  applyCredentials: jest.fn(),
  applyPlan: jest.fn(),
  beginRun: jest.fn(),
  confirmSecret: jest.fn(),
  getPlan: jest.fn()
}));
const apply = applyPlan as jest.Mock;
const applyPair = applyCredentials as jest.Mock;
const begin = beginRun as jest.Mock;
const confirm = confirmSecret as jest.Mock;
const read = getPlan as jest.Mock;

const SECRET = 'not-a-real-secret';
const FIELDS = [
  'AuthProvider.consumerKey',
  'AuthProvider.consumerSecret',
  'AuthProvider.authorizeUrl',
  'AuthProvider.tokenUrl',
  'NamedCredential.oauthScope'
];

function held(): RelinkSession {
  const session = new RelinkSession();
  session.type(NEW_KEY, SECRET);
  session.judge('accepted');
  return session;
}

function result(change: Partial<RelinkApplyResult> & Record<string, unknown> = {}) {
  return {
    stages: [
      { key: 'compare', state: 'done' },
      { key: 'provider', state: 'done' }
    ],
    secretOutcome: 'stored',
    changed: FIELDS,
    connection: current(),
    lastChange: run(),
    ...change
  };
}

const secretOnly = () => {
  const [provider] = plan().components;
  return plan({ changeCount: 1, components: [{ ...provider, changes: [provider.changes[1]] }] });
};

/** Shows the step the way the wizard does: a plan that it tells comes back as its property. */
async function show(properties: Record<string, unknown> = {}, first: RelinkPlan = plan()) {
  read.mockResolvedValue(first);
  begin.mockResolvedValue({ runId: 'a01', linkBefore: 'working' });
  const session = held();
  const element = await render('c-relink-step-review', RelinkStepReview, {
    connection: connection(),
    profile: status().profile,
    session,
    plan: first,
    ...properties
  });
  const messages = messagesOf(element);
  element.addEventListener('relinkmessage', (event) => {
    const message = (event as CustomEvent).detail;
    if (message.type === 'plan') {
      element.plan = message.plan;
    }
  });
  return { element, session, messages };
}

function has(element: TestElement, selector: string): boolean {
  return element.shadowRoot.querySelector(selector) !== null;
}

async function take(element: TestElement, choice: RoadChoice) {
  find(element, 'c-relink-roads').dispatchEvent(new CustomEvent('relinkroad', { detail: choice }));
  await settled();
}

async function choosePaste(element: TestElement) {
  await take(element, { road: 'paste' });
}

const labels = (element: TestElement): unknown[] =>
  [...element.shadowRoot.querySelectorAll<TestElement>('lightning-button')].map(({ label }) => label);

afterEach(cleanUp);

describe('Step 2, Review and update', () => {
  it('reads the plan for the pair that the tab holds', async () => {
    const { element } = await show();
    expect(read).toHaveBeenCalledWith({
      connectionId: connection().id,
      consumerKey: NEW_KEY,
      consumerSecret: SECRET
    });
    expect(element.shadowRoot.querySelectorAll('c-relink-plan-table')).toHaveLength(2);
    await expect(element).toBeAccessible();
  });

  it('warns that callouts stop, and says so differently when they fail already', async () => {
    const { element } = await show();
    expect(find(element, 'c-relink-notice').heading).toBe('c.Relink_Review_WarningTitle');
    cleanUp();
    const failing = await show({}, plan({ linkBefore: 'failing' }));
    expect(find(failing.element, 'c-relink-notice').heading).toBe('c.Relink_Review_FailingTitle');
  });

  it('names the other credentials on the same provider', async () => {
    const { element } = await show({}, plan({ otherCredentials: ['Second'] }));
    const headings = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-notice')].map((n) => n.heading);
    expect(headings).toContain('c.Relink_Review_SharedTitle');
  });

  it('applies, forgets the stored secret and goes on', async () => {
    const { element, session, messages } = await show();
    apply.mockResolvedValue(result());
    await press(element, 'Review_Apply');
    expect(begin).toHaveBeenCalledWith({
      connectionId: connection().id,
      consumerKey: NEW_KEY,
      fields: FIELDS,
      road: 'place'
    });
    expect(apply).toHaveBeenCalledWith({
      runId: 'a01',
      connectionId: connection().id,
      fingerprint: 'p1',
      road: 'place',
      consumerKey: NEW_KEY,
      consumerSecret: SECRET
    });
    expect(session.holdsSecret).toBe(false);
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review', read: false });
    expect(JSON.stringify(messages)).not.toContain(SECRET);
  });

  it('keeps a secret that the org does not show, until it is proven', async () => {
    const { element, session, messages } = await show();
    apply.mockResolvedValue(result({ secretOutcome: 'unreadable' }));
    await press(element, 'Review_Apply');
    expect(session.holdsSecret).toBe(true);
    expect(messages.at(-1)).toMatchObject({ type: 'advance' });
    expect(messages.filter(({ type }) => type === 'plan').at(-1)).toMatchObject({ plan: { changeCount: 0 } });
  });

  it('shows the stages while it applies, and sends nothing twice', async () => {
    const { element } = await show();
    let answer: (value: unknown) => void = () => undefined;
    apply.mockReturnValue(new Promise((done) => (answer = done)));
    await press(element, 'Review_Apply');
    await press(element, 'Review_Apply');
    expect(apply).toHaveBeenCalledTimes(1);
    expect(has(element, 'c-relink-plan-stages')).toBe(true);
    await expect(element).toBeAccessible();
    answer(result());
    await settled();
  });

  it('writes nothing without a run record', async () => {
    const { element } = await show();
    begin.mockResolvedValue({ fault: { code: 'RL-102', params: [] } });
    await press(element, 'Review_Apply');
    expect(apply).not.toHaveBeenCalled();
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-102' });
  });

  it('leads through the paste when Salesforce kept the old secret', async () => {
    const { element, session, messages } = await show();
    const lastChange = run({ outcome: 'Partial', secretOutcome: 'notStored' });
    apply.mockResolvedValue(
      result({ fault: { code: 'RL-210', params: [] }, secretOutcome: 'notStored', plan: secretOnly(), lastChange })
    );
    await press(element, 'Review_Apply');
    const guide = find(element, 'c-relink-setup-guide');
    expect(guide).toMatchObject({ authorizeUrl: null, panelCopies: true });
    expect(messages).toContainEqual({ type: 'facts', connection: current(), lastChange });
    expect(has(element, 'c-relink-roads')).toBe(false);
    await expect(element).toBeAccessible();

    confirm.mockResolvedValue({ secretOutcome: 'stored', lastChange: run() });
    read.mockResolvedValue(emptyPlan());
    await press(element, 'Guide_Saved');
    expect(confirm).toHaveBeenCalledWith({
      runId: 'a01',
      connectionId: connection().id,
      consumerKey: NEW_KEY,
      consumerSecret: SECRET
    });
    expect(begin).toHaveBeenCalledTimes(1);
    expect(session.holdsSecret).toBe(false);
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review' });
  });

  it('has one brand button at a time: that of the fault panel, while there is one', async () => {
    const { element } = await show();
    expect(button(element, 'Review_Apply').variant).toBe('brand');
    apply.mockResolvedValue(result({ fault: { code: 'RL-201', params: ['consumerKey', 'No.'] } }));
    await press(element, 'Review_Apply');
    const brands = [...element.shadowRoot.querySelectorAll<TestElement>('lightning-button')];
    expect(brands.filter(({ variant }) => variant === 'brand')).toEqual([]);
  });

  it('says before the write whose session is used, and that a later deploy can undo it', async () => {
    const { element } = await show();
    const words = [...element.shadowRoot.querySelectorAll('p')].map(({ textContent }) => textContent);
    expect(words).toEqual(expect.arrayContaining(['c.Relink_Review_Session', 'c.Relink_Review_Drift']));
  });

  it('stays when the org still holds the old secret after the paste', async () => {
    const { element, session } = await show();
    apply.mockResolvedValue(result({ fault: { code: 'RL-210', params: [] }, secretOutcome: 'notStored' }));
    await press(element, 'Review_Apply');
    confirm.mockResolvedValue({ fault: { code: 'RL-210', params: [] }, secretOutcome: 'notStored' });
    await press(element, 'Guide_Saved');
    expect(has(element, 'c-relink-setup-guide')).toBe(true);
    expect(session.holdsSecret).toBe(true);
  });

  it('shows what is left when the paste covered only a part', async () => {
    const { element } = await show();
    apply.mockResolvedValue(result({ fault: { code: 'RL-211', params: ['no'] }, secretOutcome: 'notStored' }));
    await press(element, 'Review_Apply');
    expect(find(element, 'c-relink-setup-guide').authorizeUrl).toBe(status().profile.authorizeUrl);
    confirm.mockResolvedValue({ secretOutcome: 'stored' });
    read.mockResolvedValue(plan({ changeCount: 2 }));
    await press(element, 'Guide_Saved');
    const headings = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-notice')].map((n) => n.heading);
    expect(headings).toContain('c.Relink_Review_StillDifferent');
  });

  it('offers to apply what is left of the Named Credential after the rest was saved in Setup', async () => {
    const { element } = await show();
    apply.mockResolvedValue(result({ fault: { code: 'RL-211', params: ['no'] }, secretOutcome: 'notStored' }));
    await press(element, 'Review_Apply');
    confirm.mockResolvedValue({ secretOutcome: 'stored' });
    const rest = plan({ changeCount: 1 });
    rest.components = rest.components.filter(({ type }) => type === 'NamedCredential');
    read.mockResolvedValue(rest);
    await press(element, 'Guide_Saved');
    const headings = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-notice')].map((n) => n.heading);
    expect(headings).not.toContain('c.Relink_Review_StillDifferent');
    expect(element.shadowRoot.textContent).not.toContain('c.Relink_Review_Happened');
  });

  it('does not wait for a secret that the org never shows', async () => {
    const { element, session, messages } = await show();
    await choosePaste(element);
    apply.mockResolvedValue(result({ secretOutcome: 'notSent', changed: ['NamedCredential.oauthScope'] }));
    await press(element, 'Review_ApplyOne');
    confirm.mockResolvedValue({ secretOutcome: 'unreadable' });
    read.mockResolvedValue(secretOnly());
    find(element, 'c-relink-setup-guide').dispatchEvent(new CustomEvent('relinksaved'));
    await settled();
    expect(messages.at(-1)).toMatchObject({ type: 'advance' });
    expect(session.holdsSecret).toBe(true);
  });

  it('sends neither key nor secret on the road by hand, and then shows all four values', async () => {
    const { element, messages } = await show();
    await choosePaste(element);
    apply.mockResolvedValue(result({ secretOutcome: 'notSent', changed: ['NamedCredential.oauthScope'] }));
    await press(element, 'Review_ApplyOne');
    expect(apply).toHaveBeenCalledWith({
      runId: 'a01',
      connectionId: connection().id,
      fingerprint: 'p1',
      road: 'paste'
    });
    expect(find(element, 'c-relink-setup-guide')).toMatchObject({
      authorizeUrl: status().profile.authorizeUrl,
      tokenUrl: status().profile.tokenUrl
    });
    expect(messages.some(({ type }) => type === 'advance')).toBe(false);
    await expect(element).toBeAccessible();
  });

  it('announces the paste to the run also when Relink itself has nothing to write', async () => {
    const [provider] = plan().components;
    const { element } = await show({}, plan({ changeCount: 4, components: [provider] }));
    await choosePaste(element);
    apply.mockResolvedValue(result({ secretOutcome: 'notSent', changed: [] }));
    await press(element, 'Review_ShowPaste');
    expect(begin).toHaveBeenCalledTimes(1);
    expect(apply).toHaveBeenCalledWith(expect.objectContaining({ road: 'paste' }));
    expect(apply).not.toHaveBeenCalledWith(expect.objectContaining({ consumerSecret: SECRET }));
    expect(has(element, 'c-relink-setup-guide')).toBe(true);
  });

  it('shows the plan of the road that Apex suggests', async () => {
    const { element } = await show({}, plan({ roads: roads('paste', 'notStored') }));
    expect(find(element, 'c-relink-roads').road).toBe('paste');
    cleanUp();
    const replaced = await show({}, plan({ roads: roads('replace', 'notStored') }));
    expect(find(replaced.element, 'c-relink-roads').road).toBe('replace');
    expect(read).toHaveBeenLastCalledWith(expect.objectContaining({ road: 'replace' }));
  });

  it('swaps the plan for that of a replacement, and creates what it shows', async () => {
    const { element, messages } = await show();
    read.mockResolvedValue(replacementPlan());
    await take(element, { road: 'replace' });
    expect(read).toHaveBeenLastCalledWith(expect.objectContaining({ road: 'replace', consumerSecret: SECRET }));
    expect(find(element, 'c-relink-plan-table').component).toMatchObject({ isNew: true });
    await expect(element).toBeAccessible();
    apply.mockResolvedValue(result());
    await press(element, 'Review_Apply');
    expect(begin).toHaveBeenCalledWith(expect.objectContaining({ road: 'replace', urlSuffix: 'ConstantContact_2' }));
    expect(apply).toHaveBeenCalledWith(
      expect.objectContaining({
        road: 'replace',
        urlSuffix: 'ConstantContact_2',
        credentialIds: [connection().id],
        fingerprint: 'r1'
      })
    );
    expect(messages.at(-1)).toMatchObject({ type: 'advance' });
  });

  it('applies nothing while the plan of another road is shown', async () => {
    const { element } = await show();
    read.mockResolvedValue({ fault: { code: 'RL-230', params: ['ConstantContact_3'] } });
    await take(element, { road: 'replace', urlSuffix: 'ConstantContact_2' });
    expect(() => button(element, 'Review_Apply')).toThrow();
    expect(has(element, 'c-relink-plan-table')).toBe(false);
  });

  it('leads from a secret that was kept to a replacement, as a run of its own', async () => {
    const { element } = await show();
    apply.mockResolvedValue(result({ fault: { code: 'RL-210' }, secretOutcome: 'notStored', plan: secretOnly() }));
    await press(element, 'Review_Apply');
    read.mockResolvedValue(replacementPlan());
    await act(element, 'useReplacement');
    expect(has(element, 'c-relink-fault')).toBe(false);
    apply.mockResolvedValue(result());
    await press(element, 'Review_Apply');
    expect(begin).toHaveBeenCalledTimes(2);
    expect(begin).toHaveBeenLastCalledWith(expect.objectContaining({ road: 'replace' }));
  });

  it('marks what someone else changed, after RL-203', async () => {
    const { element, messages } = await show();
    const fresh = plan({ fingerprint: 'p9' });
    fresh.components[1].changes[0].before = 'account_read';
    apply.mockResolvedValue(result({ fault: { code: 'RL-203', params: [] }, changed: [], plan: fresh }));
    await press(element, 'Review_Apply');
    const tables = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-plan-table')];
    expect(tables.map(({ marked }) => marked)).toEqual([[], ['oauthScope']]);
    expect(messages).toContainEqual({ type: 'plan', plan: fresh });
    expect(messages.at(-1)).toEqual({ type: 'read', quiet: true });
    expect(has(element, 'c-relink-setup-guide')).toBe(false);
    expect(labels(element)).not.toContain('c.Relink_Review_Apply');
    expect(has(element, 'c-relink-jobs')).toBe(false);
    await act(element, 'reviewPlan');
    expect(labels(element)).toContain('c.Relink_Review_Apply');
    await expect(element).toBeAccessible();
  });

  it('warns of a stop only while callouts work', async () => {
    const working = await show();
    expect(has(working.element, 'c-relink-jobs')).toBe(true);
    const off = await show({ connection: connection({ calloutsEnabled: false }) });
    expect(has(off.element, 'c-relink-jobs')).toBe(false);
  });

  it('plans the parts of a managed package as what a person enters', async () => {
    const { element } = await show({ connection: connection({ namespacePrefix: 'pkg' }) });
    const tables = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-plan-table')];
    expect(tables.map(({ byHand }) => byHand)).toEqual([true, true]);
  });

  it('tries the rest again under the same run, after RL-202', async () => {
    const { element } = await show();
    const [, credential] = plan().components;
    const rest = plan({ changeCount: 1, components: [credential], fingerprint: 'p2' });
    apply.mockResolvedValueOnce(
      result({ fault: { code: 'RL-202', params: ['no'] }, changed: FIELDS.slice(0, 4), plan: rest })
    );
    await press(element, 'Review_Apply');
    apply.mockResolvedValueOnce(result());
    await act(element, 'retry');
    expect(begin).toHaveBeenCalledTimes(1);
    expect(apply.mock.calls[1][0]).toMatchObject({ runId: 'a01', fingerprint: 'p2' });
  });

  it('reads the org before it sends anything again, after RL-205', async () => {
    const { element, messages } = await show();
    apply.mockResolvedValue({ fault: { code: 'RL-205', params: [] } });
    await press(element, 'Review_Apply');
    read.mockResolvedValue(emptyPlan());
    await act(element, 'readFromOrg');
    expect(apply).toHaveBeenCalledTimes(1);
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review', read: true });
  });

  it('leads to the values by hand when the session is not accepted', async () => {
    const { element, messages } = await show();
    read.mockResolvedValue({ fault: { code: 'RL-110', params: [] } });
    await press(element, 'Review_ReadAgain');
    await act(element, 'useSetup');
    expect(messages.at(-1)).toEqual({ type: 'useSetup' });
  });

  it('offers to put the values back when the change is in place, and only then', async () => {
    const undoable = run({ canUndo: true });
    const { element, messages } = await show({ connection: current(), lastChange: undoable }, emptyPlan());
    expect(find(element, 'c-relink-undo').run).toEqual(undoable);
    const detail = { type: 'goto', step: 'authorize', fresh: true };
    find(element, 'c-relink-undo').dispatchEvent(new CustomEvent('relinkmessage', { detail }));
    expect(messages.at(-1)).toEqual(detail);
    cleanUp();
    const open = await show({ lastChange: undoable });
    expect(has(open.element, 'c-relink-undo')).toBe(false);
    cleanUp();
    const past = await show({ connection: current(), lastChange: run({ canUndo: false }) }, emptyPlan());
    expect(has(past.element, 'c-relink-undo')).toBe(false);
  });

  it('says when there is nothing to change', async () => {
    const { element, messages } = await show({}, emptyPlan());
    expect(element.shadowRoot.textContent).toContain('c.Relink_Review_Nothing');
    await press(element, 'Review_Continue');
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review', read: false });
    await expect(element).toBeAccessible();
  });

  it('sends the admin to step 1 when the tab lost the secret', async () => {
    const { element, messages } = await show({ secretLost: true, session: new RelinkSession() }, emptyPlan());
    expect(find(element, 'c-relink-fault').fault).toEqual({ code: 'RL-212' });
    await act(element, 'goToStep1');
    expect(messages.at(-1)).toEqual({ type: 'goto', step: 'application' });
    await expect(element).toBeAccessible();
  });

  it('turns callouts on again with the rest of the plan', async () => {
    const { element, messages } = await show();
    const rest = plan({
      changeCount: 1,
      fingerprint: 'p3',
      components: [
        {
          type: 'NamedCredential',
          fullName: 'Constant_Contact',
          changes: [{ field: 'calloutStatus', before: 'Disabled', after: 'Enabled', secret: false, added: [] }],
          unchanged: []
        }
      ]
    });
    apply.mockResolvedValueOnce({ fault: { code: 'RL-220', params: [] }, stages: [], changed: [], plan: rest });
    await press(element, 'Review_Apply');
    element.plan = rest;
    await settled();
    apply.mockResolvedValueOnce({ stages: [], secretOutcome: 'stored', changed: ['NamedCredential.calloutStatus'] });
    await act(element, 'turnOn');
    expect(apply).toHaveBeenLastCalledWith(expect.objectContaining({ fingerprint: 'p3' }));
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review' });
  });

  it('compares what was saved for a managed package without opening a run', async () => {
    const { element, messages } = await show({ connection: connection({ namespacePrefix: 'acme' }) });
    read.mockResolvedValue(emptyPlan());
    await press(element, 'Guide_Saved');
    expect(begin).not.toHaveBeenCalled();
    expect(confirm).not.toHaveBeenCalled();
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review', read: true });
  });

  it('plans what belongs to a managed package, and writes nothing', async () => {
    const { element, messages } = await show({ connection: connection({ namespacePrefix: 'practifi' }) });
    expect(() => button(element, 'Review_Apply')).toThrow();
    expect(element.shadowRoot.querySelector('c-relink-roads')).toBeNull();
    expect(element.shadowRoot.querySelectorAll('c-relink-plan-table')).toHaveLength(2);
    await press(element, 'Check_ShowSetup');
    expect(messages.at(-1)).toEqual({ type: 'useSetup' });
    await expect(element).toBeAccessible();
  });

  it('reads once more after a reading that failed, and never writes instead', async () => {
    const { element } = await show();
    read.mockResolvedValueOnce({ fault: { code: 'RL-901', params: ['host', '15'] } });
    await press(element, 'Review_ReadAgain');
    expect(() => button(element, 'Review_Apply')).toThrow();
    await act(element, 'retry');
    expect(apply).not.toHaveBeenCalled();
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('takes what it wrote off the plan on the road through Setup, and moves the focus to what is left', async () => {
    const { element, messages } = await show();
    await choosePaste(element);
    apply.mockResolvedValueOnce({ stages: [], secretOutcome: 'notSent', changed: ['NamedCredential.oauthScope'] });
    await settled();
    element.shadowRoot.querySelector<TestElement>('.actions lightning-button')?.click();
    await settled();
    const told = messages.filter(({ type }) => type === 'plan').at(-1) as { plan: RelinkPlan };
    expect(told.plan.changeCount).toBe(4);
    expect(told.plan.components[1]).toMatchObject({ changes: [], unchanged: [{}, { field: 'oauthScope' }] });
    expect(element.shadowRoot.activeElement?.textContent).toBe('c.Relink_Review_GuideTitle');
    await expect(element).toBeAccessible();
  });

  it('has the org read when somebody did the rest in Setup', async () => {
    const { element, messages } = await show({ connection: current({ calloutsEnabled: false }) });
    read.mockResolvedValue(emptyPlan());
    await press(element, 'Review_ReadAgain');
    expect(messages.at(-1)).toEqual({ type: 'read', quiet: true });
  });
});

describe('Step 2, an External Auth Identity Provider', () => {
  const identity = () => {
    const [provider, credential] = plan().components;
    return plan({ components: [{ ...provider, type: 'ExternalAuthIdentityProvider' }, credential] });
  };
  const properties = { connection: connection({ kind: 'identityProvider', secretReadable: false }) };
  const open = run({ outcome: 'Started' });

  it('writes id and secret in a call of their own', async () => {
    apply.mockResolvedValue(result({ lastChange: open }));
    applyPair.mockResolvedValue(result({ secretOutcome: 'unreadable' }));
    const { element, messages } = await show(properties, identity());
    await press(element, 'Review_Apply');
    expect(applyPair).toHaveBeenCalledWith(expect.objectContaining({ consumerSecret: SECRET, road: 'place' }));
    expect(confirm).not.toHaveBeenCalled();
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review' });
  });

  it('ends the record in a further call where it is still open after that', async () => {
    apply.mockResolvedValue(result({ lastChange: open }));
    applyPair.mockResolvedValue(result({ secretOutcome: 'unreadable', lastChange: open }));
    confirm.mockResolvedValue({ secretOutcome: 'unreadable', lastChange: run({ outcome: 'Done' }) });
    const { element, messages } = await show(properties, identity());
    await press(element, 'Review_Apply');
    expect(confirm).toHaveBeenCalledWith({
      runId: 'a01',
      connectionId: properties.connection.id,
      consumerKey: NEW_KEY,
      consumerSecret: SECRET,
      road: 'place'
    });
    expect(messages).toContainEqual(
      expect.objectContaining({ lastChange: expect.objectContaining({ outcome: 'Done' }) })
    );
  });

  it('leaves the record open where that call fails', async () => {
    apply.mockResolvedValue(result({ lastChange: open }));
    applyPair.mockResolvedValue(result({ secretOutcome: 'unreadable', lastChange: open }));
    confirm.mockResolvedValue({ fault: { code: 'RL-999', params: [] } });
    const { element, messages } = await show(properties, identity());
    await press(element, 'Review_Apply');
    expect(messages).toContainEqual(
      expect.objectContaining({ lastChange: expect.objectContaining({ outcome: 'Started' }) })
    );
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review' });
  });

  it('on the road of the paste asks what is left, and is done although the secret is never shown', async () => {
    apply.mockResolvedValue(result({ lastChange: open }));
    applyPair.mockResolvedValue(result({ secretOutcome: 'notSent', changed: FIELDS.slice(2) }));
    const { element, messages } = await show(properties, identity());
    await choosePaste(element);
    await press(element, 'Review_Apply');
    expect(applyPair.mock.calls[0][0]).not.toHaveProperty('consumerSecret');
    const [provider] = identity().components;
    read.mockResolvedValue(plan({ changeCount: 1, components: [{ ...provider, changes: [provider.changes[1]] }] }));
    confirm.mockResolvedValue({ secretOutcome: 'unreadable', lastChange: run({ outcome: 'Done' }) });
    find(element, 'c-relink-setup-guide').dispatchEvent(new CustomEvent('relinksaved'));
    await settled();
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'review' });
  });
});
