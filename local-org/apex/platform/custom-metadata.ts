import type { NativeType, ObjectSchema, Row, Transaction } from '../contract';
import { ApexMap, SObject } from '../runtime/values';
import { orgDefaults, settingInForce, valuesOf } from './custom-settings';
import { toApex } from './database/field-values';

function record(object: ObjectSchema, values: Record<string, unknown>): SObject {
  const fields = [...object.fields.values()].map(
    (field) => [field.name, toApex(field, values[field.name] as Row[string] | undefined)] as const
  );
  return new SObject(object, fields);
}

function records(tx: Transaction, object: ObjectSchema): Record<string, unknown>[] {
  return tx.project.customMetadata.get(object.name.toLowerCase()) ?? [];
}

/** All records by DeveloperName. Not a query: costs no limit, and tests see the records too. */
function getAll(tx: Transaction, object: ObjectSchema): ApexMap {
  return new ApexMap<unknown, unknown>(
    records(tx, object).map((values) => [String(values.DeveloperName), record(object, values)]),
    'String',
    object.name
  );
}

/** One record by its DeveloperName in any case, or null. */
function getInstance(tx: Transaction, object: ObjectSchema, developerName: string | null): SObject | null {
  const wanted = developerName?.toLowerCase();
  const found = records(tx, object).find((values) => String(values.DeveloperName).toLowerCase() === wanted);
  return found ? record(object, found) : null;
}

/**
 * Statics of custom metadata types and hierarchy custom settings: the compiler resolves `X__mdt.getAll()` and
 * `X__c.getOrgDefaults()` to these and passes the type's schema first. None of them costs a query.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_metadata_types.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_custom_settings.htm
 */
export const customMetadataType: NativeType = {
  name: 'System.SObject',
  statics: {
    'getall()': getAll,
    'getinstance(string)': getInstance,
    'getorgdefaults()': orgDefaults,
    'getinstance()': settingInForce,
    'getvalues(string)': valuesOf
  }
};
