import type { Row } from '../apex/contract';
import type { MetadataValues } from './metadata/values';
import type { SetupStore } from './store';
import type { Switches } from './switches';

/** The admin's time zone is that of this computer, so that the times on the screen are those of the person in front of it. */
export const USER_TIME_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** User permissions the org knows, by API name. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_permissionset.htm */
export const USER_PERMISSIONS = [
  'ApiEnabled',
  'AuthorApex',
  'CustomizeApplication',
  'ManageAuthProviders',
  'ModifyAllData',
  'ModifyMetadata',
  'ViewAllData',
  'ViewSetup'
] as const;

export type UserPermission = (typeof USER_PERMISSIONS)[number];

/** How an emulated org starts. Dates are milliseconds since the epoch. */
export interface OrgSeed {
  /** `id`: 18 characters. */
  organization: { id: string; name: string; isSandbox: boolean };
  users: UserSeed[];
  /** User name of the user who is logged in. */
  runningUser: string;
  authProviders: AuthProviderSeed[];
  namedCredentials: NamedCredentialSeed[];
  /** Absent: none. */
  externalCredentials?: ExternalCredentialSeed[];
  /** External auth identity providers; absent: none. */
  identityProviders?: IdentityProviderSeed[];
  /** Permission sets of the org's own; absent: none. */
  permissionSets?: PermissionSetSeed[];
  /** URL suffixes of Auth. Providers that were deleted; absent: none. */
  usedSuffixes?: string[];
  /** Scheduled jobs; absent: none. */
  jobs?: JobSeed[];
  /** Rows of the package's own objects; absent: none. */
  records?: RecordSeed[];
  /** Where this org differs from the assumed ordinary one. */
  switches: Partial<Switches>;
}

/** A scheduled job of a class that the local org does not have: it is listed, and nothing runs when it is due. */
export interface JobSeed {
  name: string;
  className: string;
  /** Prefix of the managed package that the class belongs to; absent: the org's own. */
  namespace?: string;
  /** https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm */
  cron: string;
  /** User name. */
  scheduledBy: string;
  createdAt: number;
}

/** One row of a custom object or custom setting: all its fields, with the ids that this org gave out. */
export interface RecordSeed {
  object: string;
  row: (store: SetupStore) => Row;
}

export interface UserSeed {
  userName: string;
  firstName: string;
  lastName: string;
  email: string;
  profile: string;
  /** API names of assigned permission sets of the package. */
  permissionSets: string[];
  userPermissions: UserPermission[];
}

export interface ComponentSeed {
  /** With the namespace of a managed package in front: `practifi__ConstantContact`. */
  fullName: string;
  /** Prefix of the managed package that brought the component; absent: the org's own. */
  namespace?: string;
  /** Field values as the Metadata API names them, without secrets. */
  values: MetadataValues;
  /** User name. */
  createdBy: string;
  createdAt: number;
  lastModifiedAt: number;
}

export interface AuthProviderSeed extends ComponentSeed {
  consumerSecret: string;
  /** Setup shows the provider's addresses on login.salesforce.com, see `provider-addresses.ts`. */
  oldAddresses?: boolean;
}

export interface IdentityProviderSeed extends ComponentSeed {
  clientId: string;
  clientSecret: string;
}

export interface ExternalCredentialSeed extends ComponentSeed {
  /** What its named principals hold, by name; absent: nobody has authenticated. */
  tokens?: Record<string, PrincipalTokens>;
}

export interface PermissionSetSeed {
  name: string;
  label: string;
  /** Principals that it grants: `External_Credential-Principal`, as permission sets write them. */
  principals: string[];
}

export interface NamedCredentialSeed extends ComponentSeed {
  /** What the principal holds; absent: nobody has authenticated. */
  tokens?: PrincipalTokens;
}

/** The tokens that a credential's named principal holds. */
export interface PrincipalTokens {
  accessToken: string;
  refreshToken: string | null;
  /** When they were issued. */
  issuedAt: number;
  /** User name of the Salesforce user who ran the authorization. */
  authenticatedBy: string;
}
