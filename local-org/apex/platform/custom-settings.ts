import type { ObjectSchema, Row, Transaction } from '../contract';
import { ApexId, NotImplementedLocally, SObject } from '../runtime/values';
import { toApex } from './database/field-values';
import { runningUser } from './running-user';

/** The row that belongs to an organization, a profile or a user. */
function rowOf(tx: Transaction, object: ObjectSchema, owner: string): Row | null {
  return tx.db.rows(tx, object.name).find(({ SetupOwnerId }) => SetupOwnerId === owner) ?? null;
}

function record(object: ObjectSchema, values: Row): SObject {
  const known = [...object.fields.values()].filter(({ name }) => values[name] !== undefined);
  return new SObject(
    object,
    known.map((field) => [field.name, toApex(field, values[field.name])] as const)
  );
}

/** The organization's row; without one a record that has nothing but its owner, ready to be filled and upserted. */
export function orgDefaults(tx: Transaction, object: ObjectSchema): SObject {
  const orgId = ApexId.of(runningUser(tx).orgId).value;
  return record(object, rowOf(tx, object, orgId) ?? { SetupOwnerId: orgId });
}

/** The row of exactly that organization, profile or user, or null. */
export function valuesOf(tx: Transaction, object: ObjectSchema, owner: string | null): SObject | null {
  const row = owner === null ? null : rowOf(tx, object, ApexId.of(owner).value);
  return row && record(object, row);
}

/**
 * What counts for the running user: field by field the value of the user's row, else of the profile's, else of the organization's.
 * A checkbox of a row is never empty, so the lowest row decides it.
 */
export function settingInForce(tx: Transaction, object: ObjectSchema): SObject {
  const { userId, orgId } = runningUser(tx);
  const profileId = tx.db.rows(tx, 'User').find(({ Id }) => Id === userId)?.ProfileId;
  if (typeof profileId !== 'string') throw new NotImplementedLocally('Custom settings of a user without a profile');
  const levels = [orgId, profileId, userId].map((owner) => rowOf(tx, object, ApexId.of(owner).value));
  const merged: Row = { SetupOwnerId: ApexId.of(userId).value };
  for (const level of levels) {
    for (const [name, value] of Object.entries(level ?? {})) if (value !== null) merged[name] = value;
  }
  return record(object, merged);
}
