import { ApexDate, ApexDatetime, ApexDecimal, ApexDouble, ApexId, apexException, nullPointer } from './values';
import { ApexList, ApexMap, ApexSet, keyOf } from './collections';
import { ApexTime } from './dates';
import { ApexBlob } from './scalars';
import { SObject } from './sobject';

type Nullable<T> = T | null;

/** Null receiver or operand → NullPointerException. */
export function notNull<T>(value: Nullable<T>): T {
  if (value === null) throw nullPointer();
  return value;
}

function divideByZero(): never {
  throw apexException('System.MathException', 'Divide by 0');
}

function int(operation: (a: number, b: number) => number) {
  return (a: Nullable<number>, b: Nullable<number>): number => {
    if (a === null || b === null) throw nullPointer();
    return operation(a, b);
  };
}

function long(operation: (a: bigint, b: bigint) => bigint) {
  return (a: Nullable<bigint>, b: Nullable<bigint>): bigint => {
    if (a === null || b === null) throw nullPointer();
    return BigInt.asIntN(64, operation(a, b));
  };
}

function double(operation: (a: number, b: number) => number) {
  return (a: Nullable<ApexDouble>, b: Nullable<ApexDouble>): ApexDouble => {
    if (a === null || b === null) throw nullPointer();
    return new ApexDouble(operation(a.value, b.value));
  };
}

function decimal(operation: (a: ApexDecimal, b: ApexDecimal) => ApexDecimal) {
  return (a: Nullable<ApexDecimal>, b: Nullable<ApexDecimal>): ApexDecimal => {
    if (a === null || b === null) throw nullPointer();
    return operation(a, b);
  };
}

/** Arithmetic of the four numeric types: Integer wraps at 32 bits, Long at 64, division truncates, Decimal keeps its scale. */
export const arithmetic = {
  integerAdd: int((a, b) => (a + b) | 0),
  integerSubtract: int((a, b) => (a - b) | 0),
  integerMultiply: int((a, b) => Math.imul(a, b)),
  integerDivide: int((a, b) => (b === 0 ? divideByZero() : (a / b) | 0)),
  longAdd: long((a, b) => a + b),
  longSubtract: long((a, b) => a - b),
  longMultiply: long((a, b) => a * b),
  longDivide: long((a, b) => (b === 0n ? divideByZero() : a / b)),
  doubleAdd: double((a, b) => a + b),
  doubleSubtract: double((a, b) => a - b),
  doubleMultiply: double((a, b) => a * b),
  doubleDivide: double((a, b) => (b === 0 ? divideByZero() : a / b)),
  decimalAdd: decimal((a, b) => a.plus(b)),
  decimalSubtract: decimal((a, b) => a.minus(b)),
  decimalMultiply: decimal((a, b) => a.times(b)),
  decimalDivide: decimal((a, b) => a.dividedBy(b)),
  integerToLong: (value: Nullable<number>): Nullable<bigint> => (value === null ? null : BigInt(value)),
  wholeToDecimal: (value: Nullable<number | bigint>): Nullable<ApexDecimal> =>
    value === null ? null : ApexDecimal.fromInteger(value),
  wholeToDouble: (value: Nullable<number | bigint>): Nullable<ApexDouble> =>
    value === null ? null : new ApexDouble(Number(value)),
  doubleToDecimal: (value: Nullable<ApexDouble>): Nullable<ApexDecimal> =>
    value === null ? null : ApexDecimal.fromDouble(value.value),
  decimalToDouble: (value: Nullable<ApexDecimal>): Nullable<ApexDouble> =>
    value === null ? null : new ApexDouble(value.toNumber()),
  stringToId: (value: Nullable<string>): Nullable<ApexId> => (value === null ? null : ApexId.of(value)),
  idToString: (value: Nullable<ApexId>): Nullable<string> => (value === null ? null : value.value),
  dateToDatetime: (value: Nullable<ApexDate>): Nullable<ApexDatetime> =>
    value === null ? null : new ApexDatetime(value.days * 86_400_000),
  /** A cast to a narrower numeric type drops what does not fit, as in Java. */
  narrow(value: unknown, to: string): unknown {
    if (value === null) return null;
    const whole =
      value instanceof ApexDecimal
        ? value.truncated()
        : value instanceof ApexDouble
          ? BigInt(Math.trunc(value.value))
          : BigInt(value as bigint);
    return to === 'integer' ? Number(BigInt.asIntN(32, whole)) : BigInt.asIntN(64, whole);
  },
  addDays<T extends ApexDate | ApexDatetime>(value: Nullable<T>, days: number): ApexDate | ApexDatetime {
    const base = notNull<T>(value);
    return base instanceof ApexDate ? new ApexDate(base.days + days) : new ApexDatetime(base.time + days * 86_400_000);
  }
};

/** Order of two values of one comparable type: negative, zero, positive. Strings compare without case, as Apex's operators do. */
export function order(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [a.toLowerCase(), b.toLowerCase()];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (a instanceof ApexDecimal && b instanceof ApexDecimal) return a.compare(b);
  const [x, y] = [ordinal(a), ordinal(b)];
  return x < y ? -1 : x > y ? 1 : 0;
}

function ordinal(value: unknown): number | bigint | string {
  if (value instanceof ApexDouble) return value.value;
  if (value instanceof ApexDecimal) return value.toNumber();
  if (value instanceof ApexDate) return value.days * 86_400_000;
  if (value instanceof ApexDatetime) return value.time;
  if (value instanceof ApexTime) return value.milliseconds;
  if (value instanceof ApexId) return value.value;
  return value as number | bigint | string;
}

/**
 * `<`, `<=`, `>`, `>=`: with null on a side false, except that a String or Id is greater than null.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/langCon_apex_expressions_operators_understanding.htm
 */
export function compare(op: string, a: unknown, b: unknown): boolean {
  if (a === null || b === null) return (a === null ? op[0] === '<' : op[0] === '>') && isText(a ?? b);
  const difference = order(a, b);
  return op === '<' ? difference < 0 : op === '<=' ? difference <= 0 : op === '>' ? difference > 0 : difference >= 0;
}

/** `==`: Strings without case, numbers by value, collections element by element, objects by their equals() or identity. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  if (typeof a === 'string' && typeof b === 'string') return a.toLowerCase() === b.toLowerCase();
  if (a instanceof ApexId || b instanceof ApexId) return idText(a) === idText(b);
  if (isNumber(a) && isNumber(b)) return toDecimal(a).compare(toDecimal(b)) === 0;
  if (isMoment(a) && isMoment(b)) return ordinal(a) === ordinal(b);
  if (a instanceof ApexTime && b instanceof ApexTime) return a.milliseconds === b.milliseconds;
  if (a instanceof ApexBlob && b instanceof ApexBlob) return a.bytes.equals(b.bytes);
  if (a instanceof ApexList && b instanceof ApexList) {
    return a.items.length === b.items.length && a.items.every((item, index) => equal(item, b.items[index]));
  }
  if ((a instanceof ApexSet && b instanceof ApexSet) || (a instanceof ApexMap && b instanceof ApexMap))
    return keyOf(a) === keyOf(b);
  if (a instanceof SObject && b instanceof SObject) return keyOf(a) === keyOf(b);
  if (typeof a === 'object') {
    const own = (a as Record<string, unknown>)['equals(object)'];
    if (typeof own === 'function') return own.call(a, b) === true;
  }
  return false;
}

/** `===`: like `==` for values of equal type, with case; identity for objects. */
export function same(a: unknown, b: unknown): boolean {
  if (typeof a === 'object' && a !== null) {
    const isValue = isNumber(a) || isMoment(a) || a instanceof ApexId || a instanceof ApexTime;
    return isValue ? equal(a, b) : a === b;
  }
  return a === b;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' || value instanceof ApexId;
}

function idText(value: unknown): string | null {
  if (value instanceof ApexId) return value.value;
  if (typeof value !== 'string') return null;
  return /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/.test(value) ? ApexId.of(value).value : value;
}

function isNumber(value: unknown): value is number | bigint | ApexDecimal | ApexDouble {
  return (
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    value instanceof ApexDecimal ||
    value instanceof ApexDouble
  );
}

function isMoment(value: unknown): value is ApexDate | ApexDatetime {
  return value instanceof ApexDate || value instanceof ApexDatetime;
}

/** Any number as a Decimal. */
export function toDecimal(value: number | bigint | ApexDecimal | ApexDouble): ApexDecimal {
  if (value instanceof ApexDecimal) return value;
  return value instanceof ApexDouble ? ApexDecimal.fromDouble(value.value) : ApexDecimal.fromInteger(value);
}
