import type { FieldSchema, ObjectSchema, QueryPlan, Row, Transaction } from '../../contract';
import { ApexList, NotImplementedLocally, SObject, apexException } from '../../runtime/values';
import { maySeeRow, mayAccessField, objectRights } from './access';
import { compareStored, conditionFields, matches } from './conditions';
import { toApex } from './field-values';
import type { RowOverlay } from './overlay';
import { runningUser } from '../running-user';

const MAX_QUERIES = 100;
const MAX_QUERY_ROWS = 50_000;
const HINT = 'Please reference your WSDL or the describe call for the appropriate names.';

/** A field path such as `CreatedBy.Name`, resolved against the schema. */
interface ResolvedPath {
  /** Reference fields to follow, then the field itself. */
  hops: { via: FieldSchema; to: ObjectSchema }[];
  owner: ObjectSchema;
  field: FieldSchema;
}

function unknownField(path: string, object: string): Error {
  return apexException(
    'System.QueryException',
    `No such column '${path}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${HINT}`
  );
}

/** The schema of an object by name in any case, or Salesforce's QueryException. */
export function schemaOf(tx: Transaction, name: string): ObjectSchema {
  const schema = tx.project.objects.get(name.toLowerCase());
  if (schema) return schema;
  throw apexException(
    'System.QueryException',
    `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. ${HINT}`
  );
}

function resolve(tx: Transaction, object: ObjectSchema, path: string): ResolvedPath {
  const names = path.split('.');
  const hops: ResolvedPath['hops'] = [];
  let owner = object;
  for (const name of names.slice(0, -1)) {
    const via = [...owner.fields.values()].find(
      (field) => field.relationshipName?.toLowerCase() === name.toLowerCase()
    );
    if (!via?.referenceTo) throw unknownField(path, object.name);
    owner = schemaOf(tx, via.referenceTo);
    hops.push({ via, to: owner });
  }
  const field = owner.fields.get((names.at(-1) as string).toLowerCase());
  if (!field) throw unknownField(path, object.name);
  return { hops, owner, field };
}

/** Runs one query plan over the rows a transaction sees. */
export class QueryRun {
  readonly #tx: Transaction;
  readonly #plan: QueryPlan;
  readonly #overlay: RowOverlay;
  readonly #object: ObjectSchema;
  readonly #paths = new Map<string, ResolvedPath>();
  readonly #parents = new Map<string, Map<string, Row>>();

  constructor(tx: Transaction, plan: QueryPlan, overlay: RowOverlay) {
    this.#tx = tx;
    this.#plan = plan;
    this.#overlay = overlay;
    this.#object = schemaOf(tx, plan.object);
    if (this.#object.name.endsWith('__mdt')) throw new NotImplementedLocally(`SOQL on ${this.#object.name}`);
  }

  /** ApexList of SObject, or a number for COUNT(). */
  run(): unknown {
    const plan = this.#plan;
    this.#count('queries', MAX_QUERIES, 1, (n) => `Too many SOQL queries: ${n}`);
    const selected = plan.count ? [] : plan.fields;
    if (!plan.count && selected.some((field) => /[()]/.test(field))) {
      throw new NotImplementedLocally(`The SELECT clause (${selected.join(', ')})`);
    }
    for (const path of [...selected, ...conditionFields(plan.where), ...plan.orderBy.map(({ field }) => field)]) {
      this.#paths.set(path, resolve(this.#tx, this.#object, path));
    }
    if (plan.mode === 'user') this.#enforceAccess();
    let rows = this.#visible();
    const { where } = plan;
    if (where) rows = rows.filter((row) => matches(where, (path) => this.#read(row, path)));
    rows = this.#sorted(rows);
    const offset = plan.offset ?? 0;
    rows = rows.slice(offset, plan.limit === null ? undefined : offset + plan.limit);
    this.#count('queryRows', MAX_QUERY_ROWS, plan.count ? 1 : rows.length, (n) => `Too many query rows: ${n}`);
    if (plan.count) return rows.length;
    return new ApexList<unknown>(
      rows.map((row) => this.#record(row)),
      this.#object.name
    );
  }

  #count(counter: 'queries' | 'queryRows', limit: number, by: number, text: (n: number) => string): void {
    this.#tx.limits[counter] += by;
    if (this.#tx.limits[counter] > limit) throw apexException('System.LimitException', text(limit + 1));
  }

  #enforceAccess(): void {
    const { project } = this.#tx;
    const identity = runningUser(this.#tx);
    for (const { hops, owner, field } of this.#paths.values()) {
      for (const schema of [this.#object, ...hops.map(({ to }) => to)]) {
        if (!objectRights(project, identity, schema).read) {
          throw apexException('System.SecurityException', `Access to entity '${schema.name}' denied`);
        }
      }
      if (!mayAccessField(project, identity, owner, field, 'read')) throw unknownField(field.name, owner.name);
    }
    if (!objectRights(project, identity, this.#object).read) {
      throw apexException('System.SecurityException', `Access to entity '${this.#object.name}' denied`);
    }
  }

  #visible(): Row[] {
    const rows = this.#overlay.rows(this.#tx, this.#object.name);
    if (this.#plan.mode !== 'user' && !this.#plan.sharing) return rows;
    const identity = runningUser(this.#tx);
    const rights = objectRights(this.#tx.project, identity, this.#object);
    return rows.filter((row) => maySeeRow(this.#object, rights, identity, row));
  }

  #read(row: Row, path: string): { field: FieldSchema; stored: Row[string] } {
    const { hops, field } = this.#paths.get(path) as ResolvedPath;
    let at: Row | null = row;
    for (const { via, to } of hops) at = at && this.#parent(to, at[via.name]);
    const stored = at?.[field.name] ?? null;
    return { field, stored: stored === null && at && field.type === 'boolean' ? false : stored };
  }

  #parent(schema: ObjectSchema, id: Row[string] | undefined): Row | null {
    if (!id) return null;
    let rows = this.#parents.get(schema.name);
    if (!rows) {
      rows = new Map(this.#overlay.rows(this.#tx, schema.name).map((row) => [String(row.Id), row]));
      this.#parents.set(schema.name, rows);
    }
    return rows.get(String(id)) ?? null;
  }

  #sorted(rows: Row[]): Row[] {
    const { orderBy } = this.#plan;
    if (orderBy.length === 0) return rows;
    return [...rows].sort((left, right) => {
      for (const { field: path, descending, nullsLast } of orderBy) {
        const { field, stored: a } = this.#read(left, path);
        const b = this.#read(right, path).stored;
        if (a === null || b === null) {
          if (a !== b) return (a === null) === nullsLast ? 1 : -1;
          continue;
        }
        const order = compareStored(field, a, b);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    });
  }

  /** Selected fields as an sObject; the id always comes along, parents sit under their relationship names. */
  #record(row: Row): SObject {
    const record = new SObject(
      this.#object,
      [['id', toApex(this.#object.fields.get('id') as FieldSchema, row.Id)]],
      true
    );
    for (const path of this.#plan.fields) this.#fill(record, row, this.#paths.get(path) as ResolvedPath);
    return record;
  }

  #fill(record: SObject, row: Row, { hops, field }: ResolvedPath): void {
    let target = record;
    let at = row;
    for (const { via, to } of hops) {
      const name = via.relationshipName as string;
      const parent = this.#parent(to, at[via.name]);
      if (!parent) {
        target.put(name, null);
        return;
      }
      let nested = target.values.get(name.toLowerCase());
      if (!(nested instanceof SObject)) target.put(name, (nested = new SObject(to, [], true)));
      target = nested as SObject;
      at = parent;
    }
    target.put(field.name, toApex(field, at[field.name]));
  }
}
