import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex: the only form in which secrets and tokens are kept. */
export function fingerprint(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

/** Compares a value with a fingerprint in constant time. */
export function matchesFingerprint(value: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(fingerprint(value), 'hex'), Buffer.from(expected, 'hex'));
}

/** An unguessable URL-safe text of 43 characters, or more with more bytes. */
export function randomText(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}
