/** Addresses of Lightning pages, and the page references of components. */

/** What an address of the app shows. */
export type Route =
  | { kind: 'tab'; name: string; state: Record<string, string> }
  | { kind: 'list'; object: string; view: string }
  | { kind: 'unknown'; path: string };

interface GivenReference {
  type: string;
  attributes?: Record<string, string | undefined>;
  state?: Record<string, string | undefined>;
}

/** Reads the path and query of an address of the app. `/` and `/lightning` show the first tab. */
export function parseRoute(address: URL, firstTab: string): Route {
  const path = address.pathname.replace(/\/$/, '');
  if (path === '' || path === '/lightning' || path === '/lightning/page/home') {
    return { kind: 'tab', name: firstTab, state: {} };
  }
  const tab = /^\/lightning\/n\/(\w+)$/.exec(path)?.[1];
  if (tab !== undefined) {
    return { kind: 'tab', name: tab, state: Object.fromEntries(address.searchParams) };
  }
  const list = /^\/lightning\/o\/(\w+)\/(?:list|home)$/.exec(path)?.[1];
  if (list !== undefined) {
    return { kind: 'list', object: list, view: address.searchParams.get('filterName') ?? '' };
  }
  return { kind: 'unknown', path };
}

/**
 * Address of a page reference.
 * @throws Error naming the kind of page that the local org does not have
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/reference-page-reference-type.html
 */
export function urlOf(reference: unknown): string {
  const { type, attributes = {}, state = {} } = reference as GivenReference;
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (value !== undefined) {
      query.set(key, value);
    }
  }
  const suffix = query.size > 0 ? `?${query.toString()}` : '';
  switch (type) {
    case 'standard__webPage':
      return given(attributes.url, type, 'url');
    case 'standard__navItemPage':
      return `/lightning/n/${given(attributes.apiName, type, 'apiName')}${suffix}`;
    case 'standard__objectPage': {
      const action = given(attributes.actionName, type, 'actionName');
      if (action !== 'list' && action !== 'home') {
        throw new Error(`navigation: standard__objectPage with the action ${action} is not part of the local org`);
      }
      return `/lightning/o/${given(attributes.objectApiName, type, 'objectApiName')}/${action}${suffix}`;
    }
    default:
      throw new Error(`navigation: pages of the type ${type} are not part of the local org`);
  }
}

/** Page reference of a route, as `CurrentPageReference` gives it. */
export function referenceOf(route: Route): unknown {
  switch (route.kind) {
    case 'tab':
      return { type: 'standard__navItemPage', attributes: { apiName: route.name }, state: route.state };
    case 'list':
      return {
        type: 'standard__objectPage',
        attributes: { objectApiName: route.object, actionName: 'list' },
        state: { filterName: route.view }
      };
    case 'unknown':
      return { type: 'standard__webPage', attributes: { url: route.path }, state: {} };
  }
}

function given(value: string | undefined, type: string, attribute: string): string {
  if (value === undefined || value === '') {
    throw new Error(`navigation: ${type} needs the attribute ${attribute}`);
  }
  return value;
}
