import { calloutsEnabled, changeCredential, credentialErrors } from '../components';
import { endpointOf, isSecured } from '../external-credentials';
import { flag, text } from '../metadata/values';
import type { MetadataValues } from '../metadata/values';
import { packagedErrors } from '../packaged';
import { developerName } from '../store';
import type { Component } from '../store';
import { listUrl, setupUrl } from './context';
import type { Visit } from './context';
import { componentField } from './component-field';
import { checkField, details, form, selectField, textField, yesNo } from './form';
import { html } from './html';
import type { Html } from './html';
import { editSecuredEndpoint, saveSecuredEndpoint, viewSecuredEndpoint } from './secured-endpoint-pages';

const FLAGS: [field: string, label: string][] = [
  ['generateAuthorizationHeader', 'Generate Authorization Header'],
  ['allowMergeFieldsInHeader', 'Allow Merge Fields in HTTP Header'],
  ['allowMergeFieldsInBody', 'Allow Merge Fields in HTTP Body']
];

/** Setup › Named Credentials, with its two neighbours where the org has them. */
export function listNamedCredentials(visit: Visit): void {
  const { store, origins } = visit.context;
  visit.show(
    'Named Credentials',
    html`${neighbours(visit, 'ExternalCredential', 'External Credentials')}
      ${neighbours(visit, 'ExternalAuthIdentityProvider', 'External Auth Identity Providers')}
      <h2>Named Credentials</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">Label</th>
            <th scope="col">Name</th>
            <th scope="col">URL</th>
          </tr>
        </thead>
        <tbody>
          ${store.list('NamedCredential').map(
            (item) =>
              html`<tr>
                <td>
                  <a href="${setupUrl(origins, item, true)}" aria-label="Edit ${text(item.values, 'label')}">Edit</a>
                </td>
                <td><a href="${setupUrl(origins, item)}">${text(item.values, 'label')}</a></td>
                <td>${developerName(item)}</td>
                <td>${endpointOf(item)}</td>
              </tr>`
          )}
        </tbody>
      </table>`
  );
}

function neighbours(
  visit: Visit,
  type: 'ExternalCredential' | 'ExternalAuthIdentityProvider',
  title: string
): Html | null {
  const { store, origins } = visit.context;
  const items = store.list(type);
  return items.length === 0
    ? null
    : html`<h2>${title}</h2>
        <ul>
          ${items.map((item) => html`<li><a href="${setupUrl(origins, item)}">${text(item.values, 'label')}</a></li>`)}
        </ul>`;
}

/** The detail page, with the authentication status. */
export function viewNamedCredential(visit: Visit, credential: Component): void {
  if (isSecured(credential.values)) {
    viewSecuredEndpoint(visit, credential);
    return;
  }
  const { origins, store } = visit.context;
  const { values, tokens } = credential;
  const provider = store.find('AuthProvider', text(values, 'authProvider') ?? '');
  visit.show(
    `Named Credential: ${text(values, 'label')}`,
    html`<div class="actions">
        <a class="button" href="${setupUrl(origins, credential, true)}">Edit</a>
        <a href="${listUrl(origins, 'NamedCredential')}">Back to Named Credentials</a>
      </div>
      ${details([
        ['Label', text(values, 'label')],
        ['Name', developerName(credential)],
        ['Installed Package', credential.namespace],
        ['URL', text(values, 'endpoint')],
        ['Enabled for Callouts', yesNo(calloutsEnabled(credential))],
        ['Identity Type', values.principalType === 'NamedUser' ? 'Named Principal' : text(values, 'principalType')],
        ['Authentication Protocol', values.protocol === 'Oauth' ? 'OAuth 2.0' : text(values, 'protocol')],
        [
          'Authentication Provider',
          provider && html`<a href="${setupUrl(origins, provider)}">${text(provider.values, 'friendlyName')}</a>`
        ],
        ['Scope', text(values, 'oauthScope')],
        ['Authentication Status', tokens ? `Authenticated as ${tokens.authenticatedBy}` : 'Pending'],
        ...FLAGS.map(([field, label]): [string, string] => [label, yesNo(flag(values, field))])
      ])}`
  );
}

/** The edit form; `errors` after a save that was refused, with the values that were sent. */
export function editNamedCredential(
  visit: Visit,
  credential: Component,
  sent: MetadataValues | null = null,
  errors: string[] = []
): void {
  if (isSecured(credential.values)) {
    editSecuredEndpoint(visit, credential);
    return;
  }
  const values = sent ?? credential.values;
  const shown = (field: string): string => text(values, field) ?? '';
  visit.show(
    `Edit Named Credential: ${text(credential.values, 'label')}`,
    form({
      token: visit.token,
      errors,
      cancel: setupUrl(visit.context.origins, credential),
      fields: [
        details([['Name', developerName(credential)]]),
        componentField(credential, 'label', 'Label', shown('label')),
        componentField(credential, 'endpoint', 'URL', shown('endpoint')),
        checkField('enabled', 'Enabled for Callouts', values.calloutStatus !== 'Disabled'),
        selectField(
          'authProvider',
          'Authentication Provider',
          shown('authProvider'),
          visit.context.store
            .list('AuthProvider')
            .map((item) => ({ value: item.fullName, label: text(item.values, 'friendlyName') ?? item.fullName }))
        ),
        textField('oauthScope', 'Scope', shown('oauthScope')),
        checkField('startFlow', 'Start Authentication Flow on Save', true),
        ...FLAGS.map(([field, label]) => checkField(field, label, flag(values, field)))
      ]
    })
  );
}

/** Saves the form, and sends the browser to the provider when the flow is to start. */
export function saveNamedCredential(visit: Visit, credential: Component): void {
  if (isSecured(credential.values)) {
    saveSecuredEndpoint(visit, credential);
    return;
  }
  const { store, origins, authorizations } = visit.context;
  const fields = visit.fields();
  const values: MetadataValues = { ...credential.values };
  ['label', 'endpoint', 'authProvider', 'oauthScope'].forEach(
    (field) => (values[field] = (fields[field] ?? '').trim())
  );
  FLAGS.forEach(([field]) => (values[field] = fields[field] === '1'));
  values.calloutStatus = fields.enabled === '1' ? 'Enabled' : 'Disabled';
  const errors = [...credentialErrors(store, values), ...packagedErrors(credential, values)];
  if (errors.length > 0) {
    editNamedCredential(
      visit,
      credential,
      values,
      errors.map((error) => error.message)
    );
    return;
  }
  changeCredential(store, credential, values, visit.user.id);
  if (fields.startFlow !== '1') {
    visit.goTo(setupUrl(origins, credential));
    return;
  }
  const start = authorizations.begin(credential, visit.user);
  if (start.ok) {
    visit.goTo(start.url);
  } else {
    editNamedCredential(visit, credential, null, [start.description]);
  }
}
