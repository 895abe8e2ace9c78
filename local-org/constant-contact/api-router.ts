import express from 'express';
import type { Request, Response, Router } from 'express';
import type { AccessGrant } from './grants';
import { html, sendPage } from './html';
import { fingerprint } from './secrets';
import type { ConstantContactState } from './state';

/**
 * The v3 API as far as a connection is proven with it, and the retired authorize page on the same host.
 * Errors: https://developer.constantcontact.com/api_guide/glossary_responses.html. The keys are not listed there; `error_key` values are descriptive.
 */
export function createApiRouter(state: ConstantContactState): Router {
  const router = express.Router();
  router.get('/v3/idfed', (_request, response) => sendServiceEnded(response));
  router.use('/v3', state.faults.middleware('api', sendError));
  router.get('/v3/account/summary', (request, response) => {
    const grant = admit(state, request, response, ['account_read', 'account_update']);
    if (grant) {
      const account = state.accountOf(grant.userName);
      response.json({
        contact_email: account.contactEmail,
        encoded_account_id: fingerprint(account.userName).slice(0, 16),
        organization_name: account.organizationName
      });
    }
  });
  router.get('/v3/contact_lists', (request, response) => {
    if (admit(state, request, response, ['contact_data'])) {
      response.json({ lists: [], lists_count: 0 });
    }
  });
  router.use((_request, response) => sendError(response, 404));
  return router;
}

/** Page of the authorize address that ended: there is nothing to redirect to any more. */
export function sendServiceEnded(response: Response): void {
  sendPage(response, 410, {
    title: 'This authorization service has ended',
    body: html`<p>
      Support for this address ended on March 31, 2022. Copy your application in the developer portal, and use the new
      authorization and token addresses.
    </p>`
  });
}

/** Checks token, application, scope and limits, in this order; sends the error and yields null if one fails. `anyOf`: one of these scopes is needed. */
function admit(state: ConstantContactState, request: Request, response: Response, anyOf: string[]): AccessGrant | null {
  const grant = findGrant(state, request);
  if (!grant) {
    sendError(response, 401);
    return null;
  }
  const deactivated = state.applications.find(grant.apiKey)?.status === 'deactivated';
  if (deactivated || !anyOf.some((scope) => grant.scopes.includes(scope))) {
    sendError(response, 403);
    return null;
  }
  if (!state.limiter.admitApiCall(grant.apiKey)) {
    sendError(response, 429);
    return null;
  }
  state.applications.noteCall(grant.apiKey);
  return grant;
}

function findGrant(state: ConstantContactState, request: Request): AccessGrant | null {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme.toLowerCase() === 'bearer' && token ? state.grants.findAccessToken(token) : null;
}

const ERRORS: Record<number, { error_key: string; error_message: string }> = {
  401: { error_key: 'unauthorized', error_message: 'The access token used is invalid.' },
  403: {
    error_key: 'forbidden',
    error_message:
      'Forbidden request. You lack the necessary scopes, you lack the necessary user privileges, or the application is deactivated.'
  },
  404: { error_key: 'not_found', error_message: 'The requested resource was not found.' },
  429: { error_key: 'throttled', error_message: 'Too many requests.' }
};

function sendError(response: Response, status: number): void {
  const error = ERRORS[status] ?? {
    error_key: 'unavailable',
    error_message: 'There was a problem with our internal service.'
  };
  response.status(status).json([error]);
}
