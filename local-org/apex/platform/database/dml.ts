import type { FieldSchema, ObjectSchema, Row, Transaction } from '../../contract';
import {
  type ApexException,
  ApexId,
  ApexList,
  NotImplementedLocally,
  SObject,
  apexException,
  type DmlFailure
} from '../../runtime/values';
import { maySeeRow, mayAccessField, objectRights } from './access';
import { toStored } from './field-values';
import { newRecordId, nextAutoNumber } from './ids';
import { completeSetupRow, type MixedDmlGuard, requireSetupDml } from './setup-dml';
import type { RowOverlay } from './overlay';
import { runningUser } from '../running-user';

/** Fields the platform alone writes. */
const SYSTEM_FIELDS = new Set([
  'id',
  'createdbyid',
  'createddate',
  'lastmodifiedbyid',
  'lastmodifieddate',
  'systemmodstamp',
  'isdeleted'
]);

export type Operation = 'insert' | 'update' | 'upsert' | 'delete';

/** What a statement enforces: object and field rights (user mode), and record sharing. */
export interface Enforcement {
  user: boolean;
  sharing: boolean;
}

type Failure = Omit<DmlFailure, 'index'>;

const capitalised = (operation: Operation): string => operation[0].toUpperCase() + operation.slice(1);

/** The label Salesforce's texts use; the API name where the source has none. */
const labelOf = (field: FieldSchema): string => field.label ?? field.name;

/** One DML statement, all or nothing. */
export class DmlStatement {
  readonly #tx: Transaction;
  readonly #operation: Operation;
  readonly #enforce: Enforcement;
  readonly #overlay: RowOverlay;
  readonly #guard: MixedDmlGuard;

  constructor(tx: Transaction, operation: Operation, enforce: Enforcement, overlay: RowOverlay, guard: MixedDmlGuard) {
    this.#guard = guard;
    this.#tx = tx;
    this.#operation = operation;
    this.#enforce = enforce;
    this.#overlay = overlay;
  }

  /** Validates every record, then writes them all; inserted records get their Id. */
  run(records: SObject[]): void {
    const writes: (() => void)[] = [];
    const numbered = new Map<string, Row[]>();
    const failures: DmlFailure[] = [];
    records.forEach((record, index) => {
      this.#requireOwnObject(record.schema);
      const result = this.#prepare(record, numbered);
      if ('write' in result) writes.push(result.write);
      else failures.push({ index, ...result });
    });
    if (failures.length > 0) throw this.#exception(failures);
    for (const write of writes) write();
  }

  #requireOwnObject(schema: ObjectSchema): void {
    if (schema.name.endsWith('__mdt')) {
      throw apexException('System.TypeException', `DML not allowed on ${schema.name}`);
    }
    if (schema.kind === 'setup') requireSetupDml(this.#tx, this.#operation, schema);
  }

  #prepare(record: SObject, numbered: Map<string, Row[]>): { write: () => void } | Failure {
    const id = idOf(record);
    const mixed = this.#mixed(record.schema, id);
    if (mixed) return mixed;
    const operation = this.#operation === 'upsert' ? (id === null ? 'insert' : 'update') : this.#operation;
    if (operation === 'insert') return this.#insert(record, id, numbered);
    const { schema } = record;
    if (id === null) {
      return { id: null, status: 'MISSING_ARGUMENT', message: `Id not specified in an ${operation} call`, fields: [] };
    }
    const stored = this.#rows(schema).find((row) => row.Id === id);
    if (!stored) {
      return {
        id,
        status: 'INVALID_CROSS_REFERENCE_KEY',
        message: 'invalid cross reference id',
        fields: []
      };
    }
    return operation === 'delete' ? this.#delete(schema, stored) : this.#update(record, stored);
  }

  #mixed(schema: ObjectSchema, id: string | null): Failure | null {
    const other = this.#guard.conflict(this.#tx, schema);
    if (!other) return null;
    const message =
      'DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ' +
      `${schema.name}, original object: ${other}`;
    return { id, status: 'MIXED_DML_OPERATION', message, fields: [] };
  }

  #insert(record: SObject, id: string | null, numbered: Map<string, Row[]>): { write: () => void } | Failure {
    const { schema } = record;
    this.#requireRight(schema, 'create');
    if (id !== null) {
      return {
        id,
        status: 'INVALID_FIELD_FOR_INSERT_UPDATE',
        message: 'cannot specify Id in an insert call',
        fields: ['Id']
      };
    }
    const identity = runningUser(this.#tx);
    const now = new Date(this.#tx.host.now()).toISOString();
    const row: Row = { Id: newRecordId(schema.keyPrefix) };
    for (const field of schema.fields.values()) {
      if (field.type === 'boolean') row[field.name] = field.defaultValue === true;
      else if (field.defaultValue !== undefined) row[field.name] = toStored(field, field.defaultValue);
    }
    const failure = this.#assign(record, row, 'createable', null) ?? this.#checkSettingOwner(schema, row);
    if (failure) return failure;
    completeSetupRow(schema, row);
    for (const field of schema.fields.values()) {
      if (!field.autoNumber) continue;
      const siblings = numbered.get(schema.name) ?? this.#rows(schema);
      row[field.name] = nextAutoNumber(field.autoNumber, field.name, siblings);
      numbered.set(schema.name, [...siblings, row]);
    }
    const system: Row = {
      OwnerId: row.OwnerId ?? identity.userId,
      CreatedById: identity.userId,
      CreatedDate: now,
      LastModifiedById: identity.userId,
      LastModifiedDate: now,
      SystemModstamp: now
    };
    for (const [name, value] of Object.entries(system)) if (schema.fields.has(name.toLowerCase())) row[name] = value;
    return {
      write: () => {
        this.#overlay.write(schema.name, row, null);
        record.put('Id', ApexId.of(String(row.Id)));
      }
    };
  }

  #update(record: SObject, stored: Row): { write: () => void } | Failure {
    const { schema } = record;
    this.#requireRight(schema, 'edit');
    const denied = this.#requireRow(schema, stored);
    if (denied) return denied;
    const row: Row = { ...stored };
    const failure = this.#assign(record, row, 'updateable', stored);
    if (failure) return failure;
    const now = new Date(this.#tx.host.now()).toISOString();
    const system: Row = {
      LastModifiedById: runningUser(this.#tx).userId,
      LastModifiedDate: now,
      SystemModstamp: now
    };
    for (const [name, value] of Object.entries(system)) if (schema.fields.has(name.toLowerCase())) row[name] = value;
    return { write: () => this.#overlay.write(schema.name, row, stored) };
  }

  #delete(schema: ObjectSchema, stored: Row): { write: () => void } | Failure {
    this.#requireRight(schema, 'delete');
    return this.#requireRow(schema, stored) ?? { write: () => this.#overlay.delete(schema.name, stored) };
  }

  /** Copies the record's set fields into the row, with Salesforce's checks; unchanged read-only fields are tolerated. */
  #assign(record: SObject, row: Row, right: 'createable' | 'updateable', stored: Row | null): Failure | null {
    const { schema } = record;
    const id = stored ? String(stored.Id) : null;
    const inaccessible: string[] = [];
    for (const [key, value] of record.values) {
      const field = schema.fields.get(key);
      if (!field || key === 'id') continue;
      const next = toStored(field, value);
      if (stored && next === (stored[field.name] ?? null)) continue;
      if (!field[right] || field.autoNumber || SYSTEM_FIELDS.has(key)) {
        return {
          id,
          status: 'INVALID_FIELD_FOR_INSERT_UPDATE',
          message: `Unable to create/update fields: ${field.name}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
          fields: [field.name]
        };
      }
      if (this.#enforce.user && !mayAccessField(this.#tx.project, runningUser(this.#tx), schema, field, 'edit')) {
        inaccessible.push(field.name);
      }
      const failure = this.#checkValue(field, next, id);
      if (failure) return failure;
      row[field.name] = next;
    }
    if (inaccessible.length > 0) {
      throw this.#withFailures(
        `Operation failed due to fields being inaccessible on Sobject ${schema.name}, check errors on Exception or Result!`,
        [
          {
            index: 0,
            id,
            status: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
            message: 'fields being inaccessible',
            fields: inaccessible
          }
        ]
      );
    }
    return this.#checkRequired(schema, row, id);
  }

  /** Organization, profile and user have at most one row of a custom setting each. */
  #checkSettingOwner(schema: ObjectSchema, row: Row): Failure | null {
    const known = schema.settings && this.#rows(schema).find((one) => one.SetupOwnerId === row.SetupOwnerId);
    if (!known) return null;
    return {
      id: null,
      status: 'DUPLICATE_VALUE',
      message: `duplicate value found: SetupOwnerId duplicates value on record with id: ${known.Id}`,
      fields: []
    };
  }

  #checkRequired(schema: ObjectSchema, row: Row, id: string | null): Failure | null {
    const missing = [...schema.fields.values()].filter(
      (field) =>
        field.required &&
        field.createable &&
        !field.autoNumber &&
        field.name !== 'OwnerId' &&
        !SYSTEM_FIELDS.has(field.name.toLowerCase()) &&
        (row[field.name] ?? null) === null
    );
    if (missing.length === 0) return null;
    return {
      id,
      status: 'REQUIRED_FIELD_MISSING',
      message: `Required fields are missing: [${missing.map(({ name }) => name).join(', ')}]`,
      fields: missing.map(({ name }) => name)
    };
  }

  #checkValue(field: FieldSchema, value: Row[string], id: string | null): Failure | null {
    if (typeof value !== 'string') return null;
    if (field.length !== undefined && value.length > field.length) {
      return {
        id,
        status: 'STRING_TOO_LONG',
        message: `${labelOf(field)}: data value too large: ${value} (max length=${field.length})`,
        fields: [field.name]
      };
    }
    if (field.restricted && field.picklist && !field.picklist.includes(value)) {
      return {
        id,
        status: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
        message: `${labelOf(field)}: bad value for restricted picklist field: ${value}`,
        fields: [field.name]
      };
    }
    return null;
  }

  #requireRight(schema: ObjectSchema, right: 'create' | 'edit' | 'delete'): void {
    if (!this.#enforce.user || objectRights(this.#tx.project, runningUser(this.#tx), schema)[right]) return;
    throw apexException(
      'System.SecurityException',
      `DML operation ${this.#operation.toUpperCase()} not allowed on ${schema.name}`
    );
  }

  /** Without roles and sharing rules nobody but the owner may write a private record, short of modify all. */
  #requireRow(schema: ObjectSchema, row: Row): Failure | null {
    if (!this.#enforce.sharing) return null;
    const identity = runningUser(this.#tx);
    const rights = objectRights(this.#tx.project, identity, schema);
    if (maySeeRow(schema, { ...rights, viewAll: false }, identity, row)) return null;
    return {
      id: String(row.Id),
      status: 'INSUFFICIENT_ACCESS_OR_READONLY',
      message: 'insufficient access rights on object id',
      fields: []
    };
  }

  #rows(schema: ObjectSchema): Row[] {
    return this.#overlay.rows(this.#tx, schema.name);
  }

  #exception(failures: DmlFailure[]): ApexException {
    const [first] = failures;
    const where = first.id ? ` with id ${first.id}` : '';
    return this.#withFailures(
      `${capitalised(this.#operation)} failed. First exception on row ${first.index}${where}; first error: ${first.status}, ${first.message}: [${first.fields.join(', ')}]`,
      failures
    );
  }

  #withFailures(message: string, failures: DmlFailure[]): ApexException {
    const exception = apexException('System.DmlException', message);
    exception.dmlFailures = failures;
    return exception;
  }
}

function idOf(record: SObject): string | null {
  const id = record.values.get('id') ?? null;
  if (id === null) return null;
  return id instanceof ApexId ? id.value : ApexId.of(id as string).value;
}

/** The records of a DML statement's operand. */
export function recordsOf(operand: unknown): SObject[] {
  const records = operand instanceof ApexList ? operand.items : [operand];
  for (const record of records) {
    if (record === null) throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
    if (!(record instanceof SObject)) throw new NotImplementedLocally('DML on something other than sObjects');
  }
  return records as SObject[];
}
