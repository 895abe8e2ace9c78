import type { Row } from '../../apex/contract';
import { flag, text } from '../metadata/values';
import type { Jobs } from '../jobs';
import { endpointOf, grantedBy, principalsOf } from '../external-credentials';
import { kickoffUrls } from '../provider-addresses';
import { USER_PERMISSIONS, USER_TIME_ZONE } from '../seed';
import { developerName } from '../store';
import type { Component, OrgUser, SetupStore } from '../store';
import { JOB_ROWS } from './job-rows';

/** What the package's metadata makes of setup rows: one row per permission set. */
export interface PackagePermissionSet {
  name: string;
  label: string;
}

/** Ids that stand for things which the seed does not name: profiles, permission sets, assignments. Same name, same id. */
export class NamedIds {
  private readonly store: SetupStore;
  private readonly byKey = new Map<string, string>();

  constructor(store: SetupStore) {
    this.store = store;
  }

  of(prefix: string, name: string): string {
    const key = `${prefix} ${name.toLowerCase()}`;
    const id = this.byKey.get(key) ?? this.store.ids.next(prefix);
    this.byKey.set(key, id);
    return id;
  }
}

/** Where the rows come from. */
export interface RowSource {
  store: SetupStore;
  ids: NamedIds;
  /** My Domain address without a trailing slash. */
  orgUrl: string;
  permissionSets: () => PackagePermissionSet[];
  notificationTypes: () => { name: string; label: string }[];
  jobs: Jobs;
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/**
 * Rows of the setup objects by object name. Field names and meanings as in the Object Reference,
 * https://developer.salesforce.com/docs/atlas.en-us.object_reference.meta/object_reference/sforce_api_objects_authprovider.htm and its neighbours.
 */
export const SETUP_ROWS: Record<string, (source: RowSource) => Row[]> = {
  AuthProvider: ({ store, orgUrl }) => store.list('AuthProvider').map((item) => authProviderRow(store, item, orgUrl)),
  NamedCredential: ({ store }) => store.list('NamedCredential').map((item) => namedCredentialRow(store, item)),
  User: ({ store, ids }) => store.users.map((user) => userRow(user, ids)),
  Profile: ({ store, ids }) =>
    [...new Set(store.users.map((user) => user.profile))].map((name) => ({ Id: ids.of('00e', name), Name: name })),
  Organization: ({ store }) => [
    {
      Id: store.orgId,
      Name: store.organization.name,
      IsSandbox: store.organization.isSandbox,
      OrganizationType: 'Enterprise Edition',
      InstanceName: 'LOCAL',
      NamespacePrefix: null,
      TrialExpirationDate: null,
      LanguageLocaleKey: 'en_US',
      DefaultLocaleSidKey: 'en_US',
      TimeZoneSidKey: USER_TIME_ZONE
    }
  ],
  PermissionSet: ({ ids, permissionSets }) =>
    permissionSets().map(({ name, label }) => ({
      Id: ids.of('0PS', name),
      Name: name,
      Label: label,
      NamespacePrefix: null,
      IsCustom: true,
      IsOwnedByProfile: false,
      ProfileId: null,
      Type: 'Regular'
    })),
  PermissionSetAssignment: (source) => assignments(source),
  // Of all that permission sets give access to, the principals of external credentials only.
  SetupEntityAccess: ({ store, ids }) =>
    store.list('ExternalCredential').flatMap((external) =>
      principalsOf(store, external).flatMap((principal) =>
        grantedBy(store, external, principal).map((name) => ({
          Id: ids.of('0J0', `${name} ${principal.id}`),
          ParentId: ids.of('0PS', name),
          SetupEntityId: principal.id,
          SetupEntityType: 'ExternalCredentialParameter'
        }))
      )
    ),
  UserPermissionAccess: ({ store }) => [
    Object.fromEntries(
      USER_PERMISSIONS.map((name) => [`Permissions${name}`, store.runningUser.userPermissions.has(name)])
    )
  ],
  SetupAuditTrail: ({ store }) =>
    store.auditTrail.map((entry) => ({
      Id: entry.id,
      Action: entry.action,
      Section: entry.section,
      Display: entry.display,
      CreatedById: entry.userId,
      CreatedDate: iso(entry.at),
      CreatedByContext: null,
      CreatedByIssuer: null,
      DelegateUser: null,
      ResponsibleNamespacePrefix: null
    })),
  ...JOB_ROWS
};

function authProviderRow(store: SetupStore, item: Component, orgUrl: string): Row {
  const { values } = item;
  const kickoff = Object.fromEntries(
    Object.entries(kickoffUrls(store, orgUrl, item)).map(([field, url]) => [
      field[0].toUpperCase() + field.slice(1),
      url
    ])
  );
  return {
    Id: item.id,
    DeveloperName: developerName(item),
    FriendlyName: text(values, 'friendlyName'),
    ProviderType: text(values, 'providerType'),
    ConsumerKey: text(values, 'consumerKey'),
    ConsumerSecret: store.switches.secretReadable ? item.consumerSecret : null,
    AuthorizeUrl: text(values, 'authorizeUrl'),
    TokenUrl: text(values, 'tokenUrl'),
    UserInfoUrl: text(values, 'userInfoUrl'),
    DefaultScopes: text(values, 'defaultScopes'),
    IdTokenIssuer: text(values, 'idTokenIssuer'),
    ErrorUrl: text(values, 'errorUrl'),
    LogoutUrl: text(values, 'logoutUrl'),
    IconUrl: text(values, 'iconUrl'),
    CustomMetadataTypeRecord: text(values, 'customMetadataTypeRecord'),
    AppleTeam: text(values, 'appleTeam'),
    EcKey: null,
    ExecutionUserId: store.users.find((user) => user.userName === values.executionUser)?.id ?? null,
    RegistrationHandlerId: null,
    PluginId: null,
    OptionsIncludeOrgIdInId: flag(values, 'includeOrgIdInIdentifier'),
    OptionsIsPkceEnabled: flag(values, 'isPkceEnabled'),
    OptionsRequireMfa: flag(values, 'requireMfa'),
    OptionsSendAccessTokenInHeader: flag(values, 'sendAccessTokenInHeader'),
    OptionsSendClientCredentialsInHeader: flag(values, 'sendClientCredentialsInHeader'),
    OptionsSendSecretInApis: flag(values, 'sendSecretInApis'),
    ...kickoff,
    CreatedDate: iso(item.createdDate)
  };
}

function namedCredentialRow(store: SetupStore, item: Component): Row {
  const { values } = item;
  const validity = values.jwtValidityPeriodSeconds;
  return {
    Id: item.id,
    DeveloperName: developerName(item),
    MasterLabel: text(values, 'label'),
    Language: 'en_US',
    NamespacePrefix: item.namespace,
    IsDeleted: false,
    Endpoint: endpointOf(item) || null,
    PrincipalType: text(values, 'principalType'),
    AuthProviderId: store.find('AuthProvider', text(values, 'authProvider') ?? '')?.id ?? null,
    AuthTokenEndpointUrl: text(values, 'authTokenEndpointUrl'),
    Description: text(values, 'description'),
    CalloutOptionsGenerateAuthorizationHeader: flag(values, 'generateAuthorizationHeader'),
    CalloutOptionsAllowMergeFieldsInHeader: flag(values, 'allowMergeFieldsInHeader'),
    CalloutOptionsAllowMergeFieldsInBody: flag(values, 'allowMergeFieldsInBody'),
    JwtAudience: text(values, 'jwtAudience'),
    JwtFormulaSubject: text(values, 'jwtFormulaSubject'),
    JwtIssuer: text(values, 'jwtIssuer'),
    JwtTextSubject: text(values, 'jwtTextSubject'),
    JwtValidityPeriodSeconds: typeof validity === 'number' ? validity : null,
    CreatedById: item.createdById,
    CreatedDate: iso(item.createdDate),
    LastModifiedById: item.lastModifiedById,
    LastModifiedDate: iso(item.lastModifiedDate),
    SystemModstamp: iso(item.lastModifiedDate)
  };
}

function userRow(user: OrgUser, ids: NamedIds): Row {
  return {
    Id: user.id,
    Username: user.userName,
    Name: user.fullName,
    FirstName: user.firstName,
    LastName: user.lastName,
    Email: user.email,
    Alias: (user.firstName[0] + user.lastName).slice(0, 8).toLowerCase(),
    IsActive: true,
    UserType: 'Standard',
    ProfileId: ids.of('00e', user.profile),
    TimeZoneSidKey: USER_TIME_ZONE,
    LocaleSidKey: 'en_US',
    LanguageLocaleKey: 'en_US'
  };
}

function assignments({ store, ids, permissionSets }: RowSource): Row[] {
  const installed = permissionSets().map(({ name }) => name);
  return store.users.flatMap((user) =>
    user.permissionSets
      .filter((name) => installed.includes(name))
      .map((name) => ({
        Id: ids.of('0Pa', `${user.id} ${name}`),
        AssigneeId: user.id,
        PermissionSetId: ids.of('0PS', name),
        PermissionSetGroupId: null,
        IsActive: true,
        ExpirationDate: null
      }))
  );
}
