import AllowMergeFieldsInBody from '@salesforce/label/c.Relink_Field_AllowMergeFieldsInBody';
import AllowMergeFieldsInHeader from '@salesforce/label/c.Relink_Field_AllowMergeFieldsInHeader';
import AuthProvider from '@salesforce/label/c.Relink_Field_AuthProvider';
import AuthorizeUrl from '@salesforce/label/c.Relink_Field_AuthorizeUrl';
import CalloutStatus from '@salesforce/label/c.Relink_Field_CalloutStatus';
import ClientId from '@salesforce/label/c.Relink_Field_ClientId';
import ClientSecret from '@salesforce/label/c.Relink_Field_ClientSecret';
import ConsumerKey from '@salesforce/label/c.Relink_Field_ConsumerKey';
import ConsumerSecret from '@salesforce/label/c.Relink_Field_ConsumerSecret';
import DefaultScopes from '@salesforce/label/c.Relink_Field_DefaultScopes';
import DeveloperName from '@salesforce/label/c.Relink_Field_DeveloperName';
import Endpoint from '@salesforce/label/c.Relink_Field_Endpoint';
import ErrorUrl from '@salesforce/label/c.Relink_Field_ErrorUrl';
import ExecutionUser from '@salesforce/label/c.Relink_Field_ExecutionUser';
import FriendlyName from '@salesforce/label/c.Relink_Field_FriendlyName';
import GenerateAuthorizationHeader from '@salesforce/label/c.Relink_Field_GenerateAuthorizationHeader';
import IconUrl from '@salesforce/label/c.Relink_Field_IconUrl';
import IdTokenIssuer from '@salesforce/label/c.Relink_Field_IdTokenIssuer';
import IncludeOrgIdInIdentifier from '@salesforce/label/c.Relink_Field_IncludeOrgIdInIdentifier';
import IsPkceEnabled from '@salesforce/label/c.Relink_Field_IsPkceEnabled';
import Label from '@salesforce/label/c.Relink_Field_Label';
import LogoutUrl from '@salesforce/label/c.Relink_Field_LogoutUrl';
import OauthScope from '@salesforce/label/c.Relink_Field_OauthScope';
import PrincipalType from '@salesforce/label/c.Relink_Field_PrincipalType';
import Protocol from '@salesforce/label/c.Relink_Field_Protocol';
import ProviderType from '@salesforce/label/c.Relink_Field_ProviderType';
import RegistrationHandler from '@salesforce/label/c.Relink_Field_RegistrationHandler';
import SendAccessTokenInHeader from '@salesforce/label/c.Relink_Field_SendAccessTokenInHeader';
import SendClientCredentialsInHeader from '@salesforce/label/c.Relink_Field_SendClientCredentialsInHeader';
import SendSecretInApis from '@salesforce/label/c.Relink_Field_SendSecretInApis';
import TokenUrl from '@salesforce/label/c.Relink_Field_TokenUrl';
import UserInfoUrl from '@salesforce/label/c.Relink_Field_UserInfoUrl';

/** Names of fields as Setup shows them, by their Metadata API name. */
const NAMES: Record<string, string> = {
  authorizeUrl: AuthorizeUrl,
  tokenUrl: TokenUrl,
  consumerKey: ConsumerKey,
  consumerSecret: ConsumerSecret,
  defaultScopes: DefaultScopes,
  developerName: DeveloperName,
  friendlyName: FriendlyName,
  providerType: ProviderType,
  userInfoUrl: UserInfoUrl,
  errorUrl: ErrorUrl,
  logoutUrl: LogoutUrl,
  iconUrl: IconUrl,
  idTokenIssuer: IdTokenIssuer,
  sendAccessTokenInHeader: SendAccessTokenInHeader,
  sendClientCredentialsInHeader: SendClientCredentialsInHeader,
  sendSecretInApis: SendSecretInApis,
  includeOrgIdInIdentifier: IncludeOrgIdInIdentifier,
  isPkceEnabled: IsPkceEnabled,
  registrationHandler: RegistrationHandler,
  executionUser: ExecutionUser,
  label: Label,
  endpoint: Endpoint,
  protocol: Protocol,
  principalType: PrincipalType,
  authProvider: AuthProvider,
  oauthScope: OauthScope,
  generateAuthorizationHeader: GenerateAuthorizationHeader,
  allowMergeFieldsInHeader: AllowMergeFieldsInHeader,
  allowMergeFieldsInBody: AllowMergeFieldsInBody,
  calloutStatus: CalloutStatus
};

/** Other names of the same fields, on the page of an External Auth Identity Provider. */
const IDENTITY_PROVIDER: Record<string, string> = { consumerKey: ClientId, consumerSecret: ClientSecret };

/**
 * Name of a field as Setup shows it. A field without a known name keeps its Metadata API name.
 * @param field `consumerKey`, or with its component: `AuthProvider.consumerKey`
 */
export function fieldName(field: string): string {
  const name = field.slice(field.indexOf('.') + 1);
  const own = field.startsWith('ExternalAuthIdentityProvider.') ? IDENTITY_PROVIDER[name] : undefined;
  return own ?? NAMES[name] ?? name;
}
