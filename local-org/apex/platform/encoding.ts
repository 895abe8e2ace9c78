import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import type { NativeType, Transaction } from '../contract';
import { ApexBlob, NotImplementedLocally, apexException } from '../runtime/values';

/** Apex algorithm names → Node's. */
const DIGESTS: Record<string, string | undefined> = {
  md5: 'md5',
  sha1: 'sha1',
  'sha-1': 'sha1',
  'sha-256': 'sha256',
  'sha-512': 'sha512'
};
const MACS: Record<string, string | undefined> = {
  hmacmd5: 'md5',
  hmacsha1: 'sha1',
  hmacsha256: 'sha256',
  hmacsha512: 'sha512'
};

type Text = string | null;

function required<T>(value: T | null): T {
  if (value === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
  return value;
}

function requireUtf8(charset: Text): void {
  if (required(charset).toLowerCase() !== 'utf-8') throw new NotImplementedLocally(`The character set ${charset}`);
}

/** As java.net.URLEncoder: letters, digits and `.-*_` stay, a blank becomes a plus, half of a surrogate pair a question mark. */
function urlEncode(text: Text, charset: Text): string {
  requireUtf8(charset);
  return encodeURIComponent(required(text).replace(/\p{Surrogate}/gu, '?'))
    .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}

function urlDecode(text: Text, charset: Text): string {
  requireUtf8(charset);
  const raw = required(text).replaceAll('+', ' ');
  if (/%(?![\dA-Fa-f]{2})/.test(raw)) {
    throw apexException('System.StringException', 'URLDecoder: Illegal hex characters in escape (%) pattern');
  }
  return raw.replace(/(?:%[\dA-Fa-f]{2})+/g, (run) => Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'));
}

function base64Decode(text: Text): ApexBlob {
  const source = required(text).replace(/\s/g, '');
  if (!/^[A-Za-z\d+/]*={0,2}$/.test(source)) {
    throw apexException('System.StringException', 'Unrecognized base64 character');
  }
  return new ApexBlob(Buffer.from(source, 'base64'));
}

function fromHex(text: Text): ApexBlob {
  const source = required(text);
  if (!/^(?:[\dA-Fa-f]{2})*$/.test(source)) {
    throw apexException('System.StringException', 'The text is not an even number of hexadecimal digits.');
  }
  return new ApexBlob(Buffer.from(source, 'hex'));
}

const AES_BITS = [128, 192, 256];

function aesKey(bits: number | null): ApexBlob {
  if (!AES_BITS.includes(required(bits))) {
    throw apexException('System.InvalidParameterValueException', 'Invalid key size. Must be 128, 192 or 256.');
  }
  return new ApexBlob(randomBytes(required(bits) / 8));
}

function mac(name: Text, input: ApexBlob | null, key: ApexBlob | null): Buffer {
  return createHmac(algorithm(name, MACS), required(key).bytes).update(required(input).bytes).digest();
}

function algorithm(name: Text, known: Record<string, string | undefined>): string {
  const node = known[required(name).toLowerCase()];
  if (!node) throw new NotImplementedLocally(`The algorithm ${name}`);
  return node;
}

export const encodingTypes: NativeType[] = [
  {
    name: 'System.EncodingUtil',
    statics: {
      'base64encode(blob)': (_: Transaction, blob: ApexBlob | null) => required(blob).bytes.toString('base64'),
      'base64decode(string)': (_: Transaction, text: Text) => base64Decode(text),
      'converttohex(blob)': (_: Transaction, blob: ApexBlob | null) => required(blob).bytes.toString('hex'),
      'convertfromhex(string)': (_: Transaction, text: Text) => fromHex(text),
      'urlencode(string,string)': (_: Transaction, text: Text, charset: Text) => urlEncode(text, charset),
      'urldecode(string,string)': (_: Transaction, text: Text, charset: Text) => urlDecode(text, charset)
    }
  },
  {
    name: 'System.Crypto',
    statics: {
      'generatedigest(string,blob)': (_: Transaction, name: Text, input: ApexBlob | null) =>
        new ApexBlob(createHash(algorithm(name, DIGESTS)).update(required(input).bytes).digest()),
      'generatemac(string,blob,blob)': (_: Transaction, name: Text, input: ApexBlob | null, key: ApexBlob | null) =>
        new ApexBlob(mac(name, input, key)),
      'verifyhmac(string,blob,blob,blob)': (
        _: Transaction,
        name: Text,
        input: ApexBlob | null,
        key: ApexBlob | null,
        claimed: ApexBlob | null
      ) => {
        const expected = mac(name, input, key);
        return expected.length === required(claimed).bytes.length && timingSafeEqual(expected, required(claimed).bytes);
      },
      'generateaeskey(integer)': (_: Transaction, bits: number | null) => aesKey(bits),
      'getrandominteger()': () => randomInt(2 ** 32) - 2 ** 31,
      'getrandomlong()': () => randomBytes(8).readBigInt64BE()
    }
  }
];
