import RelinkStepRedirect from 'c/relinkStepRedirect';
import { current, status } from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, messagesOf, press, render } from '../../relinkTypes/__tests__/render';

afterEach(cleanUp);

describe('Step 3, Redirect URL', () => {
  it('shows the callback URL to copy', async () => {
    const element = await render('c-relink-step-redirect', RelinkStepRedirect, {
      connection: current(),
      profile: status().profile
    });
    expect(find(element, 'c-relink-copy-field').value).toBe(current().callbackUrl);
    await expect(element).toBeAccessible();
  });

  it('opens step 4 when the person added it, and stores nothing', async () => {
    const element = await render('c-relink-step-redirect', RelinkStepRedirect, {
      connection: current(),
      profile: status().profile
    });
    const messages = messagesOf(element);
    await press(element, 'Redirect_Added');
    expect(messages).toEqual([{ type: 'redirectAdded' }, { type: 'advance', step: 'redirect', read: false }]);
  });

  it('is no task any more when an authorization proved the URL', async () => {
    const element = await render('c-relink-step-redirect', RelinkStepRedirect, {
      connection: current(),
      profile: status().profile,
      proven: true
    });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Redirect_Again');
    expect(element.shadowRoot.querySelector('lightning-button')).toBeNull();
  });

  it('names the older URL where the org shows it', async () => {
    const oldCallbackUrl = 'https://login.salesforce.com/services/authcallback/00D/ConstantContact';
    const element = await render('c-relink-step-redirect', RelinkStepRedirect, {
      connection: current({ oldCallbackUrl }),
      profile: status().profile
    });
    expect(find(element, 'c-relink-notice c-relink-copy-field').value).toBe(oldCallbackUrl);
    await expect(element).toBeAccessible();
  });

  it('names an External Auth Identity Provider as Setup does', async () => {
    const element = await render('c-relink-step-redirect', RelinkStepRedirect, {
      connection: current({ kind: 'identityProvider' }),
      profile: status().profile
    });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Redirect_OpenIdentity');
    expect(find(element, 'c-relink-copy-field').help).toBe('c.Relink_Redirect_UrlHelpIdentity');
  });
});
