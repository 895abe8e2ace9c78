import { createElement } from 'lwc';
import LightningIcon from 'lightning/icon';
import type { UtilityItem } from '../app-model';
import { element } from './dom';
import { insideUtility, registerUtility } from './utility-bar-api';

type IconElement = HTMLElement & { iconName: string; size: string; variant?: string };
type Placer = (item: UtilityItem) => HTMLElement;

/** The utility bar. A panel's component is created when the panel first opens, and stays. */
export function createUtilityBar(items: UtilityItem[], place: Placer): HTMLElement {
  const list = element('ul', { class: 'slds-utility-bar' }, ...items.map((item, index) => utility(item, index, place)));
  return element(
    'footer',
    { class: 'slds-utility-bar_container' },
    element('h2', { class: 'slds-assistive-text' }, 'Utility Bar'),
    list
  );
}

function utility(item: UtilityItem, index: number, place: Placer): HTMLElement {
  const id = `utility-${index}`;
  const titleId = `${id}-title`;
  const body = element('div', { class: 'slds-utility-panel__body' });
  const minimize = element(
    'button',
    { type: 'button', class: 'slds-button slds-button_icon', title: 'Minimize' },
    icon('utility:minimize_window', 'xx-small'),
    element('span', { class: 'slds-assistive-text' }, `Minimize ${item.label}`)
  );
  const panel = element(
    'div',
    {
      class: 'slds-utility-panel slds-grid slds-grid_vertical',
      role: 'dialog',
      'aria-labelledby': titleId,
      style: `--panel-width: ${item.width}px; --panel-height: ${item.height}px`,
      hidden: ''
    },
    element(
      'div',
      { class: 'slds-utility-panel__header slds-grid slds-shrink-none' },
      element(
        'div',
        { class: 'slds-media slds-media_center' },
        element('div', { class: 'slds-media__figure slds-m-right_x-small' }, icon(item.icon, 'x-small')),
        element('h3', { class: 'slds-media__body', id: titleId }, item.label)
      ),
      element('div', { class: 'slds-col_bump-left slds-shrink-none' }, minimize)
    ),
    body
  );
  const mark = icon(item.icon, 'x-small');
  const text = element('span', { class: 'slds-utility-bar__text' }, item.label);
  const button = element(
    'button',
    { type: 'button', class: 'slds-button slds-utility-bar__action', 'aria-expanded': 'false' },
    element('span', { class: 'slds-m-right_x-small' }, mark),
    text
  );
  registerUtility(id, (attributes) => {
    text.textContent = attributes.label ?? text.textContent;
    mark.iconName = attributes.icon === undefined ? mark.iconName : `utility:${attributes.icon}`;
    mark.variant = attributes.iconVariant ?? mark.variant;
    if (attributes.highlighted !== undefined) {
      row.classList.toggle('slds-has-notification', attributes.highlighted);
    }
  });
  const show = (open: boolean): void => {
    panel.hidden = !open;
    panel.classList.toggle('slds-is-open', open);
    button.setAttribute('aria-expanded', String(open));
    if (open && !body.hasChildNodes()) {
      insideUtility(id, () => body.append(place(item)));
    }
    (open ? minimize : button).focus();
  };
  button.addEventListener('click', () => show(panel.hidden === true));
  minimize.addEventListener('click', () => show(false));
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      show(false);
    }
  });
  const row = element('li', { class: 'slds-utility-bar__item' }, button, panel);
  return row;
}

function icon(name: string, size: string): IconElement {
  const created = createElement('lightning-icon', { is: LightningIcon }) as IconElement;
  return Object.assign(created, { iconName: name, size });
}
