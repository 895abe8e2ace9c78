import {
  ApexBlob,
  ApexDate,
  ApexDecimal,
  ApexDouble,
  ApexException,
  ApexId,
  ApexList,
  ApexMap,
  ApexSet,
  EnumValue,
  SObject
} from './values';
import { ApexDatetime, ApexTime } from './dates';
import { ApexType } from './apex-type';

/** What a compiled class tells the text conversion about its instances. */
export interface Describable {
  /** Name and stored fields in declaration order. */
  describe(value: object): { name: string; fields: [string, unknown][] } | null;
}

let describable: Describable = { describe: () => null };

/** Installed by the loaded program. */
export function setDescribable(source: Describable): void {
  describable = source;
}

/** `String.valueOf(value)`. */
export function valueOfText(value: unknown): string {
  return render(value, false);
}

/** A value as an operand of `+` with a String: like String.valueOf, but a Date gets its time. */
export function concatText(value: unknown): string {
  if (typeof value === 'string') return value;
  return render(value, true);
}

function render(value: unknown, concatenation: boolean): string {
  if (value === null) return 'null';
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    case 'undefined':
      throw new Error('An undefined value reached Apex code');
    default:
  }
  if (value instanceof ApexDate) return concatenation ? `${value.toString()} 00:00:00` : value.toString();
  if (
    value instanceof ApexId ||
    value instanceof ApexDecimal ||
    value instanceof ApexDouble ||
    value instanceof ApexDatetime ||
    value instanceof ApexTime ||
    value instanceof EnumValue ||
    value instanceof ApexType
  ) {
    return value.toString();
  }
  if (value instanceof ApexBlob) return `Blob[${value.bytes.length}]`;
  if (value instanceof ApexList) return `(${value.items.map((item) => render(item, concatenation)).join(', ')})`;
  if (value instanceof ApexSet)
    return `{${value
      .values()
      .map((item) => render(item, concatenation))
      .join(', ')}}`;
  if (value instanceof ApexMap) {
    const entries = value
      .entries()
      .map(([key, item]) => `${render(key, concatenation)}=${render(item, concatenation)}`);
    return `{${entries.join(', ')}}`;
  }
  if (value instanceof SObject) {
    const fields = [...value.values].map(
      ([key, item]) => `${value.field(key)?.name ?? key}=${render(item, concatenation)}`
    );
    return `${value.schema.name}:{${fields.join(', ')}}`;
  }
  const object = value;
  const own = (object as Record<string, unknown>)['tostring()'];
  if (typeof own === 'function') {
    const text = (own as () => string | null).call(object);
    return text ?? 'null';
  }
  if (object instanceof ApexException) return `${object.typeName}: ${object.apexMessage ?? ''}`;
  const described = describable.describe(object);
  if (described) {
    return `${described.name}:[${described.fields.map(([name, item]) => `${name}=${render(item, concatenation)}`).join(', ')}]`;
  }
  throw new Error(`No text form for ${object.constructor.name}`);
}
