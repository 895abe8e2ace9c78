import { developerName } from './store';
import type { Component, SetupStore } from './store';

/** Read-only addresses that the org computes and a write leaves alone, by their Metadata API names. */
export const KICKOFF_URLS = ['linkKickoffUrl', 'oauthKickoffUrl', 'ssoKickoffUrl'] as const;

const OLD_ORIGIN = 'https://login.salesforce.com';

/** The callback URL that an authorization started on My Domain names: My Domain and the URL suffix, which is the developer name. */
export function callbackUrl(orgUrl: string, provider: Component): string {
  return `${orgUrl}/services/authcallback/${developerName(provider)}`;
}

/**
 * The callback URL that Setup shows. On My Domain it is documented (https://developer.salesforce.com/docs/platform/mobile-sdk/guide/sso-provider-sfdc.html).
 * Providers from before have the organization's id in theirs, on login.salesforce.com, as is known from practice; that Setup goes on
 * showing this form, and that an authorization started on My Domain names the other one, is unproven without an org.
 */
export function shownCallbackUrl(store: SetupStore, orgUrl: string, provider: Component): string {
  return provider.oldAddresses
    ? `${OLD_ORIGIN}/services/authcallback/${store.orgId}/${developerName(provider)}`
    : callbackUrl(orgUrl, provider);
}

/** The addresses that start a login, a link or an authorization through a provider, by Metadata API field. */
export function kickoffUrls(store: SetupStore, orgUrl: string, provider: Component): Record<string, string> {
  const origin = provider.oldAddresses ? OLD_ORIGIN : orgUrl;
  const suffix = provider.oldAddresses ? `${store.orgId}/${developerName(provider)}` : developerName(provider);
  return Object.fromEntries(
    KICKOFF_URLS.map((field) => [field, `${origin}/services/auth/${field.replace('KickoffUrl', '')}/${suffix}`])
  );
}
