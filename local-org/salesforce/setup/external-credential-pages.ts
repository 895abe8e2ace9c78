import {
  authenticatorOf,
  changeExternalCredential,
  endpointsOf,
  externalCredentialErrors,
  grantedBy,
  parameters,
  principalsOf,
  scopeOf,
  tokensOf,
  withParameter
} from '../external-credentials';
import type { Principal } from '../external-credentials';
import { text } from '../metadata/values';
import type { MetadataValues } from '../metadata/values';
import { developerName } from '../store';
import type { Component } from '../store';
import { componentField } from './component-field';
import { listUrl, setupUrl } from './context';
import type { Visit } from './context';
import { details, form, selectField, textField } from './form';
import { Html, html } from './html';

/** The detail page, with the principals and the button that authenticates one. */
export function viewExternalCredential(visit: Visit, external: Component, problem: string | null = null): void {
  const { origins, store } = visit.context;
  const provider = authenticatorOf(store, external);
  const endpoints = endpointsOf(store, external).map((item) => text(item.values, 'label') ?? item.fullName);
  visit.show(
    `External Credential: ${text(external.values, 'label')}`,
    html`${problem !== null && html`<div class="error" role="alert"><p>${problem}</p></div>`}
      <div class="actions">
        <a class="button" href="${setupUrl(origins, external, true)}">Edit</a>
        <a href="${listUrl(origins, 'ExternalCredential')}">Back to Named Credentials</a>
      </div>
      ${details([
        ['Label', text(external.values, 'label')],
        ['Name', developerName(external)],
        ['Authentication Protocol', 'OAuth 2.0'],
        [
          provider?.type === 'AuthProvider' ? 'Authentication Provider' : 'External Auth Identity Provider',
          provider && html`<a href="${setupUrl(origins, provider)}">${nameOf(provider)}</a>`
        ],
        ['Scope', scopeOf(external)],
        ['Related Named Credentials', endpoints.join(', ')]
      ])}
      <h2>Principals</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Identity Type</th>
            <th scope="col">Permission Sets</th>
            <th scope="col">Authentication Status</th>
            <th scope="col">Action</th>
          </tr>
        </thead>
        <tbody>
          ${principalsOf(store, external).map((principal) => principalRow(visit, external, principal))}
        </tbody>
      </table>`
  );
}

function principalRow(visit: Visit, external: Component, principal: Principal): Html {
  const tokens = tokensOf(external, principal, visit.user.id);
  return html`<tr>
    <td>${principal.name}</td>
    <td>${principal.type === 'NamedPrincipal' ? 'Named Principal' : 'Per User Principal'}</td>
    <td>${grantedBy(visit.context.store, external, principal).join(', ')}</td>
    <td>${tokens ? `Configured by ${tokens.authenticatedBy}` : 'Not Configured'}</td>
    <td>
      <form method="post">
        <input type="hidden" name="_CONFIRMATIONTOKEN" value="${visit.token}" />
        <button name="principal" value="${principal.id}">Authenticate ${principal.name}</button>
      </form>
    </td>
  </tr>`;
}

/** Sends the browser to the provider, to authenticate the principal whose button was pressed. */
export function authenticatePrincipal(visit: Visit, external: Component): void {
  const { store, authorizations } = visit.context;
  const principal = principalsOf(store, external).find(({ id }) => id === visit.fields().principal);
  if (!principal) {
    viewExternalCredential(visit, external, 'There is no such principal.');
    return;
  }
  const start = authorizations.beginPrincipal(external, principal, visit.user);
  if (start.ok) {
    visit.goTo(start.url);
  } else {
    viewExternalCredential(visit, external, start.description);
  }
}

/** The edit form; `errors` after a save that was refused, with the values that were sent. */
export function editExternalCredential(
  visit: Visit,
  external: Component,
  sent: MetadataValues | null = null,
  errors: string[] = []
): void {
  const values = sent ?? external.values;
  const [provider] = parameters(values, 'ExternalCredential', 'AuthProvider');
  visit.show(
    `Edit External Credential: ${text(external.values, 'label')}`,
    form({
      token: visit.token,
      errors,
      cancel: setupUrl(visit.context.origins, external),
      fields: [
        details([['Name', developerName(external)]]),
        componentField(external, 'label', 'Label', text(values, 'label') ?? ''),
        ...(provider
          ? [
              selectField(
                'authProvider',
                'Authentication Provider',
                text(provider, 'authProvider') ?? '',
                visit.context.store.list('AuthProvider').map((item) => ({ value: item.fullName, label: nameOf(item) }))
              )
            ]
          : []),
        textField('scope', 'Scope', scopeOf({ ...external, values }) ?? '')
      ]
    })
  );
}

/** Saves the form. */
export function saveExternalCredential(visit: Visit, external: Component): void {
  const { store, origins } = visit.context;
  const fields = visit.fields();
  const field = (name: string): string => (fields[name] ?? '').trim();
  const values = withParameter({ ...structuredClone(external.values), label: field('label') }, 'ExternalCredential', {
    parameterName: 'Scope',
    parameterType: 'AuthParameter',
    parameterValue: field('scope')
  });
  const [provider] = parameters(values, 'ExternalCredential', 'AuthProvider');
  if (provider && field('authProvider')) {
    provider.authProvider = field('authProvider');
  }
  const errors = externalCredentialErrors(store, values).map(({ message }) => message);
  if (errors.length > 0) {
    editExternalCredential(visit, external, values, errors);
    return;
  }
  changeExternalCredential(store, external, values, visit.user.id);
  visit.goTo(setupUrl(origins, external));
}

function nameOf({ values, fullName }: Component): string {
  return text(values, 'friendlyName') ?? text(values, 'label') ?? fullName;
}
