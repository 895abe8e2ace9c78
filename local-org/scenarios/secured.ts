import type { ExternalCredentialSeed, IdentityProviderSeed, NamedCredentialSeed } from '../salesforce/seed';
import {
  CREDENTIAL,
  DAY,
  FORMER_ADMIN,
  OLD_KEY,
  OLD_SECRET,
  OLD_TOKENS,
  OLD_URLS,
  PROVIDER,
  SINCE_2021,
  application,
  provider
} from './northwind';
import type { Change, ScenarioContext, World } from './scenario';

/** Connections through secured endpoints: changes that put one in place of the legacy credential, or beside it. */

/** Names of the parts of the connection, which differ so that none can be taken for another. */
export const EXTERNAL_CREDENTIAL = 'Constant_Contact_OAuth';
export const IDENTITY_PROVIDER = 'Constant_Contact_Identity';
export const PRINCIPAL = 'Marketing';
export const USERS = 'Constant_Contact_Users';

interface Names {
  credential: string;
  label: string;
  external: string;
  /** What the external credential authenticates through. */
  through: { authProvider: string } | { externalAuthIdentityProvider: string };
  permissionSet: string;
  endpoint: string;
}

/** The credential is a secured endpoint, and its external credential authenticates through the Auth. Provider. */
export const throughExternalCredential: Change = (world, context) => {
  withoutLegacy(world);
  const through = { authProvider: PROVIDER };
  addEndpoint(world, context, { ...MAIN, external: EXTERNAL_CREDENTIAL, through });
};

/** The credential is a secured endpoint, and its external credential authenticates through an external auth identity provider. */
export const throughIdentityProvider: Change = (world, context) => {
  withoutLegacy(world);
  world.org.authProviders = world.org.authProviders.filter(({ fullName }) => fullName !== PROVIDER);
  world.org.identityProviders = [identityProvider(IDENTITY_PROVIDER, 'Constant Contact', OLD_KEY, OLD_SECRET)];
  const [outdated] = world.constantContact.applications;
  outdated.redirectUris = [context.callbackUrl(`externalauth/${IDENTITY_PROVIDER}`)];
  const through = { externalAuthIdentityProvider: IDENTITY_PROVIDER };
  addEndpoint(world, context, { ...MAIN, external: EXTERNAL_CREDENTIAL, through });
};

/** Beside the legacy connection one through an external credential and one through an identity provider, each with an application of its own. */
export const withTwoMoreKinds: Change = (world, context) => {
  const events = 'ConstantContact_Events';
  const [eventsKey, reportsKey] = ['77d0a5e2-6b5c-4a37-8f1d-0c9e52b6d318', 'c1b6d0f4-2a97-4e0b-b8a3-5d7f9e13c246'];
  const [eventsSecret, reportsSecret] = ['Zp3nLf8cUy6hJd1A', 'Hm5vTg2kQx9sWc7E'];
  world.org.authProviders.push(provider(events, 'Constant Contact Events', eventsKey, eventsSecret, OLD_URLS));
  world.org.identityProviders = [
    identityProvider('Constant_Contact_Reports', 'Constant Contact Reports', reportsKey, reportsSecret)
  ];
  addEndpoint(world, context, {
    ...MAIN,
    credential: 'Constant_Contact_Events',
    label: 'Constant Contact Events',
    external: 'Constant_Contact_Events_OAuth',
    through: { authProvider: events }
  });
  addEndpoint(world, context, {
    ...MAIN,
    credential: 'Constant_Contact_Reports',
    label: 'Constant Contact Reports',
    external: 'Constant_Contact_Reports_OAuth',
    through: { externalAuthIdentityProvider: 'Constant_Contact_Reports' }
  });
  world.constantContact.applications.push(
    application('Event Sign-up', eventsKey, eventsSecret, context.callbackUrl(events)),
    application('Reports', reportsKey, reportsSecret, context.callbackUrl('externalauth/Constant_Contact_Reports'))
  );
};

/** No permission set grants the principals any more. */
export const withoutPrincipalAccess: Change = ({ org }) => {
  org.permissionSets?.forEach((set) => (set.principals = []));
};

const MAIN = {
  credential: CREDENTIAL,
  label: 'Constant Contact',
  permissionSet: USERS,
  endpoint: 'https://api.cc.email/v3'
};

function withoutLegacy({ org }: World): void {
  org.namedCredentials = org.namedCredentials.filter(({ fullName }) => fullName !== CREDENTIAL);
}

function addEndpoint({ org }: World, { now }: ScenarioContext, names: Names): void {
  const { external, permissionSet } = names;
  org.namedCredentials.push(securedEndpoint(names));
  (org.externalCredentials ??= []).push({
    ...externalCredential(names),
    tokens: {
      [PRINCIPAL]: {
        accessToken: OLD_TOKENS.access,
        refreshToken: OLD_TOKENS.refresh,
        issuedAt: now - DAY / 2,
        authenticatedBy: FORMER_ADMIN
      }
    }
  });
  const sets = (org.permissionSets ??= []);
  let set = sets.find(({ name }) => name === permissionSet);
  if (!set) {
    sets.push((set = { name: permissionSet, label: permissionSet.replaceAll('_', ' '), principals: [] }));
    org.users.forEach((user) => user.permissionSets.push(permissionSet));
  }
  set.principals.push(`${external}-${PRINCIPAL}`);
}

function securedEndpoint({ credential, label, external, endpoint }: Names): NamedCredentialSeed {
  return {
    ...SINCE_2021,
    fullName: credential,
    values: {
      allowMergeFieldsInBody: false,
      allowMergeFieldsInHeader: false,
      calloutStatus: 'Enabled',
      generateAuthorizationHeader: true,
      label,
      namedCredentialParameters: [
        { parameterName: 'Url', parameterType: 'Url', parameterValue: endpoint },
        { externalCredential: external, parameterName: 'ExternalCredential', parameterType: 'Authentication' }
      ],
      namedCredentialType: 'SecuredEndpoint'
    }
  };
}

/** Parameters as in https://github.com/awesomeandrey/minlopro-dx, whose names and values are other ones. */
function externalCredential({ external, label, through }: Names): ExternalCredentialSeed {
  const type = 'authProvider' in through ? 'AuthProvider' : 'ExternalAuthIdentityProvider';
  return {
    ...SINCE_2021,
    fullName: external,
    values: {
      authenticationProtocol: 'Oauth',
      externalCredentialParameters: [
        { ...through, parameterGroup: 'DefaultGroup', parameterName: type, parameterType: type },
        {
          parameterGroup: 'DefaultGroup',
          parameterName: 'Scope',
          parameterType: 'AuthParameter',
          parameterValue: 'account_read contact_data'
        },
        { parameterGroup: PRINCIPAL, parameterName: PRINCIPAL, parameterType: 'NamedPrincipal', sequenceNumber: 1 }
      ],
      label: `${label} OAuth`
    }
  };
}

function identityProvider(
  fullName: string,
  label: string,
  clientId: string,
  clientSecret: string
): IdentityProviderSeed {
  return {
    ...SINCE_2021,
    fullName,
    clientId,
    clientSecret,
    values: {
      authenticationFlow: 'AuthorizationCode',
      authenticationProtocol: 'OAuth',
      externalAuthIdentityProviderParameters: addresses(OLD_URLS),
      label
    }
  };
}

function addresses({ authorizeUrl, tokenUrl }: typeof OLD_URLS): Record<string, string>[] {
  return [
    ['AuthorizeUrl', authorizeUrl],
    ['TokenUrl', tokenUrl],
    ['ClientAuthentication', 'ClientSecretBasic']
  ].map(([type, parameterValue]) => ({ parameterName: type, parameterType: type, parameterValue }));
}
