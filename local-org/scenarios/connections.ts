import type { AuthProviderSeed, NamedCredentialSeed } from '../salesforce/seed';
import { CREDENTIAL, DAY, NEW_URLS, PROVIDER, application, credential, provider } from './northwind';
import type { Change, World } from './scenario';

/** Changes of what the org holds. */

const SECOND = { provider: 'ConstantContact_Events', credential: 'Constant_Contact_Events' };
const SECOND_KEY = '77d0a5e2-6b5c-4a37-8f1d-0c9e52b6d318';
const SECOND_SECRET = 'Zp3nLf8cUy6hJd1A';
const NEW_KEY = 'b84d2f60-7c13-4e9a-9d05-61f8a2c7e3b9';
const NEW_SECRET = 'Td6rYk1mWq8zPx4B';
const NEW_TOKENS = { access: 'new-access-2c7e91d40b5f4a68', refresh: 'new-refresh-6e0b83f1d59a4c27' };
const NAMESPACE = 'practifi';

/** The Auth. Provider of Constant Contact in a start state. */
export function providerOf({ org }: World): AuthProviderSeed {
  return found(org.authProviders, PROVIDER);
}

/** The Named Credential of Constant Contact in a start state. */
export function credentialOf({ org }: World): NamedCredentialSeed {
  return found(org.namedCredentials, CREDENTIAL);
}

/** Both addresses and the scope are as Constant Contact asks today. */
export const withCurrentSettings: Change = (world) => {
  Object.assign(providerOf(world).values, NEW_URLS);
  credentialOf(world).values.oauthScope = 'account_read contact_data offline_access';
};

/** Another provider, credential and outdated application, as different departments set them up. The second endpoint has no version. */
export const withSecondIntegration: Change = ({ org, constantContact }, { callbackUrl }) => {
  const { authorizeUrl, tokenUrl } = found(org.authProviders, PROVIDER).values;
  org.authProviders.push(
    provider(SECOND.provider, 'Constant Contact Events', SECOND_KEY, SECOND_SECRET, { authorizeUrl, tokenUrl })
  );
  org.namedCredentials.push(
    credential(SECOND.credential, 'Constant Contact Events', SECOND.provider, 'https://api.cc.email')
  );
  constantContact.applications.push(
    application('Event Sign-up', SECOND_KEY, SECOND_SECRET, callbackUrl(SECOND.provider))
  );
};

/** Three credentials hang on the one provider: a change of the provider concerns them all. */
export const withThreeCredentials: Change = ({ org }) => {
  for (const [name, label] of [
    ['Constant_Contact_Events', 'Constant Contact Events'],
    ['Constant_Contact_Reports', 'Constant Contact Reports']
  ]) {
    org.namedCredentials.push(credential(name, label, PROVIDER, 'https://api.cc.email/v3'));
  }
};

export const withoutCredential: Change = ({ org }) => {
  org.namedCredentials = org.namedCredentials.filter(({ fullName }) => fullName !== CREDENTIAL);
};

export const withoutProvider: Change = (world) => {
  world.org.authProviders = world.org.authProviders.filter(({ fullName }) => fullName !== PROVIDER);
  const { values } = world.org.namedCredentials.find(({ fullName }) => fullName === CREDENTIAL) ?? {};
  delete values?.authProvider;
};

/** Provider and credential came with a managed package. */
export const fromManagedPackage: Change = (world) => {
  const [theProvider, theCredential] = [providerOf(world), credentialOf(world)];
  for (const component of [theProvider, theCredential]) {
    component.namespace = NAMESPACE;
    component.fullName = `${NAMESPACE}__${component.fullName}`;
  }
  theCredential.values.authProvider = theProvider.fullName;
};

/** Sets fields of the credential; null clears one. */
export function withCredential(fields: Record<string, string | null>): Change {
  return (world) => {
    const { values } = credentialOf(world);
    for (const [field, value] of Object.entries(fields)) {
      if (value === null) {
        delete values[field];
      } else {
        values[field] = value;
      }
    }
  };
}

/** Each user has a token of one's own; so nobody's is the org's. */
export const perUser: Change = (world) => {
  const theCredential = credentialOf(world);
  theCredential.values.principalType = 'PerUser';
  delete theCredential.tokens;
};

/**
 * The credential does not use OAuth any more: whoever calls out sends a token of one's own.
 * That the provider stays named beside another protocol is unproven without an org.
 */
export const withoutOAuth: Change = (world) => {
  const theCredential = credentialOf(world);
  theCredential.values.protocol = 'NoAuthentication';
  theCredential.values.principalType = 'Anonymous';
  delete theCredential.tokens;
};

/** The work is done, with an application of its own, and some other system goes on using the outdated one. */
export const withNewApplication: Change = (world, { now, callbackUrl }) => {
  const { applications, tokens } = world.constantContact;
  const [outdated] = applications;
  outdated.usedElsewhere = true;
  applications.push({
    ...application('Practice CRM', NEW_KEY, NEW_SECRET, callbackUrl(PROVIDER)),
    status: 'valid'
  });
  const theProvider = providerOf(world);
  theProvider.values.consumerKey = NEW_KEY;
  theProvider.consumerSecret = NEW_SECRET;
  tokens.push({
    applicationKey: NEW_KEY,
    accessToken: NEW_TOKENS.access,
    refreshToken: NEW_TOKENS.refresh,
    scopes: ['account_read', 'contact_data', 'offline_access'],
    expiresAt: now + DAY / 2
  });
  credentialOf(world).tokens = {
    accessToken: NEW_TOKENS.access,
    refreshToken: NEW_TOKENS.refresh,
    issuedAt: now - DAY / 2,
    authenticatedBy: world.org.runningUser
  };
};

/** The provider is so old that Setup shows its addresses on login.salesforce.com, and the application has that callback URL only. */
export const withOldCallback: Change = (world) => {
  providerOf(world).oldAddresses = true;
  const [outdated] = world.constantContact.applications;
  outdated.redirectUris = [
    `https://login.salesforce.com/services/authcallback/${world.org.organization.id}/${PROVIDER}`
  ];
};

function found<T extends { fullName: string }>(components: T[], fullName: string): T {
  const component = components.find((candidate) => candidate.fullName === fullName);
  if (!component) {
    throw new Error(`The start state has no ${fullName}.`);
  }
  return component;
}
