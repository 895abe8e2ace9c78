import type { Request, Response } from 'express';
import { alert, csrfField, html, sendPage } from './html';
import type { Session } from './sessions';
import type { ConstantContactState } from './state';

/** Sends the login page. `returnTo` is a path on the same host, where the browser goes once it is logged in. */
export function sendLoginPage(
  state: ConstantContactState,
  response: Response,
  session: Session,
  returnTo: string,
  problem: string | null = null
): void {
  sendPage(response, problem === null ? 200 : 401, {
    title: 'Log in',
    body: html`${alert(problem)}
      <p class="note">
        This is the emulation.
        ${state.accounts.map(
          ({ organizationName, userName, password }) =>
            html`The user name of ${organizationName} is <code>${userName}</code>, its password is
              <code>${password}</code>. `
        )}
      </p>
      <form class="card" method="post" action="/login">
        ${csrfField(session.csrfToken)}
        <input type="hidden" name="returnTo" value="${returnTo}" />
        <div class="field">
          <label for="userName">User name</label>
          <input id="userName" name="userName" required autocomplete="username" />
        </div>
        <div class="field">
          <label for="password">Password</label>
          <input id="password" name="password" type="password" required autocomplete="current-password" />
        </div>
        <button class="primary">Log in</button>
      </form>`
  });
}

/** Handles the login form of either host. */
export function handleLogin(state: ConstantContactState, request: Request, response: Response): void {
  const session = state.sessions.open(request, response);
  const returnTo = localPath(formText(request, 'returnTo'));
  if (!csrfHolds(session, request)) {
    sendLoginPage(state, response, session, returnTo, 'This form is out of date. Log in again.');
    return;
  }
  const userName = formText(request, 'userName');
  const account = state.accounts.find((candidate) => candidate.userName === userName);
  if (!account || formText(request, 'password') !== account.password) {
    sendLoginPage(state, response, session, returnTo, 'User name and password do not match.');
    return;
  }
  state.sessions.logIn(request, response, userName);
  response.redirect(303, returnTo);
}

/** Handles the log-out form. */
export function handleLogout(state: ConstantContactState, request: Request, response: Response): void {
  if (csrfHolds(state.sessions.open(request, response), request)) {
    state.sessions.logOut(request);
  }
  response.redirect(303, '/');
}

/** Whether a form came from a page of this session. */
export function csrfHolds(session: Session, request: Request): boolean {
  return formText(request, 'csrf') === session.csrfToken;
}

/** A form field as text; absent or repeated: empty. */
export function formText(request: Request, name: string): string {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const value = body[name];
  return typeof value === 'string' ? value : '';
}

/** Keeps a redirect on this host: `//other.example` and `/\other.example` would leave it. */
function localPath(path: string): string {
  return /^\/(?![/\\])/.test(path) ? path : '/';
}
