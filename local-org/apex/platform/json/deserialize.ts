import type { ApexClassInfo, ApexFieldInfo, FieldSchema, ObjectSchema, Transaction } from '../../contract';
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
  NotImplementedLocally,
  SObject,
  apexException
} from '../../runtime/values';
import { parseTypeName, typeNameText, type TypeName } from '../type-name';
import { JsonNumber, type Json } from './parse';

const INT_MAX = 2_147_483_647n;
const LONG_MAX = 9_223_372_036_854_775_807n;

/** Apex types of the types of fields. */
const FIELD_TYPES: Partial<Record<FieldSchema['type'], string>> = {
  id: 'Id',
  reference: 'Id',
  string: 'String',
  textarea: 'String',
  picklist: 'String',
  url: 'String',
  int: 'Integer',
  double: 'Decimal'
};

export interface DeserializeOptions {
  /** Which fields of a class the JSON may set. */
  accepts: (field: ApexFieldInfo) => boolean;
  /** Members that no field takes are an error (`JSON.deserializeStrict`). */
  strict: boolean;
}

/** Fields of a class and its superclasses, base class first. */
export function instanceFields(info: ApexClassInfo): ApexFieldInfo[] {
  const inherited = info.superclass ? instanceFields(info.superclass) : [];
  return [...inherited, ...info.fields.filter((field) => !field.isStatic)];
}

function illegal(type: TypeName): Error {
  return apexException('System.JSONException', `Illegal value for primitive ${typeNameText(type)}`);
}

/** JSON without a target type: Map<String,Object>, List<Object>, String, Boolean, Integer, Long or Decimal. */
export function untyped(json: Json): unknown {
  if (json instanceof JsonNumber) return untypedNumber(json);
  if (Array.isArray(json)) return new ApexList<unknown>(json.map(untyped), 'Object');
  if (json instanceof Map)
    return new ApexMap<unknown, unknown>(
      [...json].map(([k, v]) => [k, untyped(v)]),
      'String',
      'Object'
    );
  return json;
}

function untypedNumber(json: JsonNumber): unknown {
  if (!json.isIntegral) return ApexDecimal.parse(json.text);
  const value = BigInt(json.text);
  if (value >= -INT_MAX - 1n && value <= INT_MAX) return Number(value);
  return value >= -LONG_MAX - 1n && value <= LONG_MAX ? value : ApexDecimal.parse(json.text);
}

/** Turns JSON into Apex values of a named type. */
export class Deserializer {
  readonly #tx: Transaction;
  readonly #options: DeserializeOptions;

  constructor(tx: Transaction, options: DeserializeOptions) {
    this.#tx = tx;
    this.#options = options;
  }

  /**
   * @param typeName canonical Apex type, `List<RelinkFieldChange>`
   * @throws System.JSONException when the JSON does not fit
   */
  read(typeName: string, json: Json): unknown {
    return this.#read(parseTypeName(typeName), json);
  }

  #read(type: TypeName, json: Json): unknown {
    if (json === null) return null;
    switch (type.name.toLowerCase().replace(/^system\./, '')) {
      case 'object':
        return untyped(json);
      case 'list':
        return new ApexList<unknown>(this.#items(type, json), typeNameText(type.of[0]));
      case 'set':
        return new ApexSet<unknown>(this.#items(type, json), typeNameText(type.of[0]));
      case 'map':
        return this.#map(type, json);
      case 'boolean':
        if (json === true || json === 'true') return true;
        if (json === false || json === 'false') return false;
        throw illegal(type);
      case 'string':
        return this.#text(type, json);
      case 'integer':
        return Number(this.#integer(type, json, INT_MAX));
      case 'long':
        return this.#integer(type, json, LONG_MAX);
      case 'decimal':
        return this.#decimal(type, json);
      case 'double':
        return new ApexDouble(Number(this.#decimal(type, json).toString()));
      case 'id':
        return ApexId.of(this.#text(type, json));
      case 'date':
        return ApexDate.parse(this.#text(type, json));
      case 'datetime':
        return ApexDatetime.fromIso(this.#text(type, json));
      case 'blob':
        return new ApexBlob(Buffer.from(this.#text(type, json), 'base64'));
      default:
        return this.#instance(type, json);
    }
  }

  #text(type: TypeName, json: Json): string {
    if (typeof json === 'string') return json;
    if (typeof json === 'boolean') return String(json);
    if (json instanceof JsonNumber) return json.text;
    throw illegal(type);
  }

  #integer(type: TypeName, json: Json, max: bigint): bigint {
    const text = this.#text(type, json);
    if (!/^-?\d+$/.test(text)) throw illegal(type);
    const value = BigInt(text);
    if (value > max || value < -max - 1n) throw illegal(type);
    return value;
  }

  #decimal(type: TypeName, json: Json): ApexDecimal {
    const value = ApexDecimal.parse(this.#text(type, json));
    if (value === null) throw illegal(type);
    return value;
  }

  #items(type: TypeName, json: Json): unknown[] {
    if (!Array.isArray(json))
      throw apexException('System.JSONException', `Malformed JSON: Expected '[' at the beginning of List/Set`);
    return json.map((item) => this.#read(type.of[0], item));
  }

  #map(type: TypeName, json: Json): ApexMap {
    if (!(json instanceof Map))
      throw apexException('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const [keyType, valueType] = type.of;
    return new ApexMap<unknown, unknown>(
      [...json].map(([key, value]) => [this.#read(keyType, key), this.#read(valueType, value)]),
      typeNameText(keyType),
      typeNameText(valueType)
    );
  }

  #instance(type: TypeName, json: Json): unknown {
    const info = this.#tx.classNamed(type.name);
    const schema = info ? undefined : this.#tx.project.objects.get(type.name.toLowerCase());
    if (schema) return this.#record(schema, json);
    if (!info) throw new NotImplementedLocally(`Deserializing JSON into ${typeNameText(type)}`);
    if (!(json instanceof Map))
      throw apexException('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const instance = this.#tx.allocate(info);
    const fields = new Map(instanceFields(info).map((field) => [field.name.toLowerCase(), field]));
    for (const [name, value] of json) {
      const field = fields.get(name.toLowerCase());
      if (field && this.#options.accepts(field)) field.set(instance, this.#read(parseTypeName(field.type), value));
      else if (this.#options.strict && !field) {
        throw apexException('System.JSONException', `No such column '${name}' on object of type ${info.name}`);
      }
    }
    return instance;
  }

  /**
   * A record in memory. Read-only fields are set, too: https://help.salesforce.com/apex/HTViewSolution?id=000181873;
   * parents come as objects under the name of the relationship.
   */
  #record(schema: ObjectSchema, json: Json): SObject {
    if (!(json instanceof Map))
      throw apexException('System.JSONException', `Malformed JSON: Expected '{' at the beginning of object`);
    const record = new SObject(schema);
    for (const [name, value] of json) {
      if (name === 'attributes') continue;
      const field = schema.fields.get(name.toLowerCase());
      if (field) record.put(name, this.#read({ name: FIELD_TYPES[field.type] ?? field.type, of: [] }, value));
      else record.put(name, this.#parent(schema, name, value));
    }
    return record;
  }

  #parent(schema: ObjectSchema, name: string, json: Json): SObject | null {
    for (const { relationshipName, referenceTo } of schema.fields.values()) {
      if (relationshipName?.toLowerCase() !== name.toLowerCase()) continue;
      const parent = this.#tx.project.objects.get(referenceTo?.toLowerCase() ?? '');
      if (!parent) throw new NotImplementedLocally(`Deserializing JSON into ${referenceTo}`);
      return json === null ? null : this.#record(parent, json);
    }
    throw apexException('System.JSONException', `No such column '${name}' on sobject of type ${schema.name}`);
  }
}
