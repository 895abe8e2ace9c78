import type { CalloutReply, CalloutRequest, Identity } from '../../apex/contract';
import type { Origins } from '../origins';
import type { PackageMetadata } from '../package-metadata';
import type { SetupStore } from '../store';
import { sendThroughCredential } from './named-credential';
import { localAddress, sendLocally } from './wire';
import type { Egress } from './wire';

export interface SendContext {
  store: SetupStore;
  origins: Origins;
  egress: Egress;
  packageMetadata: () => PackageMetadata;
}

/**
 * Carries out one callout of Apex.
 *
 * A page of the org goes to its Visualforce site with the caller's session. The org's own My Domain needs no remote site
 * (`Url.getOrgDomainUrl`, Apex Reference). Other hosts need an active remote site, or a named credential, and an emulator.
 */
export function callout(context: SendContext, sent: CalloutRequest, identity: Identity): Promise<CalloutReply> {
  const cap = context.store.switches.calloutTimeoutCap;
  const request = { ...sent, timeoutMs: cap === null ? sent.timeoutMs : Math.min(cap, sent.timeoutMs) };
  if (request.kind === 'page') {
    return sendLocally(context.origins.vf + request.endpoint, {
      ...request,
      headers: { ...request.headers, Cookie: `sid=${identity.sessionId}` }
    });
  }
  if (/^callout:/i.test(request.endpoint)) {
    return sendThroughCredential(context.store, context.egress, request, identity);
  }
  return sendDirectly(context, request);
}

function sendDirectly(context: SendContext, request: CalloutRequest): Promise<CalloutReply> {
  const fail = (message: string): Promise<CalloutReply> => Promise.resolve({ ok: false, message });
  if (!URL.canParse(request.endpoint) || !/^https?:$/.test(new URL(request.endpoint).protocol)) {
    return fail(`no protocol: ${request.endpoint}`);
  }
  const { origin, host } = new URL(request.endpoint);
  if (origin === context.origins.my) {
    return sendLocally(request.endpoint, request);
  }
  const sites = context.store.switches.remoteSites === 'active' ? context.packageMetadata().remoteSites : [];
  const isAllowed = sites.some((site) => site.active && URL.canParse(site.url) && new URL(site.url).origin === origin);
  if (!isAllowed) {
    return fail(
      `Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = ${request.endpoint}`
    );
  }
  const address = localAddress(context.egress, request.endpoint);
  return address
    ? sendLocally(address, request)
    : fail(`Unknown host: the local org reaches only its own emulators, not ${host}`);
}
