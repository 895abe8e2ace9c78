import RelinkSetupGuide from 'c/relinkSetupGuide';
import { RelinkSession } from 'c/relinkSession';
import { NEW_KEY, links, status } from '../../relinkTypes/__tests__/examples';
import { button, cleanUp, press, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

const SECRET = 'not-a-real-secret';
const { authorizeUrl, tokenUrl } = status().profile;

function held(): RelinkSession {
  const session = new RelinkSession();
  session.type(NEW_KEY, SECRET);
  session.judge('accepted');
  return session;
}

function pair() {
  return { session: held(), consumerKey: NEW_KEY, secretHeld: true };
}

function fields(element: TestElement): unknown[] {
  return [...element.shadowRoot.querySelectorAll<TestElement>('c-relink-copy-field')].map(({ value }) => value);
}

function clipboard(writeText: jest.Mock): jest.Mock {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  return writeText;
}

afterEach(cleanUp);

describe('The way by hand', () => {
  it('offers all four values, the secret only to copy', async () => {
    const writeText = clipboard(jest.fn().mockResolvedValue(undefined));
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, {
      ...pair(),
      links: links(),
      authorizeUrl,
      tokenUrl
    });
    const said: string[] = [];
    element.addEventListener('relinkannounce', (event) => said.push((event as CustomEvent).detail.message));
    expect(fields(element)).toEqual([NEW_KEY, authorizeUrl, tokenUrl]);
    expect(element.shadowRoot.textContent).not.toContain(SECRET);
    await press(element, 'Guide_CopySecret');
    expect(writeText).toHaveBeenCalledWith(SECRET);
    expect(said).toEqual(['c.Relink_Guide_SecretCopied']);
    await expect(element).toBeAccessible();
  });

  it('leaves copying to the panel around it where that has the button', async () => {
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, {
      ...pair(),
      secretOnly: true,
      panelCopies: true
    });
    expect(() => button(element, 'Guide_CopySecret')).toThrow();
    expect(fields(element)).toEqual([]);
  });

  it('says when the browser does not allow the copy', async () => {
    clipboard(jest.fn().mockRejectedValue(new Error('denied')));
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, pair());
    await press(element, 'Guide_CopySecret');
    expect(element.shadowRoot.textContent).toContain('c.Relink_Guide_SecretNotCopied');
    await expect(element).toBeAccessible();
  });

  it('tells that the person has saved it', async () => {
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, pair());
    const saved = jest.fn();
    element.addEventListener('relinksaved', saved);
    await press(element, 'Guide_Saved');
    expect(saved).toHaveBeenCalledTimes(1);
  });

  it('leads to the end where it is complete: redirect URL, scope, options, consent', async () => {
    const callbackUrl = 'https://example.my.salesforce.com/services/authcallback/ConstantContact';
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, {
      ...pair(),
      complete: true,
      links: links(),
      authorizeUrl,
      tokenUrl,
      callbackUrl,
      scope: 'account_read offline_access',
      scopeToAdd: 'offline_access'
    });
    expect(fields(element)).toEqual([NEW_KEY, authorizeUrl, tokenUrl, callbackUrl, 'account_read offline_access']);
    expect([...element.shadowRoot.querySelectorAll('a')].map(({ href }) => href)).toEqual([
      links().editProvider,
      links().editCredential
    ]);
    expect(() => button(element, 'Guide_Saved')).toThrow();
    await expect(element).toBeAccessible();
  });

  it('works without a pair: the addresses, the scope to add, and no button that needs a secret', async () => {
    const { authProviders, namedCredentials } = links();
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, {
      complete: true,
      links: { authProviders, namedCredentials },
      authorizeUrl,
      tokenUrl,
      scopeToAdd: 'offline_access'
    });
    await settled();
    expect(fields(element)).toEqual([authorizeUrl, tokenUrl, 'offline_access']);
    expect([...element.shadowRoot.querySelectorAll('a')].map(({ href }) => href)).toEqual([
      authProviders,
      namedCredentials
    ]);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Guide_KeyAbsent');
    expect(element.shadowRoot.querySelectorAll('lightning-button')).toHaveLength(0);
    await expect(element).toBeAccessible();
  });

  it('says where the addresses are when the org did not tell them', async () => {
    const element = await render('c-relink-setup-guide', RelinkSetupGuide, { complete: true });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Guide_NoValues');
    await expect(element).toBeAccessible();
  });
});
