import type { Json } from '../../apex/contract';
import { calloutsEnabled } from '../components';
import {
  endpointOf,
  endpointsOf,
  externalCredentialOf,
  grantedBy,
  parameter,
  parameters,
  principalsOf,
  tokensOf
} from '../external-credentials';
import type { Principal } from '../external-credentials';
import { flag, text } from '../metadata/values';
import type { MetadataValues } from '../metadata/values';
import { redirectUri } from '../oauth/client';
import { developerName } from '../store';
import type { Component, SetupStore } from '../store';

type View = { [name: string]: Json };

interface ViewContext {
  store: SetupStore;
  origins: { my: string };
  permissionSetId(this: void, name: string): string;
}

/** Types of an external credential's parameters in ConnectApi at API 65.0, which knows no external auth identity provider there. */
const SHOWN_PARAMETERS = [
  'AdditionalRefreshStatusCode',
  'AuthParameter',
  'AuthProvider',
  'AuthProviderUrl',
  'AuthProviderUrlQueryParameter'
];

/** Types of an identity provider's parameters that are members of their own in ConnectApi. */
const OWN_MEMBERS = ['AuthorizeUrl', 'TokenUrl', 'UserInfoUrl', 'ClientAuthentication'] as const;

/** Whether somebody has authenticated as a principal; whether the tokens still work is another matter. */
export function statusOf(external: Component, principal: Principal, userId: string): 'Configured' | 'NotConfigured' {
  return tokensOf(external, principal, userId) ? 'Configured' : 'NotConfigured';
}

/** `ConnectApi.NamedCredential` of a secured endpoint. */
export function namedCredentialView({ store }: ViewContext, credential: Component): View {
  const { values } = credential;
  const external = externalCredentialOf(store, credential);
  return {
    ...plainNamedCredential(credential),
    calloutOptions: {
      allowMergeFieldsInBody: flag(values, 'allowMergeFieldsInBody'),
      allowMergeFieldsInHeader: flag(values, 'allowMergeFieldsInHeader'),
      generateAuthorizationHeader: flag(values, 'generateAuthorizationHeader')
    },
    externalCredentials: external ? [plainExternalCredential(external)] : []
  };
}

/** `ConnectApi.ExternalCredential`, with its principals and the permission sets that grant them. */
export function externalCredentialView(context: ViewContext, external: Component, userId: string): View {
  const { store, permissionSetId } = context;
  const principals = principalsOf(store, external);
  const isReady =
    principals.length > 0 && principals.every((item) => statusOf(external, item, userId) === 'Configured');
  return {
    ...plainExternalCredential(external),
    authenticationStatus: isReady ? 'Configured' : 'NotConfigured',
    customHeaders: [],
    parameters: SHOWN_PARAMETERS.flatMap((type) => parameters(external.values, 'ExternalCredential', type)).map(
      (values) => ({
        id: null,
        parameterDescription: text(values, 'description'),
        parameterName: text(values, 'parameterName'),
        parameterType: text(values, 'parameterType'),
        parameterValue: text(values, 'parameterValue') ?? text(values, 'authProvider')
      })
    ),
    principals: principals.map((principal) => ({
      id: principal.id,
      authenticationStatus: statusOf(external, principal, userId),
      parameters: [],
      principalAccess: grantedBy(store, external, principal).map((name) => ({
        id: permissionSetId(name),
        developerName: name,
        type: 'PermissionSet'
      })),
      principalName: principal.name,
      principalType: principal.type,
      sequenceNumber: principal.sequenceNumber
    })),
    relatedNamedCredentials: endpointsOf(store, external).map(plainNamedCredential)
  };
}

/** `ConnectApi.ExternalAuthIdentityProvider`. The secret is never shown; whether the client id is, a switch says. */
export function identityProviderView(
  { store, origins }: ViewContext,
  provider: Component
): View & { credentials: Json[] } {
  const { values, namespace } = provider;
  const of = (type: string): string | null => parameter(values, 'ExternalAuthIdentityProvider', type);
  return {
    authenticationFlow: text(values, 'authenticationFlow'),
    authenticationProtocol: text(values, 'authenticationProtocol'),
    authorizeUrl: of('AuthorizeUrl'),
    callbackUrl: redirectUri(origins.my, provider),
    clientAuthentication: of('ClientAuthentication') ?? 'ClientSecretBasic',
    createdByNamespace: namespace,
    credentials: [
      {
        credentialName: 'clientId',
        credentialValue: store.switches.clientIdReadable ? provider.clientId : null,
        encrypted: false
      },
      { credentialName: 'clientSecret', credentialValue: null, encrypted: true }
    ],
    description: text(values, 'description'),
    fullName: provider.fullName,
    id: provider.id,
    label: text(values, 'label'),
    parameters: parameters(values, 'ExternalAuthIdentityProvider', 'IdentityProviderOptions').map((item) => ({
      parameterName: text(item, 'parameterName'),
      parameterType: text(item, 'parameterType'),
      parameterValue: text(item, 'parameterValue'),
      sequenceNumber: typeof item.sequenceNumber === 'number' ? item.sequenceNumber : null
    })),
    standardExternalIdentityProvider: null,
    tokenUrl: of('TokenUrl'),
    url: null,
    userInfoUrl: of('UserInfoUrl')
  };
}

/** Values of an identity provider's metadata from `ConnectApi.ExternalAuthIdentityProviderInput`: what is absent is cleared. */
export function providerValues(input: View): MetadataValues {
  const given = (name: string): string => (typeof input[name] === 'string' ? input[name] : '');
  const own = OWN_MEMBERS.map((type) => ({
    parameterName: type,
    parameterType: type,
    parameterValue: given(type[0].toLowerCase() + type.slice(1))
  })).filter(({ parameterValue }) => parameterValue !== '');
  const others = Array.isArray(input.parameters) ? input.parameters : [];
  return {
    authenticationFlow: given('authenticationFlow'),
    authenticationProtocol: given('authenticationProtocol'),
    ...(given('description') ? { description: given('description') } : {}),
    externalAuthIdentityProviderParameters: [...own, ...others.map(withoutNulls)],
    label: given('label')
  };
}

function withoutNulls(value: Json): MetadataValues {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof entry[1])
    )
  );
}

function plainExternalCredential(external: Component): View {
  return {
    authenticationProtocol: 'OAuth',
    createdByNamespace: external.namespace,
    developerName: developerName(external),
    id: external.id,
    masterLabel: text(external.values, 'label'),
    url: null
  };
}

function plainNamedCredential(credential: Component): View {
  return {
    calloutStatus: calloutsEnabled(credential) ? 'Enabled' : 'Disabled',
    calloutUrl: endpointOf(credential),
    createdByNamespace: credential.namespace,
    customHeaders: [],
    description: text(credential.values, 'description'),
    developerName: developerName(credential),
    id: credential.id,
    masterLabel: text(credential.values, 'label'),
    parameters: [],
    type: 'SecuredEndpoint',
    url: null
  };
}
