import { Router } from 'express';
import { createApiRouter } from './api-router';
import { createAuthorizationRouter } from './authorization-router';
import { createPortalRouter } from './portal-router';
import { createRetiredRouter } from './retired-router';
import { ConstantContactState } from './state';
import type { ConstantContactOptions } from './state';

export type { Fault } from './faults';
export type * from './seed';
export type { ConstantContactOptions, ConstantContactState } from './state';

/** The host names of Constant Contact that the emulator answers for. */
export const CONSTANT_CONTACT_HOSTS = [
  'v3.developer.constantcontact.com',
  'authz.constantcontact.com',
  'api.cc.email',
  'idfed.constantcontact.com'
] as const;

export type ConstantContactHost = (typeof CONSTANT_CONTACT_HOSTS)[number];

/** Pages with this header have no opener, and the opener sees nothing of them. https://html.spec.whatwg.org/multipage/browsers.html#cross-origin-opener-policies */
function withOpenerPolicy(policy: string | undefined, router: Router): Router {
  return policy === undefined
    ? router
    : Router().use((_request, response, next) => {
        response.set('Cross-Origin-Opener-Policy', policy);
        next();
      }, router);
}

/** The emulated Constant Contact. */
export interface ConstantContact {
  /** Everything that one host serves. Mount it where the request's Host is that host's local twin. Refuses unknown hosts by name. */
  handle(host: string): Router;
  readonly state: ConstantContactState;
}

/**
 * Builds the developer portal, the authorization server, the v3 API and the retired authorization service over one state.
 * State lives in memory. Secrets and tokens are kept as hashes.
 */
export function createConstantContact(options: ConstantContactOptions): ConstantContact {
  const state = new ConstantContactState(options);
  const routers: Record<ConstantContactHost, Router> = {
    'v3.developer.constantcontact.com': createPortalRouter(state),
    'authz.constantcontact.com': withOpenerPolicy(options.seed.openerPolicy, createAuthorizationRouter(state)),
    'api.cc.email': createApiRouter(state),
    'idfed.constantcontact.com': createRetiredRouter()
  };
  return {
    state,
    handle(host) {
      const name = CONSTANT_CONTACT_HOSTS.find((known) => known === host);
      if (!name) {
        throw new Error(`Not a host of Constant Contact: ${host}`);
      }
      return routers[name];
    }
  };
}
