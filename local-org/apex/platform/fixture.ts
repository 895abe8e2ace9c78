import type {
  ApexProject,
  CalloutReply,
  CalloutRequest,
  FieldSchema,
  Identity,
  ObjectSchema,
  PermissionSetInfo,
  Row,
  RowChange,
  TestState,
  Transaction
} from '../contract';
import { apexException } from '../runtime/values';
import { createTransactionDatabase } from './database';

/** For the tests of this folder: a transaction over given rows, without a compiler or an org behind it. */
export interface FixtureOptions {
  rows?: Record<string, Row[]>;
  seed?: RowChange[];
  identity?: Partial<Identity>;
  permissionSets?: PermissionSetInfo[];
  reply?: (request: CalloutRequest) => CalloutReply;
  test?: boolean;
  context?: Transaction['context'];
  mock?: (args: unknown[]) => unknown;
}

export const USER_ID = '005000000000001AAA';
export const OTHER_USER_ID = '005000000000002AAA';

const field = (name: string, type: FieldSchema['type'], extra: Partial<FieldSchema> = {}): [string, FieldSchema] => [
  name.toLowerCase(),
  { name, type, createable: true, updateable: true, required: false, ...extra }
];
const readOnly = { createable: false, updateable: false };

/** A custom object with one field of every kind, and the users it refers to. */
export const objects = new Map<string, ObjectSchema>([
  [
    'run__c',
    {
      name: 'Run__c',
      label: 'Run',
      keyPrefix: 'a00',
      kind: 'record',
      fields: new Map([
        field('Id', 'id', readOnly),
        field('Name', 'string', { ...readOnly, required: true, autoNumber: 'RUN-{00000}' }),
        field('OwnerId', 'reference', { referenceTo: 'User', relationshipName: 'Owner', required: true }),
        field('CreatedById', 'reference', { ...readOnly, referenceTo: 'User', relationshipName: 'CreatedBy' }),
        field('CreatedDate', 'datetime', readOnly),
        field('LastModifiedById', 'reference', {
          ...readOnly,
          referenceTo: 'User',
          relationshipName: 'LastModifiedBy'
        }),
        field('LastModifiedDate', 'datetime', readOnly),
        field('Kind__c', 'picklist', {
          label: 'Kind',
          required: true,
          restricted: true,
          picklist: ['Update', 'Proof']
        }),
        field('Note__c', 'string', { label: 'Note', length: 10 }),
        field('Proven__c', 'boolean', { defaultValue: false }),
        field('Status__c', 'double'),
        field('At__c', 'datetime'),
        field('Day__c', 'date')
      ])
    }
  ],
  [
    'user',
    {
      name: 'User',
      label: 'User',
      keyPrefix: '005',
      kind: 'setup',
      fields: new Map([
        field('Id', 'id', readOnly),
        field('Name', 'string', readOnly),
        field('ProfileId', 'id', readOnly)
      ])
    }
  ]
]);

export function permissionSet(name: string, extra: Partial<PermissionSetInfo> = {}): PermissionSetInfo {
  return {
    name,
    label: name,
    classes: new Set(),
    pages: new Set(),
    customPermissions: new Set(),
    objects: new Map(),
    fields: new Map(),
    ...extra
  };
}

export interface Fixture {
  tx: Transaction;
  sent: CalloutRequest[];
}

export function transaction(options: FixtureOptions = {}): Fixture {
  const sent: CalloutRequest[] = [];
  const rows: Record<string, Row[]> = {
    User: [
      { Id: USER_ID, Name: 'Ada Admin', ProfileId: '00e000000000001AAA' },
      { Id: OTHER_USER_ID, Name: 'Otto Other' }
    ],
    ...options.rows
  };
  const test: TestState | null = options.test
    ? { mocks: new Map(), runAs: null, insideStartStop: false, assertions: 0 }
    : null;
  if (test && options.mock) test.mocks.set('httpcalloutmock', { respond: options.mock });
  const project: ApexProject = {
    labels: new Map(),
    customMetadata: new Map(),
    objects,
    pages: new Set(),
    customPermissions: new Set(),
    permissionSets: new Map((options.permissionSets ?? []).map((set) => [set.name, set])),
    remoteSites: []
  };
  const identity: Identity = {
    userId: USER_ID,
    userName: 'ada@example.test',
    fullName: 'Ada Admin',
    orgId: '00D000000000001EAA',
    orgName: 'Example',
    isSandbox: false,
    orgDomainUrl: 'http://relink.my.localhost:4600',
    sessionId: '00D000000000001!session',
    sessionLevel: 'STANDARD',
    profileName: 'System Administrator',
    timeZone: 'Europe/Berlin',
    locale: 'en_US',
    permissionSets: (options.permissionSets ?? []).map(({ name }) => name),
    userPermissions: [],
    ...options.identity
  };
  const tx: Transaction = {
    test,
    host: {
      identity: () => identity,
      rows: (object) => rows[object] ?? [],
      send: (request) => {
        sent.push(request);
        return options.reply?.(request) ?? { ok: false, message: 'No route in this test' };
      },
      connect: (method) => {
        throw new Error(`There is no ConnectApi in this fixture: ${method}`);
      },
      now: () => Date.UTC(2026, 10, 24, 12)
    },
    db: createTransactionDatabase(options.seed),
    limits: { queries: 0, queryRows: 0, dmlStatements: 0, dmlRows: 0, callouts: 0 },
    project,
    state: new Map(),
    context: options.context ?? (test ? 'test' : 'aura'),
    exception: (typeName, message) => apexException(typeName, message),
    invoke: (target, _key, args) => (target as { respond: (given: unknown[]) => unknown }).respond(args),
    classOf: () => null,
    classNamed: () => null,
    allocate: () => {
      throw new Error('There are no classes in this fixture');
    },
    newInstance: () => {
      throw new Error('There are no classes in this fixture');
    }
  };
  return { tx, sent };
}
