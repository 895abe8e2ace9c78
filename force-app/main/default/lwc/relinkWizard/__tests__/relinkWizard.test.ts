import RelinkWizard from 'c/relinkWizard';
import { CurrentPageReference, navigateSpy } from 'lightning/navigation';
import { checkApplication, getHome, getPlan, getStatus, prove } from 'c/relinkApi';
import {
  NEW_KEY,
  OLD_KEY,
  current,
  home,
  links,
  plan,
  proof,
  proofRun,
  run,
  status
} from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';
import type { StepMessage } from 'c/relinkEvents';

jest.mock('c/relinkApi', () => ({
  applyPlan: jest.fn(),
  beginRun: jest.fn(),
  checkApplication: jest.fn(),
  confirmSecret: jest.fn(),
  getHome: jest.fn(),
  getPlan: jest.fn(),
  getStatus: jest.fn(),
  prove: jest.fn(),
  recordRetired: jest.fn()
}));
const readStatus = getStatus as jest.Mock;
const readHome = getHome as jest.Mock;

const SECRET = 'not-a-real-secret';
// eslint-disable-next-line @lwc/lwc/no-unexpected-wire-adapter-usages -- the test emits what the platform would
const page = CurrentPageReference as unknown as { emit(value: unknown): void };
const updated = { connection: current(), lastChange: run() };

async function show(answer: unknown = status(), homeAnswer: unknown = home()) {
  readStatus.mockResolvedValue(answer);
  readHome.mockResolvedValue(homeAnswer);
  (getPlan as jest.Mock).mockResolvedValue(plan());
  (checkApplication as jest.Mock).mockResolvedValue({ outcome: 'accepted' });
  const element = await render('c-relink-wizard', RelinkWizard, {});
  await settled();
  return element;
}

function row(element: TestElement, step: string): TestElement {
  return find(element, `[data-row="${step}"]`);
}

function opened(element: TestElement): unknown[] {
  return [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-step')]
    .filter(({ expanded }) => expanded)
    .map(({ stepKey }) => stepKey);
}

function focused(element: TestElement): unknown {
  const active = element.shadowRoot.activeElement as TestElement | null;
  return active?.stepKey;
}

async function tell(element: TestElement, message: StepMessage): Promise<void> {
  row(element, 'check').dispatchEvent(new CustomEvent('relinkmessage', { detail: message, bubbles: true }));
  await settled();
}

function polite(element: TestElement): string | null {
  return find(element, '[aria-live="polite"]').textContent;
}

async function comeBack(later = 6_000): Promise<void> {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + later);
  document.dispatchEvent(new CustomEvent('visibilitychange'));
  await settled();
  jest.spyOn(Date, 'now').mockRestore();
}

afterEach(() => {
  cleanUp();
  document.title = '';
});

describe('The wizard', () => {
  it('reads the org and opens the first step that is not done', async () => {
    const element = await show();
    expect(readStatus).toHaveBeenCalledWith(null);
    expect(opened(element)).toEqual(['application']);
    expect(find(element, 'c-relink-badge').state).toBe('outdated');
    expect(document.title).toBe('c.Relink_Wizard_PageTitle');
    expect(find(element, 'c-relink-help').step).toBe(1);
    expect([...element.shadowRoot.querySelectorAll('h1')]).toHaveLength(1);
    await expect(element).toBeAccessible();
  });

  it('opens steps 3 and 4 after a reload in the middle, about step 4', async () => {
    const element = await show(status(updated));
    expect(opened(element)).toEqual(['redirect', 'authorize']);
    expect(find(element, 'c-relink-help').step).toBe(4);
    await expect(element).toBeAccessible();
  });

  it('shows a fault of the reading in the check, and reads again on demand', async () => {
    const element = await show({ fault: { code: 'RL-902', params: ['host'] } });
    expect(opened(element)).toEqual(['check']);
    expect(find(element, 'c-relink-step-check').fault).toMatchObject({ code: 'RL-902' });
    await expect(element).toBeAccessible();
    readStatus.mockResolvedValue(status());
    await press(element, 'Wizard_CheckAgain');
    expect(find(element, 'c-relink-step-check').fault).toBeNull();
    expect(polite(element)).toBe('c.Relink_Wizard_CheckFinished');
    expect(opened(element)).toEqual(['application']);
    expect(focused(element)).toBe('application');
  });

  it('announces a problem when the reading failed although every check passed', async () => {
    const element = await show({ ...status(), fault: { code: 'RL-115', params: [] } });
    expect(polite(element)).toBe('c.Relink_Wizard_CheckProblem');
  });

  it('keeps the chosen connection in the address, so that a reload finds it', async () => {
    navigateSpy.mockClear();
    const element = await show();
    page.emit({ attributes: { apiName: 'Relink_Wizard' }, state: { c__step: '0' } });
    await tell(element, { type: 'choose', connectionId: current().id });
    expect(navigateSpy).toHaveBeenCalledWith(
      {
        type: 'standard__navItemPage',
        attributes: { apiName: 'Relink_Wizard' },
        state: { c__connection: current().id }
      },
      true
    );
  });

  it('makes the live call that the address asks for, once', async () => {
    navigateSpy.mockClear();
    const element = await show();
    (prove as jest.Mock).mockResolvedValue({ answered: true });
    page.emit({ attributes: { apiName: 'Relink_Wizard' }, state: { c__step: '5', c__run: '1' } });
    await settled();
    expect(prove).toHaveBeenCalledTimes(1);
    expect(navigateSpy).toHaveBeenCalledTimes(1);
    expect(opened(element)).toContain('prove');
  });

  it('opens step 4 without a session, when a live call asks for it', async () => {
    const element = await show({
      ...status({ connection: null, lastProof: run({ kind: 'Proof', outcome: 'Failed', faultCode: 'RL-501' }) }),
      fault: { code: 'RL-116', params: [] }
    });
    expect(row(element, 'authorize').state).toBe('todo');
    await tell(element, { type: 'goto', step: 'authorize' });
    expect(element.shadowRoot.querySelector('c-relink-step-authorize')).not.toBeNull();
  });

  it('looks for connections anew when the one it knew is gone', async () => {
    const element = await show();
    readStatus.mockResolvedValue({ fault: { code: 'RL-602' }, checks: status().checks, connections: [] });
    await press(element, 'Wizard_CheckAgain');
    expect(readStatus).toHaveBeenLastCalledWith(current().id);
    readStatus.mockResolvedValue(status());
    await press(element, 'Wizard_CheckAgain');
    expect(readStatus).toHaveBeenLastCalledWith(null);
    expect(opened(element)).toEqual(['application']);
  });

  it('takes a failed live call into its facts', async () => {
    const element = await show(status(updated));
    const failed = proofRun({ outcome: 'Failed', consentProven: false, faultCode: 'RL-502' });
    await tell(element, { type: 'proof', proof: proof({ answered: false, consentProven: false, lastProof: failed }) });
    expect(find(element, 'c-relink-badge').state).toBe('notWorking');
    expect(row(element, 'prove').fact).toBe('c.Relink_Fact_ProveFailed');
  });

  it('takes the panel of disabled callouts away when the org says that they are enabled', async () => {
    const element = await show(status({ connection: current({ calloutsEnabled: false }), lastChange: run() }));
    const body = find(element, 'c-relink-step-review');
    const drop = jest.spyOn(body as unknown as { dropFault(): void }, 'dropFault');
    await tell(element, { type: 'fault', step: 'review', code: 'RL-220' });
    expect(drop).not.toHaveBeenCalled();
    readStatus.mockResolvedValue(status(updated));
    await press(element, 'Wizard_CheckAgain');
    expect(drop).toHaveBeenCalledTimes(1);
  });

  it('keeps what it knew when a later reading fails altogether', async () => {
    const element = await show();
    readStatus.mockResolvedValue({ fault: { code: 'RL-901', params: ['host', '15'] } });
    await press(element, 'Wizard_CheckAgain');
    expect(opened(element)).toContain('check');
    expect(row(element, 'check').state).toBe('failed');
    expect(element.shadowRoot.querySelector('c-relink-step-application')).not.toBeNull();
  });

  it('says assertively that the session ended, and only that', async () => {
    const element = await show({ fault: { code: 'RL-113', params: [] } });
    expect(find(element, '[aria-live="assertive"]').textContent).toBe('c.Relink_Wizard_SessionEnded');
  });

  it('closes a finished step, opens the next, and moves focus to its title', async () => {
    const element = await show();
    await tell(element, { type: 'advance', step: 'application', read: false, message: 'Accepted.' });
    expect(opened(element)).toEqual(['review']);
    expect(focused(element)).toBe('review');
    expect(polite(element)).toBe('Accepted. c.Relink_Wizard_StepDone');
    expect(readStatus).toHaveBeenCalledTimes(1);
  });

  it('reads the org before it goes on, where a step asks for that', async () => {
    const element = await show();
    readStatus.mockResolvedValue(status(updated));
    await tell(element, { type: 'advance', step: 'review', read: true });
    expect(readStatus).toHaveBeenLastCalledWith(current().id);
    expect(row(element, 'review').state).toBe('done');
    expect(focused(element)).toBe('redirect');
  });

  it('opens by hand without closing anything, and leaves focus where it is', async () => {
    const element = await show();
    row(element, 'prove').dispatchEvent(
      new CustomEvent('relinktoggle', { detail: { stepKey: 'prove', expanded: true } })
    );
    await settled();
    expect(opened(element)).toEqual(['application', 'prove']);
    row(element, 'prove').dispatchEvent(
      new CustomEvent('relinktoggle', { detail: { stepKey: 'prove', expanded: false } })
    );
    await settled();
    expect(opened(element)).toEqual(['application']);
  });

  it('says why a step is locked, and leads to the one that unlocks it', async () => {
    const element = await show();
    row(element, 'retire').dispatchEvent(
      new CustomEvent('relinktoggle', { detail: { stepKey: 'retire', expanded: true } })
    );
    await settled();
    expect(row(element, 'retire').fact).toBe('c.Relink_Fact_RetireLocked');
    find(element, '[data-row="retire"] lightning-button').click();
    await settled();
    expect(focused(element)).toBe('prove');
    await expect(element).toBeAccessible();
  });

  it('names the old key for step 6 from the history', async () => {
    const element = await show(
      status({ ...updated, lastProof: proofRun() }),
      home({ history: [run({ previousConsumerKey: NEW_KEY }), run({ previousConsumerKey: OLD_KEY })] })
    );
    expect(opened(element)).toEqual(['retire']);
    expect(find(element, 'c-relink-step-retire').previousKey).toBe(OLD_KEY);
  });

  it('asks before leaving as long as it holds a secret', async () => {
    const element = await show();
    const leave = () => {
      const event = new CustomEvent('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).toBe(false);
    const session = find(element, 'c-relink-step-application').session as { type(k: string, s: string): void };
    session.type(NEW_KEY, SECRET);
    expect(leave()).toBe(true);
    element.remove();
    expect(leave()).toBe(false);
  });

  it('forgets the secret when it leaves the page, on another page, and after a proof', async () => {
    type Session = { type(k: string, s: string): void; judge(s: string): void; holdsSecret: boolean };
    const element = await show();
    const session = find(element, 'c-relink-step-application').session as Session;
    session.type(NEW_KEY, SECRET);
    session.judge('accepted');
    await tell(element, { type: 'pair' });
    expect(row(element, 'application').state).toBe('done');
    await tell(element, { type: 'proof', proof: proof({ consentProven: false }) });
    expect(session.holdsSecret).toBe(true);
    await tell(element, { type: 'proof', proof: proof() });
    expect(session.holdsSecret).toBe(false);

    page.emit({ type: 'standard__navItemPage', attributes: { apiName: 'Relink_Wizard' }, state: {} });
    session.type(NEW_KEY, SECRET);
    page.emit({ type: 'standard__navItemPage', attributes: { apiName: 'Relink_Setup_Home' }, state: {} });
    expect(session.holdsSecret).toBe(false);

    session.type(NEW_KEY, SECRET);
    element.remove();
    expect(session.holdsSecret).toBe(false);
  });

  it('opens the step that the address asks for', async () => {
    const element = await show();
    page.emit({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Relink_Wizard' },
      state: { c__step: '5' }
    });
    await settled();
    expect(opened(element)).toContain('prove');
    expect(focused(element)).toBe('prove');
  });

  it('names the org, and whether it is production or a sandbox', async () => {
    const { environment } = status();
    const line = async (isSandbox: boolean) =>
      find(await show(status({ environment: { ...environment, isSandbox } })), '.line').textContent;
    expect(await line(true)).toBe('c.Relink_Wizard_Sandbox');
    cleanUp();
    expect(await line(false)).toBe('c.Relink_Wizard_Production');
  });

  it('reads the connection that the address names', async () => {
    const element = await show();
    page.emit({
      type: 'standard__navItemPage',
      attributes: { apiName: 'Relink_Wizard' },
      state: { c__connection: 'another' }
    });
    await settled();
    expect(element).not.toBeNull();
    expect(readStatus).toHaveBeenLastCalledWith('another');
  });

  it('takes facts and proofs that came with an answer, and then reads only what needs no callout', async () => {
    const element = await show(status({ ...updated, lastProof: null }));
    const lastProof = run({ kind: 'Proof', outcome: 'Passed', consentProven: true });
    await tell(element, { type: 'proof', proof: proof({ lastProof }) });
    expect(row(element, 'prove').state).toBe('done');
    expect([readHome.mock.calls.length, readStatus.mock.calls.length]).toEqual([2, 1]);
  });

  it('looks at the org without callouts on return, and reads it only when something changed', async () => {
    const element = await show();
    await comeBack(1_000);
    expect(readHome).toHaveBeenCalledTimes(1);
    await comeBack();
    expect([readHome.mock.calls.length, readStatus.mock.calls.length]).toEqual([2, 1]);
    const changed = home();
    changed.connections[0].fingerprint = 'f2';
    readHome.mockResolvedValue(changed);
    readStatus.mockResolvedValue(status(updated));
    const before = opened(element);
    await comeBack(20_000);
    expect(readStatus).toHaveBeenCalledTimes(2);
    expect(polite(element)).toBe('c.Relink_Wizard_Changed');
    expect(opened(element)).toEqual(before);
    expect(row(element, 'review').state).toBe('done');
  });

  it('goes on with the connection that was chosen', async () => {
    const [option] = status().connections;
    const element = await show(status({ connection: null, connections: [option, { ...option, id: '0XA2' }] }));
    expect(opened(element)).toEqual(['check']);
    readStatus.mockResolvedValue(status());
    await tell(element, { type: 'choose', connectionId: option.id });
    expect(readStatus).toHaveBeenLastCalledWith(option.id);
    expect(opened(element)).toEqual(['application']);
  });

  it('announces what was copied, also twice', async () => {
    const element = await show();
    const copied = () =>
      row(element, 'check').dispatchEvent(
        new CustomEvent('relinkcopied', { detail: { label: 'Key' }, bubbles: true, composed: true })
      );
    copied();
    await settled();
    expect(polite(element)).toBe('c.Relink_Copy_Done');
    copied();
    await settled();
    expect(polite(element)).toBe('c.Relink_Copy_Done\u00a0');
  });

  it('links to both components, and gives the help what it knows', async () => {
    const element = await show();
    expect([...element.shadowRoot.querySelectorAll<HTMLAnchorElement>('.line a')].map(({ href }) => href)).toEqual([
      links().viewProvider,
      links().viewCredential
    ]);
    expect(find(element, 'c-relink-help').portalUrl).toBe(status().profile.portalUrl);
  });

  it('stays in one column in a narrow region', async () => {
    const element = await show();
    element.flexipageRegionWidth = 'SMALL';
    await settled();
    expect(element.shadowRoot.querySelector('.columns_wide')).toBeNull();
  });
});

describe('Use Setup instead', () => {
  it('opens one section, whatever step asks, and gives it the focus', async () => {
    const element = await show();
    expect(element.shadowRoot.querySelector('c-relink-setup-section')).toBeNull();
    await tell(element, { type: 'useSetup' });
    await tell(element, { type: 'useSetup' });
    expect(element.shadowRoot.querySelectorAll('c-relink-setup-section')).toHaveLength(1);
    expect(element.shadowRoot.activeElement?.tagName).toBe('C-RELINK-SETUP-SECTION');
    await expect(element).toBeAccessible();
  });

  it('closes, and gives the focus back to the step that is worked in', async () => {
    const element = await show();
    await tell(element, { type: 'useSetup' });
    find(element, 'c-relink-setup-section').dispatchEvent(new CustomEvent('relinkclose'));
    await settled();
    expect(element.shadowRoot.querySelector('c-relink-setup-section')).toBeNull();
    expect(focused(element)).toBe('application');
  });

  it('works before a connection is known, with what the org told', async () => {
    const element = await show({ fault: { code: 'RL-101', params: [] } }, { fault: { code: 'RL-101', params: [] } });
    await tell(element, { type: 'useSetup' });
    expect(find(element, 'c-relink-setup-section')).toMatchObject({ connection: null, profile: null, links: null });
    await expect(element).toBeAccessible();
  });

  it('is shown where the address asks for it', async () => {
    const element = await show();
    page.emit({ attributes: { apiName: 'Relink_Wizard' }, state: { c__setup: '1' } });
    await settled();
    expect(find(element, 'c-relink-setup-section')).not.toBeNull();
  });

  it('follows the key and secret that the tab holds', async () => {
    type Session = { type(k: string, s: string): void };
    const element = await show();
    await tell(element, { type: 'useSetup' });
    (find(element, 'c-relink-step-application').session as Session).type(NEW_KEY, SECRET);
    await tell(element, { type: 'pair' });
    expect(find(element, 'c-relink-setup-section')).toMatchObject({ heldKey: NEW_KEY, secretHeld: true });
  });

  it('is offered in the header for the parts of a managed package', async () => {
    const element = await show(status({ connection: current({ namespacePrefix: 'practifi' }) }));
    await press(element, 'Check_ShowSetup');
    expect(find(element, 'c-relink-setup-section')).not.toBeNull();
  });
});

describe('The help', () => {
  it('follows the step that has the focus', async () => {
    const element = await show(status(updated));
    expect(find(element, 'c-relink-help').step).toBe(4);
    row(element, 'redirect').dispatchEvent(new CustomEvent('focusin', { bubbles: true, composed: true }));
    await settled();
    expect(find(element, 'c-relink-help').step).toBe(3);
    expect(opened(element)).toEqual(['redirect', 'authorize']);
  });

  it('knows that step 5 comes early before step 2 is done', async () => {
    const element = await show();
    await tell(element, { type: 'goto', step: 'prove' });
    expect(find(element, 'c-relink-step-prove').early).toBe(true);
    expect(polite(element)).toBe('c.Relink_Wizard_CheckPassed');
  });
});
