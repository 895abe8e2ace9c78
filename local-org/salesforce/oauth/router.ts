import { Router } from 'express';
import type { Request, Response } from 'express';
import { normalizeId } from '../ids';
import { text } from '../metadata/values';
import type { Component } from '../store';
import { Visit, setupUrl } from '../setup/context';
import type { SetupContext } from '../setup/context';
import { html } from '../setup/html';
import { IDENTITY_PROVIDER_PATH } from './client';

/**
 * Where the org shows that an authorization failed, with ErrorCode, ErrorDescription and ProviderId in the query. The address is known from practice;
 * documented is that code and description are in it, and that the page shows the description
 * (https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_auth_plugin.htm). Title and first sentence as in
 * https://github.com/sfdx-mass-action-scheduler/sfdx-mass-action-scheduler/issues/180.
 */
const ERROR_PATH = '/_nc_external/identity/sso/ui/AuthorizationError';

/**
 * The My Domain site as browsers use it: `/services/auth/xds/…` starts an authorization for a named principal,
 * `/services/authcallback/…` ends it, and classic addresses `/{id}` and `/{id}/e` lead to Setup.
 * The start is not documented; it is what https://salesforce.stackexchange.com/questions/268763 found.
 */
export function oauthRouter(context: SetupContext): Router {
  const { store, authorizations, origins } = context;
  const router = Router();
  router.get('/services/auth/xds/:orgId/:suffix', (request, response) => {
    const visit = new Visit(context, request, response);
    const credential = store.byId(normalizeId((parameter(request, 'startURL') ?? '').replace(/^\//, '')) ?? '');
    const provider = store.providerOfSuffix(request.params.suffix);
    const fits =
      normalizeId(request.params.orgId) === store.orgId &&
      credential?.type === 'NamedCredential' &&
      provider !== null &&
      text(credential.values, 'authProvider')?.toLowerCase() === provider.fullName.toLowerCase();
    const start = fits
      ? authorizations.begin(credential, visit.user, parameter(request, 'scope') ?? null)
      : {
          ok: false as const,
          error: 'Invalid_Request',
          description: 'No such organization, Auth. Provider or Named Credential'
        };
    visit.goTo(start.ok ? start.url : errorAddress(start, provider));
  });
  const callBack = async (request: Request, response: Response, provider: Component | null): Promise<void> => {
    const visit = new Visit(context, request, response);
    const finish = await authorizations.finish(
      provider,
      {
        state: parameter(request, 'state'),
        code: parameter(request, 'code'),
        error: parameter(request, 'error'),
        error_description: parameter(request, 'error_description')
      },
      visit.user
    );
    visit.goTo(finish.ok ? (finish.returnUrl ?? `/${finish.credential.id}`) : errorAddress(finish, provider));
  };
  router.get('/services/authcallback/:suffix', (request, response) =>
    callBack(request, response, store.providerOfSuffix(request.params.suffix))
  );
  router.get(`/services/authcallback/${IDENTITY_PROVIDER_PATH}/:name`, (request, response) =>
    callBack(request, response, store.find('ExternalAuthIdentityProvider', request.params.name))
  );
  router.get(ERROR_PATH, (request, response) => {
    new Visit(context, request, response).show(
      'Problem Logging In',
      html`<p class="error" role="alert">
          We can’t log you in because of an authentication error. For help, contact your Salesforce administrator.
        </p>
        <p>${parameter(request, 'ErrorDescription') ?? ''}</p>`,
      400
    );
  });
  router.get(/^\/([a-zA-Z0-9]{15}|[a-zA-Z0-9]{18})(\/e)?$/, (request, response, next) => {
    const component = store.byId(normalizeId(request.params[0]) ?? '');
    if (component) {
      response.redirect(302, setupUrl(origins, component, request.params[1] !== undefined));
    } else {
      next();
    }
  });
  return router;
}

function parameter(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' ? value : undefined;
}

function errorAddress(failure: { error: string; description: string }, provider: Component | null): string {
  const query = new URLSearchParams({ ErrorCode: failure.error, ErrorDescription: failure.description });
  if (provider) {
    query.set('ProviderId', provider.id.slice(0, 15));
  }
  return `${ERROR_PATH}?${query}`;
}
