import RelinkPlanTable, { fieldName } from 'c/relinkPlanTable';
import { plan } from '../../relinkTypes/__tests__/examples';
import { cleanUp, find, render, settled } from '../../relinkTypes/__tests__/render';
import type { TestElement } from '../../relinkTypes/__tests__/render';

const [provider, credential] = plan().components;

function rows(element: TestElement): string[][] {
  return [...element.shadowRoot.querySelectorAll('tbody tr')].map((row) =>
    [...row.children].map(
      (cell) => (cell.querySelector('.value') ?? cell).textContent?.replace(/\s+/g, ' ').trim() ?? ''
    )
  );
}

afterEach(cleanUp);

describe('Table of changes', () => {
  it('shows field, now and after, URLs unchanged by the line breaks, and never a secret', async () => {
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component: provider });
    const [key, secret, authorize] = rows(element);
    expect(key).toEqual(['c.Relink_Field_ConsumerKey', provider.changes[0].before, provider.changes[0].after]);
    expect(secret[1]).toBe('c.Relink_Plan_SecretSet');
    expect(secret[2]).toContain('c.Relink_Plan_SecretNew');
    expect(authorize[2]).toBe('https://authz.constantcontact.com/oauth2/default/v1/authorize');
    await expect(element).toBeAccessible();
  });

  it('has explicit roles, so that it stays a table when its rows are stacked', async () => {
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component: provider });
    expect(find(element, 'table').getAttribute('role')).toBe('table');
    expect(element.shadowRoot.querySelectorAll('[role="rowheader"]')).toHaveLength(4);
    expect(element.shadowRoot.querySelectorAll('[role="cell"]')).toHaveLength(8);
  });

  it('makes only the added scope bold and says that nothing is removed', async () => {
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component: credential });
    const bold = [...element.shadowRoot.querySelectorAll('td strong')].map((one) => one.textContent?.trim());
    expect(bold).toEqual(['offline_access']);
    expect(element.shadowRoot.textContent).toContain('c.Relink_Plan_Added');
    await expect(element).toBeAccessible();
  });

  it('says that the person enters the values when that is the road', async () => {
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component: provider, byHand: true });
    expect(rows(element)[1][2]).toContain('c.Relink_Plan_SecretPaste');
    expect(rows(element)[0][2]).toContain('c.Relink_Plan_Paste');
  });

  it('marks rows that changed since the plan was read first', async () => {
    const element = await render('c-relink-plan-table', RelinkPlanTable, {
      component: credential,
      marked: ['oauthScope']
    });
    expect(rows(element)[0][2]).toContain('c.Relink_Plan_Marked');
  });

  it('opens and closes the fields that stay as they are', async () => {
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component: provider });
    const toggle = find(element, 'button.toggle');
    expect(toggle.getAttribute('aria-expanded')).toBe('false');
    toggle.click();
    await settled();
    expect(toggle.getAttribute('aria-expanded')).toBe('true');
    expect(element.shadowRoot.querySelectorAll('table')).toHaveLength(2);
    await expect(element).toBeAccessible();
  });

  it('says when nothing changes, and shows an empty value as such', async () => {
    const component = { ...credential, changes: [], unchanged: [{ field: 'label', value: null }] };
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component });
    expect(element.shadowRoot.textContent).toContain('c.Relink_Plan_CountNone');
    find(element, 'button.toggle').click();
    await settled();
    expect(rows(element)).toEqual([['c.Relink_Field_Label', 'c.Relink_Plan_Blank']]);
  });

  it('names the fields of an identity provider as its page does, and its secret as one that cannot be read', async () => {
    const changes = [
      { field: 'consumerKey', before: 'a', after: 'b', secret: false },
      { field: 'consumerSecret', before: 'notSet', after: 'new', secret: true }
    ];
    const component = { ...credential, type: 'ExternalAuthIdentityProvider', changes, unchanged: [] };
    const element = await render('c-relink-plan-table', RelinkPlanTable, { component });
    const text = element.shadowRoot.textContent;
    for (const label of ['Relink_Field_ClientId', 'Relink_Field_ClientSecret', 'Relink_Plan_SecretUnreadable']) {
      expect(text).toContain(`c.${label}`);
    }
  });

  it('names fields as Setup does, and keeps the API name of one it does not know', () => {
    expect(fieldName('AuthProvider.tokenUrl')).toBe('c.Relink_Field_TokenUrl');
    expect(fieldName('ExternalAuthIdentityProvider.consumerKey')).toBe('c.Relink_Field_ClientId');
    expect(fieldName('ExternalAuthIdentityProvider.tokenUrl')).toBe('c.Relink_Field_TokenUrl');
    expect(fieldName('somethingNew')).toBe('somethingNew');
  });
});
