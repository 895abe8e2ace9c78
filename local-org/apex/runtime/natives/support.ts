import { nullPointer } from '../values';

export { apexException, ApexList, ApexSet } from '../values';

/** A String argument that must not be null. */
export function notNullText(value: string | null): string {
  if (value === null) throw nullPointer();
  return value;
}

/** Any argument that must not be null. */
export function given<T>(value: T | null): T {
  if (value === null) throw nullPointer();
  return value;
}
