import type { Response } from 'express';
import type { Application } from './applications';
import { alert, csrfField, html, sendPage } from './html';
import type { Html } from './html';
import type { RefreshTokenType } from './seed';
import type { Session } from './sessions';

type LoggedIn = Session & { userName: string };

/** Front page, for everybody. */
export function sendWelcome(response: Response): void {
  sendPage(response, 200, {
    title: 'V3 API Developer Portal',
    navigation: true,
    body: html`<p>
      Select <a href="/applications">My Applications</a> to see, copy and change the applications of your account.
    </p>`
  });
}

/** My Applications: outdated ones, if there are any, then valid ones; and the dialog after a copy. */
export function sendApplications(
  response: Response,
  session: LoggedIn,
  applications: Application[],
  { copied, deactivated }: { copied: Application | null; deactivated: Application | null }
): void {
  const outdated = applications.filter(({ status }) => status === 'outdated');
  const valid = applications.filter(({ status }) => status === 'valid');
  sendPortalPage(
    response,
    session,
    'My Applications',
    html` ${deactivated?.status === 'deactivated' && html`<p class="note" role="status">${deactivated.name} (${deactivated.apiKey}) is deactivated.</p>`}
      ${copied !== null && copiedDialog(copied)}
      <p><a class="button" href="/applications/new">New Application</a></p>
      ${
        outdated.length > 0 &&
        html`<section aria-labelledby="outdated">
          <h2 id="outdated">Outdated Applications</h2>
          <p>These use an authorization service that has ended. Copy each one to go on.</p>
          ${applicationTable(
            'outdated',
            outdated,
            (application) => html`${application.name}`,
            (application) =>
              html` <form method="post" action="/applications/${application.apiKey}/copy">
                  ${csrfField(session.csrfToken)}
                  <button aria-label="Copy ${application.name}">Copy</button>
                </form>
                ${deactivateLink(application)}`
          )}
        </section>`
      }
      <section aria-labelledby="valid">
        <h2 id="valid">Valid Applications</h2>
        ${
          valid.length === 0
            ? html`<p>None yet.</p>`
            : applicationTable(
                'valid',
                valid,
                ({ name, apiKey }) => html`<a href="/applications/${apiKey}">${name}</a>`,
                deactivateLink
              )
        }
      </section>`
  );
}

function copiedDialog({ name }: Application): Html {
  return html`<dialog open aria-labelledby="copied">
    <h2 id="copied">Your application was copied</h2>
    <p>
      ${name} is now listed under Valid Applications, with a new API key. Generate a secret for it, and check its
      redirect URLs.
    </p>
    <form method="dialog"><button class="primary">Close</button></form>
  </dialog>`;
}

function applicationTable(
  labelledBy: string,
  applications: Application[],
  name: (application: Application) => Html,
  actions: (application: Application) => Html
): Html {
  return html`<table aria-labelledby="${labelledBy}">
    <thead>
      <tr>
        <th scope="col">Application Name</th>
        <th scope="col">API Key</th>
        <th scope="col">Last API Call</th>
        <th scope="col">Actions</th>
      </tr>
    </thead>
    <tbody>
      ${applications.map(
        (application) =>
          html`<tr>
            <th scope="row">${name(application)}</th>
            <td><code>${application.apiKey}</code></td>
            <td>${lastCall(application)}</td>
            <td>${actions(application)}</td>
          </tr>`
      )}
    </tbody>
  </table>`;
}

/** Whether the real portal tells it is not documented. */
function lastCall({ lastCallAt }: Application): string {
  return lastCallAt === null ? 'None known' : new Date(lastCallAt).toUTCString();
}

function deactivateLink({ name, apiKey }: Application): Html {
  return html`<a class="button" href="/applications/${apiKey}/deactivate" aria-label="Deactivate ${name}"
    >Deactivate</a
  >`;
}

export function sendNewApplication(response: Response, session: LoggedIn, problem: string | null = null): void {
  sendPortalPage(
    response,
    session,
    'New Application',
    html`${alert(problem)}
      <form class="card" method="post" action="/applications/new">
        ${csrfField(session.csrfToken)}
        <div class="field">
          <label for="name">Application Name</label>
          <input id="name" name="name" required aria-describedby="name-help" />
          <p id="name-help">It cannot contain “Constant Contact”, and it cannot be changed later.</p>
        </div>
        <p>OAuth2: Authorization Code Flow and Implicit Flow</p>
        ${refreshTokenChoice('longLived')}
        <button class="primary">Create</button>
      </form>`,
    problem
  );
}

/** The page of one valid application. `application` may hold values that were typed and not saved. */
export function sendApplication(
  response: Response,
  session: LoggedIn,
  application: Application,
  { extraField = false, problem = null }: { extraField?: boolean; problem?: string | null } = {}
): void {
  const { name, apiKey, hasSecret, redirectUris, refreshTokenType } = application;
  const uris = extraField || redirectUris.length === 0 ? [...redirectUris, ''] : redirectUris;
  sendPortalPage(
    response,
    session,
    name,
    html`${alert(problem)}
      <section aria-label="Keys">
        <div class="field">
          <label for="apiKey">API Key</label>
          <input id="apiKey" readonly value="${apiKey}" />
        </div>
        <p>${hasSecret ? 'A secret exists. It was shown once.' : 'This application has no secret yet.'}</p>
        <a class="button" href="/applications/${apiKey}/secret">Generate Secret</a>
      </section>
      <form class="card" method="post" action="/applications/${apiKey}">
        ${csrfField(session.csrfToken)}
        <h2>Redirect URLs</h2>
        ${uris.map(
          (uri, index) =>
            html`<div class="field">
              <label for="uri${index}">Redirect URL ${index + 1}</label>
              <input
                type="url"
                id="uri${index}"
                name="redirectUri"
                value="${uri}"
                ${extraField && index === uris.length - 1 && html` autofocus`}
              />
            </div>`
        )}
        <button name="action" value="add" formnovalidate>Add another redirect URL</button>
        <h2>OAuth2</h2>
        ${refreshTokenChoice(refreshTokenType)}
        <div class="actions">
          <button class="primary" name="action" value="save">Save</button
          ><a class="button" href="/applications">Cancel</a>
        </div>
      </form>`,
    problem
  );
}

function refreshTokenChoice(chosen: RefreshTokenType): Html {
  const option = (value: RefreshTokenType, label: string): Html =>
    html`<div>
      <input
        type="radio"
        id="${value}"
        name="refreshTokenType"
        value="${value}"
        ${chosen === value && html` checked`}
      />
      <label for="${value}">${label}</label>
    </div>`;
  return html`<fieldset class="field choice">
    <legend>Refresh tokens</legend>
    ${option('longLived', 'Long Lived Refresh Tokens')} ${option('rotating', 'Rotating Refresh Tokens')}
  </fieldset>`;
}

export function sendSecretConfirmation(response: Response, session: LoggedIn, { name, apiKey }: Application): void {
  sendPortalPage(
    response,
    session,
    'Generate Secret',
    html`<form class="card" method="post" action="/applications/${apiKey}/secret">
      ${csrfField(session.csrfToken)}
      <p>For ${name}. Generating a new secret will make your previous secret invalid.</p>
      <div class="actions">
        <button class="primary">Generate Secret</button><a class="button" href="/applications/${apiKey}">Cancel</a>
      </div>
    </form>`
  );
}

/** The only page that ever shows a secret. */
export function sendNewSecret(response: Response, session: LoggedIn, apiKey: string, secret: string): void {
  sendPortalPage(
    response,
    session,
    'Copy your secret now',
    html`<div class="card">
      <p class="note">
        This is the only time the secret is visible. If you close this page before copying it, you have to generate a
        new one.
      </p>
      <div class="field">
        <label for="secret">Secret</label>
        <input id="secret" readonly value="${secret}" />
      </div>
      <a class="button" href="/applications/${apiKey}">Close</a>
    </div>`
  );
}

export function sendDeactivation(
  response: Response,
  session: LoggedIn,
  application: Application,
  problem: string | null = null
): void {
  const { name, apiKey } = application;
  sendPortalPage(
    response,
    session,
    'Deactivate Application',
    html`${alert(problem)}
      <form class="card" method="post" action="/applications/${apiKey}/deactivate">
        ${csrfField(session.csrfToken)}
        <p>
          <strong>${name}</strong>, API key <code>${apiKey}</code>. Everything that uses this key stops working. This
          cannot be undone.
        </p>
        <p>Last API call: ${lastCall(application)}</p>
        <p class="choice">
          <input type="checkbox" id="confirmed" name="confirmed" value="yes" />
          <label for="confirmed">I understand that this application will be permanently deactivated.</label>
        </p>
        <div class="actions">
          <button class="danger">Permanently Deactivate</button><a class="button" href="/applications">Cancel</a>
        </div>
      </form>`,
    problem
  );
}

function sendPortalPage(
  response: Response,
  session: LoggedIn,
  title: string,
  body: Html,
  problem: string | null = null
): void {
  const user = { name: session.userName, csrfToken: session.csrfToken };
  sendPage(response, problem === null ? 200 : 400, { title, body, user, navigation: true });
}
