import type { NativeType, Transaction } from '../../contract';
import { toDecimal } from '../arithmetic';
import { ApexDecimal, ApexDouble, apexException, type EnumValue, type Rounding } from '../values';
import { given, notNullText } from './support';

type Tx = Transaction;

function parseInteger(text: string): number {
  if (!/^[+-]?\d+$/.test(text) || Math.abs(Number(text)) > 2147483648 || Number(text) === 2147483648) {
    throw apexException('System.TypeException', `Invalid integer: ${text}`);
  }
  return Number(text);
}

function parseDecimal(text: string, kind: string): ApexDecimal {
  const value = ApexDecimal.parse(text.trim());
  if (!value) throw apexException('System.TypeException', `Invalid ${kind}: ${text}`);
  return value;
}

function grouped(text: string): string {
  const [whole, fraction] = text.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction ? `${digits}.${fraction}` : digits;
}

const int32 = (value: bigint): number => Number(BigInt.asIntN(32, value));
const asDouble = (value: number): ApexDouble => new ApexDouble(value);

/** The numeric types, Boolean and Math. */
export const numberTypes: NativeType[] = [
  {
    name: 'System.Integer',
    instance: { 'format()': (_tx: Tx, self: number) => grouped(String(self)) },
    statics: {
      'valueof(string)': (_tx: Tx, text: string | null) => parseInteger(notNullText(text)),
      'valueof(object)': (_tx: Tx, value: unknown) => {
        const known = given(value);
        if (typeof known === 'number') return known;
        if (typeof known === 'string') return parseInteger(known);
        if (known instanceof ApexDecimal) return int32(known.truncated());
        throw apexException('System.TypeException', 'Invalid integer');
      }
    }
  },
  {
    name: 'System.Long',
    instance: {
      'format()': (_tx: Tx, self: bigint) => grouped(String(self)),
      'intvalue()': (_tx: Tx, self: bigint) => int32(self)
    },
    statics: {
      'valueof(string)': (_tx: Tx, text: string | null) => {
        if (!/^[+-]?\d+$/.test(notNullText(text))) throw apexException('System.TypeException', `Invalid long: ${text}`);
        return BigInt(notNullText(text));
      }
    }
  },
  {
    name: 'System.Double',
    instance: {
      'intvalue()': (_tx: Tx, self: ApexDouble) => Math.trunc(self.value) | 0,
      'longvalue()': (_tx: Tx, self: ApexDouble) => BigInt(Math.trunc(self.value)),
      'round()': (_tx: Tx, self: ApexDouble) => BigInt(Math.round(self.value))
    },
    statics: {
      'valueof(string)': (_tx: Tx, text: string | null) =>
        asDouble(parseDecimal(notNullText(text), 'double').toNumber()),
      'valueof(object)': (_tx: Tx, value: unknown) => {
        const known = given(value);
        if (known instanceof ApexDouble) return known;
        if (typeof known === 'string') return asDouble(parseDecimal(known, 'double').toNumber());
        return asDouble(toDecimal(known as ApexDecimal).toNumber());
      }
    }
  },
  {
    name: 'System.Decimal',
    instance: {
      'abs()': (_tx: Tx, self: ApexDecimal) => (self.unscaled < 0n ? self.negate() : self),
      'divide(decimal,integer)': (_tx: Tx, self: ApexDecimal, by: ApexDecimal | null, scale: number) =>
        self.divide(given(by), scale),
      'divide(decimal,integer,object)': (
        _tx: Tx,
        self: ApexDecimal,
        by: ApexDecimal | null,
        scale: number,
        mode: EnumValue | null
      ) => self.divide(given(by), scale, given(mode).name as Rounding),
      'doublevalue()': (_tx: Tx, self: ApexDecimal) => asDouble(self.toNumber()),
      'format()': (_tx: Tx, self: ApexDecimal) => grouped(self.stripTrailingZeros().toString()),
      'intvalue()': (_tx: Tx, self: ApexDecimal) => int32(self.truncated()),
      'longvalue()': (_tx: Tx, self: ApexDecimal) => self.truncated(),
      'precision()': (_tx: Tx, self: ApexDecimal) => self.unscaled.toString().replace('-', '').length,
      'round()': (_tx: Tx, self: ApexDecimal) => self.setScale(0, 'HALF_EVEN').unscaled,
      'round(roundingmode)': (_tx: Tx, self: ApexDecimal, mode: EnumValue) =>
        self.setScale(0, mode.name as Rounding).unscaled,
      'scale()': (_tx: Tx, self: ApexDecimal) => self.scale,
      'setscale(integer)': (_tx: Tx, self: ApexDecimal, scale: number) => self.setScale(scale),
      'setscale(integer,roundingmode)': (_tx: Tx, self: ApexDecimal, scale: number, mode: EnumValue) =>
        self.setScale(scale, mode.name as Rounding),
      'striptrailingzeros()': (_tx: Tx, self: ApexDecimal) => self.stripTrailingZeros(),
      'toplainstring()': (_tx: Tx, self: ApexDecimal) => self.toString()
    },
    statics: {
      'valueof(string)': (_tx: Tx, text: string | null) => parseDecimal(notNullText(text), 'decimal'),
      'valueof(double)': (_tx: Tx, value: ApexDouble | null) => ApexDecimal.fromDouble(given(value).value),
      'valueof(long)': (_tx: Tx, value: bigint | null) => ApexDecimal.fromInteger(given(value))
    }
  },
  {
    name: 'System.Boolean',
    statics: {
      'valueof(object)': (_tx: Tx, value: unknown) => {
        const known = given(value);
        if (typeof known === 'boolean') return known;
        if (typeof known === 'string') return known.toLowerCase() === 'true';
        throw apexException('System.TypeException', 'Invalid boolean');
      }
    }
  },
  {
    name: 'System.Math',
    statics: {
      'abs(integer)': (_tx: Tx, a: number | null) => Math.abs(given(a)) | 0,
      'abs(long)': (_tx: Tx, a: bigint | null) => (given(a) < 0n ? -given(a) : given(a)),
      'abs(decimal)': (_tx: Tx, a: ApexDecimal | null) => (given(a).unscaled < 0n ? given(a).negate() : given(a)),
      'abs(double)': (_tx: Tx, a: ApexDouble | null) => asDouble(Math.abs(given(a).value)),
      'max(integer,integer)': (_tx: Tx, a: number | null, b: number | null) => Math.max(given(a), given(b)),
      'max(long,long)': (_tx: Tx, a: bigint | null, b: bigint | null) => (given(a) > given(b) ? given(a) : given(b)),
      'max(decimal,decimal)': (_tx: Tx, a: ApexDecimal | null, b: ApexDecimal | null) =>
        given(a).compare(given(b)) >= 0 ? given(a) : given(b),
      'max(decimal,double)': (_tx: Tx, a: ApexDecimal | null, b: ApexDouble | null) => {
        const other = ApexDecimal.fromDouble(given(b).value);
        return given(a).compare(other) >= 0 ? given(a) : other;
      },
      'min(decimal,double)': (_tx: Tx, a: ApexDecimal | null, b: ApexDouble | null) => {
        const other = ApexDecimal.fromDouble(given(b).value);
        return given(a).compare(other) <= 0 ? given(a) : other;
      },
      'min(integer,integer)': (_tx: Tx, a: number | null, b: number | null) => Math.min(given(a), given(b)),
      'min(long,long)': (_tx: Tx, a: bigint | null, b: bigint | null) => (given(a) < given(b) ? given(a) : given(b)),
      'min(decimal,decimal)': (_tx: Tx, a: ApexDecimal | null, b: ApexDecimal | null) =>
        given(a).compare(given(b)) <= 0 ? given(a) : given(b),
      'mod(integer,integer)': (_tx: Tx, a: number | null, b: number | null) => {
        if (given(b) === 0) throw apexException('System.MathException', 'Divide by 0');
        return (given(a) % given(b)) | 0;
      },
      'mod(long,long)': (_tx: Tx, a: bigint | null, b: bigint | null) => {
        if (given(b) === 0n) throw apexException('System.MathException', 'Divide by 0');
        return given(a) % given(b);
      },
      'pow(double,double)': (_tx: Tx, a: ApexDouble | null, b: ApexDouble | null) =>
        asDouble(given(a).value ** given(b).value),
      'floor(decimal)': (_tx: Tx, a: ApexDecimal | null) => given(a).setScale(0, 'FLOOR'),
      'ceil(decimal)': (_tx: Tx, a: ApexDecimal | null) => given(a).setScale(0, 'CEILING'),
      'round(decimal)': (_tx: Tx, a: ApexDecimal | null) => int32(given(a).setScale(0, 'HALF_EVEN').unscaled),
      'roundtolong(decimal)': (_tx: Tx, a: ApexDecimal | null) => given(a).setScale(0, 'HALF_EVEN').unscaled,
      'random()': () => asDouble(Math.random())
    }
  }
];
