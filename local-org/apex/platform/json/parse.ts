import { apexException } from '../../runtime/values';

/** A JSON number with its text, so that nothing is lost on the way to a Decimal or Long. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  get isIntegral(): boolean {
    return /^-?\d+$/.test(this.text);
  }
}

export type Json = null | boolean | string | JsonNumber | Json[] | Map<string, Json>;

/** Strings, numbers, words and punctuation of RFC 8259, at one position. */
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
const BLANK = /[ \t\r\n]*/y;

class Parser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): Json {
    const value = this.#value();
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the document');
    return value;
  }

  #value(): Json {
    this.#take(BLANK);
    const value = this.#bare();
    this.#take(BLANK);
    return value;
  }

  #bare(): Json {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      default:
    }
    const word = this.#take(WORD);
    if (word) return word === 'null' ? null : word === 'true';
    const number = this.#take(NUMBER);
    if (!number) throw this.#unexpected('a valid value (number, String, array, object, true, false or null)');
    return new JsonNumber(number);
  }

  #object(): Json {
    const members = new Map<string, Json>();
    this.#at++;
    this.#take(BLANK);
    if (this.#skip('}')) return members;
    do {
      this.#take(BLANK);
      const name = this.#string();
      this.#take(BLANK);
      if (!this.#skip(':')) throw this.#unexpected('a colon to separate field name and value');
      members.set(name, this.#value());
    } while (this.#skip(','));
    if (!this.#skip('}')) throw this.#unexpected('a comma or the end of the object');
    return members;
  }

  #array(): Json {
    const items: Json[] = [];
    this.#at++;
    this.#take(BLANK);
    if (this.#skip(']')) return items;
    do items.push(this.#value());
    while (this.#skip(','));
    if (!this.#skip(']')) throw this.#unexpected('a comma or the end of the array');
    return items;
  }

  #string(): string {
    const quoted = this.#take(STRING);
    if (!quoted) throw this.#unexpected('a double-quoted string');
    return JSON.parse(quoted) as string;
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? '';
    this.#at += found.length;
    return found;
  }

  #skip(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  /** Names the place and what was expected; of the text only the offending character's code. */
  #unexpected(expected: string): Error {
    const before = this.#text.slice(0, this.#at).split('\n');
    const place = `at input location [${before.length},${(before.at(-1) as string).length + 1}]`;
    const found =
      this.#at < this.#text.length
        ? `Unexpected character (code ${this.#text.charCodeAt(this.#at)})`
        : 'Unexpected end-of-input';
    return apexException('System.JSONException', `${found}: expected ${expected} ${place}`);
  }
}

/** Parses a JSON document. @throws System.JSONException with line and column */
export function parseJson(text: string | null): Json {
  if (text === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
  return new Parser(text).document();
}
