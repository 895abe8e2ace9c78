import type { NativeType, Transaction } from '../../contract';
import { valueOfText } from '../text';
import { apexException, ApexList, ApexSet, notNullText } from './support';
import type { ApexDatetime } from '../values';
import { localText } from './dates';
import { javaRegex, javaReplacement, javaSplit } from './regex';

type Tx = Transaction;

function outOfBounds(index: number): Error {
  return apexException('System.StringException', `Starting position out of bounds: ${index}`);
}

function substring(self: string, start: number, end: number): string {
  if (start < 0 || start > self.length) throw outOfBounds(start);
  if (end < start || end > self.length)
    throw apexException('System.StringException', `Ending position out of bounds: ${end}`);
  return self.slice(start, end);
}

function isBlank(text: string | null): boolean {
  return text === null || text.trim() === '';
}

/** java.text.MessageFormat with plain `{0}` arguments; two apostrophes are one, text between apostrophes is literal. */
function format(pattern: string, values: ApexList): string {
  let out = '';
  let quoted = false;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === "'") {
      if (pattern[i + 1] === "'") {
        out += "'";
        i++;
      } else quoted = !quoted;
    } else if (c === '{' && !quoted) {
      const end = pattern.indexOf('}', i);
      const index = pattern.slice(i + 1, end);
      if (end < 0 || !/^\d+$/.test(index)) {
        throw apexException('System.StringException', `can't parse argument number: ${index}`);
      }
      out += Number(index) < values.items.length ? valueOfText(values.items[Number(index)]) : `{${index}}`;
      i = end;
    } else out += c;
  }
  return out;
}

function repeat(text: string, count: number): string {
  return count > 0 ? text.repeat(count) : '';
}

const valueOf = (_tx: Tx, value: unknown): string => valueOfText(value);

/** `System.String`: `self` is the JavaScript string. */
export const stringType: NativeType = {
  name: 'System.String',
  instance: {
    'length()': (_tx: Tx, self: string) => self.length,
    'contains(string)': (_tx: Tx, self: string, part: string | null) => self.includes(notNullText(part)),
    'containsignorecase(string)': (_tx: Tx, self: string, part: string | null) =>
      self.toLowerCase().includes(notNullText(part).toLowerCase()),
    'startswith(string)': (_tx: Tx, self: string, part: string | null) => self.startsWith(notNullText(part)),
    'startswithignorecase(string)': (_tx: Tx, self: string, part: string | null) =>
      self.toLowerCase().startsWith(notNullText(part).toLowerCase()),
    'endswith(string)': (_tx: Tx, self: string, part: string | null) => self.endsWith(notNullText(part)),
    'endswithignorecase(string)': (_tx: Tx, self: string, part: string | null) =>
      self.toLowerCase().endsWith(notNullText(part).toLowerCase()),
    'equals(object)': (_tx: Tx, self: string, other: unknown) => self === other,
    'equalsignorecase(string)': (_tx: Tx, self: string, other: string | null) =>
      other !== null && self.toLowerCase() === other.toLowerCase(),
    'compareto(string)': (_tx: Tx, self: string, other: string | null) => {
      const b = notNullText(other);
      for (let i = 0; i < Math.min(self.length, b.length); i++) {
        if (self[i] !== b[i]) return self.charCodeAt(i) - b.charCodeAt(i);
      }
      return self.length - b.length;
    },
    'indexof(string)': (_tx: Tx, self: string, part: string | null) => self.indexOf(notNullText(part)),
    'indexof(string,integer)': (_tx: Tx, self: string, part: string | null, from: number) =>
      self.indexOf(notNullText(part), from),
    'indexofignorecase(string)': (_tx: Tx, self: string, part: string | null) =>
      self.toLowerCase().indexOf(notNullText(part).toLowerCase()),
    'lastindexof(string)': (_tx: Tx, self: string, part: string | null) => self.lastIndexOf(notNullText(part)),
    'charat(integer)': (_tx: Tx, self: string, index: number) => {
      if (index < 0 || index >= self.length) throw outOfBounds(index);
      return self.charCodeAt(index);
    },
    'substring(integer)': (_tx: Tx, self: string, start: number) => substring(self, start, self.length),
    'substring(integer,integer)': (_tx: Tx, self: string, start: number, end: number) => substring(self, start, end),
    'substringafter(string)': (_tx: Tx, self: string, separator: string | null) => {
      const at = self.indexOf(notNullText(separator));
      return at < 0 ? '' : self.slice(at + notNullText(separator).length);
    },
    'substringafterlast(string)': (_tx: Tx, self: string, separator: string | null) => {
      const at = self.lastIndexOf(notNullText(separator));
      return at < 0 ? '' : self.slice(at + notNullText(separator).length);
    },
    'substringbefore(string)': (_tx: Tx, self: string, separator: string | null) => {
      const at = self.indexOf(notNullText(separator));
      return at < 0 ? self : self.slice(0, at);
    },
    'substringbeforelast(string)': (_tx: Tx, self: string, separator: string | null) => {
      const at = self.lastIndexOf(notNullText(separator));
      return at < 0 ? self : self.slice(0, at);
    },
    'substringbetween(string,string)': (_tx: Tx, self: string, open: string | null, close: string | null) => {
      const start = self.indexOf(notNullText(open));
      const end = start < 0 ? -1 : self.indexOf(notNullText(close), start + notNullText(open).length);
      return end < 0 ? null : self.slice(start + notNullText(open).length, end);
    },
    'left(integer)': (_tx: Tx, self: string, count: number) => self.slice(0, Math.max(0, count)),
    'right(integer)': (_tx: Tx, self: string, count: number) => (count <= 0 ? '' : self.slice(-count)),
    'mid(integer,integer)': (_tx: Tx, self: string, start: number, count: number) => {
      const from = Math.max(0, start);
      return count < 0 || from > self.length ? '' : self.slice(from, from + count);
    },
    'abbreviate(integer)': (_tx: Tx, self: string, width: number) => {
      if (width < 4) throw apexException('System.StringException', 'Minimum abbreviation width is 4');
      return self.length <= width ? self : `${self.slice(0, width - 3)}...`;
    },
    'leftpad(integer)': (_tx: Tx, self: string, width: number) => self.padStart(width),
    'leftpad(integer,string)': (_tx: Tx, self: string, width: number, pad: string | null) =>
      self.padStart(width, notNullText(pad) || ' '),
    'rightpad(integer)': (_tx: Tx, self: string, width: number) => self.padEnd(width),
    'rightpad(integer,string)': (_tx: Tx, self: string, width: number, pad: string | null) =>
      self.padEnd(width, notNullText(pad) || ' '),
    'repeat(integer)': (_tx: Tx, self: string, count: number) => repeat(self, count),
    'reverse()': (_tx: Tx, self: string) => [...self].reverse().join(''),
    'tolowercase()': (_tx: Tx, self: string) => self.toLowerCase(),
    'touppercase()': (_tx: Tx, self: string) => self.toUpperCase(),
    'capitalize()': (_tx: Tx, self: string) => self.slice(0, 1).toUpperCase() + self.slice(1),
    'uncapitalize()': (_tx: Tx, self: string) => self.slice(0, 1).toLowerCase() + self.slice(1),
    // Java's trim: everything up to U+0020, not JavaScript's Unicode white space.
    'trim()': (_tx: Tx, self: string) => self.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, ''),
    'normalizespace()': (_tx: Tx, self: string) => self.trim().replace(/\s+/g, ' '),
    'deletewhitespace()': (_tx: Tx, self: string) => self.replace(/\s+/g, ''),
    'remove(string)': (_tx: Tx, self: string, part: string | null) => (part ? self.split(part).join('') : self),
    'removestart(string)': (_tx: Tx, self: string, part: string | null) =>
      part && self.startsWith(part) ? self.slice(part.length) : self,
    'removeend(string)': (_tx: Tx, self: string, part: string | null) =>
      part && self.endsWith(part) ? self.slice(0, -part.length) : self,
    'removestartignorecase(string)': (_tx: Tx, self: string, part: string | null) =>
      part && self.toLowerCase().startsWith(part.toLowerCase()) ? self.slice(part.length) : self,
    'removeendignorecase(string)': (_tx: Tx, self: string, part: string | null) =>
      part && self.toLowerCase().endsWith(part.toLowerCase()) ? self.slice(0, -part.length) : self,
    'replace(string,string)': (_tx: Tx, self: string, what: string | null, by: string | null) =>
      self.split(notNullText(what)).join(notNullText(by)),
    'replaceall(string,string)': (_tx: Tx, self: string, regex: string | null, by: string | null) =>
      self.replace(javaRegex(notNullText(regex), 'g'), javaReplacement(notNullText(by))),
    'replacefirst(string,string)': (_tx: Tx, self: string, regex: string | null, by: string | null) =>
      self.replace(javaRegex(notNullText(regex)), javaReplacement(notNullText(by))),
    'split(string)': (_tx: Tx, self: string, regex: string | null) =>
      new ApexList<unknown>(javaSplit(self, notNullText(regex)), 'String'),
    'split(string,integer)': (_tx: Tx, self: string, regex: string | null, limit: number) =>
      new ApexList<unknown>(javaSplit(self, notNullText(regex), limit), 'String'),
    'countmatches(string)': (_tx: Tx, self: string, part: string | null) => (part ? self.split(part).length - 1 : 0),
    'isnumeric()': (_tx: Tx, self: string) => /^\d+$/.test(self),
    'isalpha()': (_tx: Tx, self: string) => /^\p{L}+$/u.test(self),
    'isalphanumeric()': (_tx: Tx, self: string) => /^[\p{L}\p{Nd}]+$/u.test(self),
    'isasciiprintable()': (_tx: Tx, self: string) => /^[\x20-\x7e]*$/.test(self),
    'iswhitespace()': (_tx: Tx, self: string) => /^\s*$/.test(self),
    'containsany(string)': (_tx: Tx, self: string, characters: string | null) =>
      [...notNullText(characters)].some((c) => self.includes(c)),
    'containsonly(string)': (_tx: Tx, self: string, characters: string | null) =>
      [...self].every((c) => notNullText(characters).includes(c)),
    'containsnone(string)': (_tx: Tx, self: string, characters: string | null) =>
      ![...notNullText(characters)].some((c) => self.includes(c)),
    'containswhitespace()': (_tx: Tx, self: string) => /\s/.test(self),
    'hashcode()': (_tx: Tx, self: string) => {
      let hash = 0;
      for (let i = 0; i < self.length; i++) hash = (Math.imul(hash, 31) + self.charCodeAt(i)) | 0;
      return hash;
    },
    'escapexml()': (_tx: Tx, self: string) =>
      self.replace(
        /[&<>"']/g,
        (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' })[c] ?? c
      ),
    'striphtmltags()': (_tx: Tx, self: string) => self.replace(/<[^>]*>/g, '')
  },
  statics: {
    'valueof(object)': valueOf,
    'valueof(date)': valueOf,
    'valueof(datetime)': (tx: Tx, value: ApexDatetime | null) =>
      value === null ? valueOfText(null) : localText(tx, value),
    'valueof(decimal)': valueOf,
    'valueof(double)': valueOf,
    'valueof(integer)': valueOf,
    'valueof(long)': valueOf,
    'valueofgmt(datetime)': valueOf,
    'isblank(string)': (_tx: Tx, text: string | null) => isBlank(text),
    'isnotblank(string)': (_tx: Tx, text: string | null) => !isBlank(text),
    'isempty(string)': (_tx: Tx, text: string | null) => text === null || text === '',
    'isnotempty(string)': (_tx: Tx, text: string | null) => text !== null && text !== '',
    'join(object,string)': (_tx: Tx, items: unknown, separator: string | null) => {
      if (!(items instanceof ApexList || items instanceof ApexSet)) {
        throw apexException('System.TypeException', 'String.join takes a List or a Set');
      }
      return [...items].map((item) => (item === null ? '' : valueOfText(item))).join(notNullText(separator));
    },
    'format(string,list<object>)': (_tx: Tx, pattern: string | null, values: ApexList | null) =>
      format(notNullText(pattern), values ?? new ApexList()),
    'escapesinglequotes(string)': (_tx: Tx, text: string | null) => notNullText(text).replace(/'/g, "\\'"),
    'fromchararray(list<integer>)': (_tx: Tx, codes: ApexList<number>) => String.fromCharCode(...codes.items)
  }
};
