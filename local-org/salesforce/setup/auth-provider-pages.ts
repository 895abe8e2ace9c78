import { changeProvider, providerErrors } from '../components';
import { flag, text } from '../metadata/values';
import type { MetadataValues } from '../metadata/values';
import { packagedErrors } from '../packaged';
import { kickoffUrls, shownCallbackUrl } from '../provider-addresses';
import { developerName } from '../store';
import type { Component } from '../store';
import { listUrl, setupUrl } from './context';
import type { Visit } from './context';
import { componentField } from './component-field';
import { checkField, details, form, secretField, yesNo } from './form';
import { html } from './html';

const TEXTS: [field: string, label: string][] = [
  ['friendlyName', 'Name'],
  ['consumerKey', 'Consumer Key'],
  ['authorizeUrl', 'Authorize Endpoint URL'],
  ['tokenUrl', 'Token Endpoint URL'],
  ['userInfoUrl', 'User Info Endpoint URL'],
  ['defaultScopes', 'Default Scopes'],
  ['errorUrl', 'Custom Error URL'],
  ['logoutUrl', 'Custom Logout URL']
];

const FLAGS: [field: string, label: string][] = [
  ['isPkceEnabled', 'Use Proof Key for Code Exchange (PKCE) Extension'],
  ['sendAccessTokenInHeader', 'Send access token in header'],
  ['sendClientCredentialsInHeader', 'Send client credentials in header'],
  ['sendSecretInApis', 'Include Consumer Secret in SOAP API Responses']
];

/** Setup › Auth. Providers. */
export function listAuthProviders(visit: Visit): void {
  const { store, origins } = visit.context;
  visit.show(
    'Auth. Providers',
    html`<table>
      <thead>
        <tr>
          <th scope="col">Action</th>
          <th scope="col">Name</th>
          <th scope="col">URL Suffix</th>
          <th scope="col">Provider Type</th>
        </tr>
      </thead>
      <tbody>
        ${store.list('AuthProvider').map(
          (item) =>
            html`<tr>
              <td>
                <a href="${setupUrl(origins, item, true)}" aria-label="Edit ${text(item.values, 'friendlyName')}"
                  >Edit</a
                >
              </td>
              <td><a href="${setupUrl(origins, item)}">${text(item.values, 'friendlyName')}</a></td>
              <td>${developerName(item)}</td>
              <td>${text(item.values, 'providerType')}</td>
            </tr>`
        )}
      </tbody>
    </table>`
  );
}

/** The detail page, with the callback URL. */
export function viewAuthProvider(visit: Visit, provider: Component): void {
  const { origins, store } = visit.context;
  const { values } = provider;
  visit.show(
    `Auth. Provider: ${text(values, 'friendlyName')}`,
    html`<div class="actions">
        <a class="button" href="${setupUrl(origins, provider, true)}">Edit</a>
        <a href="${listUrl(origins, 'AuthProvider')}">Back to Auth. Providers</a>
      </div>
      <h2>Auth. Provider</h2>
      ${details([
        ['Auth. Provider ID', provider.id],
        ['Provider Type', text(values, 'providerType')],
        ['URL Suffix', developerName(provider)],
        ['Installed Package', provider.namespace],
        ...TEXTS.map(([field, label]): [string, string | null] => [label, text(values, field)]),
        ['Consumer Secret', provider.consumerSecret === null ? 'Not set' : 'Set, not shown'],
        ...FLAGS.map(([field, label]): [string, string] => [label, yesNo(flag(values, field))])
      ])}
      <h2>Salesforce Configuration</h2>
      ${details([
        ['OAuth-Only Initialization URL', kickoffUrls(store, origins.my, provider).oauthKickoffUrl],
        ['Callback URL', shownCallbackUrl(store, origins.my, provider)]
      ])}`
  );
}

/** The edit form; `errors` after a save that was refused, with the values that were sent. */
export function editAuthProvider(
  visit: Visit,
  provider: Component,
  sent: MetadataValues | null = null,
  errors: string[] = []
): void {
  const values = sent ?? provider.values;
  const shown = (field: string): string => text(values, field) ?? '';
  visit.show(
    `Edit Auth. Provider: ${text(provider.values, 'friendlyName')}`,
    form({
      token: visit.token,
      errors,
      cancel: setupUrl(visit.context.origins, provider),
      fields: [
        details([
          ['Provider Type', text(provider.values, 'providerType')],
          ['URL Suffix', developerName(provider)]
        ]),
        ...TEXTS.flatMap(([field, label]) =>
          field === 'consumerKey'
            ? [
                componentField(provider, field, label, shown(field)),
                secretField('consumerSecret', 'Consumer Secret', 'Leave blank to keep the stored secret.')
              ]
            : [componentField(provider, field, label, shown(field))]
        ),
        ...FLAGS.map(([field, label]) => checkField(field, label, flag(values, field)))
      ]
    })
  );
}

/** Saves the form. A secret that was entered is stored, whatever the Metadata API would do with it. */
export function saveAuthProvider(visit: Visit, provider: Component): void {
  const fields = visit.fields();
  const values: MetadataValues = { ...provider.values };
  TEXTS.forEach(([field]) => (values[field] = (fields[field] ?? '').trim()));
  FLAGS.forEach(([field]) => (values[field] = fields[field] === '1'));
  const secret = fields.consumerSecret?.trim() || null;
  const errors = [...providerErrors(values, secret), ...packagedErrors(provider, values)];
  if (errors.length > 0) {
    editAuthProvider(
      visit,
      provider,
      values,
      errors.map((error) => error.message)
    );
    return;
  }
  changeProvider(visit.context.store, provider, values, secret, visit.user.id);
  visit.goTo(setupUrl(visit.context.origins, provider));
}
