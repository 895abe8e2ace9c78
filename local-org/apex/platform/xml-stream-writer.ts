import type { NativeType } from '../contract';
import { apexException } from '../runtime/values';
import { escapeXml, requireXmlCharacters } from './xml-characters';

/** XML names without the colon; ASCII rules only beyond the Latin range, which is all the platform's schemas use. */
const NAME = /^[\p{L}_][\p{L}\p{N}_.\-\u00B7]*$/u;

/**
 * `System.XmlStreamWriter`: writes a document from the outside in, with the byte rules of the JDK's writer
 * (no self-closing of elements that were started, the start tag is closed by the next content).
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_XmlStream_writer.htm
 */
export class ApexXmlStreamWriter {
  readonly #open: string[] = [];
  #text = '';
  #startTag: 'none' | 'open' | 'empty' = 'none';
  #closed = false;

  startDocument(encoding: string | null, version: string | null): void {
    if (this.#text !== '') this.#fail('The XML declaration has to come first.');
    this.#write(`<?xml version="${this.#attribute(version ?? '1.0')}"`);
    if (encoding) this.#write(` encoding="${this.#attribute(encoding)}"`);
    this.#write('?>');
  }

  startElement(prefix: string | null, name: string | null, kind: 'open' | 'empty'): void {
    const qualified = this.#qualified(prefix, name);
    this.#closeStartTag();
    this.#write(`<${qualified}`);
    this.#startTag = kind;
    if (kind === 'open') this.#open.push(qualified);
  }

  attribute(qualified: string, value: string | null): void {
    if (this.#startTag === 'none') this.#fail('Attribute not associated with any element');
    this.#write(` ${qualified}="${this.#attribute(value ?? '')}"`);
  }

  qualifiedAttribute(prefix: string | null, name: string | null, value: string | null): void {
    this.attribute(this.#qualified(prefix, name), value);
  }

  /** An empty or null prefix, or `xmlns`, declares the default namespace, as in the JDK. */
  namespace(prefix: string | null, uri: string | null): void {
    if (this.#startTag === 'none') this.#fail('Invalid state: start tag is not opened at writeNamespace');
    this.attribute(!prefix || prefix === 'xmlns' ? 'xmlns' : `xmlns:${this.#name(prefix)}`, uri);
  }

  characters(text: string | null): void {
    this.#closeStartTag();
    this.#write(escapeXml(requireXmlCharacters(text ?? ''), false));
  }

  cdata(text: string | null): void {
    if (text?.includes(']]>')) this.#fail('A CDATA section cannot contain "]]>".');
    this.#closeStartTag();
    this.#write(`<![CDATA[${requireXmlCharacters(text ?? '')}]]>`);
  }

  comment(text: string | null): void {
    if (text?.includes('--') || text?.endsWith('-')) this.#fail('A comment cannot contain "--" or end in "-".');
    this.#closeStartTag();
    this.#write(`<!--${requireXmlCharacters(text ?? '')}-->`);
  }

  endElement(): void {
    this.#closeStartTag();
    const name = this.#open.pop();
    if (name === undefined) this.#fail('No element was found to write');
    this.#write(`</${name}>`);
  }

  endDocument(): void {
    this.#closeStartTag();
    while (this.#open.length > 0) this.endElement();
  }

  close(): void {
    this.#closed = true;
  }

  /** The document so far; a start tag that is still open is not closed by asking. */
  xml(): string {
    return this.#text;
  }

  #qualified(prefix: string | null, name: string | null): string {
    return prefix ? `${this.#name(prefix)}:${this.#name(name)}` : this.#name(name);
  }

  #name(name: string | null): string {
    if (name === null) this.#fail('Local Name cannot be null');
    if (!NAME.test(name)) this.#fail('The name of an XML element, attribute or prefix is not well-formed.');
    return name;
  }

  #attribute(value: string): string {
    return escapeXml(requireXmlCharacters(value), true);
  }

  #closeStartTag(): void {
    if (this.#startTag === 'none') return;
    this.#write(this.#startTag === 'empty' ? '/>' : '>');
    this.#startTag = 'none';
  }

  #write(text: string): void {
    if (this.#closed) this.#fail('The stream writer is closed.');
    this.#text += text;
  }

  #fail(message: string): never {
    throw apexException('System.XmlException', message);
  }
}

type Text = string | null;

export const xmlStreamWriterType: NativeType = {
  name: 'System.XmlStreamWriter',
  instanceClass: ApexXmlStreamWriter,
  constructors: { '()': () => new ApexXmlStreamWriter() },
  instance: {
    'writestartdocument(string,string)': (_, self: ApexXmlStreamWriter, encoding: Text, version: Text) =>
      self.startDocument(encoding, version),
    'writestartelement(string,string,string)': (_, self: ApexXmlStreamWriter, prefix: Text, name: Text) =>
      self.startElement(prefix, name, 'open'),
    'writeemptyelement(string,string,string)': (_, self: ApexXmlStreamWriter, prefix: Text, name: Text) =>
      self.startElement(prefix, name, 'empty'),
    'writeattribute(string,string,string,string)': (
      _,
      self: ApexXmlStreamWriter,
      prefix: Text,
      _uri: Text,
      name: Text,
      value: Text
    ) => self.qualifiedAttribute(prefix, name, value),
    'writenamespace(string,string)': (_, self: ApexXmlStreamWriter, prefix: Text, uri: Text) =>
      self.namespace(prefix, uri),
    'writedefaultnamespace(string)': (_, self: ApexXmlStreamWriter, uri: Text) => self.namespace(null, uri),
    // Binds the URI for prefix look-ups only; the declaration is written by writeDefaultNamespace.
    'setdefaultnamespace(string)': () => undefined,
    'writecharacters(string)': (_, self: ApexXmlStreamWriter, text: Text) => self.characters(text),
    'writecdata(string)': (_, self: ApexXmlStreamWriter, text: Text) => self.cdata(text),
    'writecomment(string)': (_, self: ApexXmlStreamWriter, text: Text) => self.comment(text),
    'writeendelement()': (_, self: ApexXmlStreamWriter) => self.endElement(),
    'writeenddocument()': (_, self: ApexXmlStreamWriter) => self.endDocument(),
    'getxmlstring()': (_, self: ApexXmlStreamWriter) => self.xml(),
    'close()': (_, self: ApexXmlStreamWriter) => self.close()
  }
};
