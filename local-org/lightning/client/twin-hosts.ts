/**
 * Sends the browser to the local twins of real hosts.
 * The package's links keep their real addresses; only where a press leads is changed, and only while it happens.
 */

/** Address in the local org for a real one; other addresses stay. `base` is where relative addresses start. */
export function localAddress(address: string, twins: Record<string, string>, base: string): string {
  const url = new URL(address, base);
  const twin = twins[url.hostname];
  return twin === undefined ? address : twin + url.pathname + url.search + url.hash;
}

/** Installs the one handler for links, and routes `window.open`. */
export function routeTwinHosts(twins: Record<string, string>): void {
  const onPress = (event: Event): void => {
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    const real = link?.getAttribute('href');
    if (!link || !real) {
      return;
    }
    const local = localAddress(real, twins, document.baseURI);
    if (local !== real) {
      link.setAttribute('href', local);
      setTimeout(() => link.setAttribute('href', real));
    }
  };
  document.addEventListener('click', onPress, true);
  document.addEventListener('auxclick', onPress, true);

  const open = window.open.bind(window);
  window.open = (url, target, features) =>
    open(url === undefined ? url : localAddress(String(url), twins, document.baseURI), target, features);
}
