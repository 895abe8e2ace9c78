import { createElement } from 'lwc';
import RelinkHelp from 'c/relinkHelp';

const links = {
  authProviders: 'https://relink.my.salesforce.com/lightning/setup/AuthProviders/home',
  namedCredentials: 'https://relink.my.salesforce.com/lightning/setup/NamedCredential/home'
};

function help(properties: object) {
  const element = createElement('c-relink-help', { is: RelinkHelp });
  Object.assign(element, properties);
  document.body.appendChild(element);
  return element;
}

const headings = (element: HTMLElement) =>
  [...(element.shadowRoot?.querySelectorAll('h2') ?? [])].map((heading) => heading.textContent);

afterEach(() => document.body.replaceChildren());

describe('relinkHelp', () => {
  it.each([0, 1, 2, 3, 4, 5, 6])('explains step %i with its questions, and is accessible', async (step) => {
    const element = help({ step, links, portalUrl: 'https://v3.developer.constantcontact.com/' });
    expect(headings(element)[0]).toBe(`c.Relink_Help_${step}_Title`);
    expect(element.shadowRoot?.querySelectorAll('h3')).toHaveLength(step === 2 ? 3 : 2);
    await expect(element).toBeAccessible();
  });

  it('changes with the step', async () => {
    const element = help({ step: '1', links });
    element.step = '2';
    await Promise.resolve();
    expect(headings(element)[0]).toBe('c.Relink_Help_2_Title');
  });

  it('opens pages in a new tab, says so, and leaves out those whose address is not known', () => {
    const anchors = [...(help({ links }).shadowRoot?.querySelectorAll('a') ?? [])];
    expect(anchors.map((anchor) => anchor.getAttribute('href'))).toEqual([links.authProviders, links.namedCredentials]);
    for (const anchor of anchors) {
      expect(anchor.target).toBe('_blank');
      expect(anchor.getAttribute('rel')).toBe('noopener');
      expect(anchor.textContent).toContain('c.Relink_Text_NewTab');
    }
  });

  it('shows links alone when no step is open', () => {
    expect(headings(help({ links }))).toEqual(['c.Relink_Help_OpenInSetup']);
  });
});
