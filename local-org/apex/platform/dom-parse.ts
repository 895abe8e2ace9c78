import { DOMParser, type Document } from '@xmldom/xmldom';
import { apexException } from '../runtime/values';
import { requireXmlCharacters } from './xml-characters';

/** Sections whose text is not markup: comments, CDATA, processing instructions. */
const OPAQUE = /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>/g;
const TAG = /<(?:"[^"]*"|'[^']*'|[^"'<>])*>/g;
const STRAY_AMPERSAND = /&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[\dA-Fa-f]+);)/;

function malformed(reason: string): Error {
  return apexException('System.XmlException', `Failed to parse XML due to: ${reason}`);
}

/** Well-formedness rules that the DOM parser lets pass. */
function checkStrictly(xml: string): void {
  requireXmlCharacters(xml);
  if (/^\s+<\?xml\s/.test(xml)) throw malformed('the XML declaration is not at the start of the document');
  const markup = xml.replace(OPAQUE, '');
  if (/<!DOCTYPE/i.test(markup)) throw malformed('a document type declaration is not accepted');
  if (STRAY_AMPERSAND.test(markup)) throw malformed('an ampersand that starts no known entity');
  if (markup.replace(TAG, '').includes(']]>')) throw malformed('"]]>" outside a CDATA section');
  for (const [, decimal, hexadecimal] of markup.matchAll(/&#(?:(\d+)|x([\dA-Fa-f]+));/g)) {
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    if (code > 0x10ffff) throw malformed('a character reference beyond U+10FFFF');
    requireXmlCharacters(String.fromCodePoint(code));
  }
}

/**
 * Parses a well-formed, namespace-well-formed document or throws. Warnings of the parser count as errors, because an XML
 * processor must not go on after one of them; a document type declaration is refused, so no entity is ever expanded.
 *
 * @throws System.XmlException `Failed to parse XML due to: …` with the position and never the document's text
 */
export function parseXml(xml: string | null): Document {
  if (xml === null) throw apexException('System.NullPointerException', 'Argument cannot be null.');
  checkStrictly(xml);
  let position = '';
  try {
    return new DOMParser({
      normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
      onError: (_level, _message, context: { locator?: { lineNumber?: number; columnNumber?: number } }) => {
        const at = context?.locator;
        if (!position && at?.lineNumber) position = ` (position: @${at.lineNumber}:${at.columnNumber ?? 1})`;
        throw new Error('stop');
      }
    }).parseFromString(xml, 'text/xml');
  } catch {
    throw malformed(`the document is not well-formed${position}`);
  }
}
