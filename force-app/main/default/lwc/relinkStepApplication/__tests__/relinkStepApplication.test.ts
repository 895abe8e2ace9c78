import RelinkStepApplication from 'c/relinkStepApplication';
import { checkApplication } from 'c/relinkApi';
import { RelinkSession } from 'c/relinkSession';
import { NEW_KEY, OLD_KEY, connection, current, status } from '../../relinkTypes/__tests__/examples';
import { act, button, cleanUp, find, messagesOf, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

jest.mock('c/relinkApi', () => ({ checkApplication: jest.fn() }));
const check = checkApplication as jest.Mock;

const SECRET = 'not-a-real-secret';

async function show(session = new RelinkSession(), of = connection()) {
  const element = await render('c-relink-step-application', RelinkStepApplication, {
    connection: of,
    profile: status().profile,
    environment: status().environment,
    session
  });
  const validity = { key: jest.fn(), secret: jest.fn() };
  for (const field of ['key', 'secret'] as const) {
    input(element, field).setCustomValidity = validity[field];
    input(element, field).focus = jest.fn();
  }
  return { element, session, validity, messages: messagesOf(element) };
}

function input(element: TestElement, field: 'key' | 'secret'): TestElement {
  return find(element, `[data-field="${field}"]`);
}

async function type(element: TestElement, field: 'key' | 'secret', value: string) {
  input(element, field).dispatchEvent(new CustomEvent('change', { detail: { value } }));
  input(element, field).dispatchEvent(new FocusEvent('blur'));
  await settled();
}

afterEach(cleanUp);

describe('Step 1, Application', () => {
  it('is accessible and shows the key in use', async () => {
    const { element } = await show();
    expect(find(element, 'c-relink-copy-field').value).toBe(OLD_KEY);
    await expect(element).toBeAccessible();
  });

  it('shows the callback URL already, and warns before a secret is generated', async () => {
    const { element } = await show();
    const values = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-copy-field')].map((one) => one.value);
    expect(values).toEqual([OLD_KEY, connection().callbackUrl]);
    const notices = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-notice')];
    expect(notices.map(({ heading, textContent }) => [heading, textContent])).toEqual([
      ['c.Relink_Application_NoticeSandboxTitle', 'c.Relink_Application_NoticeSandbox'],
      ['c.Relink_Application_NoticeTitle', 'c.Relink_Application_Notice']
    ]);
  });

  it('warns in a sandbox only that its key may be that of production', async () => {
    const { element } = await show();
    const sandbox = { ...status().environment, isSandbox: true };
    element.environment = sandbox;
    await settled();
    expect(find(element, 'c-relink-notice').textContent).toContain('c.Relink_Application_NoticeSandbox');
    element.environment = { ...sandbox, isSandbox: false };
    await settled();
    expect(find(element, 'c-relink-notice').textContent).not.toContain('c.Relink_Application_NoticeSandbox');
  });

  it('keeps the secret out of sight and of password managers', async () => {
    const { element } = await show();
    expect(input(element, 'secret')).toMatchObject({ type: 'password', autocomplete: 'new-password' });
  });

  it('names missing values beside the fields and focuses the first', async () => {
    const { element, validity } = await show();
    await press(element, 'Application_Check');
    expect(validity.key).toHaveBeenLastCalledWith('c.Relink_Application_KeyMissing');
    expect(validity.secret).toHaveBeenLastCalledWith('c.Relink_Application_SecretMissing');
    expect(input(element, 'key').focus).toHaveBeenCalled();
    expect(check).not.toHaveBeenCalled();
  });

  it('changes its messages while typing, so that nothing moves under the press that leaves a field', async () => {
    const { element, validity } = await show();
    await press(element, 'Application_Check');
    const report = jest.fn();
    input(element, 'key').reportValidity = report;
    input(element, 'key').dispatchEvent(new CustomEvent('change', { detail: { value: ` ${OLD_KEY}` } }));
    await settled();
    expect(validity.key).toHaveBeenLastCalledWith('');
    expect(report).toHaveBeenCalled();
    const typed = element.shadowRoot.textContent;
    expect(typed).toContain('c.Relink_Application_Trimmed');
    expect(typed).toContain('c.Relink_Application_KeyUnchanged');
    input(element, 'key').dispatchEvent(new FocusEvent('blur'));
    await settled();
    expect(element.shadowRoot.textContent).toBe(typed);
  });

  it('takes a fault back once the pair that it was about is no longer in the fields', async () => {
    check.mockResolvedValueOnce({ outcome: 'rejected', fault: { code: 'RL-301', params: [] } });
    const { element } = await show();
    await type(element, 'key', NEW_KEY);
    await type(element, 'secret', SECRET);
    await press(element, 'Application_Check');
    expect(element.shadowRoot.querySelector('c-relink-fault')).not.toBeNull();
    await type(element, 'secret', `${SECRET}-other`);
    expect(element.shadowRoot.querySelector('c-relink-fault')).toBeNull();
  });

  it('removes white space around a value and says so', async () => {
    const { element, session } = await show();
    await type(element, 'key', ` ${NEW_KEY} `);
    expect(input(element, 'key').value).toBe(NEW_KEY);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Application_Trimmed');
    expect(session.key).toBe(NEW_KEY);
  });

  it('refuses a paste of two lines', async () => {
    const { element, validity } = await show();
    const paste = Object.assign(new CustomEvent('paste', { cancelable: true }), {
      clipboardData: { getData: () => `${NEW_KEY}\n${SECRET}` }
    });
    input(element, 'key').dispatchEvent(paste);
    expect(paste.defaultPrevented).toBe(true);
    expect(validity.key).toHaveBeenLastCalledWith('c.Relink_Application_KeyTwoLines');
  });

  it('offers to swap values that stand in the wrong field', async () => {
    const { element, session } = await show();
    await type(element, 'key', SECRET);
    await type(element, 'secret', NEW_KEY);
    await press(element, 'Application_Swap');
    expect([session.key, session.secret]).toEqual([NEW_KEY, SECRET]);
    expect(() => button(element, 'Application_Swap')).toThrow();
  });

  it('notes that the key is the one in use', async () => {
    const { element } = await show();
    await type(element, 'key', OLD_KEY);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Application_KeyUnchanged');
  });

  it('refuses a secret that equals the key', async () => {
    const { element, validity } = await show();
    await type(element, 'key', NEW_KEY);
    await type(element, 'secret', NEW_KEY);
    await press(element, 'Application_Check');
    expect(validity.secret).toHaveBeenLastCalledWith('c.Relink_Application_Equal');
  });

  it('goes on when Constant Contact accepts the pair', async () => {
    check.mockResolvedValue({ outcome: 'accepted' });
    const { element, session, messages } = await show();
    await type(element, 'key', NEW_KEY);
    await type(element, 'secret', SECRET);
    await press(element, 'Application_Check');
    expect(check).toHaveBeenCalledWith({
      connectionId: connection().id,
      consumerKey: NEW_KEY,
      consumerSecret: SECRET
    });
    expect(session.state).toBe('accepted');
    expect(messages.at(-1)).toMatchObject({ type: 'advance', step: 'application', read: false });
    expect(JSON.stringify(messages)).not.toContain(SECRET);
  });

  it('asks once, however often the button is pressed', async () => {
    let answer: (value: unknown) => void = () => undefined;
    check.mockReturnValue(new Promise((done) => (answer = done)));
    const { element } = await show();
    await type(element, 'key', NEW_KEY);
    await type(element, 'secret', SECRET);
    await press(element, 'Application_Check');
    await press(element, 'Application_Check');
    expect(check).toHaveBeenCalledTimes(1);
    expect(find(element, 'c-relink-busy').label).toBe('c.Relink_Application_Checking');
    await expect(element).toBeAccessible();
    answer({ outcome: 'accepted' });
    await settled();
  });

  it('keeps the key and clears the secret only when asked, after a rejection', async () => {
    check.mockResolvedValue({ outcome: 'rejected', fault: { code: 'RL-301', params: [] } });
    const { element, session, messages } = await show();
    await type(element, 'key', NEW_KEY);
    await type(element, 'secret', SECRET);
    await press(element, 'Application_Check');
    expect(messages).toContainEqual({ type: 'fault', step: 'application', code: 'RL-301' });
    expect([session.key, session.secret, session.ready]).toEqual([NEW_KEY, SECRET, false]);
    await expect(element).toBeAccessible();
    await act(element, 'editSecret');
    expect([session.key, session.secret]).toEqual([NEW_KEY, '']);
    expect(input(element, 'secret').focus).toHaveBeenCalled();
  });

  it('may go on when the pair could not be checked', async () => {
    check.mockResolvedValue({ outcome: 'unchecked', fault: { code: 'RL-902', params: ['authz'] } });
    const { element, session } = await show();
    await type(element, 'key', NEW_KEY);
    await type(element, 'secret', SECRET);
    await press(element, 'Application_Check');
    await press(element, 'Action_GoOnUnchecked');
    expect(session.state).toBe('unchecked');
  });

  it('does not send the admin to outdated applications when only the secret is renewed', async () => {
    const { element } = await show(new RelinkSession(), current());
    const words = [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-words')].map((one) => one.text);
    expect(words).toEqual([
      'c.Relink_Application_Generate',
      'c.Relink_Application_RefreshType',
      'c.Relink_Application_Callback'
    ]);
    expect(find(element, 'c-relink-notice:last-of-type').textContent).toContain('c.Relink_Application_NoticeSame');
    await expect(element).toBeAccessible();
  });

  it('lets the key be corrected after a rejection, and keeps the secret', async () => {
    const { element, session } = await show();
    session.type(NEW_KEY, SECRET);
    (element as unknown as { refresh(): void }).refresh();
    check.mockResolvedValueOnce({ outcome: 'rejected', fault: { code: 'RL-301', params: [] } });
    await press(element, 'Application_Check');
    await act(element, 'editKey');
    expect(element.shadowRoot.querySelector('c-relink-fault')).toBeNull();
    expect(session.secret).toBe(SECRET);
  });

  it('checks again after the host was allowed', async () => {
    const { element, session } = await show();
    session.type(NEW_KEY, SECRET);
    (element as unknown as { refresh(): void }).refresh();
    check.mockResolvedValueOnce({ outcome: 'unchecked', fault: { code: 'RL-507', params: ['host'] } });
    await press(element, 'Application_Check');
    check.mockResolvedValueOnce({ outcome: 'accepted' });
    await act(element, 'runAgain');
    expect(session.state).toBe('accepted');
  });

  it.each(['key', 'secret'] as const)('says that blanks around a pasted %s were cut', async (field) => {
    const { element } = await show();
    const paste = Object.assign(new CustomEvent('paste', { cancelable: true }), {
      clipboardData: { getData: () => `  ${NEW_KEY} ` }
    });
    input(element, field).dispatchEvent(paste);
    // The base input of the key has cut the blanks already.
    input(element, field).dispatchEvent(new CustomEvent('change', { detail: { value: NEW_KEY } }));
    await settled();
    expect(paste.defaultPrevented).toBe(false);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Application_Trimmed');
  });
});
