import type { AppTab } from '../app-model';
import { element } from './dom';
import type { PageData } from './page-data';

/** Address of a tab. */
export function tabAddress(tab: AppTab): string {
  return tab.content.kind === 'page' ? `/lightning/n/${tab.name}` : `/lightning/o/${tab.content.object}/list`;
}

/** Organization, user, app name and tabs. `select` marks the tab whose page is shown. */
export function createHeader(data: PageData): { node: HTMLElement; select(tab: AppTab | null): void } {
  const links = new Map(
    data.app.tabs.map((tab) => {
      const text = element('span', { class: 'slds-truncate', title: tab.label }, tab.label);
      return [tab, element('a', { href: tabAddress(tab), class: 'slds-context-bar__label-action' }, text)];
    })
  );
  const items = [...links.values()].map((link) => element('li', { class: 'slds-context-bar__item' }, link));
  const node = element(
    'header',
    { class: 'shell-header' },
    organizationLine(data),
    element(
      'div',
      { class: 'slds-context-bar' },
      element(
        'div',
        { class: 'slds-context-bar__primary' },
        element(
          'div',
          { class: 'slds-context-bar__item slds-no-hover' },
          element(
            'span',
            { class: 'slds-context-bar__label-action slds-context-bar__app-name' },
            element('span', { class: 'slds-truncate', title: data.app.label }, data.app.label)
          )
        )
      ),
      element(
        'nav',
        { class: 'slds-context-bar__secondary', 'aria-label': data.app.label },
        element('ul', { class: 'slds-grid' }, ...items)
      )
    )
  );
  return {
    node,
    select(selected) {
      for (const [tab, link] of links) {
        link.parentElement?.classList.toggle('slds-is-active', tab === selected);
        if (tab === selected) {
          link.setAttribute('aria-current', 'page');
        } else {
          link.removeAttribute('aria-current');
        }
      }
    }
  };
}

function organizationLine(data: PageData): HTMLElement {
  return element(
    'div',
    { class: 'shell-organization slds-grid slds-grid_align-spread slds-wrap' },
    element('span', {}, data.orgName),
    element(
      'span',
      { class: 'slds-grid slds-wrap shell-user' },
      element('span', { class: 'shell-mark' }, `Local org · ${data.scenario}`),
      element('a', { href: '/lightning/setup/AuthProviders/home' }, 'Setup'),
      element('span', {}, data.userName)
    )
  );
}
