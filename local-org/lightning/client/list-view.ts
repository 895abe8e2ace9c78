import type { ListView } from '../app-model';
import { element } from './dom';

/** A cell's value; date times are ISO texts. */
type Cell = string | number | boolean | null;

interface ListRows {
  rows: Record<string, Cell>[];
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT/;

/** A plain, read-only list view. Its rows are read from the org as the running user. */
export function createListView(view: ListView): HTMLElement {
  const body = element('div', { 'aria-live': 'polite' }, 'Loading');
  void fill(view, body);
  return element(
    'article',
    { class: 'slds-card slds-p-around_medium' },
    element('p', {}, view.objectLabel),
    element('h1', { class: 'slds-text-heading_medium slds-m-bottom_small', id: 'list-title' }, view.label),
    body
  );
}

async function fill(view: ListView, body: HTMLElement): Promise<void> {
  const response = await fetch(`/__local/list/${view.object}/${view.name}`);
  if (!response.ok) {
    body.replaceChildren(await response.text());
    return;
  }
  const { rows } = (await response.json()) as ListRows;
  if (rows.length === 0) {
    body.replaceChildren('No items to display.');
    return;
  }
  const head = view.columns.map((column) => element('th', { scope: 'col' }, column.label));
  const lines = rows.map((row) =>
    element('tr', {}, ...view.columns.map((column) => element('td', {}, cellText(row[column.field] ?? null))))
  );
  body.replaceChildren(
    element(
      'div',
      { class: 'shell-table', role: 'region', 'aria-labelledby': 'list-title', tabindex: '0' },
      element(
        'table',
        { class: 'slds-table slds-table_bordered slds-table_cell-buffer', 'aria-labelledby': 'list-title' },
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, ...lines)
      )
    )
  );
}

function cellText(value: Cell): string {
  if (value === null) {
    return '';
  }
  if (typeof value === 'string' && DATE_TIME.test(value)) {
    return new Date(value).toLocaleString('en-US', { dateStyle: 'short', timeStyle: 'short' });
  }
  return typeof value === 'boolean' ? (value ? 'Yes' : 'No') : String(value);
}
