import { scenario } from './base';
import type { Scenario } from './base';

export type { Scenario, ScenarioContext } from './base';

/** The start states, the default first. */
export const SCENARIOS: readonly Scenario[] = [
  scenario('outdated', 'The integration of 2021: outdated application, dead tokens. An update takes the new secret.'),
  scenario('secret-ignored', 'As outdated, but an update ignores the new secret without a word.', {
    switches: { secretWrite: 'ignored' }
  }),
  scenario('old-token-alive', 'As outdated, but the old token still works and survives an update.', {
    oldTokenAlive: true,
    switches: { tokensOnUpdate: 'kept' }
  }),
  scenario('session-locked', 'As outdated, but the org locks sessions to the address they came from.', {
    switches: { sessionPolicy: 'ip-locked' }
  }),
  scenario('no-permission', 'As outdated, but the admin lacks the permission set Relink Admin.', {
    permissionSets: []
  }),
  scenario('permission-missing', 'As outdated, but the admin lacks the permission Manage Auth. Providers.', {
    missingPermissions: ['ManageAuthProviders']
  })
];

/** A start state by its name. @throws Error that lists the names there are */
export function findScenario(name: string): Scenario {
  const found = SCENARIOS.find((candidate) => candidate.name === name);
  if (!found) {
    throw new Error(`There is no scenario ${name}. There are: ${SCENARIOS.map((known) => known.name).join(', ')}.`);
  }
  return found;
}
