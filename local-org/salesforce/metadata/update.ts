import { changeCredential, changeProvider, credentialErrors, providerErrors } from '../components';
import {
  changeExternalCredential,
  changeIdentityProvider,
  externalCredentialErrors,
  identityProviderErrors
} from '../external-credentials';
import { packagedErrors } from '../packaged';
import type { Component, OrgUser, SetupStore } from '../store';
import type { ComponentUpdate } from './component-reader';
import { refused } from './prepared-save';
import type { PreparedSave } from './prepared-save';
import type { SaveError } from './soap-reply';
import { PLACEHOLDER, text } from './values';
import type { MetadataValues } from './values';

/** Settings of a provider that need key and secret beside them: "you must also provide consumerKey and consumerSecret" in meta_authproviders. */
const NEEDS_CLIENT = ['authorizeUrl', 'tokenUrl', 'defaultScopes', 'userInfoUrl'];

/** References to things that the local org does not hold; they may stay as they are. */
const FOREIGN_REFERENCES = ['customMetadataTypeRecord', 'flow', 'plugin', 'portal', 'registrationHandler'];

/** Checks an update of an existing component without carrying it out. */
export function prepareUpdate(store: SetupStore, update: ComponentUpdate, user: OrgUser): PreparedSave {
  const type = update.type.name as Component['type'];
  const component = store.find(type, update.fullName);
  const refuse = (statusCode: string, message: string, fields?: string[]): PreparedSave =>
    refused(update.fullName, statusCode, message, fields);
  if (!update.fullName) {
    return refuse('REQUIRED_FIELD_MISSING', 'Required field is missing: fullName', ['fullName']);
  }
  if (!component) {
    return refuse('INVALID_CROSS_REFERENCE_KEY', `no ${type} named ${update.fullName} found`);
  }
  if (type === 'AuthProvider' && !user.userPermissions.has('ManageAuthProviders')) {
    return refuse('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  }
  switch (type) {
    case 'AuthProvider':
      return prepareProvider(store, component, update.values, user);
    case 'NamedCredential':
      return prepareCredential(store, component, update.values, user);
    case 'ExternalCredential':
      return {
        fullName: component.fullName,
        errors: externalCredentialErrors(store, update.values),
        apply: () => changeExternalCredential(store, component, update.values, user.id)
      };
    case 'ExternalAuthIdentityProvider':
      return {
        fullName: component.fullName,
        errors: identityProviderErrors(update.values),
        apply: () => changeIdentityProvider(store, component, { values: update.values }, user.id)
      };
  }
}

function prepareProvider(store: SetupStore, component: Component, sent: MetadataValues, user: OrgUser): PreparedSave {
  const { consumerSecret, ...values } = sent;
  const secret = typeof consumerSecret === 'string' && consumerSecret !== '' ? consumerSecret : null;
  const errors = [
    ...providerErrors(values, secret),
    ...foreignErrors(component, values),
    ...packagedErrors(component, values)
  ];
  if (!secret && NEEDS_CLIENT.some((field) => field in values)) {
    errors.push(missingSecret());
  }
  if (values.providerType !== undefined && values.providerType !== component.values.providerType) {
    errors.push({
      statusCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: 'The provider type of an existing Auth. Provider cannot be changed',
      fields: ['providerType']
    });
  }
  const isNew = secret !== null && secret !== PLACEHOLDER && secret !== component.consumerSecret;
  if (isNew && store.switches.secretWrite === 'refused') {
    errors.push({
      statusCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: 'The consumer secret cannot be changed after it is set',
      fields: ['consumerSecret']
    });
  }
  return {
    fullName: component.fullName,
    errors,
    apply: () => changeProvider(store, component, values, secretToStore(store, secret), user.id)
  };
}

function secretToStore(store: SetupStore, sent: string | null): string | null {
  if (sent === PLACEHOLDER) {
    return store.switches.placeholderWrite === 'overwrites' ? PLACEHOLDER : null;
  }
  return store.switches.secretWrite === 'taken' ? sent : null;
}

function prepareCredential(store: SetupStore, component: Component, sent: MetadataValues, user: OrgUser): PreparedSave {
  const { oauthToken, oauthRefreshToken, ...values } = sent;
  const errors = [...credentialErrors(store, values), ...packagedErrors(component, values)];
  const type = text(component.values, 'namedCredentialType') ?? 'Legacy';
  if ((text(values, 'namedCredentialType') ?? 'Legacy') !== type) {
    errors.push({
      statusCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: `The local org keeps the type of a named credential, which is ${type}`,
      fields: ['namedCredentialType']
    });
  }
  return {
    fullName: component.fullName,
    errors,
    apply() {
      changeCredential(store, component, values, user.id);
      if (store.switches.calloutsAfterUpdate === 'disabled') {
        component.values.calloutStatus = 'Disabled';
      }
      if (typeof oauthToken === 'string' && oauthToken !== '') {
        component.tokens = {
          accessToken: oauthToken,
          refreshToken: typeof oauthRefreshToken === 'string' && oauthRefreshToken !== '' ? oauthRefreshToken : null,
          issuedAt: store.clock.now(),
          authenticatedBy: user.userName
        };
      }
    }
  };
}

/** What an Auth. Provider with addresses and without a secret gets. */
export function missingSecret(): SaveError {
  return {
    statusCode: 'REQUIRED_FIELD_MISSING',
    message: 'Required field is missing: consumerSecret',
    fields: ['consumerSecret']
  };
}

/** References of a provider that lead nowhere; those it already has are left alone. */
export function foreignErrors(component: Component | null, values: MetadataValues): SaveError[] {
  return FOREIGN_REFERENCES.filter(
    (field) => text(values, field) !== null && values[field] !== component?.values[field]
  ).map((field) => ({
    statusCode: 'INVALID_CROSS_REFERENCE_KEY',
    message: `In field: ${field} - nothing named ${text(values, field)} found`,
    fields: [field]
  }));
}
