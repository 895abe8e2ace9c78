import { text } from '../salesforce/metadata/values';
import type { UserPermission } from '../salesforce/seed';
import type { Switches } from '../salesforce/switches';
import { credentialOf } from './connections';
import type { Fault, FaultyEndpoint } from '../constant-contact/faults';
import { DAY, OLD_KEY, OLD_TOKENS } from './northwind';
import type { Change, World } from './scenario';

/** Changes of the people, of the kind of org and of Constant Contact. */

/** Switches of the emulated org, see `salesforce/switches.ts`. */
export function where(switches: Partial<Switches>): Change {
  return ({ org }) => Object.assign(org.switches, switches);
}

/** A sandbox that was refreshed from production: it carries production's key and secret, and no tokens, which are not copied. */
export const asSandbox: Change = ({ org }) => {
  org.organization.isSandbox = true;
  for (const user of org.users) {
    user.userName += '.uat';
  }
  org.runningUser += '.uat';
  const { authProviders, namedCredentials, externalCredentials = [], identityProviders = [] } = org;
  for (const component of [...authProviders, ...namedCredentials, ...externalCredentials, ...identityProviders]) {
    component.createdBy += '.uat';
  }
  for (const job of org.jobs ?? []) {
    job.scheduledBy += '.uat';
  }
  for (const credential of org.namedCredentials) {
    delete credential.tokens;
  }
};

export const withoutPermissionSet: Change = (world) => {
  admin(world).permissionSets = [];
};

export function without(permission: UserPermission): Change {
  return (world) => {
    const user = admin(world);
    user.userPermissions = user.userPermissions.filter((held) => held !== permission);
  };
}

/** The tokens behind the credential still work, with its scope. */
export const withLivingTokens: Change = (world, { now }) => {
  world.constantContact.tokens.push({
    applicationKey: OLD_KEY,
    accessToken: OLD_TOKENS.access,
    refreshToken: OLD_TOKENS.refresh,
    scopes: text(credentialOf(world).values, 'oauthScope')?.split(' ') ?? [],
    expiresAt: now + DAY / 2
  });
};

/** The application was already copied or made anew: it belongs to today's authorization service. */
export const withValidApplication: Change = ({ constantContact }) => {
  constantContact.applications.forEach((application) => (application.status = 'valid'));
};

/** The application was deactivated; its tokens are refused with 403. */
export const withDeactivatedApplication: Change = ({ constantContact }) => {
  constantContact.applications.forEach((application) => (application.status = 'deactivated'));
};

/** An endpoint of Constant Contact fails on every call. */
export function failing(endpoint: FaultyEndpoint, fault: Fault): Change {
  return ({ constantContact }) => {
    constantContact.faults = { ...constantContact.faults, [endpoint]: fault };
  };
}

/** Pages of the authorization server cut the tie to the window that opened them. */
export const withOpenerPolicy: Change = ({ constantContact }) => {
  constantContact.openerPolicy = 'same-origin';
};

/** Somebody has another account of Constant Contact, and may log in with it. */
export const withSecondAccount: Change = ({ constantContact }) => {
  constantContact.otherAccounts = [
    {
      organizationName: 'Harbor Street Events',
      contactEmail: 'hello@harbor-street.example',
      userName: 'hello@harbor-street.example',
      password: 'local-org'
    }
  ];
};

/** The portal lists nothing: the outdated application is gone. */
export const withoutApplications: Change = ({ constantContact }) => {
  constantContact.applications = [];
};

function admin({ org }: World): World['org']['users'][number] {
  const user = org.users.find(({ userName }) => userName === org.runningUser);
  if (!user) {
    throw new Error(`The start state has no user ${org.runningUser}.`);
  }
  return user;
}
