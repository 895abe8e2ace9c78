import type { ConstantContactSeed } from '../constant-contact';
import type { OrgSeed, UserPermission } from '../salesforce/seed';
import { USER_PERMISSIONS } from '../salesforce/seed';

/** A start state of the whole local org. */
export interface Scenario {
  name: string;
  /** One line for `--help` and the page shell. */
  description: string;
  org: (context: ScenarioContext) => OrgSeed;
  constantContact: (context: ScenarioContext) => ConstantContactSeed;
}

/** What a start state depends on: the time and the address that this run got. */
export interface ScenarioContext {
  /** Milliseconds since the epoch. */
  now: number;
  /** Callback URL of the Auth. Provider in this run. */
  callbackUrl: string;
}

/** Where scenarios differ. */
export interface Variation {
  switches?: OrgSeed['switches'];
  /** Whether the old application's tokens still work. */
  oldTokenAlive?: boolean;
  /** Permission sets of the package that the running user has. */
  permissionSets?: string[];
  /** User permissions that the running user lacks. */
  missingPermissions?: UserPermission[];
}

/** Key of the outdated application; also the provider's consumer key. */
export const OLD_KEY = '3f9b61c0-5d1e-4c56-9a0b-2d7e8c41aa05';

const OLD_SECRET = 'Kq7wXbV2sM9eRt4Y';
const OLD_TOKENS = { access: 'old-access-5b1f09c2e7d8446a', refresh: 'old-refresh-90c3d7f15ea24b68' };
const ADMIN = 'dana.kim@northwind-advisors.example';
const FORMER_ADMIN = 'alex.moreau@northwind-advisors.example';
const DAY = 24 * 60 * 60 * 1000;

/** The org of the help-centre article: an integration of 2021 whose authorization service ended in March 2022. */
export function scenario(name: string, description: string, variation: Variation = {}): Scenario {
  return {
    name,
    description,
    org: (context) => orgSeed(variation, context),
    constantContact: (context) => constantContactSeed(variation, context)
  };
}

function orgSeed(variation: Variation, { now }: ScenarioContext): OrgSeed {
  const lacks = variation.missingPermissions ?? [];
  const provider = {
    createdBy: FORMER_ADMIN,
    createdAt: Date.UTC(2021, 2, 9, 15, 4),
    lastModifiedAt: Date.UTC(2021, 2, 9, 15, 20)
  };
  return {
    organization: { name: 'Northwind Advisors', isSandbox: false },
    users: [
      {
        userName: ADMIN,
        firstName: 'Dana',
        lastName: 'Kim',
        email: ADMIN,
        profile: 'System Administrator',
        permissionSets: variation.permissionSets ?? ['Relink_Admin'],
        userPermissions: USER_PERMISSIONS.filter((permission) => !lacks.includes(permission))
      },
      {
        userName: FORMER_ADMIN,
        firstName: 'Alex',
        lastName: 'Moreau',
        email: FORMER_ADMIN,
        profile: 'System Administrator',
        permissionSets: [],
        userPermissions: [...USER_PERMISSIONS]
      }
    ],
    runningUser: ADMIN,
    authProviders: [
      {
        ...provider,
        fullName: 'ConstantContact',
        consumerSecret: OLD_SECRET,
        values: {
          authorizeUrl: 'https://api.cc.email/v3/idfed',
          consumerKey: OLD_KEY,
          defaultScopes: 'account_read contact_data',
          friendlyName: 'Constant Contact',
          includeOrgIdInIdentifier: true,
          isPkceEnabled: false,
          providerType: 'OpenIdConnect',
          requireMfa: false,
          sendAccessTokenInHeader: true,
          sendClientCredentialsInHeader: true,
          sendSecretInApis: true,
          tokenUrl: 'https://idfed.constantcontact.com/as/token.oauth2'
        }
      },
      {
        ...provider,
        fullName: 'Acme_ERP',
        consumerSecret: 'acme-erp-client-secret',
        values: {
          authorizeUrl: 'https://login.acme-erp.example/authorize',
          consumerKey: 'acme-erp-client',
          defaultScopes: 'orders.read',
          friendlyName: 'Acme ERP',
          includeOrgIdInIdentifier: true,
          isPkceEnabled: true,
          providerType: 'OpenIdConnect',
          requireMfa: false,
          sendAccessTokenInHeader: true,
          sendClientCredentialsInHeader: false,
          sendSecretInApis: true,
          tokenUrl: 'https://login.acme-erp.example/token'
        }
      }
    ],
    namedCredentials: [
      {
        ...provider,
        fullName: 'Constant_Contact',
        values: credential('Constant Contact', 'ConstantContact', 'https://api.cc.email', 'account_read contact_data'),
        tokens: {
          accessToken: OLD_TOKENS.access,
          refreshToken: OLD_TOKENS.refresh,
          issuedAt: now - DAY / 2,
          authenticatedBy: FORMER_ADMIN
        }
      },
      {
        ...provider,
        fullName: 'Acme_ERP',
        values: credential('Acme ERP', 'Acme_ERP', 'https://api.acme-erp.example', 'orders.read')
      }
    ],
    switches: variation.switches ?? {}
  };
}

function credential(
  label: string,
  authProvider: string,
  endpoint: string,
  oauthScope: string
): Record<string, string | boolean> {
  return {
    allowMergeFieldsInBody: false,
    allowMergeFieldsInHeader: false,
    authProvider,
    calloutStatus: 'Enabled',
    endpoint,
    generateAuthorizationHeader: true,
    label,
    namedCredentialType: 'Legacy',
    oauthScope,
    principalType: 'NamedUser',
    protocol: 'Oauth'
  };
}

function constantContactSeed(variation: Variation, { now, callbackUrl }: ScenarioContext): ConstantContactSeed {
  return {
    applications: [
      {
        name: 'Practice CRM',
        apiKey: OLD_KEY,
        secret: OLD_SECRET,
        status: 'outdated',
        redirectUris: [callbackUrl],
        refreshTokenType: 'longLived'
      }
    ],
    account: {
      organizationName: 'Northwind Advisors',
      contactEmail: 'marketing@northwind-advisors.example',
      userName: 'marketing@northwind-advisors.example',
      password: 'local-org'
    },
    tokens: variation.oldTokenAlive
      ? [
          {
            applicationKey: OLD_KEY,
            accessToken: OLD_TOKENS.access,
            refreshToken: OLD_TOKENS.refresh,
            scopes: ['account_read', 'contact_data'],
            expiresAt: now + DAY / 2
          }
        ]
      : []
  };
}
