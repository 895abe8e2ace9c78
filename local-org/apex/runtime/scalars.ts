import { apexException } from './exceptions';

const SUFFIX_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three check characters that make a 15-character id case-safe. */
function idSuffix(id15: string): string {
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let i = 0; i < 5; i++) {
      if (/[A-Z]/.test(id15[block * 5 + i])) bits |= 1 << i;
    }
    suffix += SUFFIX_LETTERS[bits];
  }
  return suffix;
}

/** An Apex Id, always kept in its 18-character form. Immutable. */
export class ApexId {
  readonly value: string;

  private constructor(value: string) {
    this.value = value;
  }

  /** Accepts 15 or 18 characters; otherwise a StringException `Invalid id: …`. */
  static of(text: string): ApexId {
    if (/^[a-zA-Z0-9]{15}$/.test(text)) return new ApexId(text + idSuffix(text));
    if (/^[a-zA-Z0-9]{18}$/.test(text) && idSuffix(text.slice(0, 15)) === text.slice(15).toUpperCase()) {
      return new ApexId(text.slice(0, 15) + text.slice(15).toUpperCase());
    }
    throw apexException('System.StringException', `Invalid id: ${text}`);
  }

  toString(): string {
    return this.value;
  }
}

/** An Apex Blob. Immutable. */
export class ApexBlob {
  readonly bytes: Buffer;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
  }
}

/** A constant of an Apex enum, own or platform. One instance per constant: compare with `===`. */
export class EnumValue {
  /** Qualified type name: `Dom.XmlNodeType`, `RelinkStatus`, `RelinkPlan.Kind`. */
  readonly typeName: string;
  readonly name: string;
  readonly ordinal: number;

  constructor(typeName: string, name: string, ordinal: number) {
    this.typeName = typeName;
    this.name = name;
    this.ordinal = ordinal;
  }

  toString(): string {
    return this.name;
  }
}

const platformEnums = new Map<string, EnumValue>();

/** The constant of a platform enum, by qualified type name and constant name: `platformEnum('Dom.XmlNodeType', 'ELEMENT')`. */
export function platformEnum(typeName: string, name: string, ordinal = -1): EnumValue {
  const key = `${typeName}.${name}`.toLowerCase();
  let value = platformEnums.get(key);
  if (!value) platformEnums.set(key, (value = new EnumValue(typeName, name, ordinal)));
  return value;
}
