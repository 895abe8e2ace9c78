import { externalCredentialsOf, isSecured, securedEndpointErrors } from './external-credentials';
import type { SaveError } from './metadata/soap-reply';
import { flag, text } from './metadata/values';
import type { MetadataValues } from './metadata/values';
import { KICKOFF_URLS } from './provider-addresses';
import type { Component, SetupStore } from './store';

/** Longest values. https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_authprovider.htm */
const PROVIDER_LENGTHS = {
  authorizeUrl: 1024,
  consumerKey: 256,
  defaultScopes: 256,
  errorUrl: 1024,
  friendlyName: 32,
  iconUrl: 1024,
  idTokenIssuer: 1024,
  logoutUrl: 1024,
  tokenUrl: 1024,
  userInfoUrl: 1024
};
const SECRET_LENGTH = 100;
const CREDENTIAL_LENGTHS = { label: 80 };

/** Booleans of a provider as they are when nobody sets them. */
const PROVIDER_DEFAULTS: MetadataValues = {
  includeOrgIdInIdentifier: false,
  isPkceEnabled: false,
  requireMfa: false,
  sendAccessTokenInHeader: false,
  sendClientCredentialsInHeader: false,
  sendSecretInApis: true
};

/** The documented defaults of a legacy credential. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_namedcredential.htm */
const CREDENTIAL_DEFAULTS: MetadataValues = {
  allowMergeFieldsInBody: false,
  allowMergeFieldsInHeader: false,
  // Not documented; the worse assumption, so that a client which forgets the field sees its callouts stop.
  calloutStatus: 'Disabled',
  generateAuthorizationHeader: true,
  namedCredentialType: 'Legacy'
};

/** Of a secured endpoint; the first is as unproven as that of a legacy credential. */
const SECURED_DEFAULTS: MetadataValues = {
  allowMergeFieldsInBody: false,
  allowMergeFieldsInHeader: false,
  calloutStatus: 'Disabled',
  generateAuthorizationHeader: true
};

/** What is wrong with an OpenID Connect provider's values: missing, too long, not a secure URL. */
export function providerErrors(values: MetadataValues, secret: string | null): SaveError[] {
  const errors = [
    ...missing(values, ['friendlyName', 'providerType', 'authorizeUrl', 'tokenUrl', 'consumerKey']),
    ...tooLong(values, PROVIDER_LENGTHS),
    ...insecure(values, ['authorizeUrl', 'tokenUrl', 'userInfoUrl'])
  ];
  if (secret !== null && secret.length > SECRET_LENGTH) {
    errors.push(lengthError('consumerSecret', SECRET_LENGTH));
  }
  return errors;
}

/** What is wrong with a named credential's values. */
export function credentialErrors(store: SetupStore, values: MetadataValues): SaveError[] {
  if (isSecured(values)) {
    return securedEndpointErrors(store, values);
  }
  const errors = [
    ...missing(values, ['label', 'endpoint', 'principalType', 'protocol']),
    ...tooLong(values, CREDENTIAL_LENGTHS),
    ...insecure(values, ['endpoint'])
  ];
  const provider = text(values, 'authProvider');
  if (values.protocol === 'Oauth' && !provider) {
    errors.push(...missing(values, ['authProvider']));
  } else if (provider && !store.find('AuthProvider', provider)) {
    errors.push({
      statusCode: 'INVALID_CROSS_REFERENCE_KEY',
      message: `In field: authProvider - no AuthProvider named ${provider} found`,
      fields: ['authProvider']
    });
  }
  return errors;
}

/** Adds an Auth. Provider with values that {@link providerErrors} found good. */
export function createProvider(
  store: SetupStore,
  fullName: string,
  values: MetadataValues,
  secret: string | null,
  userId: string
): Component {
  const given = { ...PROVIDER_DEFAULTS, ...withoutBlanks(values) };
  return store.add({ type: 'AuthProvider', fullName, values: given, consumerSecret: secret }, userId);
}

/**
 * Puts new values in place of a provider's old ones; what is absent is cleared.
 * When the key, the secret or an endpoint changes, the tokens of its credentials are dropped, if the switch says so.
 *
 * @param secret the secret to store, or null to keep the stored one
 */
export function changeProvider(
  store: SetupStore,
  provider: Component,
  values: MetadataValues,
  secret: string | null,
  userId: string
): void {
  const before = provider.values;
  const newSecret = secret !== null && secret !== provider.consumerSecret;
  provider.values = { ...PROVIDER_DEFAULTS, ...withoutBlanks(values) };
  if (newSecret) {
    provider.consumerSecret = secret;
  }
  store.touch(provider, userId);
  if (
    store.switches.tokensOnUpdate === 'dropped' &&
    (newSecret || differs(before, provider.values, PROVIDER_BINDING))
  ) {
    for (const credential of credentialsOf(store, provider)) {
      credential.tokens = null;
    }
    externalCredentialsOf(store, provider).forEach((external) => external.principals.clear());
  }
}

/** Puts new values in place of a credential's old ones; what is absent is cleared. Tokens as in {@link changeProvider}. */
export function changeCredential(
  store: SetupStore,
  credential: Component,
  values: MetadataValues,
  userId: string
): void {
  const before = credential.values;
  const defaults = isSecured(values) ? SECURED_DEFAULTS : CREDENTIAL_DEFAULTS;
  credential.values = { ...defaults, ...withoutBlanks(values) };
  store.touch(credential, userId);
  if (store.switches.tokensOnUpdate === 'dropped' && differs(before, credential.values, CREDENTIAL_BINDING)) {
    credential.tokens = null;
  }
}

/** Legacy credentials that use a provider. */
export function credentialsOf(store: SetupStore, provider: Component): Component[] {
  return store
    .list('NamedCredential')
    .filter((credential) => text(credential.values, 'authProvider')?.toLowerCase() === provider.fullName.toLowerCase());
}

/** Whether callouts through a credential are switched on. */
export function calloutsEnabled(credential: Component): boolean {
  return credential.values.calloutStatus !== 'Disabled';
}

/** Whether a provider sends its client id and secret in the Basic header, else in the body. */
export function usesBasicHeader(provider: Component): boolean {
  return flag(provider.values, 'sendClientCredentialsInHeader');
}

const PROVIDER_BINDING = ['consumerKey', 'authorizeUrl', 'tokenUrl'];
const CREDENTIAL_BINDING = ['authProvider', 'endpoint', 'oauthScope', 'principalType', 'protocol'];

function differs(before: MetadataValues, after: MetadataValues, fields: string[]): boolean {
  return fields.some((field) => before[field] !== after[field]);
}

function withoutBlanks(values: MetadataValues): MetadataValues {
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== '' && !(KICKOFF_URLS as readonly string[]).includes(name)
    )
  );
}

function missing(values: MetadataValues, fields: string[]): SaveError[] {
  return fields
    .filter((field) => values[field] === undefined || values[field] === '')
    .map((field) => ({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required field is missing: ${field}`,
      fields: [field]
    }));
}

function tooLong(values: MetadataValues, lengths: Record<string, number>): SaveError[] {
  return Object.entries(lengths)
    .filter(([field, length]) => (text(values, field)?.length ?? 0) > length)
    .map(([field, length]) => lengthError(field, length));
}

function lengthError(field: string, length: number): SaveError {
  return {
    statusCode: 'STRING_TOO_LONG',
    message: `Value too long for field: ${field} maximum length is:${length}`,
    fields: [field]
  };
}

function insecure(values: MetadataValues, fields: string[]): SaveError[] {
  return fields
    .filter((field) => {
      const value = text(values, field);
      return value !== null && !(URL.canParse(value) && new URL(value).protocol === 'https:');
    })
    .map((field) => ({
      statusCode: 'FIELD_INTEGRITY_EXCEPTION',
      message: `${field}: the URL must be valid and begin with https://`,
      fields: [field]
    }));
}
