import type { Transaction } from '../../contract';
import {
  ApexBlob,
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  ApexTime,
  EnumValue,
  NotImplementedLocally,
  SObject,
  apexException
} from '../../runtime/values';
import { instanceFields } from './deserialize';

/** JSON text that is already final (numbers keep their Apex digits). */
class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Tree = null | string | Raw | Tree[] | Map<string, Tree>;

export interface SerializeOptions {
  suppressNulls: boolean;
  pretty: boolean;
}

/** Scalars as JSON.serialize writes them, or undefined for anything else. */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (value instanceof ApexId) return value.value;
  if (value instanceof ApexDatetime) return value.toIso();
  if (value instanceof ApexDate || value instanceof ApexTime) return value.toString();
  if (value instanceof EnumValue) return value.name;
  if (value instanceof ApexBlob) return value.bytes.toString('base64');
  return undefined;
}

/** The text of a map key in JSON. */
export function keyText(key: unknown): string {
  const text = scalarText(key);
  if (text !== undefined) return text;
  if (typeof key === 'number' || typeof key === 'bigint' || typeof key === 'boolean') return String(key);
  if (key instanceof ApexDecimal || key instanceof ApexDouble) return key.toString();
  throw apexException('System.JSONException', 'Apex Type unsupported in JSON: a map key of this type');
}

class Serializer {
  readonly #tx: Transaction;
  readonly #suppressNulls: boolean;
  readonly #open = new Set<object>();

  constructor(tx: Transaction, suppressNulls: boolean) {
    this.#tx = tx;
    this.#suppressNulls = suppressNulls;
  }

  tree(value: unknown): Tree {
    if (value === null) return null;
    if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint')
      return new Raw(String(value));
    if (value instanceof ApexDecimal || value instanceof ApexDouble) return new Raw(value.toString());
    const text = scalarText(value);
    if (text !== undefined) return text;
    if (this.#open.has(value as object)) {
      throw apexException('System.JSONException', 'Apex Type unsupported in JSON: a structure that contains itself');
    }
    this.#open.add(value as object);
    try {
      return this.#structure(value as object);
    } finally {
      this.#open.delete(value as object);
    }
  }

  #structure(value: object): Tree {
    if (value instanceof ApexList) return value.items.map((item) => this.tree(item));
    if (value instanceof ApexSet) return value.values().map((item) => this.tree(item));
    if (value instanceof ApexMap) return this.#members(value.entries().map(([key, item]) => [keyText(key), item]));
    if (value instanceof SObject) return this.#record(value);
    const info = this.#tx.classOf(value);
    if (!info) throw apexException('System.JSONException', `Apex Type unsupported in JSON: ${value.constructor.name}`);
    return this.#members(
      instanceFields(info)
        .filter((field) => !field.isTransient)
        .map((field) => [field.name, field.get(value)])
    );
  }

  #members(entries: [string, unknown][]): Map<string, Tree> {
    const kept = this.#suppressNulls ? entries.filter(([, value]) => value !== null) : entries;
    return new Map(kept.map(([name, value]) => [name, this.tree(value)]));
  }

  #record(record: SObject): Tree {
    const { schema } = record;
    const id = record.values.get('id');
    const attributes = new Map<string, Tree>([['type', schema.name]]);
    if (id instanceof ApexId) attributes.set('url', `/services/data/v65.0/sobjects/${schema.name}/${id.value}`);
    const members = new Map<string, Tree>([['attributes', attributes]]);
    for (const [key, value] of record.values) {
      if (value instanceof SObject) throw new NotImplementedLocally('JSON of a record with a parent');
      members.set(schema.fields.get(key)?.name ?? key, this.tree(value));
    }
    return members;
  }
}

function compact(tree: Tree): string {
  if (tree === null) return 'null';
  if (tree instanceof Raw) return tree.text;
  if (Array.isArray(tree)) return `[${tree.map(compact).join(',')}]`;
  if (tree instanceof Map)
    return `{${[...tree].map(([name, item]) => `${JSON.stringify(name)}:${compact(item)}`).join(',')}}`;
  return JSON.stringify(tree);
}

/** Jackson's default pretty printer: two blanks, ` : `, arrays on one line. */
function pretty(tree: Tree, indent: string): string {
  if (Array.isArray(tree))
    return tree.length === 0 ? '[ ]' : `[ ${tree.map((item) => pretty(item, indent)).join(', ')} ]`;
  if (!(tree instanceof Map)) return compact(tree);
  if (tree.size === 0) return '{ }';
  const deeper = `${indent}  `;
  const members = [...tree].map(([name, item]) => `${deeper}${JSON.stringify(name)} : ${pretty(item, deeper)}`);
  return `{\n${members.join(',\n')}\n${indent}}`;
}

/** `JSON.serialize`: every instance field of a class, whatever its access, base class first. */
export function serializeJson(tx: Transaction, value: unknown, options: SerializeOptions): string {
  const tree = new Serializer(tx, options.suppressNulls).tree(value);
  return options.pretty ? pretty(tree, '') : compact(tree);
}
