import type { ObjectSchema, Row, Transaction } from '../../contract';
import { NotImplementedLocally } from '../../runtime/values';
import type { Operation } from './dml';

/**
 * Setup objects that a test may insert: users to run as, and their permission sets. Everything else on setup objects is refused
 * by name; outside of tests setup rows change through the org.
 */
const TEST_INSERTS = new Set(['User', 'PermissionSetAssignment']);

/** @throws NotImplementedLocally for whatever the local org does not do with setup objects */
export function requireSetupDml(tx: Transaction, operation: Operation, schema: ObjectSchema): void {
  if (tx.test && operation === 'insert' && TEST_INSERTS.has(schema.name)) return;
  throw new NotImplementedLocally(`DML ${operation} on the setup object ${schema.name}`);
}

/** Fills in what the platform computes of a new setup row. */
export function completeSetupRow(schema: ObjectSchema, row: Row): void {
  if (schema.name !== 'User') return;
  row.Name = [row.FirstName, row.LastName].filter(Boolean).join(' ');
  row.IsActive = true;
}

/** What one user wrote so far: the first setup object and the first other one. */
interface Written {
  setup: string | null;
  record: string | null;
}

/**
 * Refuses setup objects and others in one transaction; each System.runAs is a context of its own. A user without a role may be
 * inserted beside other objects.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_dml_non_mix_sobjects.htm
 */
export class MixedDmlGuard {
  readonly #written = new Map<unknown, Written>();

  /** The object that stands in the way of writing this one, or null; what may be written is remembered. */
  conflict(tx: Transaction, schema: ObjectSchema): string | null {
    if (schema.name === 'User' || schema.settings) return null;
    const context = tx.test?.runAs ?? null;
    const written = this.#written.get(context) ?? { setup: null, record: null };
    this.#written.set(context, written);
    const [own, other] = schema.kind === 'setup' ? (['setup', 'record'] as const) : (['record', 'setup'] as const);
    if (written[other]) return written[other];
    written[own] ??= schema.name;
    return null;
  }
}
