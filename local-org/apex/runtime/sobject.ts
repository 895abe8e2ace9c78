import type { FieldSchema, ObjectSchema } from '../contract';
import { apexException } from './exceptions';

/** An sObject instance. Values are Apex values; a parent row sits under its relationship name. */
export class SObject {
  readonly schema: ObjectSchema;
  /** By lower-cased field or relationship name; absent means not set. */
  readonly values: Map<string, unknown>;
  /** True for rows a query returned: reading a field that was not selected throws. */
  readonly queried: boolean;

  constructor(schema: ObjectSchema, values: Iterable<readonly [string, unknown]> = [], queried = false) {
    this.schema = schema;
    this.values = new Map();
    for (const [name, value] of values) this.values.set(name.toLowerCase(), value);
    this.queried = queried;
  }

  /** Field schema by name in any case, or null. */
  field(name: string): FieldSchema | null {
    return this.schema.fields.get(name.toLowerCase()) ?? null;
  }

  isSet(name: string): boolean {
    return this.values.has(name.toLowerCase());
  }

  /** The value, or null; an unselected field of a queried row throws Salesforce's SObjectException. */
  get(name: string): unknown {
    const key = name.toLowerCase();
    const value = this.values.get(key);
    if (value !== undefined) return value;
    const field = this.schema.fields.get(key);
    if (this.queried && !this.values.has(key) && field && field.type !== 'id') {
      throw apexException(
        'System.SObjectException',
        `SObject row was retrieved via SOQL without querying the requested field: ${this.schema.name}.${field.name}`
      );
    }
    if (this.queried && !this.values.has(key) && !field && this.isRelationship(key)) {
      throw apexException(
        'System.SObjectException',
        `SObject row was retrieved via SOQL without querying the requested field: ${this.schema.name}.${name}`
      );
    }
    return null;
  }

  private isRelationship(key: string): boolean {
    for (const field of this.schema.fields.values()) if (field.relationshipName?.toLowerCase() === key) return true;
    return false;
  }

  put(name: string, value: unknown): void {
    this.values.set(name.toLowerCase(), value);
  }
}
