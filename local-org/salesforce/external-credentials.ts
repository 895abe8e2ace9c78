import type { SaveError } from './metadata/soap-reply';
import { text } from './metadata/values';
import type { MetadataValue, MetadataValues } from './metadata/values';
import type { PrincipalTokens } from './seed';
import type { Component, OrgUser, SetupStore } from './store';

/**
 * Secured endpoints, external credentials and external auth identity providers: parameters of their metadata, and the tokens of principals.
 * https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_externalcredential.htm and its neighbours
 */

/** A principal of an external credential. */
export interface Principal {
  /** Stands for the parameter in SetupEntityAccess and in ConnectApi. */
  id: string;
  name: string;
  type: 'NamedPrincipal' | 'PerUserPrincipal';
  sequenceNumber: number | null;
}

const LISTS = {
  NamedCredential: 'namedCredentialParameters',
  ExternalCredential: 'externalCredentialParameters',
  ExternalAuthIdentityProvider: 'externalAuthIdentityProviderParameters'
} as const;

type WithParameters = keyof typeof LISTS;

/** Parameters of one type, of a component's values. */
export function parameters(values: MetadataValues, of: WithParameters, type: string): MetadataValues[] {
  return allParameters(values, of).filter((parameter) => parameter.parameterType === type);
}

/** Value of the first parameter of a type, or null. */
export function parameter(values: MetadataValues, of: WithParameters, type: string): string | null {
  const [first] = parameters(values, of, type);
  return first ? text(first, 'parameterValue') : null;
}

/** The values with another value of one parameter, which is added where it is not there yet and left out when it is blank. */
export function withParameter(
  values: MetadataValues,
  of: WithParameters,
  fresh: { parameterName: string; parameterType: string; parameterValue: string; parameterGroup?: string }
): MetadataValues {
  const same = (other: MetadataValues): boolean =>
    other.parameterType === fresh.parameterType && other.parameterName === fresh.parameterName;
  const all = allParameters(values, of);
  const at = all.findIndex(same);
  const others = all.filter((other) => !same(other));
  if (fresh.parameterValue !== '') {
    others.splice(at < 0 ? others.length : at, 0, { ...(all[at] ?? {}), ...fresh });
  }
  return { ...values, [LISTS[of]]: others };
}

/** Whether a named credential is a secured endpoint, else it is a legacy one. */
export function isSecured(values: MetadataValues): boolean {
  return values.namedCredentialType === 'SecuredEndpoint';
}

/** Where callouts of a named credential go. */
export function endpointOf(credential: Component): string {
  const { values } = credential;
  return (isSecured(values) ? parameter(values, 'NamedCredential', 'Url') : text(values, 'endpoint')) ?? '';
}

/** The external credential behind a secured endpoint, or null. */
export function externalCredentialOf(store: SetupStore, credential: Component): Component | null {
  const [authentication] = parameters(credential.values, 'NamedCredential', 'Authentication');
  const name = authentication ? text(authentication, 'externalCredential') : null;
  return name === null ? null : store.find('ExternalCredential', name);
}

/** Secured endpoints that use an external credential. */
export function endpointsOf(store: SetupStore, external: Component): Component[] {
  return store.list('NamedCredential').filter((credential) => externalCredentialOf(store, credential) === external);
}

/** What an external credential authenticates through: an Auth. Provider or an external auth identity provider, or null. */
export function authenticatorOf(store: SetupStore, external: Component): Component | null {
  const [provider] = parameters(external.values, 'ExternalCredential', 'AuthProvider');
  const [identity] = parameters(external.values, 'ExternalCredential', 'ExternalAuthIdentityProvider');
  return (
    (provider && store.find('AuthProvider', text(provider, 'authProvider') ?? '')) ??
    (identity && store.find('ExternalAuthIdentityProvider', text(identity, 'externalAuthIdentityProvider') ?? '')) ??
    null
  );
}

/** External credentials that authenticate through a provider. */
export function externalCredentialsOf(store: SetupStore, authenticator: Component): Component[] {
  return store.list('ExternalCredential').filter((external) => authenticatorOf(store, external) === authenticator);
}

/** The scope that an external credential asks for, or null for the provider's own. */
export function scopeOf(external: Component): string | null {
  const scope = parameters(external.values, 'ExternalCredential', 'AuthParameter').find(
    ({ parameterName }) => parameterName === 'Scope'
  );
  return scope ? text(scope, 'parameterValue') : null;
}

/** The principals of an external credential, in the order in which they are tried. */
export function principalsOf(store: SetupStore, external: Component): Principal[] {
  return (['NamedPrincipal', 'PerUserPrincipal'] as const)
    .flatMap((type) =>
      parameters(external.values, 'ExternalCredential', type).map((values) => {
        const name = text(values, 'parameterName') ?? '';
        const { sequenceNumber } = values;
        return {
          id: store.principalId(external, name),
          name,
          type,
          sequenceNumber: typeof sequenceNumber === 'number' ? sequenceNumber : null
        };
      })
    )
    .sort((one, other) => (one.sequenceNumber ?? Infinity) - (other.sequenceNumber ?? Infinity) || 0);
}

/** Names of the permission sets that let their users use a principal. */
export function grantedBy(store: SetupStore, external: Component, { name }: Principal): string[] {
  const key = `${external.fullName}-${name}`.toLowerCase();
  return store.permissionSets
    .filter(({ principals }) => principals.some((principal) => principal.toLowerCase() === key))
    .map((set) => set.name);
}

/** Whether a user may use a principal: a permission set that the user has grants it. */
export function mayUse(store: SetupStore, external: Component, principal: Principal, user: OrgUser): boolean {
  return grantedBy(store, external, principal).some((name) => user.permissionSets.includes(name));
}

/** Where the tokens of a principal are: for each user of its own, or one for all. */
export function tokenKey({ name, type }: Pick<Principal, 'name' | 'type'>, userId: string): string {
  return type === 'PerUserPrincipal' ? `${name.toLowerCase()} ${userId}` : name.toLowerCase();
}

/** The tokens of a principal as a user finds them, or null. */
export function tokensOf(external: Component, principal: Principal, userId: string): PrincipalTokens | null {
  return external.principals.get(tokenKey(principal, userId)) ?? null;
}

/** What is wrong with the values of a secured endpoint. */
export function securedEndpointErrors(store: SetupStore, values: MetadataValues): SaveError[] {
  const errors = missingText(values, ['label']);
  const url = parameter(values, 'NamedCredential', 'Url');
  if (url === null || !(URL.canParse(url) && new URL(url).protocol === 'https:')) {
    errors.push(integrity('namedCredentialParameters', 'Url: the URL must be valid and begin with https://'));
  }
  const [authentication] = parameters(values, 'NamedCredential', 'Authentication');
  const name = authentication ? text(authentication, 'externalCredential') : null;
  if (name === null || !store.find('ExternalCredential', name)) {
    errors.push(notFound('namedCredentialParameters', 'ExternalCredential', name));
  }
  return errors;
}

/** What is wrong with the values of an external credential. The local org holds those with OAuth and a browser flow. */
export function externalCredentialErrors(store: SetupStore, values: MetadataValues): SaveError[] {
  const errors = missingText(values, ['label', 'authenticationProtocol']);
  if (values.authenticationProtocol !== undefined && values.authenticationProtocol !== 'Oauth') {
    errors.push(integrity('authenticationProtocol', 'The local org holds external credentials with OAuth only'));
  }
  const providers = parameters(values, 'ExternalCredential', 'AuthProvider');
  const identities = parameters(values, 'ExternalCredential', 'ExternalAuthIdentityProvider');
  if (providers.length + identities.length !== 1) {
    errors.push(
      integrity('externalCredentialParameters', 'Name either one Auth. Provider or one external auth identity provider')
    );
  }
  for (const [type, field, found] of [
    ['AuthProvider', 'authProvider', providers],
    ['ExternalAuthIdentityProvider', 'externalAuthIdentityProvider', identities]
  ] as const) {
    for (const given of found) {
      const name = text(given, field);
      if (name === null || !store.find(type, name)) {
        errors.push(notFound('externalCredentialParameters', type, name));
      }
    }
  }
  return errors;
}

/** What is wrong with the values of an external auth identity provider. */
export function identityProviderErrors(values: MetadataValues): SaveError[] {
  const errors = missingText(values, ['label', 'authenticationFlow', 'authenticationProtocol']);
  for (const type of ['AuthorizeUrl', 'TokenUrl', 'UserInfoUrl']) {
    const url = parameter(values, 'ExternalAuthIdentityProvider', type);
    const isGood = url !== null && URL.canParse(url) && new URL(url).protocol === 'https:';
    if (!isGood && (url !== null || type !== 'UserInfoUrl')) {
      errors.push(
        integrity('externalAuthIdentityProviderParameters', `${type}: the URL must be valid and begin with https://`)
      );
    }
  }
  return errors;
}

/** Puts new values in place of an external credential's; what is absent is cleared. Tokens as with an Auth. Provider. */
export function changeExternalCredential(
  store: SetupStore,
  external: Component,
  values: MetadataValues,
  userId: string
): void {
  const before = JSON.stringify(bindings(external.values));
  external.values = values;
  store.touch(external, userId);
  const names = [
    ...parameters(values, 'ExternalCredential', 'NamedPrincipal'),
    ...parameters(values, 'ExternalCredential', 'PerUserPrincipal')
  ].map(({ parameterName }) => (typeof parameterName === 'string' ? parameterName : '').toLowerCase());
  for (const key of [...external.principals.keys()]) {
    const isDropped = store.switches.tokensOnUpdate === 'dropped' && before !== JSON.stringify(bindings(values));
    if (isDropped || !names.includes(key.split(' ')[0])) {
      external.principals.delete(key);
    }
  }
}

/** Puts new values, and client id and secret unless they are null, in place of an external auth identity provider's. */
export function changeIdentityProvider(
  store: SetupStore,
  provider: Component,
  change: { values?: MetadataValues; credentials?: { clientId: string; clientSecret: string } },
  userId: string
): void {
  const { values = provider.values, credentials } = change;
  const before = JSON.stringify([provider.values, provider.clientId, provider.consumerSecret]);
  provider.values = values;
  if (credentials) {
    provider.clientId = credentials.clientId;
    provider.consumerSecret = credentials.clientSecret;
  }
  store.touch(provider, userId);
  const after = JSON.stringify([provider.values, provider.clientId, provider.consumerSecret]);
  if (store.switches.tokensOnUpdate === 'dropped' && before !== after) {
    externalCredentialsOf(store, provider).forEach((external) => external.principals.clear());
  }
}

/** What the tokens of an external credential depend on: what it authenticates through, and its scope. */
function bindings(values: MetadataValues): unknown {
  const of = (type: string): MetadataValues[] => parameters(values, 'ExternalCredential', type);
  return [of('AuthProvider'), of('ExternalAuthIdentityProvider'), of('AuthParameter')];
}

function allParameters(values: MetadataValues, of: WithParameters): MetadataValues[] {
  const list = values[LISTS[of]];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function isRecord(value: MetadataValue): value is MetadataValues {
  return typeof value === 'object' && !Array.isArray(value);
}

function missingText(values: MetadataValues, fields: string[]): SaveError[] {
  return fields
    .filter((field) => text(values, field) === null)
    .map((field) => ({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: `Required field is missing: ${field}`,
      fields: [field]
    }));
}

function integrity(field: string, message: string): SaveError {
  return { statusCode: 'FIELD_INTEGRITY_EXCEPTION', message, fields: [field] };
}

function notFound(field: string, type: string, name: string | null): SaveError {
  const message = `In field: ${field} - no ${type} named ${name ?? ''} found`;
  return { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message, fields: [field] };
}
