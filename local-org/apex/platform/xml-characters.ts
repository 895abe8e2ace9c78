import { apexException } from '../runtime/values';

/** Everything outside the `Char` production of XML 1.0, lone surrogates included. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/**
 * Refuses text that no XML 1.0 document can hold, not even as a character reference.
 *
 * @see https://www.w3.org/TR/xml/#charsets
 * @throws System.XmlException naming the code point, never the text around it
 */
export function requireXmlCharacters(text: string): string {
  const found = FORBIDDEN.exec(text);
  if (found) {
    const code = (found[0].codePointAt(0) as number).toString(16).padStart(4, '0').toUpperCase();
    throw apexException('System.XmlException', `The character U+${code} is not allowed in an XML document.`);
  }
  return text;
}

/**
 * Escapes as the JDK's XMLStreamWriter does: `&`, `<` and `>` everywhere, `"` in attribute values.
 * Line breaks and tabs stay as they are, in attributes too.
 */
export function escapeXml(text: string, inAttribute: boolean): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return inAttribute ? escaped.replaceAll('"', '&quot;') : escaped;
}
