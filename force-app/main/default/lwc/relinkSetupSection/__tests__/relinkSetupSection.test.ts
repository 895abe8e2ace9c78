import RelinkSetupSection from 'c/relinkSetupSection';
import { NEW_KEY, connection, current, links, plan, status } from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, press, render } from '../../relinkTypes/__tests__/render';

const show = (properties: Record<string, unknown>) =>
  render('c-relink-setup-section', RelinkSetupSection, { links: links(), ...properties });
const guide = async (properties: Record<string, unknown>) => find(await show(properties), 'c-relink-setup-guide');

afterEach(cleanUp);

describe('Use Setup instead', () => {
  it('gives the guide what is known, the whole scope from the plan', async () => {
    const { profile } = status();
    expect(
      await guide({ connection: connection(), profile, plan: plan(), heldKey: NEW_KEY, secretHeld: true })
    ).toMatchObject({
      complete: true,
      consumerKey: NEW_KEY,
      secretHeld: true,
      providerName: 'ConstantContact',
      callbackUrl: connection().callbackUrl,
      tokenUrl: profile.tokenUrl,
      scope: 'account_read contact_data offline_access'
    });
  });

  it('knows the scope to add without a plan, and none when the scope is complete', async () => {
    const { profile } = status();
    expect(await guide({ connection: connection(), profile })).toMatchObject({
      scope: null,
      scopeToAdd: 'offline_access'
    });
    cleanUp();
    expect(await guide({ connection: current(), profile })).toMatchObject({ scopeToAdd: null, consumerKey: NEW_KEY });
  });

  it('takes focus on its title, and asks to be closed', async () => {
    const element = await show({ connection: connection(), profile: status().profile });
    (element as unknown as { focusTitle(): void }).focusTitle();
    expect(element.shadowRoot.activeElement?.tagName).toBe('H2');
    const closed = jest.fn();
    element.addEventListener('relinkclose', closed);
    await press(element, 'Guide_Close');
    expect(closed).toHaveBeenCalledTimes(1);
    await expect(element).toBeAccessible();
  });

  it('works when nothing could be read', async () => {
    const element = await show({ connection: null, profile: null, links: null });
    expect(find(element, 'c-relink-setup-guide').authorizeUrl).toBeUndefined();
    await expect(element).toBeAccessible();
  });

  it('says which fields a managed package leaves to the admin', async () => {
    const element = await show({ connection: connection({ namespacePrefix: 'practifi' }), profile: status().profile });
    expect(find(element, 'c-relink-notice').textContent).toBe('c.Relink_Guide_Managed');
    await expect(element).toBeAccessible();
  });
});
