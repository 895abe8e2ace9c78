import type { NativeRegistry } from './registry';
import { ApexType } from './apex-type';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexException,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  EnumValue,
  SObject
} from './values';

/** Decides instanceof and casts for one type. */
export interface Matcher {
  name: string;
  test(value: unknown): boolean;
}

/** What the matcher asks about compiled classes. */
export interface ClassLookup {
  /** Lower-cased names of a compiled object's class, its superclasses and all interfaces; null for other values. */
  typesOf(value: object): Set<string> | null;
  /** The same for a class by name; null when there is none. */
  typesOfClass(name: string): Set<string> | null;
}

const PRIMITIVES: Record<string, (value: unknown) => boolean> = {
  object: () => true,
  string: (value) => typeof value === 'string',
  integer: (value) => typeof value === 'number',
  long: (value) => typeof value === 'bigint' || typeof value === 'number',
  double: (value) => value instanceof ApexDouble,
  decimal: (value) => value instanceof ApexDecimal || typeof value === 'number' || typeof value === 'bigint',
  boolean: (value) => typeof value === 'boolean',
  id: (value) => value instanceof ApexId,
  blob: (value) => value instanceof ApexBlob,
  date: (value) => value instanceof ApexDate,
  datetime: (value) => value instanceof ApexDatetime,
  time: (value) => value instanceof ApexTime,
  type: (value) => value instanceof ApexType,
  sobject: (value) => value instanceof SObject,
  exception: (value) => value instanceof ApexException
};

/** Builds the matcher of a type by canonical name. */
export function createMatcher(name: string, registry: NativeRegistry, classes: ClassLookup): Matcher {
  const key = name.toLowerCase();
  const primitive = PRIMITIVES[key];
  if (primitive) return { name, test: primitive };
  const open = key.indexOf('<');
  if (open > 0) {
    const base = key.slice(0, open);
    const wanted = key.slice(open + 1, -1);
    return { name, test: (value) => collectionTest(base, wanted, value, classes) };
  }
  const native = registry.type(key) ?? registry.type(`system.${key}`);
  return {
    name,
    test(value) {
      if (typeof value !== 'object' || value === null) return false;
      if (value instanceof SObject) return value.schema.name.toLowerCase() === key;
      if (value instanceof EnumValue) return value.typeName.toLowerCase().replace(/^system\./, '') === key;
      const types = classes.typesOf(value);
      if (types) return types.has(key);
      if (value instanceof ApexException) return value.typeName.toLowerCase().replace(/^system\./, '') === key;
      return native?.instanceClass ? value instanceof native.instanceClass : false;
    }
  };
}

function collectionTest(base: string, wanted: string, value: unknown, classes: ClassLookup): boolean {
  if (base === 'list' && value instanceof ApexList) return argument(value.elementType, wanted, classes);
  if (base === 'set' && value instanceof ApexSet) return argument(value.elementType, wanted, classes);
  if (base === 'map' && value instanceof ApexMap) {
    const comma = topLevelComma(wanted);
    return (
      argument(value.keyType, wanted.slice(0, comma), classes) &&
      argument(value.valueType, wanted.slice(comma + 1), classes)
    );
  }
  if (base === 'iterable' && value instanceof ApexList) return true;
  return typeof value === 'object' && value !== null && (classes.typesOf(value)?.has(`${base}<${wanted}>`) ?? false);
}

function argument(actual: string, wanted: string, classes: ClassLookup): boolean {
  const have = actual.toLowerCase();
  return have === wanted || wanted === 'object' || (classes.typesOfClass(have)?.has(wanted) ?? false);
}

function topLevelComma(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '<') depth++;
    else if (text[i] === '>') depth--;
    else if (text[i] === ',' && depth === 0) return i;
  }
  return -1;
}

/** Apex name of a value's runtime type, as in "Invalid conversion from runtime type X to Y". */
export function runtimeTypeName(
  value: unknown,
  registry: NativeRegistry,
  className: (value: object) => string | null
): string {
  switch (typeof value) {
    case 'string':
      return 'String';
    case 'number':
      return 'Integer';
    case 'bigint':
      return 'Long';
    case 'boolean':
      return 'Boolean';
    default:
  }
  if (value instanceof ApexId) return 'Id';
  if (value instanceof ApexDecimal) return 'Decimal';
  if (value instanceof ApexDouble) return 'Double';
  if (value instanceof ApexBlob) return 'Blob';
  if (value instanceof ApexDate) return 'Date';
  if (value instanceof ApexDatetime) return 'Datetime';
  if (value instanceof ApexTime) return 'Time';
  if (value instanceof ApexList) return `List<${value.elementType}>`;
  if (value instanceof ApexSet) return `Set<${value.elementType}>`;
  if (value instanceof ApexMap) return `Map<${value.keyType},${value.valueType}>`;
  if (value instanceof SObject) return value.schema.name;
  if (value instanceof EnumValue) return value.typeName;
  const object = value as object;
  const own = className(object);
  if (own) return own;
  if (object instanceof ApexException) return object.typeName;
  const native = registry.typeOf(object);
  if (native) return native.name;
  throw new Error(`A value of no Apex type: ${object?.constructor?.name}`);
}
