/** Text that breaks things, made from a seed: the same seed gives the same text on every machine. */

/** Pieces by what is bad about them. */
const PIECES: Record<string, readonly string[]> = {
  'XML specials': ['<', '>', '&', '"', "'", '</secret>', '<a b="c">', '/>', '<?xml version="1.0"?>', '<!-- -->', '--'],
  'text that looks escaped': ['&amp;', '&lt;', '&#0;', '&#13;', '&#x10FFFF;', '&nbsp;', '&bogus;', '%00', '\\u0000'],
  'CDATA and DOCTYPE': [']]>', ']]', '<![CDATA[', '<![CDATA[x]]>', '<!DOCTYPE a [<!ENTITY b "c">]>', '&b;'],
  'line breaks': ['\r', '\n', '\r\n', '\u0085', '\u2028', '\u2029', '\t', '\v', '\f'],
  'control characters': Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)),
  'C1 controls': Array.from({ length: 33 }, (_, offset) => String.fromCharCode(0x7f + offset)),
  'what XML cannot carry': ['\u0000', '\u0008', '\u001f', '\ufffe', '\uffff'],
  'halves of surrogate pairs': ['\ud800', '\udbff', '\udc00', '\udfff', '\ude00\ud83d'],
  astral: ['😀', '𝒳', '\u{10ffff}', '\u{1fffe}', '👩‍👩‍👧', '🏳️‍🌈'],
  'right to left': ['שלום', 'مرحبا', '\u202e', '\u2066', '\u200f', '\u061c'],
  combining: ['e\u0301', 'Z\u0351\u0322\u034e', '\u0300', 'ﬁ', 'İ', 'ß'],
  'invisible characters': ['\u00a0', '\u200b', '\u200d', '\ufeff', '\u00ad', '\u2060', '\u3000'],
  'blanks inside': ['  ', ' ', ' \t '],
  'quoting of other languages': ["' OR Name != '", '{0}', "''", '{!$Credential.OAuthToken}', '${x}', '\\', '`', '"}]'],
  ordinary: ['Kq7wXbV2sM9eRt4Y', '3f9b61c0-5d1e-4c56-9a0b-2d7e8c41aa05', 'contact_data', 'A', '~', '_-.', 'Ünïcödé']
};

/** What is bad about the texts, for the reader of a failure. */
export const KINDS = Object.keys(PIECES);

const AROUND = ['', '', '', '', ' ', '  ', '\t', '\n', '\r\n'];
/** Lengths at which Salesforce's limits lie, and far beyond. */
const LENGTHS = [32, 33, 80, 81, 100, 101, 256, 257, 4000];

/** Everything outside the `Char` production: https://www.w3.org/TR/xml/#charsets */
const NOT_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** A source of bad text. */
export class BadText {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** One text: mostly of one kind, between ordinary pieces; sometimes long, sometimes with blanks around it. */
  next(): string {
    const kind = this.pick(KINDS);
    let text = '';
    for (let left = 1 + this.below(6); left > 0; left--) {
      text += this.pick(PIECES[this.below(3) === 0 ? 'ordinary' : kind]);
    }
    if (this.below(12) === 0) {
      const length = this.pick(LENGTHS);
      text = text.repeat(Math.ceil(length / text.length)).slice(0, length);
    }
    return this.pick(AROUND) + text + this.pick(AROUND);
  }

  /** A text that a key or secret may be: printable ASCII, with everything in it that XML escapes. */
  printable(longest: number): string {
    const text = (this.next() + this.pick(PIECES['XML specials'])).replace(/[^\x20-\x7e]/g, '');
    return text.trim().slice(0, longest).trim() || '<&>';
  }

  /** A text as an org can hold it: what XML can carry, no blanks around, not empty, not too long. */
  held(longest: number): string {
    const text = this.next().replace(NOT_XML, '').trim();
    return text.slice(0, longest).replace(NOT_XML, '').trim() || 'x';
  }

  /** A text as no org can give it away: with something that XML cannot carry. */
  unheld(): string {
    return `a${this.pick(PIECES['what XML cannot carry'])}${this.held(20)}`;
  }

  private pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)];
  }

  /** Mulberry32. */
  private below(bound: number): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  }
}
