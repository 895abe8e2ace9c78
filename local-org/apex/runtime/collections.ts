import { ApexDecimal, ApexDouble } from './decimal';
import { ApexDate, ApexDatetime, ApexTime } from './dates';
import { apexException, NotImplementedLocally } from './exceptions';
import { ApexBlob, ApexId, EnumValue } from './scalars';
import { SObject } from './sobject';

let orderSeed: number | null = null;

/**
 * Apex promises no iteration order for Set and Map. With a seed (test runs) the order is a pseudo-random function of the keys,
 * so that code relying on insertion order fails here instead of in an org; null keeps insertion order.
 */
export function setIterationSeed(seed: number | null): void {
  orderSeed = seed;
  identities = new WeakMap();
  nextIdentity = 1;
}

/** Numbers of objects that are keys by identity; they start anew with each seed, so that one test alone repeats its order. */
let identities = new WeakMap<object, number>();
let nextIdentity = 1;

/** Canonical key of a value in a Set or Map: equal Apex values have equal keys. Strings are case-sensitive here, as in Apex. */
export function keyOf(value: unknown): string {
  if (value === null) return '0';
  switch (typeof value) {
    case 'string':
      return 's' + value;
    case 'number':
    case 'bigint':
      return 'n' + value;
    case 'boolean':
      return 'b' + value;
    default:
  }
  if (value instanceof ApexId) return 'i' + value.value;
  // 1.1 and 1.10 are equal but different keys:
  // https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
  if (value instanceof ApexDecimal) return 'D' + value.toString();
  if (value instanceof ApexDouble) return 'f' + value.value;
  if (value instanceof ApexDate) return 'd' + value.days;
  if (value instanceof ApexDatetime) return 't' + value.time;
  if (value instanceof ApexTime) return 'T' + value.milliseconds;
  if (value instanceof EnumValue) return `e${value.typeName}.${value.name}`;
  if (value instanceof ApexBlob) return 'B' + value.bytes.toString('base64');
  if (value instanceof ApexList) return `[${value.items.map(keyOf).join('\u0000')}]`;
  if (value instanceof ApexSet) return `{${[...value.keys()].sort().join('\u0000')}}`;
  if (value instanceof ApexMap) {
    const entries = value.entries().map(([key, item]) => `${keyOf(key)}\u0001${keyOf(item)}`);
    return `{${entries.sort().join('\u0000')}}`;
  }
  if (value instanceof SObject) {
    const fields = [...value.values].map(([name, item]) => `${name}\u0001${keyOf(item)}`);
    return `o${value.schema.name}\u0000${fields.sort().join('\u0000')}`;
  }
  const object = value as object;
  if ('hashcode()' in object || 'equals(object)' in object) {
    throw new NotImplementedLocally(`A key with its own equals() or hashCode() (${object.constructor.name})`);
  }
  let identity = identities.get(object);
  if (identity === undefined) identities.set(object, (identity = nextIdentity++));
  return '#' + identity;
}

function orderHash(key: string, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
}

function ordered<E>(entries: Map<string, E>): E[] {
  if (orderSeed === null || entries.size < 2) return [...entries.values()];
  const seed = orderSeed;
  return [...entries]
    .map(([key, entry]) => ({ entry, hash: orderHash(key, seed) }))
    .sort((a, b) => a.hash - b.hash)
    .map(({ entry }) => entry);
}

/** An Apex List (and array). */
export class ApexList<T = unknown> {
  items: T[];
  /** Declared element type, canonical: `String`, `Map<String,Object>`, `RelinkCheck`. */
  readonly elementType: string;
  /** Modifications are refused while a for-each loop runs over the list. */
  iterating = 0;

  constructor(items: T[] = [], elementType = 'Object') {
    this.items = items;
    this.elementType = elementType;
  }

  /** Index access with Salesforce's ListException. */
  get(index: number | null): T {
    return this.items[this.checked(index)];
  }

  set(index: number | null, value: T): void {
    this.items[this.checked(index)] = value;
  }

  private checked(index: number | null): number {
    if (index === null) throw apexException('System.NullPointerException', 'Attempt to de-reference a null object');
    if (index < 0 || index >= this.items.length) {
      throw apexException('System.ListException', `List index out of bounds: ${index}`);
    }
    return index;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.items[Symbol.iterator]();
  }
}

/** An Apex Set. */
export class ApexSet<T = unknown> {
  readonly elementType: string;
  private readonly entries = new Map<string, T>();
  iterating = 0;

  constructor(items: Iterable<T> = [], elementType = 'Object') {
    this.elementType = elementType;
    for (const item of items) this.add(item);
  }

  get size(): number {
    return this.entries.size;
  }

  /** True when the set changed. */
  add(item: T): boolean {
    const key = keyOf(item);
    if (this.entries.has(key)) return false;
    this.entries.set(key, item);
    return true;
  }

  has(item: unknown): boolean {
    return this.entries.has(keyOf(item));
  }

  delete(item: unknown): boolean {
    return this.entries.delete(keyOf(item));
  }

  clear(): void {
    this.entries.clear();
  }

  keys(): IterableIterator<string> {
    return this.entries.keys();
  }

  /** Elements in iteration order (see {@link setIterationSeed}). */
  values(): T[] {
    return ordered(this.entries);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.values()[Symbol.iterator]();
  }
}

/** An Apex Map. */
export class ApexMap<K = unknown, V = unknown> {
  readonly keyType: string;
  readonly valueType: string;
  private readonly table = new Map<string, [K, V]>();
  iterating = 0;

  constructor(entries: Iterable<readonly [K, V]> = [], keyType = 'Object', valueType = 'Object') {
    this.keyType = keyType;
    this.valueType = valueType;
    for (const [key, value] of entries) this.put(key, value);
  }

  get size(): number {
    return this.table.size;
  }

  /** The value, or null. */
  get(key: unknown): V | null {
    return this.table.get(keyOf(key))?.[1] ?? null;
  }

  /** Returns the value that was there before, or null. */
  put(key: K, value: V): V | null {
    const id = keyOf(key);
    const entry = this.table.get(id);
    if (entry) {
      const before = entry[1];
      entry[1] = value;
      return before;
    }
    this.table.set(id, [key, value]);
    return null;
  }

  has(key: unknown): boolean {
    return this.table.has(keyOf(key));
  }

  /** Returns the removed value, or null. */
  delete(key: unknown): V | null {
    const id = keyOf(key);
    const before = this.table.get(id)?.[1] ?? null;
    this.table.delete(id);
    return before;
  }

  clear(): void {
    this.table.clear();
  }

  /** Pairs in iteration order (see {@link setIterationSeed}). */
  entries(): [K, V][] {
    return ordered(this.table);
  }

  keys(): K[] {
    return this.entries().map(([key]) => key);
  }

  values(): V[] {
    return this.entries().map(([, value]) => value);
  }
}
