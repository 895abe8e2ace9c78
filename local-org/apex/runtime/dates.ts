import { apexException } from './exceptions';

const DAY = 86_400_000;

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** An Apex Date: a calendar day without zone. Immutable. */
export class ApexDate {
  /** Days since 1970-01-01. */
  readonly days: number;

  constructor(days: number) {
    this.days = days;
  }

  /** Overflowing months and days roll over, as Date.newInstance does. */
  static of(year: number, month: number, day: number): ApexDate {
    return new ApexDate(Math.floor(Date.UTC(year, month - 1, day) / DAY));
  }

  /** `2026-11-24`; throws a TypeException as Date.valueOf does. */
  static parse(text: string): ApexDate {
    const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(text);
    if (!match) throw apexException('System.TypeException', `Invalid date: ${text}`);
    return ApexDate.of(Number(match[1]), Number(match[2]), Number(match[3]));
  }

  /** Year, month (1–12) and day of month. */
  parts(): { year: number; month: number; day: number } {
    const date = new Date(this.days * DAY);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }

  /** `2026-11-24`. */
  toString(): string {
    const { year, month, day } = this.parts();
    return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  }
}

/** An Apex Datetime: an instant. Immutable. */
export class ApexDatetime {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;

  constructor(time: number) {
    this.time = time;
  }

  /** From a stored ISO string. */
  static fromIso(text: string): ApexDatetime {
    const time = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
    if (Number.isNaN(time)) throw apexException('System.TypeException', `Invalid date/time: ${text}`);
    return new ApexDatetime(time);
  }

  /** `2026-11-24T10:15:30.000Z`. */
  toIso(): string {
    return new Date(this.time).toISOString();
  }

  /** `2026-11-24 10:15:30`, in GMT: what String.valueOf gives here (the org's time zone is modelled by format(), not by this). */
  toString(): string {
    return this.toIso().slice(0, 19).replace('T', ' ');
  }
}

/** An Apex Time of day. Immutable. */
export class ApexTime {
  /** Milliseconds since midnight. */
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    this.milliseconds = milliseconds;
  }

  toString(): string {
    return new Date(this.milliseconds).toISOString().slice(11);
  }
}
