import { randomBytes } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * Appends the three-character checksum that makes a 15-character id case-insensitive.
 * Algorithm: https://help.salesforce.com/s/articleView?id=000385585
 *
 * @throws Error when the id has not 15 characters
 */
export function to18(id: string): string {
  if (!/^[a-zA-Z0-9]{15}$/.test(id)) {
    throw new Error(`Not a 15-character id: ${id}`);
  }
  let suffix = '';
  for (let block = 0; block < 3; block++) {
    let bits = 0;
    for (let position = 0; position < 5; position++) {
      if (/[A-Z]/.test(id[block * 5 + position])) {
        bits |= 1 << position;
      }
    }
    suffix += ALPHABET[bits];
  }
  return id + suffix;
}

/** The 18-character form of an id given with 15 or 18 characters, or null when the text is no id. */
export function normalizeId(id: string): string | null {
  if (!/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(id)) {
    return null;
  }
  return to18(id.slice(0, 15));
}

/** Issues ids per key prefix: `0SO` Auth. Provider, `0XA` Named Credential, `00D` organization, `005` user and so on. */
export class IdSequence {
  private readonly last = new Map<string, number>();

  /** The next 18-character id under a three-character key prefix. */
  next(prefix: string): string {
    const number = (this.last.get(prefix) ?? 0) + 1;
    this.last.set(prefix, number);
    let digits = '';
    for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) {
      digits = BASE62[rest % 62] + digits;
    }
    return to18(`${prefix}Ko00000${digits.padStart(5, '0')}`);
  }
}

/** Random text of base-62 characters. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => BASE62[byte % 62]).join('');
}
