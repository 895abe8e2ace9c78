/** A cron expression of `System.schedule`: values that each part of the time may have. */
export interface Cron {
  seconds: Set<number>;
  minutes: Set<number>;
  hours: Set<number>;
  daysOfMonth: Set<number>;
  /** 1 to 12. */
  months: Set<number>;
  /** 1 is Sunday. */
  daysOfWeek: Set<number>;
  years: Set<number>;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Days to look ahead for the next time: what four years and a leap day need. */
const HORIZON = 1500;

/**
 * Reads `seconds minutes hours dayOfMonth month dayOfWeek [year]` with `*`, `?`, lists, ranges and steps.
 *
 * @throws RangeError with the text for a StringException
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexcode.meta/apexcode/apex_scheduler.htm
 */
export function parseCron(expression: string): Cron {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  if (parts.length < 6 || parts.length > 7) {
    throw new RangeError(`Unexpected end of expression: ${expression}`);
  }
  const [seconds, minutes, hours, dayOfMonth, month, dayOfWeek, year = '*'] = parts;
  if (![seconds, minutes].every((part) => /^\d+$/.test(part))) {
    throw new RangeError(`Seconds and minutes must be specified as integers: ${expression}`);
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new RangeError(
      `Support for specifying both a day-of-week AND a day-of-month parameter is not implemented: ${expression}`
    );
  }
  return {
    seconds: values(seconds, 0, 59),
    minutes: values(minutes, 0, 59),
    hours: values(hours, 0, 23),
    daysOfMonth: values(dayOfMonth, 1, 31),
    months: values(month, 1, 12, MONTHS),
    daysOfWeek: values(dayOfWeek, 1, 7, DAYS),
    years: values(year, 1970, 2099)
  };
}

/**
 * The first time after another one at which a job is due, in milliseconds since the epoch, or null when there is none.
 * Times are those of this computer's zone, which is the zone of the local org's users.
 */
export function nextTime(cron: Cron, after: number): number | null {
  const start = new Date(after);
  const [[second], [minute]] = [[...cron.seconds], [...cron.minutes]];
  for (let day = 0; day < HORIZON; day++) {
    const date = new Date(start.getFullYear(), start.getMonth(), start.getDate() + day);
    const fits =
      cron.years.has(date.getFullYear()) &&
      cron.months.has(date.getMonth() + 1) &&
      cron.daysOfMonth.has(date.getDate()) &&
      cron.daysOfWeek.has(date.getDay() + 1);
    for (const hour of fits ? [...cron.hours].sort((one, other) => one - other) : []) {
      const time = new Date(date.getFullYear(), date.getMonth(), date.getDate(), hour, minute, second).getTime();
      if (time > after) {
        return time;
      }
    }
  }
  return null;
}

function values(part: string, lowest: number, highest: number, names: readonly string[] = []): Set<number> {
  const found = new Set<number>();
  const number = (text: string): number => {
    const named = names.indexOf(text);
    const value = named >= 0 ? named + lowest : Number(text);
    if (!/^\d+$/.test(text) && named < 0) {
      throw new RangeError(`The local org does not know ${text} in a cron expression`);
    }
    if (value < lowest || value > highest) {
      throw new RangeError(`Values must be between ${lowest} and ${highest}: ${text}`);
    }
    return value;
  };
  for (const item of part.split(',')) {
    const [range, step] = item.split('/');
    const [first, last = step === undefined ? first : String(highest)] =
      range === '*' || range === '?' ? [String(lowest), String(highest)] : range.split('-');
    const by = step === undefined ? 1 : Number(step);
    if (!(Number.isInteger(by) && by > 0)) {
      throw new RangeError(`The local org does not know ${item} in a cron expression`);
    }
    for (let value = number(first); value <= number(last); value += by) {
      found.add(value);
    }
  }
  return found;
}
