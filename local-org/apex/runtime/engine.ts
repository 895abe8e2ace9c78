import type { ObjectSchema, QueryPlan } from '../contract';
import { ApexType } from './apex-type';
import { arithmetic, compare, equal, notNull, same } from './arithmetic';
import { asApexException, initException, isUncatchable } from './exceptions';
import type { NativeRegistry } from './registry';
import { bindPlan, type PlannedQuery } from './query';
import { concatText } from './text';
import type { ApexTransaction } from './transaction';
import { createMatcher, runtimeTypeName, type ClassLookup, type Matcher } from './type-match';
import {
  ApexDecimal,
  ApexDouble,
  apexException,
  ApexException,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  EnumValue,
  NotImplementedLocally,
  platformEnum,
  SObject
} from './values';

/** A compiled class as the engine holds it: its JavaScript class and how to initialise its statics. */
export interface LinkedClass {
  name: string;
  jsClass: (abstract new () => object) & Record<string, unknown>;
  staticFields: string[];
  staticInitializers: string[];
  enumConstants: EnumValue[];
}

const MAX_QUERY_BATCH = 200;

/**
 * What compiled code calls as `$`: statics, natives, operators, conversions, queries. One per program; `tx` is the running
 * transaction (a worker runs one at a time).
 */
export function createEngine(
  registry: NativeRegistry,
  classes: Map<string, LinkedClass>,
  lookup: ClassLookup,
  project: Map<string, ObjectSchema>
) {
  const refs = new Map<string, { c: unknown }>();
  const className = (value: object): string | null => lookup.typesOf(value) && classNameOf(value);
  const classNameOf = (value: object): string | null => {
    return (value as { apexName?: string }).apexName ?? null;
  };

  const enumOf = (name: string, own: boolean): EnumValue[] => {
    if (own) return linked(name).enumConstants;
    return engine.platformConstants(name);
  };
  const linked = (name: string): LinkedClass => {
    const found = classes.get(name.toLowerCase());
    if (!found) throw new Error(`No compiled class ${name}`);
    return found;
  };

  const engine = {
    ...arithmetic,
    notNull,
    compare,
    equal,
    same,
    text: concatText,
    initException,
    tx: null as unknown as ApexTransaction,

    /** Platform enum constants by type; supplied by the program from the signature table. */
    platformConstants: (name: string): EnumValue[] => {
      throw new NotImplementedLocally(`${name}.values()`);
    },

    ref(key: string): { c: unknown } {
      let ref = refs.get(key);
      if (!ref) refs.set(key, (ref = { c: null }));
      return ref;
    },

    /** Fills the references once all classes exist. */
    bindRefs(): void {
      for (const [key, ref] of refs) ref.c = linked(key).jsClass;
    },

    native(type: string, group: 'constructors' | 'instance' | 'statics', key: string) {
      const member = registry.member(type, group, key);
      if (!member) throw new NotImplementedLocally(`${type}.${key}`);
      return member;
    },

    /** Static state of a class in this transaction; the first access runs its static initialisers. */
    s(key: string): Record<string, unknown> {
      const known = engine.tx.statics.get(key);
      if (known) return known;
      const target = linked(key);
      const state: Record<string, unknown> = {};
      for (const field of target.staticFields) state[field] = null;
      engine.tx.statics.set(key, state);
      for (const name of target.staticInitializers) (target.jsClass[name] as (state: object) => void)(state);
      return state;
    },

    truth(value: boolean | null): boolean {
      return notNull(value);
    },

    decimal(text: string): ApexDecimal {
      const value = ApexDecimal.parse(text);
      if (!value) throw new Error(`Not a Decimal literal: ${text}`);
      return value;
    },
    double: (value: number): ApexDouble => new ApexDouble(value),
    typeNamed: (name: string): ApexType => ApexType.named(name),
    platformEnum,
    enumConstant: (key: string, index: number): EnumValue => linked(key).enumConstants[index],
    enumValues: (name: string, own: boolean): ApexList => new ApexList<unknown>([...enumOf(name, own)], name),
    enumValueOf(name: string, own: boolean, text: string | null): EnumValue {
      const wanted = notNull(text).toLowerCase();
      const found = enumOf(name, own).find((constant) => constant.name.toLowerCase() === wanted);
      if (!found) throw apexException('System.NoSuchElementException', `No enum constant ${name}.${text}`);
      return found;
    },

    matcher: (name: string): Matcher => createMatcher(name, registry, lookup),
    is: (value: unknown, matcher: Matcher): boolean => value !== null && matcher.test(value),
    cast(value: unknown, matcher: Matcher): unknown {
      if (value === null) return null;
      if (matcher.test(value)) {
        const wanted = matcher.name.toLowerCase();
        if (wanted === 'decimal' && !(value instanceof ApexDecimal)) return ApexDecimal.fromInteger(value as number);
        if (wanted === 'long' && typeof value === 'number') return BigInt(value);
        return value;
      }
      if (matcher.name.toLowerCase() === 'id' && typeof value === 'string') return ApexId.of(value);
      const actual = runtimeTypeName(value, registry, className);
      throw apexException('System.TypeException', `Invalid conversion from runtime type ${actual} to ${matcher.name}`);
    },

    newList: (items: unknown[], type: string): ApexList => new ApexList(items, type),
    newArray: (size: number | null, type: string): ApexList => new ApexList(new Array(notNull(size)).fill(null), type),
    newSet: (items: unknown[], type: string): ApexSet => new ApexSet(items, type),
    newMap: (entries: [unknown, unknown][], key: string, value: string): ApexMap => new ApexMap(entries, key, value),
    /** Elements of a collection that is copied; entries for a map. */
    elements(source: unknown): unknown[] {
      const given = notNull(source);
      if (given instanceof ApexList) return [...(given.items as unknown[])];
      if (given instanceof ApexSet) return given.values();
      if (given instanceof ApexMap) return given.entries();
      throw new NotImplementedLocally('Copying a collection from an Iterable');
    },
    mapById(source: ApexList | null, key: string, value: string): ApexMap {
      const map = new ApexMap<unknown, unknown>([], key, value);
      for (const row of notNull(source).items as SObject[]) {
        const id = row.get('Id');
        if (id === null) throw apexException('System.ListException', 'Row with null Id at index: 0');
        map.put(key.toLowerCase() === 'string' ? (id as ApexId).value : id, row);
      }
      return map;
    },
    setIndex(list: ApexList, index: number | null, value: unknown): unknown {
      list.set(index, value);
      return value;
    },

    /** Elements of a for-each loop; changing a list meanwhile is refused as on Salesforce. */
    *walk(source: unknown): Generator<unknown> {
      const given = notNull(source);
      if (given instanceof ApexList || given instanceof ApexSet) {
        given.iterating++;
        try {
          yield* given instanceof ApexList ? (given.items as unknown[]) : given.values();
        } finally {
          given.iterating--;
        }
        return;
      }
      const iterator = engine.tx.invoke(given, 'iterator()', []);
      const hasNext = engine.native('System.Iterator', 'instance', 'hasnext()');
      const next = engine.native('System.Iterator', 'instance', 'next()');
      while (hasNext(engine.tx, iterator) === true) yield next(engine.tx, iterator);
    },
    *batches(source: ApexList): Generator<ApexList> {
      for (let start = 0; start < source.items.length; start += MAX_QUERY_BATCH) {
        yield new ApexList(source.items.slice(start, start + MAX_QUERY_BATCH), source.elementType);
      }
    },

    schema(name: string): ObjectSchema {
      const schema = project.get(name.toLowerCase());
      if (!schema) throw new Error(`No schema of ${name}`);
      return schema;
    },
    newSObject: (name: string, fields: [string, unknown][]): SObject => new SObject(engine.schema(name), fields),
    putField(target: SObject | null, name: string, value: unknown): unknown {
      notNull(target).put(name, value);
      return value;
    },
    idOf: (row: SObject | null): unknown => (row === null ? null : row.get('Id')),
    plan: (plan: PlannedQuery): PlannedQuery => plan,
    query(plan: PlannedQuery, binds: unknown[], limit: number | null, offset: number | null): unknown {
      const bound: QueryPlan = bindPlan(plan, binds, limit, offset);
      return engine.tx.db.query(engine.tx, bound);
    },
    /** A query assigned to a single sObject. */
    single(rows: ApexList): unknown {
      if (rows.items.length === 1) return rows.items[0];
      throw apexException(
        'System.QueryException',
        rows.items.length === 0
          ? 'List has no rows for assignment to SObject'
          : 'List has more than 1 row for assignment to SObject'
      );
    },
    rowOrNull: (rows: ApexList): unknown => (rows.items.length === 0 ? null : engine.single(rows)),
    dml(
      operation: 'insert' | 'update' | 'upsert' | 'delete',
      records: unknown,
      mode: 'user' | 'system' | 'unspecified',
      sharing: boolean
    ): void {
      engine.tx.db.dml(engine.tx, operation, notNull(records), mode, sharing);
    },

    label(name: string): string {
      const text = engine.tx.project.labels.get(name);
      if (text === undefined) throw new Error(`No label ${name}`);
      return text;
    },

    newException: (type: string, message: string | null = null, cause: ApexException | null = null): ApexException =>
      apexException(type, message, cause),
    /** The Apex exception behind a caught error, or null when no catch clause may receive it. */
    caught(error: unknown): ApexException | null {
      const exception = asApexException(error);
      return exception && !isUncatchable(exception) ? exception : null;
    },
    uncatchable(error: unknown): boolean {
      const exception = asApexException(error);
      return exception === null || isUncatchable(exception);
    },
    isException: (exception: ApexException, type: string): boolean =>
      type === 'system.exception' || exception.typeName.toLowerCase() === type,

    runAs(user: unknown): void {
      const { test } = engine.tx;
      if (!test) throw new Error('System.runAs outside a test');
      engine.tx.startRunAs(test, notNull(user) as SObject);
    },
    endRunAs(): void {
      const { test } = engine.tx;
      if (test) test.runAs = engine.tx.runAsStack.pop() ?? null;
    }
  };
  return engine;
}

export type Engine = ReturnType<typeof createEngine>;
