import type { AppModel } from '../app-model';

/** What the server writes into the page for the shell. */
export interface PageData {
  app: AppModel;
  orgName: string;
  userName: string;
  scenario: string;
  /** Real host name → origin of its twin in the local org: `authz.constantcontact.com` → `http://authz.constantcontact.com.localhost:4600`. */
  twins: Record<string, string>;
}

/** Reads the data block of the page. */
export function readPageData(): PageData {
  const block = document.getElementById('page-data');
  if (!block?.textContent) {
    throw new Error('the page has no data block');
  }
  return JSON.parse(block.textContent) as PageData;
}
