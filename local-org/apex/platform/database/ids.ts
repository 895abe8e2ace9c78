import { randomInt } from 'node:crypto';
import type { Row } from '../../contract';
import { ApexId } from '../../runtime/values';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A fresh 18-character record id; random, because several transactions may insert at the same time. */
export function newRecordId(keyPrefix: string): string {
  let tail = '';
  for (let i = 0; i < 8; i++) tail += BASE62[randomInt(BASE62.length)];
  return ApexId.of(`${keyPrefix}0000${tail}`).value;
}

/**
 * The next value of an autonumber field with a display format such as `RUN-{00000}`: one more than the highest there is.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/customfield.htm (displayFormat)
 */
export function nextAutoNumber(format: string, fieldName: string, rows: Iterable<Row>): string {
  const placeholder = /\{(0+)\}/.exec(format);
  if (!placeholder) throw new Error(`Display format of an autonumber field is not supported: ${format}`);
  const [before, after] = [format.slice(0, placeholder.index), format.slice(placeholder.index + placeholder[0].length)];
  let highest = 0;
  for (const row of rows) {
    const text = row[fieldName];
    if (typeof text !== 'string' || !text.startsWith(before) || !text.endsWith(after)) continue;
    const number = Number(text.slice(before.length, text.length - after.length));
    if (Number.isSafeInteger(number)) highest = Math.max(highest, number);
  }
  return before + String(highest + 1).padStart(placeholder[1].length, '0') + after;
}
