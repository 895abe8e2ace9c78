import type { ApexMethodInfo, Transaction } from '../contract';
import { ApexDecimal, ApexDouble, ApexException, ApexList, ApexMap, ApexSet, SObject } from '../runtime/values';
import { Deserializer, instanceFields } from '../platform/json/deserialize';
import { type Json, JsonNumber } from '../platform/json/parse';
import { keyText, scalarText } from '../platform/json/serialize';

/** Parameters that do not fit the method; the message is Lightning's. */
export class InvalidParameter extends Error {}

function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return new JsonNumber(String(value));
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map(toJson);
  const members = Object.entries(value as Record<string, unknown>).filter(([, item]) => item !== undefined);
  return new Map(members.map(([name, item]) => [name, toJson(item)]));
}

/**
 * Arguments of an `@AuraEnabled` method from JSON parameters: by name, missing ones are null, unknown ones are ignored;
 * of Apex classes only `@AuraEnabled` members are set.
 *
 * @see https://developer.salesforce.com/docs/platform/lwc/guide/apex-expose-method.html
 * @throws InvalidParameter when a value does not fit the declared type
 */
export function argumentsFromJson(tx: Transaction, method: ApexMethodInfo, params: Record<string, unknown>): unknown[] {
  const deserializer = new Deserializer(tx, { accepts: (field) => field.auraEnabled, strict: false });
  return method.parameters.map(({ name, type }) => {
    const value = Object.hasOwn(params, name) ? params[name] : null;
    try {
      return deserializer.read(type, toJson(value));
    } catch (error) {
      if (!(error instanceof ApexException)) throw error;
      throw new InvalidParameter(`Value provided is invalid for action parameter '${name}' of type '${type}'`);
    }
  });
}

/**
 * JSON of a result as an LWC receives it: of Apex classes the `@AuraEnabled` members, inherited ones too; members and map
 * entries without a value are left out, as Aura's JSON encoder does; Decimal and Long become numbers.
 *
 * @see https://github.com/forcedotcom/aura/blob/master/aura-util/src/main/java/org/auraframework/util/json/JsonEncoder.java
 */
export function resultToJson(tx: Transaction, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof ApexDecimal || value instanceof ApexDouble) return Number(value.toString());
  const text = scalarText(value);
  if (text !== undefined) return text;
  if (value instanceof ApexList) return value.items.map((item) => resultToJson(tx, item));
  if (value instanceof ApexSet) return value.values().map((item) => resultToJson(tx, item));
  if (value instanceof ApexMap)
    return members(
      tx,
      value.entries().map(([key, item]) => [keyText(key), item])
    );
  if (value instanceof SObject) {
    return members(
      tx,
      [...value.values].map(([key, item]) => [fieldName(value, key), item])
    );
  }
  const info = tx.classOf(value);
  if (!info) throw new Error(`A value of this type cannot be returned to Lightning: ${value.constructor.name}`);
  const fields = instanceFields(info).filter((field) => field.auraEnabled);
  return members(
    tx,
    fields.map((field) => [field.name, field.get(value)])
  );
}

function members(tx: Transaction, entries: [string, unknown][]): Record<string, unknown> {
  return Object.fromEntries(
    entries
      .filter(([, item]) => item !== null && item !== undefined)
      .map(([name, item]) => [name, resultToJson(tx, item)])
  );
}

/** Canonical name of a field or relationship that a record holds under its lower-cased name. */
function fieldName({ schema }: SObject, key: string): string {
  const field = schema.fields.get(key);
  if (field) return field.name;
  const relationship = [...schema.fields.values()].find((one) => one.relationshipName?.toLowerCase() === key);
  return relationship?.relationshipName ?? key;
}
