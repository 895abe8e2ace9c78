import { apexException, NotImplementedLocally } from '../values';

const LINE_END = '\\n\\r\\u0085\\u2028\\u2029';

/**
 * A Java regular expression as a JavaScript one with the same matches. What the two languages read differently is either
 * spelled out (`.`, `$`, `\s`) or refused.
 */
export function javaRegex(source: string, flags = ''): RegExp {
  let out = '';
  let ignoreCase = false;
  let text = source;
  if (text.startsWith('(?i)')) {
    // Java ignores the case of ASCII letters alone.
    if (/[^\0-\x7f]/.test(text)) throw new NotImplementedLocally('(?i) with other letters than those of ASCII');
    ignoreCase = true;
    text = text.slice(4);
  }
  let inClass = false;
  const refuse = (what: string): never => {
    throw new NotImplementedLocally(`The regular expression construct ${what}`);
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '\\') {
      const next = text[++i];
      if (next === undefined) throw apexException('System.StringException', `Invalid regex: ${source}`);
      if ('dDwWbBtnrf'.includes(next)) out += `\\${next}`;
      else if (next === 's') out += inClass ? ' \\t\\n\\x0B\\f\\r' : '[ \\t\\n\\x0B\\f\\r]';
      else if (next === 'S' && !inClass) out += '[^ \\t\\n\\x0B\\f\\r]';
      else if (/[1-9]/.test(next) && !inClass) out += `\\${next}`;
      else if (next === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(i + 1, i + 5))) {
        out += `\\u${text.slice(i + 1, i + 5)}`;
        i += 4;
      } else if (/[a-zA-Z0-9]/.test(next)) refuse(`\\${next}`);
      else out += `\\u{${next.codePointAt(0)?.toString(16)}}`;
    } else if (inClass) {
      if (c === '[' || (c === '&' && text[i + 1] === '&')) refuse('of nested character classes');
      if (c === ']') inClass = false;
      out += c;
    } else if (c === '[') {
      inClass = true;
      out += c;
      if (text[i + 1] === '^') out += text[++i];
      if (text[i + 1] === ']') {
        out += '\\]';
        i++;
      }
    } else if (c === '.') out += `[^${LINE_END}]`;
    else if (c === '$') out += `(?=(?:\\r\\n|[${LINE_END}])?(?![\\s\\S]))`;
    else if ('*+?}'.includes(c) && text[i + 1] === '+') refuse('of possessive quantifiers');
    else if (c === '(' && text[i + 1] === '?' && !/^\(\?(?::|=|!|<=|<!|<[a-zA-Z])/.test(text.slice(i))) {
      refuse(text.slice(i, i + 4));
    } else if (c === ']') out += '\\]';
    else if (c === '{' && !/^\{\d+(?:,\d*)?\}/.test(text.slice(i))) refuse('of a literal {');
    else if (c === '}' && !/\{\d+(?:,\d*)?$/.test(text.slice(0, i))) out += '\\}';
    else out += c;
  }
  try {
    return new RegExp(out, `u${ignoreCase ? 'i' : ''}${flags}`);
  } catch {
    throw apexException('System.StringException', `Invalid regex: ${source}`);
  }
}

/** A Java replacement text (`$1`, `\$`) applied to a match. */
export function javaReplacement(replacement: string): (...match: unknown[]) => string {
  return (...match) => {
    let out = '';
    for (let i = 0; i < replacement.length; i++) {
      if (replacement[i] === '\\') out += replacement[++i] ?? '';
      else if (replacement[i] === '$') {
        const digit = replacement[++i];
        if (!digit || !/\d/.test(digit)) throw new NotImplementedLocally('A named group in a replacement');
        // Behind the whole match and its groups comes the position.
        const groups = match.findIndex((part) => typeof part === 'number');
        if (Number(digit) >= groups) throw apexException('System.StringException', `No group ${digit}`);
        out += (match[Number(digit)] as string | undefined) ?? '';
      } else out += replacement[i];
    }
    return out;
  };
}

/** `String.split` as Java does it: no trailing empty parts unless a negative limit is given. */
export function javaSplit(text: string, regex: string, limit = 0): string[] {
  if (text === '') return [''];
  const pattern = javaRegex(regex, 'g');
  const parts: string[] = [];
  let start = 0;
  for (const match of text.matchAll(pattern)) {
    const end = match.index + match[0].length;
    if (end === 0) continue;
    if (match[0].length === 0 && match.index >= text.length) continue;
    if (limit > 0 && parts.length === limit - 1) break;
    parts.push(text.slice(start, match.index));
    start = end;
  }
  parts.push(text.slice(start));
  if (limit === 0) while (parts.length > 1 && parts[parts.length - 1] === '') parts.pop();
  return parts;
}
