import { usesBasicHeader } from '../components';
import { parameter, parameters } from '../external-credentials';
import { flag, text } from '../metadata/values';
import { callbackUrl } from '../provider-addresses';
import type { Component } from '../store';

/** An OAuth client as an Auth. Provider or an external auth identity provider describes it. */
export interface OAuthClient {
  authorizeUrl: string;
  tokenUrl: string;
  id: string;
  secret: string;
  /** Id and secret go in the Basic header, else in the body. */
  basicHeader: boolean;
  pkce: boolean;
  defaultScopes: string | null;
}

/** The client behind a component of either type. */
export function clientOf(component: Component): OAuthClient {
  const { values, consumerSecret } = component;
  if (component.type === 'AuthProvider') {
    return {
      authorizeUrl: text(values, 'authorizeUrl') ?? '',
      tokenUrl: text(values, 'tokenUrl') ?? '',
      id: text(values, 'consumerKey') ?? '',
      secret: consumerSecret ?? '',
      basicHeader: usesBasicHeader(component),
      pkce: flag(values, 'isPkceEnabled'),
      defaultScopes: text(values, 'defaultScopes')
    };
  }
  const of = (type: string): string | null => parameter(values, 'ExternalAuthIdentityProvider', type);
  return {
    authorizeUrl: of('AuthorizeUrl') ?? '',
    tokenUrl: of('TokenUrl') ?? '',
    id: component.clientId ?? '',
    secret: consumerSecret ?? '',
    basicHeader: of('ClientAuthentication') !== 'ClientSecretPost',
    pkce: parameters(values, 'ExternalAuthIdentityProvider', 'IdentityProviderOptions').some(
      ({ parameterName, parameterValue }) => parameterName === 'PkceEnabled' && parameterValue === 'true'
    ),
    defaultScopes: null
  };
}

/** Path below the callback of Auth. Providers that the local org gives to identity providers; the real form is not documented. */
export const IDENTITY_PROVIDER_PATH = 'externalauth';

/** The callback URL that an authorization names. */
export function redirectUri(orgUrl: string, component: Component): string {
  return component.type === 'AuthProvider'
    ? callbackUrl(orgUrl, component)
    : `${orgUrl}/services/authcallback/${IDENTITY_PROVIDER_PATH}/${component.fullName}`;
}
