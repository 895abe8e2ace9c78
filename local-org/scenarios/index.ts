import {
  fromManagedPackage,
  withNewApplication,
  perUser,
  withCredential,
  withCurrentSettings,
  withOldCallback,
  withSecondIntegration,
  withThreeCredentials,
  withoutCredential,
  withoutOAuth,
  withoutProvider
} from './connections';
import { keptSecretBefore, provenDaysAgo, relinkedDaysAgo, withoutSessionPage } from './records';
import { scenario } from './scenario';
import {
  throughExternalCredential,
  throughIdentityProvider,
  withTwoMoreKinds,
  withoutPrincipalAccess
} from './secured';
import type { Scenario } from './scenario';
import {
  asSandbox,
  failing,
  where,
  withDeactivatedApplication,
  withLivingTokens,
  withOpenerPolicy,
  withSecondAccount,
  withValidApplication,
  without,
  withoutApplications,
  withoutPermissionSet
} from './surroundings';

export type { Scenario, ScenarioContext } from './scenario';

/** Scenarios that belong together, under the heading that `--help` gives them. */
export interface ScenarioGroup {
  title: string;
  scenarios: readonly Scenario[];
}

/** The start states by group, the default first. */
export const SCENARIO_GROUPS: readonly ScenarioGroup[] = [
  {
    title: 'What an admin finds',
    scenarios: [
      scenario(
        'outdated',
        'The integration of 2021: outdated application, dead tokens. An update takes the new secret.'
      ),
      scenario(
        'healthy',
        'All settings are current, the application is valid, the tokens work; proven yesterday.',
        withCurrentSettings,
        withValidApplication,
        withLivingTokens,
        provenDaysAgo(1)
      ),
      scenario('two-integrations', 'Two outdated providers with a credential each.', withSecondIntegration),
      scenario('shared-provider', 'Three credentials use the one outdated provider.', withThreeCredentials),
      scenario('provider-only', 'The outdated provider, and no credential that uses it.', withoutCredential),
      scenario('credential-only', 'The credential, and no provider behind it.', withoutProvider),
      scenario('nothing-found', 'No component points to Constant Contact.', withoutCredential, withoutProvider),
      scenario('managed', 'Provider and credential belong to the managed package practifi.', fromManagedPackage),
      scenario('per-user', 'The credential has an identity per user.', perUser),
      scenario(
        'secured-endpoint',
        'The credential is a secured endpoint; its external credential uses the Auth. Provider.',
        throughExternalCredential
      ),
      scenario(
        'identity-provider',
        'The credential is a secured endpoint over an external auth identity provider.',
        throughIdentityProvider
      ),
      scenario('mixed', 'Three connections, one of each kind.', withTwoMoreKinds),
      scenario('not-oauth', 'The credential does not use OAuth.', withoutOAuth),
      scenario('empty-scope', 'The credential has no scope of its own.', withCredential({ oauthScope: null })),
      scenario(
        'endpoint-without-v3',
        'The URL of the credential has no version in it.',
        withCredential({ endpoint: 'https://api.cc.email' })
      ),
      scenario('sandbox', 'A refreshed sandbox: the key and secret of production, no tokens.', asSandbox),
      scenario('new-application', 'The portal has no outdated application any more.', withoutApplications),
      scenario(
        'old-callback',
        'Setup shows addresses on login.salesforce.com, and so has the portal.',
        withOldCallback
      ),
      scenario(
        'old-application-in-use',
        'The work is done and proven; another system still uses the outdated application.',
        withCurrentSettings,
        withNewApplication,
        relinkedDaysAgo(3)
      ),
      scenario('done-outside', 'Starts outdated; somebody does the work in Setup while the wizard is open.')
    ]
  },
  {
    title: 'Who may do it',
    scenarios: [
      scenario('no-permission', 'The admin lacks the permission set Relink Admin.', withoutPermissionSet),
      scenario(
        'permission-missing',
        'The admin lacks the permission Manage Auth. Providers.',
        without('ManageAuthProviders')
      ),
      scenario(
        'principal-not-granted',
        'A secured endpoint whose principal no permission set grants.',
        throughExternalCredential,
        withoutPrincipalAccess
      ),
      scenario(
        'session-locked',
        'The org locks sessions to the address they came from.',
        where({ sessionPolicy: 'ip-locked' })
      ),
      scenario(
        'api-access-control',
        'Only allowed apps may use the API.',
        where({ sessionPolicy: 'api-access-control' })
      ),
      scenario(
        'high-assurance',
        'Auth. Providers ask for a verified identity.',
        where({ sessionPolicy: 'high-assurance' })
      ),
      scenario('session-page-off', 'The page that lends a session is switched off in this org.', withoutSessionPage),
      scenario(
        'login-page-as-session',
        'In place of a session, that page yields the login page.',
        where({ sessionPage: 'login-page' })
      )
    ]
  },
  {
    title: 'How Salesforce behaves',
    scenarios: [
      scenario('secret-ignored', 'An update ignores the new secret without a word.', where({ secretWrite: 'ignored' })),
      scenario(
        'replacement-suggested',
        'An update ignores the new secret, as this org has shown before.',
        keptSecretBefore,
        where({ secretWrite: 'ignored' })
      ),
      scenario(
        'secret-refused',
        'An update with a new secret is refused as a whole.',
        where({ secretWrite: 'refused' })
      ),
      scenario(
        'secret-unreadable',
        'No query shows the stored secret; an update takes it.',
        where({ secretReadable: false })
      ),
      scenario(
        'callouts-disabled',
        'An update leaves the credential disabled for callouts.',
        where({ calloutsAfterUpdate: 'disabled' })
      ),
      scenario(
        'old-token-alive',
        'The old token still works and survives an update.',
        withLivingTokens,
        where({ tokensOnUpdate: 'kept' })
      ),
      scenario(
        'tokens-dropped',
        'The old token still works, until an update drops it.',
        withLivingTokens,
        where({ tokensOnUpdate: 'dropped' })
      ),
      scenario('metadata-down', 'The Metadata API is down behind a page of its own.', where({ metadata: 'down' })),
      scenario(
        'slow-write',
        'A write arrives, and its answer comes after the time-out of the call.',
        where({ slowWrite: 4000, calloutTimeoutCap: 2000 })
      ),
      scenario(
        'slow-read',
        'Reads answer after the time-out of the call.',
        where({ slowRead: 4000, calloutTimeoutCap: 2000 })
      ),
      scenario('row-lock', 'Somebody else holds the row: two updates are refused.', where({ rowLock: 2 })),
      scenario('remote-site-missing', 'The remote site of the package is not active.', where({ remoteSites: 'off' }))
    ]
  },
  {
    title: 'How Constant Contact behaves',
    scenarios: [
      scenario(
        'deactivated-application',
        'Settings and tokens are current, and the application is deactivated: 403.',
        withCurrentSettings,
        withLivingTokens,
        withDeactivatedApplication
      ),
      scenario(
        'rate-limited',
        'Settings and tokens are current, and every call is one too many: 429.',
        withCurrentSettings,
        withValidApplication,
        withLivingTokens,
        failing('api', { kind: 'throttled' })
      ),
      scenario('coop', 'The authorization pages cut the tie to the window that opened them.', withOpenerPolicy),
      scenario(
        'wrong-account',
        'An earlier call told whose account it is; now there is a second one to log in with.',
        provenDaysAgo(30),
        withSecondAccount
      )
    ]
  }
];

/** All start states, the default first. */
export const SCENARIOS: readonly Scenario[] = SCENARIO_GROUPS.flatMap(({ scenarios }) => scenarios);

/** A start state by its name. @throws Error that lists the names there are */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((candidate) => candidate.name === name);
  if (!found) {
    throw new Error(`There is no scenario ${name}. There are: ${SCENARIOS.map((known) => known.name).join(', ')}.`);
  }
  return found;
}
