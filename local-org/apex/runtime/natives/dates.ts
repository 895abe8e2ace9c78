import type { NativeType, Transaction } from '../../contract';
import { ApexDate, ApexDatetime, apexException, ApexTime, NotImplementedLocally } from '../values';
import { given, notNullText } from './support';

type Tx = Transaction;

const DAY = 86_400_000;

interface Clock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  millisecond: number;
}

/** Wall-clock fields of an instant in a zone. */
function clock(instant: ApexDatetime, zone: string): Clock {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23'
  }).formatToParts(instant.time);
  const field = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  return {
    year: field('year'),
    month: field('month'),
    day: field('day'),
    hour: field('hour'),
    minute: field('minute'),
    second: field('second'),
    millisecond: ((instant.time % 1000) + 1000) % 1000
  };
}

/** The instant at which a zone's clock shows these fields; they may overflow, as in Datetime.newInstance. */
function instantAt(
  zone: string,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number
): ApexDatetime {
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const offsetAt = (time: number): number => {
    const shown = clock(new ApexDatetime(time), zone);
    return (
      Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second) -
      Math.floor(time / 1000) * 1000
    );
  };
  const first = wall - offsetAt(wall);
  return new ApexDatetime(wall - offsetAt(first));
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December'
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** `String.valueOf(Datetime)`: in the user's time zone, unlike the text in a concatenation. */
export function localText(tx: Tx, instant: ApexDatetime): string {
  return formatPattern(instant, zoneOf(tx), 'yyyy-MM-dd HH:mm:ss');
}

/** java.text.SimpleDateFormat in English, the letters a package uses; others are refused by name. */
function formatPattern(instant: ApexDatetime, zone: string, pattern: string): string {
  const now = clock(instant, zone);
  const weekday = WEEKDAYS[new Date(Date.UTC(now.year, now.month - 1, now.day)).getUTCDay()];
  const twelve = now.hour % 12 === 0 ? 12 : now.hour % 12;
  return pattern.replace(/'((?:[^']|'')*)'|([a-zA-Z])\2*/g, (token: string, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted === '' ? "'" : quoted.replace(/''/g, "'");
    const width = token.length;
    switch (token[0]) {
      case 'y':
        return width === 2 ? padded(now.year % 100, 2) : padded(now.year, width);
      case 'M':
        return width >= 4
          ? MONTHS[now.month - 1]
          : width === 3
            ? MONTHS[now.month - 1].slice(0, 3)
            : padded(now.month, width);
      case 'd':
        return padded(now.day, width);
      case 'H':
        return padded(now.hour, width);
      case 'h':
        return padded(twelve, width);
      case 'm':
        return padded(now.minute, width);
      case 's':
        return padded(now.second, width);
      case 'S':
        return padded(now.millisecond, width);
      case 'a':
        return now.hour < 12 ? 'AM' : 'PM';
      case 'E':
        return width >= 4 ? weekday : weekday.slice(0, 3);
      default:
        throw new NotImplementedLocally(`The date format letter ${token[0]}`);
    }
  });
}

const zoneOf = (tx: Tx): string => tx.host.identity().timeZone;

function addMonths(date: ApexDate, months: number): ApexDate {
  const { year, month, day } = date.parts();
  const first = ApexDate.of(year, month + months, 1).parts();
  const last = ApexDate.of(first.year, first.month + 1, 0).parts().day;
  return ApexDate.of(first.year, first.month, Math.min(day, last));
}

function shiftMonths(instant: ApexDatetime, months: number): ApexDatetime {
  const days = Math.floor(instant.time / DAY);
  return new ApexDatetime(addMonths(new ApexDate(days), months).days * DAY + (instant.time - days * DAY));
}

function dateIn(instant: ApexDatetime, zone: string): ApexDate {
  const { year, month, day } = clock(instant, zone);
  return ApexDate.of(year, month, day);
}

const plus = (factor: number) => (_tx: Tx, self: ApexDatetime, count: number | null) =>
  new ApexDatetime(self.time + given(count) * factor);

function parseDatetime(text: string, zone: string): ApexDatetime {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?$/.exec(text);
  if (!match) throw apexException('System.TypeException', `Invalid date/time: ${text}`);
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  return instantAt(zone, year, month, day, hour, minute, second);
}

const date: NativeType = {
  name: 'System.Date',
  instance: {
    'adddays(integer)': (_tx: Tx, self: ApexDate, count: number | null) => new ApexDate(self.days + given(count)),
    'addmonths(integer)': (_tx: Tx, self: ApexDate, count: number | null) => addMonths(self, given(count)),
    'addyears(integer)': (_tx: Tx, self: ApexDate, count: number | null) => addMonths(self, 12 * given(count)),
    'day()': (_tx: Tx, self: ApexDate) => self.parts().day,
    'month()': (_tx: Tx, self: ApexDate) => self.parts().month,
    'year()': (_tx: Tx, self: ApexDate) => self.parts().year,
    'daysbetween(date)': (_tx: Tx, self: ApexDate, other: ApexDate | null) => given(other).days - self.days,
    'issameday(date)': (_tx: Tx, self: ApexDate, other: ApexDate | null) => given(other).days === self.days,
    'tostartofmonth()': (_tx: Tx, self: ApexDate) => ApexDate.of(self.parts().year, self.parts().month, 1)
  },
  statics: {
    'newinstance(integer,integer,integer)': (_tx: Tx, year: number | null, month: number | null, day: number | null) =>
      ApexDate.of(given(year), given(month), given(day)),
    'today()': (tx: Tx) => dateIn(new ApexDatetime(tx.host.now()), zoneOf(tx)),
    'valueof(string)': (_tx: Tx, text: string | null) => ApexDate.parse(notNullText(text))
  }
};

const datetime: NativeType = {
  name: 'System.Datetime',
  instance: {
    'adddays(integer)': plus(DAY),
    'addhours(integer)': plus(3_600_000),
    'addminutes(integer)': plus(60_000),
    'addseconds(integer)': plus(1000),
    'addmonths(integer)': (_tx: Tx, self: ApexDatetime, count: number | null) => shiftMonths(self, given(count)),
    'addyears(integer)': (_tx: Tx, self: ApexDatetime, count: number | null) => shiftMonths(self, 12 * given(count)),
    'gettime()': (_tx: Tx, self: ApexDatetime) => BigInt(self.time),
    'date()': (tx: Tx, self: ApexDatetime) => dateIn(self, zoneOf(tx)),
    'dategmt()': (_tx: Tx, self: ApexDatetime) => dateIn(self, 'UTC'),
    'year()': (tx: Tx, self: ApexDatetime) => clock(self, zoneOf(tx)).year,
    'month()': (tx: Tx, self: ApexDatetime) => clock(self, zoneOf(tx)).month,
    'day()': (tx: Tx, self: ApexDatetime) => clock(self, zoneOf(tx)).day,
    'hour()': (tx: Tx, self: ApexDatetime) => clock(self, zoneOf(tx)).hour,
    'minute()': (tx: Tx, self: ApexDatetime) => clock(self, zoneOf(tx)).minute,
    'second()': (tx: Tx, self: ApexDatetime) => clock(self, zoneOf(tx)).second,
    'yeargmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').year,
    'monthgmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').month,
    'daygmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').day,
    'hourgmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').hour,
    'minutegmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').minute,
    'secondgmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').second,
    'millisecond()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').millisecond,
    'millisecondgmt()': (_tx: Tx, self: ApexDatetime) => clock(self, 'UTC').millisecond,
    'format(string)': (tx: Tx, self: ApexDatetime, pattern: string | null) =>
      formatPattern(self, zoneOf(tx), notNullText(pattern)),
    'format(string,string)': (_tx: Tx, self: ApexDatetime, pattern: string | null, zone: string | null) =>
      formatPattern(self, notNullText(zone), notNullText(pattern)),
    'formatgmt(string)': (_tx: Tx, self: ApexDatetime, pattern: string | null) =>
      formatPattern(self, 'UTC', notNullText(pattern))
  },
  statics: {
    'now()': (tx: Tx) => new ApexDatetime(tx.host.now()),
    'newinstance(long)': (_tx: Tx, time: bigint | null) => new ApexDatetime(Number(given(time))),
    'newinstance(integer,integer,integer)': (tx: Tx, y: number, m: number, d: number) =>
      instantAt(zoneOf(tx), y, m, d, 0, 0, 0),
    'newinstance(integer,integer,integer,integer,integer,integer)': (
      tx: Tx,
      y: number,
      m: number,
      d: number,
      hour: number,
      minute: number,
      second: number
    ) => instantAt(zoneOf(tx), y, m, d, hour, minute, second),
    'newinstancegmt(integer,integer,integer)': (_tx: Tx, y: number, m: number, d: number) =>
      instantAt('UTC', y, m, d, 0, 0, 0),
    'newinstancegmt(integer,integer,integer,integer,integer,integer)': (
      _tx: Tx,
      y: number,
      m: number,
      d: number,
      hour: number,
      minute: number,
      second: number
    ) => instantAt('UTC', y, m, d, hour, minute, second),
    'newinstancegmt(date,time)': (_tx: Tx, day: ApexDate | null, time: ApexTime | null) =>
      new ApexDatetime(given(day).days * DAY + given(time).milliseconds),
    'valueof(string)': (tx: Tx, text: string | null) => parseDatetime(notNullText(text), zoneOf(tx)),
    'valueofgmt(string)': (_tx: Tx, text: string | null) => parseDatetime(notNullText(text), 'UTC')
  }
};

const time: NativeType = {
  name: 'System.Time',
  instance: {
    'hour()': (_tx: Tx, self: ApexTime) => Math.floor(self.milliseconds / 3_600_000),
    'minute()': (_tx: Tx, self: ApexTime) => Math.floor(self.milliseconds / 60_000) % 60,
    'second()': (_tx: Tx, self: ApexTime) => Math.floor(self.milliseconds / 1000) % 60
  },
  statics: {
    'newinstance(integer,integer,integer,integer)': (_tx: Tx, h: number, m: number, s: number, ms: number) =>
      new ApexTime(((h * 60 + m) * 60 + s) * 1000 + ms)
  }
};

export const dateTypes: NativeType[] = [date, datetime, time];
