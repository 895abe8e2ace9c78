import OAuth2Server, {
  OAuthError,
  Request as OAuthRequest,
  Response as OAuthResponse
} from '@node-oauth/oauth2-server';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { ACCESS_TOKEN_LIFE } from './grants';
import { csrfField, html, sendPage } from './html';
import { csrfHolds, formText, handleLogin, handleLogout, sendLoginPage } from './login';
import { OAuthModel } from './oauth-model';
import type { ConstantContactState } from './state';

const AUTHORIZE = '/oauth2/default/v1/authorize';
const TOKEN = '/oauth2/default/v1/token';

/** What each scope means, in the words of the consent page. */
const SCOPE_MEANING: Record<string, string> = {
  account_read: 'View your account’s details',
  account_update: 'Change your account’s details',
  contact_data: 'View and change your contacts and lists',
  campaign_data: 'View and change your campaigns',
  offline_access: 'Keep this access while you are away'
};

/**
 * The authorization server: login, consent, codes and tokens.
 * https://developer.constantcontact.com/api_guide/server_flow.html
 */
export function createAuthorizationRouter(state: ConstantContactState): Router {
  const router = express.Router();
  router.use(express.urlencoded({ extended: false }));
  router.post('/login', (request, response) => handleLogin(state, request, response));
  router.post('/logout', (request, response) => handleLogout(state, request, response));
  router.get('/', (_request, response) =>
    sendPage(response, 200, { title: 'Authorization', body: html`<p>Nothing to do here.</p>` })
  );
  router.use(AUTHORIZE, state.faults.middleware('authorize', sendUnavailable));
  router.get(AUTHORIZE, (request, response) => showConsent(state, request, response));
  router.post(AUTHORIZE, (request, response) => decideConsent(state, request, response));
  router.post(TOKEN, state.faults.middleware('token', sendTokenFault), (request, response) =>
    issueToken(state, request, response)
  );
  router.use((request, response) =>
    sendPage(response, 404, { title: 'Page not found', body: html`<p>${request.path}</p>` })
  );
  return router;
}

async function showConsent(state: ConstantContactState, request: Request, response: Response): Promise<void> {
  const session = state.sessions.open(request, response);
  // Before anybody logged in, the request itself is checked in the name of the usual account.
  const userName = session.userName ?? state.account.userName;
  if (!(await authorize(state, request, response, { userName, allowed: true, persist: false }))) {
    return;
  }
  if (session.userName === null) {
    sendLoginPage(state, response, session, request.originalUrl);
    return;
  }
  const { client_id: apiKey, scope } = request.query as Record<string, string>;
  const scopes = scope.trim().split(/\s+/);
  sendPage(response, 200, {
    title: 'Allow access?',
    user: { name: session.userName, csrfToken: session.csrfToken },
    body: html`<div class="card">
      <p>
        <strong>${state.applications.find(apiKey)?.name ?? ''}</strong> asks for access to the account of
        ${state.accountOf(session.userName).organizationName}:
      </p>
      <ul>
        ${scopes.map((scope) => html`<li>${SCOPE_MEANING[scope]} <code>${scope}</code></li>`)}
      </ul>
      <form class="actions" method="post" action="${request.originalUrl}">
        ${csrfField(session.csrfToken)}
        <button class="primary" name="decision" value="allow">Allow</button>
        <button name="decision" value="deny">Deny</button>
      </form>
    </div>`
  });
}

async function decideConsent(state: ConstantContactState, request: Request, response: Response): Promise<void> {
  const session = state.sessions.open(request, response);
  const decision = formText(request, 'decision');
  if (session.userName === null || !csrfHolds(session, request) || !['allow', 'deny'].includes(decision)) {
    response.redirect(303, request.originalUrl);
    return;
  }
  const { userName } = session;
  if (await authorize(state, request, response, { userName, allowed: decision === 'allow', persist: true })) {
    throw new Error('An authorization with a decision always redirects.');
  }
}

/**
 * Runs the library's authorize endpoint. Sends its redirect, or, when the application or its redirect URL is not known, an error
 * page: then nothing is ever sent to the requested address. True when nothing was sent, because the request is in order and only checked.
 */
async function authorize(
  state: ConstantContactState,
  request: Request,
  response: Response,
  { userName, allowed, persist }: { userName: string; allowed: boolean; persist: boolean }
): Promise<boolean> {
  const server = new OAuth2Server({ model: new OAuthModel(state, { persist }) });
  const oauthResponse = new OAuthResponse({});
  if (repeats(request.query)) {
    sendRefusal(response, REPEATED);
    return false;
  }
  try {
    await server.authorize(
      new OAuthRequest({
        method: request.method,
        headers: request.headers as Record<string, string>,
        query: request.query as Record<string, string>,
        body: { allowed: String(allowed) }
      }),
      oauthResponse,
      { authenticateHandler: { handle: () => ({ userName }) } }
    );
    if (!persist) {
      return true;
    }
  } catch (error) {
    if (!(error instanceof OAuthError)) {
      throw error;
    }
    if (oauthResponse.get('location') === undefined) {
      sendRefusal(response, error.message);
      return false;
    }
  }
  response.redirect(303, oauthResponse.get('location') as string);
  return false;
}

function sendRefusal(response: Response, reason: string): void {
  sendPage(response, 400, {
    title: 'This request cannot go on',
    body: html`<p class="alert" role="alert">${reason}</p>
      <p>Is the application active here, and is the redirect URL registered for it, character by character?</p>`
  });
}

/** The page that a browser gets from a server that cannot answer. */
function sendUnavailable(response: Response, status: number): void {
  sendPage(response, status, {
    title: status === 429 ? 'Too many requests' : 'Not available',
    body: html`<p>This service cannot answer now. Try again later.</p>`
  });
}

const REPEATED = 'Invalid request: a parameter appears twice';

/** Request parameters must not appear more than once: RFC 6749, section 3.1 and 3.2. */
function repeats(parameters: object): boolean {
  return Object.values(parameters).some((value) => Array.isArray(value));
}

async function issueToken(state: ConstantContactState, request: Request, response: Response): Promise<void> {
  // The documentation shows the parameters in the query, RFC 6749 asks for the body: both are read.
  const parameters = { ...request.query, ...(request.body as Record<string, unknown>) };
  if (repeats(parameters)) {
    response.status(400).json({ error: 'invalid_request', error_description: REPEATED });
    return;
  }
  const oauthRequest = new OAuthRequest({
    method: request.method,
    headers: request.headers as Record<string, string>,
    query: {},
    body: parameters
  });
  const apiKey = clientId(oauthRequest);
  if (apiKey !== null && !state.limiter.admitTokenCall(apiKey)) {
    sendTokenFault(response, 429);
    return;
  }
  const server = new OAuth2Server({ model: new OAuthModel(state, { persist: true }) });
  const oauthResponse = new OAuthResponse({});
  let body: Record<string, unknown>;
  try {
    await server.token(oauthRequest, oauthResponse, { accessTokenLifetime: ACCESS_TOKEN_LIFE / 1000 });
    body = { ...(oauthResponse.body as object), expires_in: ACCESS_TOKEN_LIFE / 1000 };
  } catch (error) {
    if (!(error instanceof OAuthError)) {
      throw error;
    }
    oauthResponse.status = error.code;
    body = { error: error.name, error_description: error.message };
  }
  response
    .status(oauthResponse.status ?? 200)
    .set(oauthResponse.headers ?? {})
    .set('Cache-Control', 'no-store')
    .json(body);
}

/** API key of a token request, for counting only; null when it has none. */
function clientId(request: OAuthRequest): string | null {
  const [scheme, encoded] = String(request.get('authorization') ?? '').split(' ');
  if (scheme.toLowerCase() === 'basic' && encoded !== undefined) {
    return Buffer.from(encoded, 'base64').toString('utf8').split(':')[0];
  }
  const { client_id: id } = request.body as Record<string, unknown>;
  return typeof id === 'string' ? id : null;
}

function sendTokenFault(response: Response, status: number): void {
  const error = status === 429 ? 'too_many_requests' : 'server_error';
  response
    .status(status)
    .json({ error, error_description: status === 429 ? 'Too many requests.' : 'The server could not answer.' });
}
