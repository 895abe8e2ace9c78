import { apexException } from './exceptions';

function pow10(n: number): bigint {
  return 10n ** BigInt(n);
}

export type Rounding = 'UP' | 'DOWN' | 'CEILING' | 'FLOOR' | 'HALF_UP' | 'HALF_DOWN' | 'HALF_EVEN' | 'UNNECESSARY';

function divideRounded(numerator: bigint, denominator: bigint, mode: Rounding): bigint {
  const sign = numerator < 0n !== denominator < 0n ? -1n : 1n;
  const n = numerator < 0n ? -numerator : numerator;
  const d = denominator < 0n ? -denominator : denominator;
  const quotient = n / d;
  const rest = n % d;
  if (rest === 0n) return sign * quotient;
  const twice = rest * 2n;
  let up: boolean;
  switch (mode) {
    case 'UP':
      up = true;
      break;
    case 'DOWN':
      up = false;
      break;
    case 'CEILING':
      up = sign > 0n;
      break;
    case 'FLOOR':
      up = sign < 0n;
      break;
    case 'HALF_UP':
      up = twice >= d;
      break;
    case 'HALF_DOWN':
      up = twice > d;
      break;
    case 'HALF_EVEN':
      up = twice > d || (twice === d && quotient % 2n === 1n);
      break;
    case 'UNNECESSARY':
      throw apexException('System.MathException', 'Rounding necessary');
  }
  return sign * (up ? quotient + 1n : quotient);
}

/** An Apex Decimal: unscaled value and scale, as java.math.BigDecimal has them. Immutable. */
export class ApexDecimal {
  readonly unscaled: bigint;
  readonly scale: number;

  constructor(unscaled: bigint, scale: number) {
    this.unscaled = unscaled;
    this.scale = scale;
  }

  /** Parses `12.50`, `-3`, `1e3`; null when the text is no number. */
  static parse(text: string): ApexDecimal | null {
    const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
    if (!match || (!match[2] && !match[3])) return null;
    const fraction = match[3] ?? '';
    let unscaled = BigInt((match[2] || '') + fraction || '0');
    if (match[1] === '-') unscaled = -unscaled;
    let scale = fraction.length - Number(match[4] ?? 0);
    if (scale < 0) {
      unscaled *= pow10(-scale);
      scale = 0;
    }
    return new ApexDecimal(unscaled, scale);
  }

  static fromInteger(value: number | bigint): ApexDecimal {
    return new ApexDecimal(BigInt(value), 0);
  }

  static fromDouble(value: number): ApexDecimal {
    const parsed = ApexDecimal.parse(String(value));
    if (!parsed) throw apexException('System.MathException', 'Infinite or NaN');
    return parsed;
  }

  /**
   * Rounds half to even unless told otherwise.
   *
   * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_methods_system_decimal.htm
   */
  setScale(scale: number, mode: Rounding = 'HALF_EVEN'): ApexDecimal {
    if (scale >= this.scale) return new ApexDecimal(this.unscaled * pow10(scale - this.scale), scale);
    return new ApexDecimal(divideRounded(this.unscaled, pow10(this.scale - scale), mode), scale);
  }

  plus(other: ApexDecimal): ApexDecimal {
    const scale = Math.max(this.scale, other.scale);
    return new ApexDecimal(this.setScale(scale).unscaled + other.setScale(scale).unscaled, scale);
  }

  minus(other: ApexDecimal): ApexDecimal {
    return this.plus(other.negate());
  }

  times(other: ApexDecimal): ApexDecimal {
    return new ApexDecimal(this.unscaled * other.unscaled, this.scale + other.scale);
  }

  /** The `/` operator: exact when it can be, otherwise 33 significant digits as Salesforce keeps them. */
  dividedBy(other: ApexDecimal): ApexDecimal {
    if (other.unscaled === 0n) throw apexException('System.MathException', 'Divide by 0');
    const scale = Math.max(33, this.scale);
    const numerator = this.unscaled * pow10(scale + other.scale - this.scale);
    const result = new ApexDecimal(divideRounded(numerator, other.unscaled, 'HALF_EVEN'), scale);
    return result.stripTrailingZeros();
  }

  divide(other: ApexDecimal, scale: number, mode: Rounding = 'HALF_UP'): ApexDecimal {
    if (other.unscaled === 0n) throw apexException('System.MathException', 'Divide by 0');
    const shift = scale + other.scale - this.scale;
    const numerator = shift >= 0 ? this.unscaled * pow10(shift) : this.unscaled;
    const denominator = shift >= 0 ? other.unscaled : other.unscaled * pow10(-shift);
    return new ApexDecimal(divideRounded(numerator, denominator, mode), scale);
  }

  negate(): ApexDecimal {
    return new ApexDecimal(-this.unscaled, this.scale);
  }

  stripTrailingZeros(): ApexDecimal {
    let { unscaled, scale } = this;
    while (scale > 0 && unscaled % 10n === 0n) {
      unscaled /= 10n;
      scale -= 1;
    }
    return new ApexDecimal(unscaled, scale);
  }

  /** Ignores scale: 1.0 and 1.00 compare as equal. */
  compare(other: ApexDecimal): number {
    const scale = Math.max(this.scale, other.scale);
    const difference = this.setScale(scale).unscaled - other.setScale(scale).unscaled;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  toNumber(): number {
    return Number(this.toString());
  }

  /** Whole part, fraction dropped. */
  truncated(): bigint {
    return this.unscaled / pow10(this.scale);
  }

  toString(): string {
    const negative = this.unscaled < 0n;
    const digits = (negative ? -this.unscaled : this.unscaled).toString().padStart(this.scale + 1, '0');
    const whole = digits.slice(0, digits.length - this.scale);
    return (negative ? '-' : '') + whole + (this.scale > 0 ? '.' + digits.slice(digits.length - this.scale) : '');
  }
}

/** An Apex Double: boxed so that it is never taken for an Integer. Immutable. */
export class ApexDouble {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toString(): string {
    if (Number.isInteger(this.value) && Math.abs(this.value) < 1e7) return this.value.toFixed(1);
    const text = String(this.value);
    if (Math.abs(this.value) >= 1e7 || (this.value !== 0 && Math.abs(this.value) < 1e-3)) {
      const [mantissa, exponent] = this.value.toExponential().split('e');
      return `${mantissa.includes('.') ? mantissa : mantissa + '.0'}E${Number(exponent)}`;
    }
    return text;
  }
}
