import {
  fromManagedPackage,
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
import { scenario } from './scenario';
import type { Scenario } from './scenario';
import {
  asSandbox,
  where,
  withLivingTokens,
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
        'All settings are current, the application is valid, the tokens work.',
        withCurrentSettings,
        withValidApplication,
        withLivingTokens
      ),
      scenario('two-integrations', 'Two outdated providers with a credential each.', withSecondIntegration),
      scenario('shared-provider', 'Three credentials use the one outdated provider.', withThreeCredentials),
      scenario('provider-only', 'The outdated provider, and no credential that uses it.', withoutCredential),
      scenario('credential-only', 'The credential, and no provider behind it.', withoutProvider),
      scenario('nothing-found', 'No component points to Constant Contact.', withoutCredential, withoutProvider),
      scenario('managed', 'Provider and credential belong to the managed package practifi.', fromManagedPackage),
      scenario('per-user', 'The credential has an identity per user.', perUser),
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
        'old-token-alive',
        'The old token still works and survives an update.',
        withLivingTokens,
        where({ tokensOnUpdate: 'kept' })
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
        'session-locked',
        'The org locks sessions to the address they came from.',
        where({ sessionPolicy: 'ip-locked' })
      )
    ]
  },
  {
    title: 'How Salesforce behaves',
    scenarios: [
      scenario('secret-ignored', 'An update ignores the new secret without a word.', where({ secretWrite: 'ignored' }))
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
