import type { ObjectSchema, Row, Transaction } from '../contract';
import { ApexMap, SObject, apexException } from '../runtime/values';
import { toApex } from './database/field-values';

function schema(tx: Transaction, type: string): ObjectSchema {
  const found = tx.project.objects.get(type.toLowerCase());
  if (!found) throw apexException('System.TypeException', `Invalid custom metadata type: ${type}`);
  return found;
}

function record(object: ObjectSchema, values: Record<string, unknown>): SObject {
  const fields = [...object.fields.values()].map(
    (field) => [field.name, toApex(field, values[field.name] as Row[string] | undefined)] as const
  );
  return new SObject(object, fields);
}

/**
 * `X__mdt.getAll()`: all records by DeveloperName. Not a query, costs no limit, visible in tests too.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 */
export function allCustomMetadata(tx: Transaction, type: string): ApexMap {
  const object = schema(tx, type);
  const records = tx.project.customMetadata.get(type.toLowerCase()) ?? [];
  return new ApexMap<unknown, unknown>(
    records.map((values) => [String(values.DeveloperName), record(object, values)]),
    'String',
    object.name
  );
}

/** `X__mdt.getInstance(developerName)`: one record, or null; the name ignores case. */
export function customMetadata(tx: Transaction, type: string, developerName: string | null): SObject | null {
  const object = schema(tx, type);
  const wanted = developerName?.toLowerCase();
  const found = (tx.project.customMetadata.get(type.toLowerCase()) ?? []).find(
    (values) => String(values.DeveloperName).toLowerCase() === wanted
  );
  return found ? record(object, found) : null;
}
