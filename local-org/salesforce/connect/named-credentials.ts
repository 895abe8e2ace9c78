import type { ConnectReply, Identity, Json } from '../../apex/contract';
import { refreshed } from '../callouts/named-credential';
import type { Egress } from '../callouts/wire';
import {
  authenticatorOf,
  changeIdentityProvider,
  identityProviderErrors,
  mayUse,
  principalsOf,
  tokenKey,
  tokensOf
} from '../external-credentials';
import type { Principal } from '../external-credentials';
import type { Authorizations } from '../oauth/authorizations';
import { clientOf } from '../oauth/client';
import { refreshTokens } from '../oauth/token-client';
import type { Origins } from '../origins';
import type { Component, ComponentType, OrgUser, SetupStore } from '../store';
import { externalCredentialView, identityProviderView, namedCredentialView, providerValues, statusOf } from './views';

/** What the methods work with. */
export interface ConnectContext {
  store: SetupStore;
  origins: Origins;
  egress: Egress;
  authorizations: Authorizations;
  /** Id of a permission set by its name. */
  permissionSetId(this: void, name: string): string;
}

/** A refusal: it becomes a ConnectApi.ConnectApiException. Codes and texts are our own. */
class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

type Record_ = { [name: string]: Json };

/**
 * `ConnectApi.NamedCredentials` as far as it reads external credentials and identity providers, authorizes and refreshes principals and
 * replaces what an identity provider holds. What it writes holds at once: unlike in an org, an exception of the transaction does not take it back.
 * https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_ConnectAPI_NamedCredentials_static_methods.htm
 */
export async function callNamedCredentials(
  context: ConnectContext,
  method: string,
  args: Json[],
  identity: Identity
): Promise<ConnectReply> {
  const run = METHODS[method];
  if (!run) {
    throw new Error(`The local org does not implement ConnectApi.NamedCredentials.${method}.`);
  }
  try {
    return { ok: true, value: await run(context, args, context.store.user(identity.userId)) };
  } catch (error) {
    if (error instanceof Refusal) {
      return { ok: false, code: error.code, message: error.message };
    }
    throw error;
  }
}

type Method = (context: ConnectContext, args: Json[], user: OrgUser) => Json | Promise<Json>;

const METHODS: Record<string, Method> = {
  getNamedCredentials: (context, _args, user) => {
    mayView(user);
    const all = context.store
      .list('NamedCredential')
      .filter(({ values }) => values.namedCredentialType === 'SecuredEndpoint');
    return { namedCredentials: all.map((item) => namedCredentialView(context, item)) };
  },
  getNamedCredential: (context, [name], user) => {
    mayView(user);
    const found = component(context, 'NamedCredential', name);
    if (found.values.namedCredentialType !== 'SecuredEndpoint') {
      throw notFound('named credential', name);
    }
    return namedCredentialView(context, found);
  },
  getExternalCredentials: (context, _args, user) => {
    mayView(user);
    const all = context.store.list('ExternalCredential');
    return { externalCredentials: all.map((item) => externalCredentialView(context, item, user.id)) };
  },
  getExternalCredential: (context, [name], user) => {
    mayView(user);
    return externalCredentialView(context, component(context, 'ExternalCredential', name), user.id);
  },
  getCredential: (context, [name, principalName, type], user) => {
    const external = component(context, 'ExternalCredential', name);
    return credentialView(external, usable(context, external, principalName, type, user), user.id);
  },
  getOAuthCredentialAuthUrl: (context, [input], user) => authorizationUrl(context, record(input), user),
  createCredential: (context, [input, action], user) => refresh(context, record(input), action, user),
  getExternalAuthIdentityProviders: (context, _args, user) => {
    mayView(user);
    const all = context.store.list('ExternalAuthIdentityProvider');
    return { externalAuthIdentityProviders: all.map((item) => identityProviderView(context, item)) };
  },
  getExternalAuthIdentityProvider: (context, [name], user) => {
    mayView(user);
    return identityProviderView(context, component(context, 'ExternalAuthIdentityProvider', name));
  },
  getExternalAuthIdentityProviderCredentials: (context, [name], user) => {
    mayView(user);
    const { credentials } = identityProviderView(context, component(context, 'ExternalAuthIdentityProvider', name));
    return { credentials };
  },
  updateExternalAuthIdentityProvider: (context, [name, input], user) => {
    mayChange(user);
    const provider = component(context, 'ExternalAuthIdentityProvider', name);
    const values = providerValues(record(input));
    const [error] = identityProviderErrors(values);
    if (error) {
      throw new Refusal(error.statusCode, error.message);
    }
    changeIdentityProvider(context.store, provider, { values }, user.id);
    return identityProviderView(context, provider);
  },
  updateExternalAuthIdentityProviderCredentials: (context, [name, input], user) => {
    mayChange(user);
    const provider = component(context, 'ExternalAuthIdentityProvider', name);
    const given = list(record(input).credentials).map(record);
    const value = (credentialName: string): string => {
      const found = given.find((item) => item.credentialName === credentialName)?.credentialValue;
      if (typeof found !== 'string' || found === '') {
        throw new Refusal('REQUIRED_FIELD_MISSING', `The credential ${credentialName} is missing.`);
      }
      return found;
    };
    const credentials = { clientId: value('clientId'), clientSecret: value('clientSecret') };
    const known: Json[] = ['clientId', 'clientSecret'];
    if (given.some((item) => !known.includes(item.credentialName))) {
      throw new Refusal('INVALID_INPUT', 'There are no credentials but clientId and clientSecret.');
    }
    changeIdentityProvider(context.store, provider, { credentials }, user.id);
    return { credentials: identityProviderView(context, provider).credentials };
  }
};

function authorizationUrl({ store, origins, authorizations }: ConnectContext, input: Record_, user: OrgUser): Json {
  const { externalCredential, principalName, principalType, returnUrl } = input;
  const external = found(store, 'ExternalCredential', externalCredential);
  const principal = principalOf(store, external, principalName, principalType);
  const start = authorizations.beginPrincipal(external, principal, user, returnAddress(origins, returnUrl));
  if (!start.ok) {
    throw new Refusal(start.error, start.description);
  }
  const { name, type } = principal;
  return {
    authenticationUrl: start.url,
    externalCredential: external.fullName,
    principalName: name,
    principalType: type
  };
}

/** A path of the Lightning site, or an address of one of the org's own sites. */
function returnAddress(origins: Origins, given: Json): string | null {
  if (typeof given !== 'string' || given === '') {
    return null;
  }
  const isPath = given.startsWith('/') && !given.startsWith('//');
  if (!isPath && !(URL.canParse(given) && Object.values(origins).includes(new URL(given).origin))) {
    throw new Refusal('INVALID_INPUT', 'The return URL must be one of this org.');
  }
  return isPath ? origins.lightning + given : given;
}

async function refresh({ store, egress }: ConnectContext, input: Record_, action: Json, user: OrgUser): Promise<Json> {
  if (action !== 'Refresh') {
    throw new Error(
      'The local org implements ConnectApi.NamedCredentials.createCredential with the action Refresh only.'
    );
  }
  const external = found(store, 'ExternalCredential', input.externalCredential);
  const principal = usable({ store }, external, input.principalName, input.principalType, user);
  const tokens = tokensOf(external, principal, user.id);
  const provider = authenticatorOf(store, external);
  if (!tokens?.refreshToken || !provider) {
    throw new Refusal('INVALID_INPUT', `${principal.name} has no refresh token.`);
  }
  const fresh = await refreshTokens(egress, clientOf(provider), tokens.refreshToken);
  if (!fresh.ok) {
    const { error, description } = fresh;
    throw new Refusal(
      'OAUTH_ERROR',
      `Unable to fetch the OAuth token. Error: ${error ?? 'Remote_Error'}. Error description: ${description}.`
    );
  }
  external.principals.set(tokenKey(principal, user.id), refreshed(tokens, fresh, store.clock.now()));
  return credentialView(external, principal, user.id);
}

function credentialView(external: Component, principal: Principal, userId: string): Json {
  return {
    authenticationProtocol: 'OAuth',
    authenticationStatus: statusOf(external, principal, userId),
    // Which of its values an org shows is not documented; no token is among them here.
    credentials: {},
    externalCredential: external.fullName,
    principalName: principal.name,
    principalType: principal.type
  };
}

function component({ store }: ConnectContext, type: ComponentType, name: Json): Component {
  return found(store, type, name);
}

function found(store: SetupStore, type: ComponentType, name: Json): Component {
  const item = typeof name === 'string' ? store.find(type, name) : null;
  if (!item) {
    throw notFound(type, name);
  }
  return item;
}

function notFound(what: string, name: Json): Refusal {
  return new Refusal('NOT_FOUND', `There is no ${what} named ${typeof name === 'string' ? name : 'null'}.`);
}

/** The principal that a call names; the name may be left out for a principal that is each user's own. */
function principalOf(store: SetupStore, external: Component, name: Json, type: Json): Principal {
  const principal = principalsOf(store, external).find(
    (item) =>
      item.type === type &&
      (typeof name === 'string' ? item.name.toLowerCase() === name.toLowerCase() : type === 'PerUserPrincipal')
  );
  if (!principal) {
    throw notFound('principal', name);
  }
  return principal;
}

/** A principal that the user may use, or look at as an admin. */
function usable(
  { store }: Pick<ConnectContext, 'store'>,
  external: Component,
  name: Json,
  type: Json,
  user: OrgUser
): Principal {
  const principal = principalOf(store, external, name, type);
  if (!mayUse(store, external, principal, user) && !user.userPermissions.has('CustomizeApplication')) {
    throw new Refusal('INSUFFICIENT_ACCESS', `No permission set gives you access to ${principal.name}.`);
  }
  return principal;
}

function mayView(user: OrgUser): void {
  if (!user.userPermissions.has('ViewSetup')) {
    throw new Refusal('INSUFFICIENT_ACCESS', 'View Setup and Configuration is needed.');
  }
}

function mayChange(user: OrgUser): void {
  if (!user.userPermissions.has('CustomizeApplication')) {
    throw new Refusal('INSUFFICIENT_ACCESS', 'Customize Application or Manage Named Credentials is needed.');
  }
}

function record(value: Json): Record_ {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refusal('INVALID_INPUT', 'The input is missing.');
  }
  return value;
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
