const LOOPBACK = /^(?:localhost|.*\.localhost|127\.0\.0\.1|\[::1\])$/;

/**
 * Says what is wrong with a redirect URL, or null. Rules: https, no fragment, no parameters, one wildcard as lowest subdomain.
 * https://developer.constantcontact.com/api_guide/apps_create.html. Plain http is allowed for this machine only, as OAuth clients in development need it.
 */
export function checkRedirectUri(uri: string): string | null {
  if (!URL.canParse(uri.replace('://*.', '://wildcard.'))) {
    return `“${uri}” is not a complete URL.`;
  }
  const url = new URL(uri.replace('://*.', '://wildcard.'));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname))) {
    return `“${uri}” must start with https://.`;
  }
  if (uri.includes('#')) {
    return `“${uri}” must not have a fragment (#).`;
  }
  if (uri.includes('?')) {
    return `“${uri}” must not have parameters (?).`;
  }
  if (url.href.includes('*')) {
    return `“${uri}”: a wildcard is allowed only as the lowest subdomain.`;
  }
  return null;
}

/** Whether a requested redirect URL is registered: equal character by character, or equal but for the registered wildcard label. */
export function isRegistered(requested: string, registered: readonly string[]): boolean {
  return registered.some((entry) => entry === requested || matchesWildcard(requested, entry));
}

function matchesWildcard(requested: string, entry: string): boolean {
  const [scheme, rest] = entry.split('://*.');
  if (rest === undefined || !requested.startsWith(`${scheme}://`) || !requested.endsWith(`.${rest}`)) {
    return false;
  }
  const label = requested.slice(scheme.length + '://'.length, -(rest.length + 1));
  return /^[a-z0-9-]+$/i.test(label);
}
