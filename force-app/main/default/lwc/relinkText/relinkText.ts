import locale from '@salesforce/i18n/locale';
import timeZone from '@salesforce/i18n/timeZone';
import NotGiven from '@salesforce/label/c.Relink_Text_NotGiven';
import Today from '@salesforce/label/c.Relink_Text_Today';

/** A piece of a long URL. The template puts a `<wbr>` after each, so that what is selected and copied holds no extra character. */
export interface UrlPart {
  key: string;
  text: string;
}

/**
 * Fills the placeholders `{0}`, `{1}` … of a label.
 * A placeholder whose parameter is missing or blank reads "(not given)"; surplus parameters are ignored.
 */
export function fill(label: string, ...params: readonly (string | number | null | undefined)[]): string {
  return label.replace(/\{(\d+)\}/g, (_, index: string) => {
    const param = params[Number(index)];
    return param === undefined || param === null || param === '' ? NotGiven : String(param);
  });
}

/**
 * Date and time in the user's locale and time zone: "Nov 24, 2026, 10:46 AM", or "Today 10:46 AM" on the same day.
 * @param value ISO 8601 text, as Apex serializes a Datetime. Absent or unreadable gives the empty text.
 * @param now Milliseconds that count as now.
 */
export function dateTimeText(value: string | null | undefined, now: number = Date.now()): string {
  const date = dateOf(value);
  if (!date) {
    return '';
  }
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  if (day.format(date) === day.format(now)) {
    return fill(Today, timeText(value));
  }
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(date);
}

/** Time of day in the user's locale and time zone: "10:46 AM". Absent or unreadable gives the empty text. */
export function timeText(value: string | null | undefined): string {
  const date = dateOf(value);
  return date ? new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(date) : '';
}

/** Cuts a URL behind each slash. The parts joined are the URL again. */
export function urlParts(url: string | null | undefined): UrlPart[] {
  return (url ?? '').match(/[^/]*\/+|[^/]+$/g)?.map((text, index) => ({ key: `${index}`, text })) ?? [];
}

function dateOf(value: string | null | undefined): Date | null {
  const date = value ? new Date(value) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}
