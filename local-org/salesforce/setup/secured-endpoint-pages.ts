import { calloutsEnabled, changeCredential } from '../components';
import { endpointOf, externalCredentialOf, securedEndpointErrors, withParameter } from '../external-credentials';
import { text } from '../metadata/values';
import type { MetadataValues } from '../metadata/values';
import { developerName } from '../store';
import type { Component } from '../store';
import { componentField } from './component-field';
import { listUrl, setupUrl } from './context';
import type { Visit } from './context';
import { checkField, details, form, textField, yesNo } from './form';
import { html } from './html';

/** The detail page of a named credential that is a secured endpoint. */
export function viewSecuredEndpoint(visit: Visit, credential: Component): void {
  const { origins, store } = visit.context;
  const external = externalCredentialOf(store, credential);
  visit.show(
    `Named Credential: ${text(credential.values, 'label')}`,
    html`<div class="actions">
        <a class="button" href="${setupUrl(origins, credential, true)}">Edit</a>
        <a href="${listUrl(origins, 'NamedCredential')}">Back to Named Credentials</a>
      </div>
      ${details([
        ['Label', text(credential.values, 'label')],
        ['Name', developerName(credential)],
        ['Installed Package', credential.namespace],
        ['URL', endpointOf(credential)],
        ['Enabled for Callouts', yesNo(calloutsEnabled(credential))],
        [
          'External Credential',
          external && html`<a href="${setupUrl(origins, external)}">${text(external.values, 'label')}</a>`
        ]
      ])}`
  );
}

/** The edit form; `errors` after a save that was refused, with the values that were sent. */
export function editSecuredEndpoint(
  visit: Visit,
  credential: Component,
  sent: MetadataValues | null = null,
  errors: string[] = []
): void {
  const values = sent ?? credential.values;
  visit.show(
    `Edit Named Credential: ${text(credential.values, 'label')}`,
    form({
      token: visit.token,
      errors,
      cancel: setupUrl(visit.context.origins, credential),
      fields: [
        details([['Name', developerName(credential)]]),
        componentField(credential, 'label', 'Label', text(values, 'label') ?? ''),
        textField('endpoint', 'URL', endpointOf({ ...credential, values })),
        checkField('enabled', 'Enabled for Callouts', values.calloutStatus !== 'Disabled')
      ]
    })
  );
}

/** Saves the form. */
export function saveSecuredEndpoint(visit: Visit, credential: Component): void {
  const { store, origins } = visit.context;
  const fields = visit.fields();
  const values = withParameter(
    {
      ...structuredClone(credential.values),
      label: (fields.label ?? '').trim(),
      calloutStatus: fields.enabled === '1' ? 'Enabled' : 'Disabled'
    },
    'NamedCredential',
    { parameterName: 'Url', parameterType: 'Url', parameterValue: (fields.endpoint ?? '').trim() }
  );
  const errors = securedEndpointErrors(store, values).map(({ message }) => message);
  if (errors.length > 0) {
    editSecuredEndpoint(visit, credential, values, errors);
    return;
  }
  changeCredential(store, credential, values, visit.user.id);
  visit.goTo(setupUrl(origins, credential));
}
