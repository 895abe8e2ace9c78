import type { Identity, Row, Transaction } from '../contract';
import { ApexId, SObject } from '../runtime/values';

/**
 * Who the transaction's code runs as. Inside `System.runAs` of a test that is the given user: with the permissions of their
 * profile and of the permission sets that the test assigned to them.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_testing_tools_runas.htm
 */
export function runningUser(tx: Transaction): Identity {
  const identity = tx.host.identity();
  const user = tx.test?.runAs;
  if (!(user instanceof SObject)) return identity;
  const id = user.values.get('id');
  if (!(id instanceof ApexId)) throw new Error('System.runAs left a user without an id');
  if (id.value === ApexId.of(identity.userId).value) return identity;
  const find = (object: string, key: Row[string] | undefined): Row =>
    tx.db.rows(tx, object).find(({ Id }) => Id === key) ?? {};
  const row = find('User', id.value);
  const profile = find('Profile', row.ProfileId);
  const sets = tx.db
    .rows(tx, 'PermissionSetAssignment')
    .filter(({ AssigneeId }) => AssigneeId === id.value)
    .map(({ PermissionSetId }) => find('PermissionSet', PermissionSetId));
  return {
    ...identity,
    userId: id.value,
    userName: String(row.Username ?? ''),
    fullName: String(row.Name ?? ''),
    sessionId: '',
    profileName: String(profile.Name ?? ''),
    timeZone: String(row.TimeZoneSidKey ?? identity.timeZone),
    locale: String(row.LocaleSidKey ?? identity.locale),
    permissionSets: sets.map(({ Name }) => String(Name)),
    userPermissions: [profile, ...sets].flatMap(permissionsIn)
  };
}

/** Names of the user permissions that a row of Profile or PermissionSet grants. */
function permissionsIn(row: Row): string[] {
  return Object.keys(row)
    .filter((name) => name.startsWith('Permissions') && row[name] === true)
    .map((name) => name.slice('Permissions'.length));
}
