import type { Identity, Transaction } from '../contract';
import { ApexId, SObject } from '../runtime/values';

/**
 * Who the transaction's code runs as. Inside `System.runAs` of a test that is the given user, who holds no permission
 * set and no user permission: tests cannot assign any in the local org.
 */
export function runningUser(tx: Transaction): Identity {
  const identity = tx.host.identity();
  const user = tx.test?.runAs;
  if (!(user instanceof SObject)) return identity;
  const text = (field: string): string => (user.values.get(field) as string | null | undefined) ?? '';
  const id = user.values.get('id');
  if (id instanceof ApexId && id.value === ApexId.of(identity.userId).value) return identity;
  return {
    ...identity,
    userId: id instanceof ApexId ? id.value : '',
    userName: text('username'),
    fullName: `${text('firstname')} ${text('lastname')}`.trim(),
    permissionSets: [],
    userPermissions: []
  };
}
