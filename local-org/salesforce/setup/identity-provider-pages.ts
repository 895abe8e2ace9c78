import { changeIdentityProvider, identityProviderErrors, parameter, withParameter } from '../external-credentials';
import { text } from '../metadata/values';
import type { MetadataValues } from '../metadata/values';
import { redirectUri } from '../oauth/client';
import { developerName } from '../store';
import type { Component } from '../store';
import { componentField } from './component-field';
import { listUrl, setupUrl } from './context';
import type { Visit } from './context';
import { details, form, secretField, textField } from './form';
import { html } from './html';

const URLS: [type: string, label: string][] = [
  ['AuthorizeUrl', 'Authorize Endpoint URL'],
  ['TokenUrl', 'Token Endpoint URL'],
  ['UserInfoUrl', 'User Info Endpoint URL']
];

const urlIn = (values: MetadataValues, type: string): string | null =>
  parameter(values, 'ExternalAuthIdentityProvider', type);

/** The detail page, with the callback URL. */
export function viewIdentityProvider(visit: Visit, provider: Component): void {
  const { origins } = visit.context;
  const { values } = provider;
  visit.show(
    `External Auth Identity Provider: ${text(values, 'label')}`,
    html`<div class="actions">
        <a class="button" href="${setupUrl(origins, provider, true)}">Edit</a>
        <a href="${listUrl(origins, 'ExternalAuthIdentityProvider')}">Back to Named Credentials</a>
      </div>
      ${details([
        ['Label', text(values, 'label')],
        ['Name', developerName(provider)],
        ['Authentication Protocol', 'OAuth 2.0'],
        ['Authentication Flow Type', 'Authorization Code'],
        ['Client ID', provider.clientId],
        ['Client Secret', provider.consumerSecret === null ? 'Not set' : 'Set, not shown'],
        ...URLS.map(([type, label]): [string, string | null] => [label, urlIn(values, type)]),
        ['Callback URL', redirectUri(origins.my, provider)]
      ])}`
  );
}

/** The edit form; `errors` after a save that was refused, with the values that were sent. */
export function editIdentityProvider(
  visit: Visit,
  provider: Component,
  sent: { values: MetadataValues; clientId: string } | null = null,
  errors: string[] = []
): void {
  const values = sent?.values ?? provider.values;
  visit.show(
    `Edit External Auth Identity Provider: ${text(provider.values, 'label')}`,
    form({
      token: visit.token,
      errors,
      cancel: setupUrl(visit.context.origins, provider),
      fields: [
        details([['Name', developerName(provider)]]),
        componentField(provider, 'label', 'Label', text(values, 'label') ?? ''),
        textField('clientId', 'Client ID', sent?.clientId ?? provider.clientId ?? ''),
        secretField('clientSecret', 'Client Secret', 'Leave blank to keep the stored secret.'),
        ...URLS.map(([type, label]) => textField(type, label, urlIn(values, type) ?? ''))
      ]
    })
  );
}

/** Saves the form. */
export function saveIdentityProvider(visit: Visit, provider: Component): void {
  const fields = visit.fields();
  const field = (name: string): string => (fields[name] ?? '').trim();
  const values = URLS.reduce<MetadataValues>(
    (all, [type]) =>
      withParameter(all, 'ExternalAuthIdentityProvider', {
        parameterName: type,
        parameterType: type,
        parameterValue: field(type)
      }),
    { ...structuredClone(provider.values), label: field('label') }
  );
  const clientId = field('clientId');
  const errors = identityProviderErrors(values).map(({ message }) => message);
  if (clientId === '') {
    errors.push('Required field is missing: Client ID');
  }
  if (errors.length > 0) {
    editIdentityProvider(visit, provider, { values, clientId }, errors);
    return;
  }
  const credentials = { clientId, clientSecret: field('clientSecret') || (provider.consumerSecret ?? '') };
  changeIdentityProvider(visit.context.store, provider, { values, credentials }, visit.user.id);
  visit.goTo(setupUrl(visit.context.origins, provider));
}
