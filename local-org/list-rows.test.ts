import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Identity, OrgHost, PermissionSetInfo } from './apex/contract';
import type { ListView } from './lightning';
import { listRows } from './list-rows';

const VIEW: ListView = {
  object: 'Run__c',
  name: 'All',
  label: 'All',
  objectLabel: 'Runs',
  columns: [
    { field: 'Name', label: 'Run' },
    { field: 'CreatedBy.Name', label: 'Created By' }
  ]
};
const ROWS = [
  { Name: 'R-1', OwnerId: 'ann', CreatedById: 'ann', CreatedDate: '2026-01-01T00:00:00.000Z', Hidden__c: 'x' },
  { Name: 'R-2', OwnerId: 'bob', CreatedById: 'bob', CreatedDate: '2026-01-02T00:00:00.000Z' }
];
const USERS = [
  { Id: 'ann', Name: 'Ann Lee' },
  { Id: 'bob', Name: 'Bob Ray' }
];

function host(user: Partial<Identity>): OrgHost {
  return {
    identity: () => ({ userId: 'ann', permissionSets: [], userPermissions: [], ...user }),
    rows: (object: string) => (object === 'User' ? USERS : ROWS)
  } as unknown as OrgHost;
}

function sets(rights: { read: boolean; viewAll: boolean }): Map<string, PermissionSetInfo> {
  const right = { create: false, edit: false, delete: false, modifyAll: false, ...rights };
  return new Map([['Reader', { objects: new Map([['run__c', right]]) } as PermissionSetInfo]]);
}

test('without a right to read the object there are no rows at all', () => {
  assert.equal(listRows(host({}), sets({ read: true, viewAll: true }), VIEW, 's'), null, 'the set is not assigned');
  const reader = host({ permissionSets: ['Reader'] });
  assert.equal(listRows(reader, sets({ read: false, viewAll: false }), VIEW, 's'), null, 'the set does not allow it');
});

test('a reader sees the own rows; who may view all sees all, the newest first, with the columns of the view alone', () => {
  const reader = host({ permissionSets: ['Reader'] });
  const own = [{ Name: 'R-1', 'CreatedBy.Name': 'Ann Lee' }];
  assert.deepEqual(listRows(reader, sets({ read: true, viewAll: false }), VIEW, 's'), own, 'own rows');
  const all = [{ Name: 'R-2', 'CreatedBy.Name': 'Bob Ray' }, ...own];
  assert.deepEqual(listRows(reader, sets({ read: true, viewAll: true }), VIEW, 's'), all, 'View All of the object');
  const admin = host({ userPermissions: ['ViewAllData'] });
  assert.deepEqual(listRows(admin, new Map(), VIEW, 's'), all, 'View All Data');
});
