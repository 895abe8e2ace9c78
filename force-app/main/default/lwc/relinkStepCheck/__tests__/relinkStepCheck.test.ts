import RelinkStepCheck from 'c/relinkStepCheck';
import { connection, links, status } from '../../relinkTypes/__tests__/examples';
import { act, cleanUp, find, messagesOf, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

async function show(properties: Record<string, unknown>) {
  const element = await render('c-relink-step-check', RelinkStepCheck, { links: links(), ...properties });
  return { element, messages: messagesOf(element) };
}

const failing = (...keys: string[]) =>
  status().checks.map((check) => (keys.includes(check.key) ? { ...check, passed: false, names: [] } : check));

const icons = (element: TestElement) =>
  [...element.shadowRoot.querySelectorAll<TestElement>('li lightning-icon')].map(
    ({ alternativeText }) => alternativeText
  );

afterEach(cleanUp);

describe('The check before step 1', () => {
  it('lists what passed, in words', async () => {
    const { element } = await show({ status: status() });
    expect(icons(element)).toEqual(Array(5).fill('c.Relink_Check_Passed'));
    expect(element.shadowRoot.querySelector('a')).toBeNull();
    await expect(element).toBeAccessible();
  });

  it('names each kind in the words of Setup', async () => {
    const [option] = status().connections;
    const all = (['legacy', 'externalCredential', 'identityProvider'] as const).map((kind) => ({
      ...option,
      id: kind,
      kind
    }));
    const { element: several } = await show({ status: status({ connection: null, connections: all }) });
    expect(several.shadowRoot.textContent).toContain('c.Relink_Check_Providers');
    expect(several.shadowRoot.textContent).not.toContain('c.Relink_Text_Legacy');
    const { element: legacy } = await show({ status: status() });
    expect(legacy.shadowRoot.textContent).toContain('c.Relink_Text_Legacy');
    const kind = 'identityProvider';
    const one = status({ connection: connection({ kind }), connections: [{ ...option, kind }] });
    const { element } = await show({ status: one });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Check_IdentityProvider');
    expect(element.shadowRoot.textContent).toContain('c.Relink_Text_ExternalCredential');
  });

  it('says that it is reading', async () => {
    const { element } = await show({ status: null, working: true });
    expect(find(element, 'c-relink-busy').label).toBe('c.Relink_Check_Reading');
    await expect(element).toBeAccessible();
  });

  it('links a failed check to the page where it is mended', async () => {
    const { element } = await show({ status: status({ checks: failing('permissions', 'session') }) });
    expect([...element.shadowRoot.querySelectorAll('a')].map(({ href }) => href)).toEqual([
      links().user,
      links().sessionSettings
    ]);
    await expect(element).toBeAccessible();
  });

  it('shows the fault of the reading beside what could be read, and the way by hand', async () => {
    const { element, messages } = await show({
      status: status({ connection: null, checks: failing('session') }),
      fault: { code: 'RL-110', params: [] }
    });
    await act(element, 'useSetup');
    await expect(element).toBeAccessible();
    await act(element, 'checkAgain');
    expect(messages).toEqual([{ type: 'useSetup' }, { type: 'read' }]);
  });

  it('does not call a session good that Salesforce wants verified', async () => {
    const { element } = await show({ status: status(), fault: { code: 'RL-115', params: [] } });
    expect(icons(element)).toContain('c.Relink_Check_Failed');
    expect(element.shadowRoot.textContent).toContain('c.Relink_Check_SessionStandard');
  });

  it('lets the person choose between connections, and insists on a choice', async () => {
    const [option] = status().connections;
    const connections = [option, { ...option, id: '0XA2', lastModified: null }];
    const { element, messages } = await show({ status: status({ connection: null, connections }) });
    const group = find(element, 'lightning-radio-group');
    const validity = jest.fn();
    Object.assign(group, { setCustomValidity: validity, reportValidity: () => true });
    await press(element, 'Check_Use');
    expect(validity).toHaveBeenLastCalledWith('c.Relink_Check_ChooseMissing');
    expect(messages).toEqual([]);
    group.dispatchEvent(new CustomEvent('change', { detail: { value: '0XA2' } }));
    await settled();
    await press(element, 'Check_Use');
    expect(messages).toEqual([{ type: 'choose', connectionId: '0XA2' }]);
    await expect(element).toBeAccessible();
  });

  it.each([[['provider', 'credential']], [['provider']], [['credential']]])(
    'leads to both pages of Setup when %p is missing',
    async (missing) => {
      const { element } = await show({
        status: status({ connection: null, connections: [], checks: failing(...missing) })
      });
      expect([...element.shadowRoot.querySelectorAll('a')].map(({ href }) => href)).toEqual([
        links().authProviders,
        links().namedCredentials
      ]);
      await expect(element).toBeAccessible();
    }
  );

  it('does not blame the session when Salesforce gave no answer', async () => {
    const { element } = await show({
      status: status({ connection: null, checks: failing('session') }),
      fault: { code: 'RL-903', params: [] }
    });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Check_SessionUnknown');
    expect(icons(element)[2]).toBe('c.Relink_Check_Unknown');
  });

  it('names the package that owns the connection, and leads to Setup', async () => {
    const { element, messages } = await show({
      status: status({ connection: connection({ namespacePrefix: 'practifi' }) })
    });
    expect(find(element, 'c-relink-notice').heading).toBe('c.Relink_Check_ManagedTitle');
    await press(element, 'Check_ShowSetup');
    expect(messages).toEqual([{ type: 'useSetup' }]);
    await expect(element).toBeAccessible();
  });

  it('warns of a principal that nobody may use, without failing', async () => {
    const warnings = [{ code: 'RL-240', params: ['CC_OAuth'] }];
    const element = await render('c-relink-step-check', RelinkStepCheck, { status: status({ warnings }), fault: null });
    expect(find(element, 'c-relink-fault').fault).toMatchObject({ code: 'RL-240' });
    await expect(element).toBeAccessible();
    element.fault = { code: 'RL-902' };
    await settled();
    expect(element.shadowRoot.querySelectorAll('c-relink-fault')).toHaveLength(1);
  });
});
