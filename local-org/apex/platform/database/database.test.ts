import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Condition, QueryPlan, Row, Transaction } from '../../contract';
import { ApexDatetime, ApexException, ApexId, ApexList, NotImplementedLocally, SObject } from '../../runtime/values';
import { type FixtureOptions, objects, OTHER_USER_ID, permissionSet, transaction, USER_ID } from '../fixture';

const RUN = objects.get('run__c') as NonNullable<ReturnType<typeof objects.get>>;

function id(n: number): string {
  return ApexId.of(`a0000000000000${n}`).value;
}

function row(n: number, extra: Row = {}): Row {
  return {
    Id: id(n),
    Name: `RUN-0000${n}`,
    OwnerId: USER_ID,
    CreatedById: USER_ID,
    CreatedDate: `2026-11-2${n}T10:00:00.000Z`,
    Kind__c: 'Update',
    Proven__c: false,
    ...extra
  };
}

const plan = (extra: Partial<QueryPlan> = {}): QueryPlan => ({
  object: 'Run__c',
  fields: ['Name'],
  count: false,
  where: null,
  orderBy: [],
  limit: null,
  offset: null,
  mode: 'system',
  ...extra
});

function names(tx: Transaction, extra: Partial<QueryPlan>): string[] {
  return (tx.db.query(tx, plan(extra)) as ApexList<SObject>).items.map((record) => String(record.get('Name')));
}

function where(
  field: string,
  op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'like' | 'in' | 'not in',
  value: unknown
): Condition {
  return { op, field, value };
}

function throws(action: () => unknown, typeName: string, message: string | RegExp): void {
  assert.throws(
    action,
    (error) =>
      error instanceof ApexException &&
      error.typeName === typeName &&
      (typeof message === 'string' ? error.message === message : message.test(error.message)),
    `${typeName}: ${message}`
  );
}

const run = (values: Record<string, unknown>): SObject => new SObject(RUN, Object.entries(values));

describe('SOQL', () => {
  const three = {
    Run__c: [
      row(1, { Note__c: 'Alpha', Status__c: 2 }),
      row(2, { Note__c: null, Status__c: 10, OwnerId: OTHER_USER_ID, CreatedById: OTHER_USER_ID }),
      row(3, { Note__c: 'beta', Status__c: null })
    ]
  };
  const find = (condition: Condition): string[] => names(transaction({ rows: three }).tx, { where: condition });

  it('compares text without case, dates as instants and ids in both lengths', () => {
    assert.deepEqual(find(where('Note__c', '=', 'ALPHA')), ['RUN-00001'], 'equal text');
    assert.deepEqual(
      find(where('CreatedDate', '>', ApexDatetime.fromIso('2026-11-22T11:00:00+01:00'))),
      ['RUN-00003'],
      'instants'
    );
    assert.deepEqual(find(where('Id', '=', id(2).slice(0, 15))), ['RUN-00002'], '15 characters');
    assert.deepEqual(
      find(where('Id', 'in', new ApexList<unknown>([ApexId.of(id(3))]))),
      ['RUN-00003'],
      'IN a list of ids'
    );
    assert.deepEqual(find(where('Note__c', 'like', '%ET%')), ['RUN-00003'], 'LIKE');
    assert.deepEqual(find(where('Note__c', 'like', '_lph_')), ['RUN-00001'], 'LIKE with one character');
  });

  it('refuses a text that is no id with Salesforce’s message', () => {
    throws(() => find(where('Id', '=', 'abc')), 'System.QueryException', 'invalid ID field: abc');
  });

  it('treats null as Salesforce does', () => {
    assert.deepEqual(find(where('Note__c', '=', null)), ['RUN-00002'], '= null');
    assert.deepEqual(find(where('Note__c', '!=', 'Alpha')), ['RUN-00002', 'RUN-00003'], '!= includes null');
    assert.deepEqual(find(where('Status__c', '<', 100)), ['RUN-00001', 'RUN-00002'], '< excludes null');
  });

  it('orders with nulls first unless told otherwise, and cuts with limit and offset', () => {
    const { tx } = transaction({ rows: three });
    const by = (descending: boolean, nullsLast: boolean): string[] =>
      names(tx, { orderBy: [{ field: 'Status__c', descending, nullsLast }] });
    assert.deepEqual(by(false, false), ['RUN-00003', 'RUN-00001', 'RUN-00002'], 'ascending, nulls first');
    assert.deepEqual(by(true, true), ['RUN-00002', 'RUN-00001', 'RUN-00003'], 'descending, nulls last');
    assert.deepEqual(names(tx, { limit: 1, offset: 1 }), ['RUN-00002'], 'limit and offset');
    assert.equal(tx.db.query(tx, plan({ count: true, fields: [] })), 3, 'COUNT()');
  });

  it('follows relationships and reports unselected fields', () => {
    const { tx } = transaction({ rows: three });
    const [record] = (tx.db.query(tx, plan({ fields: ['CreatedBy.Name', 'Status__c'] })) as ApexList<SObject>).items;
    assert.equal((record.get('CreatedBy') as SObject).get('Name'), 'Ada Admin', 'parent field');
    assert.equal(String(record.get('Status__c')), '2', 'number as Decimal');
    throws(
      () => record.get('Note__c'),
      'System.SObjectException',
      'SObject row was retrieved via SOQL without querying the requested field: Run__c.Note__c'
    );
  });

  it('refuses unknown objects and fields with Salesforce’s text', () => {
    const { tx } = transaction();
    throws(
      () => tx.db.query(tx, plan({ object: 'Nope__c' })),
      'System.QueryException',
      /^sObject type 'Nope__c' is not supported\./
    );
    throws(
      () => tx.db.query(tx, plan({ fields: ['Nope__c'] })),
      'System.QueryException',
      /^No such column 'Nope__c' on entity 'Run__c'\./
    );
  });

  it('stops at the 101st query', () => {
    const { tx } = transaction();
    for (let i = 0; i < 100; i++) tx.db.query(tx, plan());
    throws(() => tx.db.query(tx, plan()), 'System.LimitException', 'Too many SOQL queries: 101');
  });

  it('enforces object, field and record access in user mode only', () => {
    const rights = { read: true, create: false, edit: false, delete: false, viewAll: false, modifyAll: false };
    const reader = permissionSet('Reader', { objects: new Map([['run__c', rights]]) });
    const all = permissionSet('All', {
      objects: new Map([['run__c', { ...rights, viewAll: true }]]),
      fields: new Map([['run__c.note__c', { read: true, edit: false }]])
    });
    const as = (options: FixtureOptions): Transaction => transaction({ rows: three, ...options }).tx;
    throws(() => names(as({}), { mode: 'user' }), 'System.SecurityException', "Access to entity 'Run__c' denied");
    assert.deepEqual(
      names(as({ permissionSets: [reader] }), { mode: 'user' }),
      ['RUN-00001', 'RUN-00003'],
      'own records'
    );
    assert.equal(names(as({ permissionSets: [all] }), { mode: 'user' }).length, 3, 'View All');
    assert.equal(
      names(as({ identity: { userPermissions: ['ViewAllData'] } }), { mode: 'user' }).length,
      3,
      'View All Data'
    );
    throws(
      () =>
        names(as({ permissionSets: [reader] }), { mode: 'user', fields: ['Name'], where: where('Note__c', '=', 'x') }),
      'System.QueryException',
      /^No such column 'Note__c'/
    );
    assert.equal(
      names(as({ permissionSets: [all] }), { mode: 'user', where: where('Note__c', '=', 'alpha') }).length,
      1,
      'field granted'
    );
    assert.equal(names(as({}), {}).length, 3, 'system mode');
  });

  it('shows a test nothing but its own rows and the running user', () => {
    const { tx } = transaction({ rows: three, test: true });
    assert.deepEqual(names(tx, {}), [], 'no rows of the org');
    assert.deepEqual(names(tx, { object: 'User' }), ['Ada Admin'], 'the running user');
  });
});

describe('DML', () => {
  const insert = (tx: Transaction, record: SObject, mode: 'user' | 'system' = 'system'): void =>
    tx.db.dml(tx, 'insert', record, mode);

  it('inserts with id, autonumber, defaults and system fields, and shows the row at once', () => {
    const { tx } = transaction({ rows: { Run__c: [row(7)] } });
    const record = run({ Kind__c: 'Proof' });
    insert(tx, record);
    assert.match(String(record.get('Id')), /^a00[\dA-Za-z]{15}$/, '18 characters with the object’s key prefix');
    assert.equal(tx.db.hasUncommittedWork, true, 'uncommitted work');
    const [change] = tx.db.changes();
    assert.deepEqual(
      { ...change.row, Id: 'x' },
      {
        Id: 'x',
        Name: 'RUN-00008',
        OwnerId: USER_ID,
        CreatedById: USER_ID,
        CreatedDate: '2026-11-24T12:00:00.000Z',
        LastModifiedById: USER_ID,
        LastModifiedDate: '2026-11-24T12:00:00.000Z',
        Kind__c: 'Proof',
        Proven__c: false
      },
      'the stored row'
    );
    assert.deepEqual(names(tx, { where: where('Kind__c', '=', 'Proof') }), ['RUN-00008'], 'visible to the transaction');
  });

  it('reports failures with Salesforce’s texts and writes nothing', () => {
    const { tx } = transaction();
    const failure = (values: Record<string, unknown>, message: string): void => {
      throws(
        () => tx.db.dml(tx, 'insert', new ApexList<unknown>([run({ Kind__c: 'Proof' }), run(values)]), 'system'),
        'System.DmlException',
        message
      );
    };
    failure(
      {},
      'Insert failed. First exception on row 1; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Kind__c]: [Kind__c]'
    );
    failure(
      { Kind__c: 'Nope' },
      'Insert failed. First exception on row 1; first error: INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, Kind: bad value for restricted picklist field: Nope: [Kind__c]'
    );
    failure(
      { Kind__c: 'Proof', Note__c: '12345678901' },
      'Insert failed. First exception on row 1; first error: STRING_TOO_LONG, Note: data value too large: 12345678901 (max length=10): [Note__c]'
    );
    failure(
      { Kind__c: 'Proof', Name: 'mine' },
      'Insert failed. First exception on row 1; first error: INVALID_FIELD_FOR_INSERT_UPDATE, Unable to create/update fields: Name. Please check the security settings of this field and verify that it is read/write for your profile or permission set.: [Name]'
    );
    assert.deepEqual(tx.db.changes(), [], 'all or nothing');
  });

  it('updates and deletes rows, and reports what is missing', () => {
    const { tx } = transaction({ rows: { Run__c: [row(1), row(2)] } });
    tx.db.dml(tx, 'update', run({ Id: ApexId.of(id(1)), Note__c: 'done' }), 'system');
    tx.db.dml(tx, 'delete', run({ Id: ApexId.of(id(2)) }), 'system');
    assert.deepEqual(
      tx.db.changes().map(({ operation, row: fields }) => [operation, fields]),
      [
        [
          'update',
          {
            Id: id(1),
            Note__c: 'done',
            LastModifiedById: USER_ID,
            LastModifiedDate: '2026-11-24T12:00:00.000Z'
          }
        ],
        ['delete', { Id: id(2) }]
      ],
      'net changes'
    );
    assert.deepEqual(names(tx, { where: where('Note__c', '=', 'done') }), ['RUN-00001'], 'the updated row');
    throws(
      () => tx.db.dml(tx, 'update', run({ Id: ApexId.of(id(2)) }), 'system'),
      'System.DmlException',
      `Update failed. First exception on row 0 with id ${id(2)}; first error: INVALID_CROSS_REFERENCE_KEY, invalid cross reference id: []`
    );
    throws(
      () => tx.db.dml(tx, 'update', run({ Note__c: 'x' }), 'system'),
      'System.DmlException',
      'Update failed. First exception on row 0; first error: MISSING_ARGUMENT, Id not specified in an update call: []'
    );
  });

  it('enforces rights in user mode', () => {
    const { tx } = transaction();
    throws(
      () => insert(tx, run({ Kind__c: 'Proof' }), 'user'),
      'System.SecurityException',
      'DML operation INSERT not allowed on Run__c'
    );
    const writer = transaction({
      permissionSets: [
        permissionSet('Writer', {
          objects: new Map([
            ['run__c', { read: true, create: true, edit: true, delete: false, viewAll: false, modifyAll: false }]
          ])
        })
      ]
    }).tx;
    insert(writer, run({ Kind__c: 'Proof' }), 'user');
    throws(
      () => insert(writer, run({ Kind__c: 'Proof', Note__c: 'x' }), 'user'),
      'System.DmlException',
      'Operation failed due to fields being inaccessible on Sobject Run__c, check errors on Exception or Result!'
    );
  });

  it('applies record sharing in system mode where the class is declared with sharing', () => {
    const rows = { Run__c: [row(1), row(2, { OwnerId: OTHER_USER_ID, CreatedById: OTHER_USER_ID })] };
    const { tx } = transaction({ rows });
    assert.deepEqual(names(tx, { sharing: true }), ['RUN-00001'], 'only own records');
    const change = (n: number): SObject => run({ Id: ApexId.of(id(n)), Note__c: 'x' });
    tx.db.dml(tx, 'update', change(1), 'system', true);
    throws(
      () => tx.db.dml(tx, 'update', change(2), 'system', true),
      'System.DmlException',
      `Update failed. First exception on row 0 with id ${id(2)}; first error: INSUFFICIENT_ACCESS_OR_READONLY, insufficient access rights on object id: []`
    );
    tx.db.dml(tx, 'update', change(2), 'system', false);
    const all = transaction({ rows, identity: { userPermissions: ['ModifyAllData'] } }).tx;
    all.db.dml(all, 'update', change(2), 'system', true);
  });

  it('refuses setup objects by name', () => {
    const { tx } = transaction();
    const user = new SObject(objects.get('user') as typeof RUN, [['Name', 'x']]);
    assert.throws(() => insert(tx, user), NotImplementedLocally, 'DML on User is not there');
  });

  it('lets a test call out inside startTest after DML outside', () => {
    const { tx } = transaction({ test: true });
    insert(tx, run({ Kind__c: 'Proof' }));
    assert.equal(tx.db.hasUncommittedWork, true, 'outside');
    (tx.test as { insideStartStop: boolean }).insideStartStop = true;
    assert.equal(tx.db.hasUncommittedWork, false, 'inside, nothing yet');
    insert(tx, run({ Kind__c: 'Proof' }));
    assert.equal(tx.db.hasUncommittedWork, true, 'inside, after DML');
  });
});
