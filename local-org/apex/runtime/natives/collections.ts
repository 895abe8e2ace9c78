import type { NativeType, Transaction } from '../../contract';
import { equal, order } from '../arithmetic';
import { valueOfText } from '../text';
import {
  apexException,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  EnumValue,
  NotImplementedLocally,
  SObject
} from '../values';
import { given } from './support';

type Tx = Transaction;

/** An Apex Iterator over a native collection. */
export class NativeIterator {
  private readonly items: unknown[];
  private next = 0;

  constructor(items: unknown[]) {
    this.items = items;
  }

  hasNext(): boolean {
    return this.next < this.items.length;
  }

  take(): unknown {
    if (!this.hasNext()) throw apexException('System.NoSuchElementException', 'Iterator has no more elements');
    return this.items[this.next++];
  }
}

function changing<C extends { iterating: number }>(collection: C): C {
  if (collection.iterating > 0) {
    throw apexException('System.FinalException', 'Cannot modify a collection while it is being iterated.');
  }
  return collection;
}

function insertAt(list: ApexList, index: number | null, value: unknown): void {
  const at = given(index);
  if (at < 0 || at > list.items.length) throw apexException('System.ListException', `List index out of bounds: ${at}`);
  changing(list).items.splice(at, 0, value);
}

function addAll(list: ApexList, source: ApexList | ApexSet | null): void {
  changing(list).items.push(...given(source));
}

/** Natural order of List.sort(): nulls first, then by value; own classes by their compareTo. */
function naturalOrder(tx: Tx, a: unknown, b: unknown): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  // Unlike the operators, sort() orders Strings with case.
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof EnumValue && b instanceof EnumValue) return a.ordinal - b.ordinal;
  if (typeof a === 'object') {
    if ('compareto(object)' in a) return tx.invoke(a, 'compareto(object)', [b]) as number;
    if (a instanceof SObject || tx.classOf(a))
      throw apexException('System.ListException', 'One or more of the items in this list is not Comparable.');
  }
  return order(a, b);
}

function contains(list: ApexList, value: unknown): boolean {
  return list.items.some((item) => strictEqual(item, value));
}

/** Equality of List.contains and indexOf: like `==`, but Strings with case. */
function strictEqual(a: unknown, b: unknown): boolean {
  return typeof a === 'string' && typeof b === 'string' ? a === b : equal(a, b);
}

function setChange(set: ApexSet, items: Iterable<unknown>, change: (item: unknown) => boolean): boolean {
  changing(set);
  let changed = false;
  for (const item of items) changed = change(item) || changed;
  return changed;
}

function cloneRow(value: unknown): unknown {
  if (!(value instanceof SObject))
    throw new NotImplementedLocally('deepClone() of a list of something other than sObjects');
  return new SObject(
    value.schema,
    [...value.values].filter(([name]) => name !== 'id')
  );
}

const list: NativeType = {
  name: 'System.List',
  instanceClass: ApexList,
  instance: {
    'add(t)': (_tx: Tx, self: ApexList, value: unknown) => void changing(self).items.push(value),
    'add(integer,t)': (_tx: Tx, self: ApexList, index: number | null, value: unknown) => insertAt(self, index, value),
    'addall(list<t>)': (_tx: Tx, self: ApexList, source: ApexList | null) => addAll(self, source),
    'addall(set<t>)': (_tx: Tx, self: ApexList, source: ApexSet | null) => addAll(self, source),
    'clear()': (_tx: Tx, self: ApexList) => {
      changing(self).items.length = 0;
    },
    'clone()': (_tx: Tx, self: ApexList) => new ApexList([...self.items], self.elementType),
    'contains(t)': (_tx: Tx, self: ApexList, value: unknown) => contains(self, value),
    'deepclone()': (_tx: Tx, self: ApexList) => new ApexList(self.items.map(cloneRow), self.elementType),
    'get(integer)': (_tx: Tx, self: ApexList, index: number | null) => self.get(index),
    'indexof(t)': (_tx: Tx, self: ApexList, value: unknown) => self.items.findIndex((item) => strictEqual(item, value)),
    'isempty()': (_tx: Tx, self: ApexList) => self.items.length === 0,
    'iterator()': (_tx: Tx, self: ApexList) => new NativeIterator([...self.items]),
    'remove(integer)': (_tx: Tx, self: ApexList, index: number | null) => {
      self.get(index);
      return changing(self).items.splice(given(index), 1)[0];
    },
    'set(integer,t)': (_tx: Tx, self: ApexList, index: number | null, value: unknown) => self.set(index, value),
    'size()': (_tx: Tx, self: ApexList) => self.items.length,
    'sort()': (tx: Tx, self: ApexList) => void changing(self).items.sort((a, b) => naturalOrder(tx, a, b)),
    'sort(comparator<t>)': (tx: Tx, self: ApexList, comparator: unknown) =>
      void changing(self).items.sort((a, b) => tx.invoke(comparator, 'compare(t,t)', [a, b]) as number),
    'tostring()': (_tx: Tx, self: ApexList) => valueOfText(self),
    'equals(list<t>)': (_tx: Tx, self: ApexList, other: unknown) => equal(self, other)
  }
};

const set: NativeType = {
  name: 'System.Set',
  instanceClass: ApexSet,
  instance: {
    'add(t)': (_tx: Tx, self: ApexSet, value: unknown) => changing(self).add(value),
    'addall(list<t>)': (_tx: Tx, self: ApexSet, source: ApexList | null) =>
      setChange(self, given(source), (item) => self.add(item)),
    'addall(set<t>)': (_tx: Tx, self: ApexSet, source: ApexSet | null) =>
      setChange(self, given(source), (item) => self.add(item)),
    'clear()': (_tx: Tx, self: ApexSet) => changing(self).clear(),
    'clone()': (_tx: Tx, self: ApexSet) => new ApexSet(self.values(), self.elementType),
    'contains(t)': (_tx: Tx, self: ApexSet, value: unknown) => self.has(value),
    'containsall(list<t>)': (_tx: Tx, self: ApexSet, source: ApexList | null) =>
      given(source).items.every((item) => self.has(item)),
    'containsall(set<t>)': (_tx: Tx, self: ApexSet, source: ApexSet | null) =>
      given(source)
        .values()
        .every((item) => self.has(item)),
    'isempty()': (_tx: Tx, self: ApexSet) => self.size === 0,
    'iterator()': (_tx: Tx, self: ApexSet) => new NativeIterator(self.values()),
    'remove(t)': (_tx: Tx, self: ApexSet, value: unknown) => changing(self).delete(value),
    'removeall(list<t>)': (_tx: Tx, self: ApexSet, source: ApexList | null) =>
      setChange(self, given(source), (item) => self.delete(item)),
    'removeall(set<t>)': (_tx: Tx, self: ApexSet, source: ApexSet | null) =>
      setChange(self, given(source).values(), (item) => self.delete(item)),
    'retainall(set<t>)': (_tx: Tx, self: ApexSet, source: ApexSet | null) =>
      setChange(self, self.values(), (item) => !given(source).has(item) && self.delete(item)),
    'size()': (_tx: Tx, self: ApexSet) => self.size,
    'tostring()': (_tx: Tx, self: ApexSet) => valueOfText(self),
    'equals(set<object>)': (_tx: Tx, self: ApexSet, other: unknown) => equal(self, other)
  }
};

const map: NativeType = {
  name: 'System.Map',
  instanceClass: ApexMap,
  instance: {
    'clear()': (_tx: Tx, self: ApexMap) => self.clear(),
    'clone()': (_tx: Tx, self: ApexMap) => new ApexMap(self.entries(), self.keyType, self.valueType),
    'containskey(k)': (_tx: Tx, self: ApexMap, key: unknown) => self.has(key),
    'get(k)': (_tx: Tx, self: ApexMap, key: unknown) => self.get(key),
    'isempty()': (_tx: Tx, self: ApexMap) => self.size === 0,
    'keyset()': (_tx: Tx, self: ApexMap) => new ApexSet(self.keys(), self.keyType),
    'put(k,v)': (_tx: Tx, self: ApexMap, key: unknown, value: unknown) => self.put(key, value),
    'putall(map<k,v>)': (_tx: Tx, self: ApexMap, source: ApexMap | null) => {
      for (const [key, value] of given(source).entries()) self.put(key, value);
    },
    'putall(list<sobject>)': (_tx: Tx, self: ApexMap, source: ApexList<SObject> | null) => {
      for (const row of given(source).items) {
        const id = row.get('Id');
        self.put(self.keyType.toLowerCase() === 'string' && id instanceof ApexId ? id.value : id, row);
      }
    },
    'remove(k)': (_tx: Tx, self: ApexMap, key: unknown) => self.delete(key),
    'size()': (_tx: Tx, self: ApexMap) => self.size,
    'tostring()': (_tx: Tx, self: ApexMap) => valueOfText(self),
    'values()': (_tx: Tx, self: ApexMap) => new ApexList(self.values(), self.valueType),
    'equals(map<k,v>)': (_tx: Tx, self: ApexMap, other: unknown) => equal(self, other)
  }
};

const iterator: NativeType = {
  name: 'System.Iterator',
  instanceClass: NativeIterator,
  instance: {
    'hasnext()': (tx: Tx, self: unknown) =>
      self instanceof NativeIterator ? self.hasNext() : tx.invoke(self, 'hasnext()', []),
    'next()': (tx: Tx, self: unknown) => (self instanceof NativeIterator ? self.take() : tx.invoke(self, 'next()', []))
  }
};

const iterable: NativeType = {
  name: 'System.Iterable',
  instance: {
    'iterator()': (tx: Tx, self: unknown) => {
      if (self instanceof ApexList) return new NativeIterator([...(self.items as unknown[])]);
      if (self instanceof ApexSet) return new NativeIterator(self.values());
      return tx.invoke(self, 'iterator()', []);
    }
  }
};

export const collectionTypes: NativeType[] = [list, set, map, iterator, iterable];
