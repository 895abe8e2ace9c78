import type { ApplicationSeed } from '../constant-contact';
import type { AuthProviderSeed, NamedCredentialSeed } from '../salesforce/seed';
import { USER_PERMISSIONS } from '../salesforce/seed';
import type { ScenarioContext, World } from './scenario';

export const DAY = 24 * 60 * 60 * 1000;

/** Names by which the package's connection goes in most scenarios. */
export const PROVIDER = 'ConstantContact';
export const CREDENTIAL = 'Constant_Contact';

/** Key of the outdated application; also the provider's consumer key. */
export const OLD_KEY = '3f9b61c0-5d1e-4c56-9a0b-2d7e8c41aa05';
export const OLD_SECRET = 'Kq7wXbV2sM9eRt4Y';
export const OLD_TOKENS = { access: 'old-access-5b1f09c2e7d8446a', refresh: 'old-refresh-90c3d7f15ea24b68' };

/** Addresses of the service that ended in March 2022, and of the one that followed it. */
export const OLD_URLS = {
  authorizeUrl: 'https://api.cc.email/v3/idfed',
  tokenUrl: 'https://idfed.constantcontact.com/as/token.oauth2'
};
export const NEW_URLS = {
  authorizeUrl: 'https://authz.constantcontact.com/oauth2/default/v1/authorize',
  tokenUrl: 'https://authz.constantcontact.com/oauth2/default/v1/token'
};

export const ADMIN = 'dana.kim@northwind-advisors.example';
export const FORMER_ADMIN = 'alex.moreau@northwind-advisors.example';

export const SINCE_2021 = {
  createdBy: FORMER_ADMIN,
  createdAt: Date.UTC(2021, 2, 9, 15, 4),
  lastModifiedAt: Date.UTC(2021, 2, 9, 15, 20)
};

/** The org of the help-centre article: an integration of 2021 whose authorization service ended in March 2022, and an unrelated one. */
export function northwind({ now, callbackUrl }: ScenarioContext): World {
  return {
    org: {
      organization: { id: '00DKo0000000001MAA', name: 'Northwind Advisors', isSandbox: false },
      users: [person(ADMIN, 'Dana', 'Kim', ['Relink_Admin']), person(FORMER_ADMIN, 'Alex', 'Moreau', [])],
      runningUser: ADMIN,
      authProviders: [
        provider(PROVIDER, 'Constant Contact', OLD_KEY, OLD_SECRET, OLD_URLS),
        provider('Acme_ERP', 'Acme ERP', 'acme-erp-client', 'acme-erp-client-secret', {
          authorizeUrl: 'https://login.acme-erp.example/authorize',
          tokenUrl: 'https://login.acme-erp.example/token',
          defaultScopes: 'orders.read',
          isPkceEnabled: true,
          sendClientCredentialsInHeader: false
        })
      ],
      namedCredentials: [
        {
          ...credential(CREDENTIAL, 'Constant Contact', PROVIDER, 'https://api.cc.email/v3'),
          tokens: {
            accessToken: OLD_TOKENS.access,
            refreshToken: OLD_TOKENS.refresh,
            issuedAt: now - DAY / 2,
            authenticatedBy: FORMER_ADMIN
          }
        },
        credential('Acme_ERP', 'Acme ERP', 'Acme_ERP', 'https://api.acme-erp.example', 'orders.read')
      ],
      jobs: [
        {
          name: 'Constant Contact contact sync',
          className: 'ConstantContactSync',
          cron: '0 0 2 * * ?',
          scheduledBy: FORMER_ADMIN,
          createdAt: SINCE_2021.createdAt
        },
        {
          name: 'Weekly account review',
          className: 'AccountReview',
          cron: '0 30 6 ? * MON',
          scheduledBy: ADMIN,
          createdAt: SINCE_2021.createdAt
        }
      ],
      switches: {}
    },
    constantContact: {
      applications: [application('Practice CRM', OLD_KEY, OLD_SECRET, callbackUrl(PROVIDER))],
      account: {
        organizationName: 'Northwind Advisors',
        contactEmail: 'marketing@northwind-advisors.example',
        userName: 'marketing@northwind-advisors.example',
        password: 'local-org'
      },
      tokens: []
    }
  };
}

/** An Auth. Provider of 2021 that speaks OpenID Connect. */
export function provider(
  fullName: string,
  friendlyName: string,
  consumerKey: string,
  consumerSecret: string,
  values: AuthProviderSeed['values']
): AuthProviderSeed {
  return {
    ...SINCE_2021,
    fullName,
    consumerSecret,
    values: {
      consumerKey,
      defaultScopes: 'account_read contact_data',
      friendlyName,
      includeOrgIdInIdentifier: true,
      isPkceEnabled: false,
      providerType: 'OpenIdConnect',
      requireMfa: false,
      sendAccessTokenInHeader: true,
      sendClientCredentialsInHeader: true,
      sendSecretInApis: true,
      ...values
    }
  };
}

/** A legacy Named Credential of 2021 with OAuth and one identity for the whole org. */
export function credential(
  fullName: string,
  label: string,
  authProvider: string,
  endpoint: string,
  oauthScope = 'account_read contact_data'
): NamedCredentialSeed {
  return {
    ...SINCE_2021,
    fullName,
    values: {
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
    }
  };
}

/** An application of the service that ended. */
export function application(name: string, apiKey: string, secret: string, redirectUri: string): ApplicationSeed {
  return { name, apiKey, secret, status: 'outdated', redirectUris: [redirectUri], refreshTokenType: 'longLived' };
}

function person(
  userName: string,
  firstName: string,
  lastName: string,
  permissionSets: string[]
): World['org']['users'][number] {
  return {
    userName,
    firstName,
    lastName,
    email: userName,
    profile: 'System Administrator',
    permissionSets,
    userPermissions: [...USER_PERMISSIONS]
  };
}
