import { createElement } from 'lwc';
import type { PlacedComponent } from '../app-model';
import { element } from './dom';
import { createHeader } from './header';
import { createListView } from './list-view';
import { followSource } from './live';
import { announcePage, provideNavigation } from './navigation';
import { readPageData } from './page-data';
import { parseRoute, referenceOf, type Route } from './routes';
import { showToasts } from './toasts';
import { localAddress, routeTwinHosts } from './twin-hosts';
import { createUtilityBar } from './utility-bar';

type ComponentClass = Parameters<typeof createElement>[1]['is'];
type PlacedElement = HTMLElement & { flexipageRegionWidth?: string };

/** Below this width a region of the page counts as small. */
const SMALL_REGION = 640;

/** Before anything of the package runs: whoever keeps the functions of the window finds those of the local org. */
export function prepareShell(): void {
  routeTwinHosts(readPageData().twins);
}

/** Builds the page around the package's components, which are given by bundle name. */
export function startShell(components: Record<string, ComponentClass>): void {
  const data = readPageData();
  const { tabs, utilityItems, listViews } = data.app;
  const firstTab = tabs[0]?.name ?? '';
  const header = createHeader(data);
  const main = element('main', { id: 'main', class: 'shell-main', tabindex: '-1' });
  let route = parseRoute(new URL(location.href), firstTab);

  const place = (component: PlacedComponent): HTMLElement => {
    const is = components[component.bundle];
    if (!is) {
      throw new Error(`the component ${component.bundle} is not in the build`);
    }
    const tag = component.bundle.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return Object.assign(createElement(`c-${tag}`, { is }), component.properties);
  };

  const show = (next: Route): void => {
    route = next;
    const tab = tabs.find((one) =>
      one.content.kind === 'object'
        ? next.kind === 'list' && next.object === one.content.object
        : next.kind === 'tab' && next.name === one.name
    );
    header.select(tab ?? null);
    document.title = `${tab?.label ?? titleOf(next)} | ${data.app.label}`;
    if (next.kind === 'tab' && tab?.content.kind === 'page') {
      main.replaceChildren(...tab.content.regions.map((region) => regionElement(region.components, place)));
    } else if (next.kind === 'list') {
      const views = listViews.filter((view) => view.object === next.object);
      const view = next.view === '' ? views[0] : views.find((one) => one.name === next.view);
      main.replaceChildren(view ? createListView(view) : absentPage());
    } else {
      main.replaceChildren(absentPage());
    }
  };

  /** As in Lightning, a component that changes only the state of its own page stays, and is told by the page reference. */
  const navigate = (address: string, replace: boolean): void => {
    const url = new URL(address, location.href);
    const next = parseRoute(url, firstTab);
    if (url.origin === location.origin && next.kind === 'tab' && route.kind === 'tab' && next.name === route.name) {
      history[replace ? 'replaceState' : 'pushState'](null, '', url);
      route = next;
      announcePage();
    } else {
      go(address, replace);
    }
  };

  const go = (address: string, replace: boolean): void => {
    const url = new URL(localAddress(address, data.twins, location.href), location.href);
    if (url.origin !== location.origin || parseRoute(url, firstTab).kind === 'unknown') {
      // Lightning opens a standard__webPage in a tab of its own.
      window.open(url.href, replace ? '_self' : '_blank');
      return;
    }
    history[replace ? 'replaceState' : 'pushState'](null, '', url);
    show(parseRoute(url, firstTab));
    announcePage();
    main.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };

  provideNavigation({ go: navigate, current: () => referenceOf(route) });
  showToasts();
  document.body.append(
    element('a', { href: '#main', class: 'shell-skip' }, 'Skip to main content'),
    header.node,
    main,
    createUtilityBar(utilityItems, place)
  );
  show(route);
  header.node.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link && !event.defaultPrevented && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      if (parseRoute(new URL(link.href), firstTab).kind !== 'unknown') {
        event.preventDefault();
        go(link.href, false);
      }
    }
  });
  window.addEventListener('popstate', () => {
    show(parseRoute(new URL(location.href), firstTab));
    announcePage();
  });
  followSource();
}

function titleOf(route: Route): string {
  return route.kind === 'list' ? route.object : 'Page not found';
}

function regionElement(components: PlacedComponent[], place: (component: PlacedComponent) => HTMLElement): HTMLElement {
  const placed = components.map((component) => place(component) as PlacedElement);
  const region = element('div', { class: 'shell-region' }, ...placed);
  const observer = new ResizeObserver(([entry]) => {
    const width = entry && entry.contentRect.width < SMALL_REGION ? 'SMALL' : 'LARGE';
    for (const one of placed) {
      if ('flexipageRegionWidth' in one) {
        one.flexipageRegionWidth = width;
      }
    }
  });
  observer.observe(region);
  return region;
}

function absentPage(): HTMLElement {
  return element(
    'div',
    { class: 'slds-card slds-p-around_large' },
    element('h1', { class: 'slds-text-heading_medium' }, "Page doesn't exist"),
    element('p', {}, 'The local org has the pages of the app, and the Setup pages that the app links to.')
  );
}
