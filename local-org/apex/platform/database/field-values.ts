import type { FieldSchema, Row } from '../../contract';
import {
  ApexDate,
  ApexDatetime,
  ApexDecimal,
  ApexDouble,
  ApexId,
  NotImplementedLocally,
  apexException
} from '../../runtime/values';

type Stored = Row[string];

/** The Apex value of a stored field. Booleans are never null in a row, as on Salesforce. */
export function toApex(field: FieldSchema, stored: Stored | undefined): unknown {
  if (stored === null || stored === undefined) return field.type === 'boolean' ? false : null;
  switch (field.type) {
    case 'id':
    case 'reference':
      return ApexId.of(String(stored));
    case 'datetime':
      return ApexDatetime.fromIso(String(stored));
    case 'date':
      return ApexDate.parse(String(stored));
    case 'double':
      return ApexDecimal.parse(String(stored));
    case 'int':
      return Number(stored);
    case 'boolean':
      return stored === true;
    default:
      return String(stored);
  }
}

/**
 * The stored form of an Apex value, comparable with other stored values of the field. An empty string is stored as null,
 * as on Salesforce.
 */
export function toStored(field: FieldSchema, value: unknown): Stored {
  if (value === null || value === undefined || value === '') return null;
  const wrong = (): Error =>
    apexException('System.SObjectException', `Illegal assignment of a value to field ${field.name} (${field.type})`);
  switch (field.type) {
    case 'id':
    case 'reference':
      return (value instanceof ApexId ? value : ApexId.of(value as string)).value;
    case 'datetime':
      if (value instanceof ApexDatetime) return value.toIso();
      if (value instanceof ApexDate) return `${value.toString()}T00:00:00.000Z`;
      throw wrong();
    case 'date':
      if (value instanceof ApexDate) return value.toString();
      if (value instanceof ApexDatetime) return value.toIso().slice(0, 10);
      throw wrong();
    case 'int':
    case 'double':
      if (typeof value === 'number') return value;
      if (typeof value === 'bigint' || value instanceof ApexDecimal || value instanceof ApexDouble)
        return Number(String(value));
      throw wrong();
    case 'boolean':
      if (typeof value === 'boolean') return value;
      throw wrong();
    case 'string':
    case 'textarea':
    case 'picklist':
    case 'url':
      if (typeof value === 'string') return value;
      if (value instanceof ApexId) return value.value;
      throw wrong();
    default:
      throw new NotImplementedLocally(`A field of type ${String(field.type)}`);
  }
}
