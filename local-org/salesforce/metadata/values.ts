/** A field's value: text, number, truth value, a nested record or a list of them. */
export type MetadataValue = string | number | boolean | MetadataValues | MetadataValue[];

/** Fields of a component or of a nested record by their Metadata API names. An absent field has no value. */
export interface MetadataValues {
  [field: string]: MetadataValue;
}

/** What the Metadata API shows in place of a secret. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_authproviders.htm */
export const PLACEHOLDER = 'Placeholder_Value';

/** A field as text, or null when it has no value. */
export function text(values: MetadataValues, field: string): string | null {
  const value = values[field];
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A field as a truth value; absent is false. */
export function flag(values: MetadataValues, field: string): boolean {
  return values[field] === true;
}
