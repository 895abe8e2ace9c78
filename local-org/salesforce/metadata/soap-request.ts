import { DOMParser, ParseError } from '@xmldom/xmldom';
import type { Element, Node } from '@xmldom/xmldom';
import { SoapFault } from './soap-fault';

export const METADATA_NAMESPACE = 'http://soap.sforce.com/2006/04/metadata';
export const SOAP_NAMESPACE = 'http://schemas.xmlsoap.org/soap/envelope/';
export const XSI_NAMESPACE = 'http://www.w3.org/2001/XMLSchema-instance';

/** Headers of the Metadata WSDL. https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_soap_headers.htm */
const HEADERS = ['SessionHeader', 'AllOrNoneHeader', 'CallOptions', 'DebuggingHeader'];

/** A SOAP message as far as the envelope goes. */
export interface SoapRequest {
  sessionId: string | null;
  allOrNone: boolean;
  /** Local name of the operation: `readMetadata`. */
  operation: string;
  /** The operation's element. */
  call: Element;
}

/**
 * Reads an envelope.
 *
 * @throws SoapFault for malformed XML, another SOAP version, another namespace or an unknown header
 */
export function readSoapRequest(xml: string): SoapRequest {
  const envelope = parse(xml);
  if (envelope.localName !== 'Envelope' || envelope.namespaceURI !== SOAP_NAMESPACE) {
    throw SoapFault.client(
      `The root is not an Envelope of SOAP 1.1 but {${envelope.namespaceURI ?? ''}}${envelope.localName}.`
    );
  }
  let headers: Element[] = [];
  let body: Element | null = null;
  for (const part of elements(envelope)) {
    if (part.namespaceURI === SOAP_NAMESPACE && part.localName === 'Header' && !body) {
      headers = elements(part);
    } else if (part.namespaceURI === SOAP_NAMESPACE && part.localName === 'Body' && !body) {
      body = part;
    } else {
      throw SoapFault.client(`Element ${qualified(part)} invalid at this location in type Envelope`);
    }
  }
  const calls = body ? elements(body) : [];
  if (calls.length !== 1) {
    throw SoapFault.client(`The Body holds ${calls.length} elements instead of one.`);
  }
  const call = calls[0];
  if (call.namespaceURI !== METADATA_NAMESPACE) {
    throw SoapFault.client(
      `No operation available for request ${qualified(call)}, please check the WSDL for the service.`
    );
  }
  return { ...readHeaders(headers), operation: call.localName as string, call };
}

/** Child elements. @throws SoapFault when there is text between them */
export function elements(parent: Element): Element[] {
  const found: Element[] = [];
  for (let child: Node | null = parent.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) {
      found.push(child as Element);
    } else if (child.nodeType !== child.COMMENT_NODE && (child.textContent ?? '').trim() !== '') {
      throw SoapFault.client(`Unexpected text inside ${qualified(parent)}.`);
    }
  }
  return found;
}

/** Text of an element without leading and trailing blanks, as the API takes strings. @throws SoapFault when it has child elements */
export function elementText(element: Element): string {
  for (let child: Node | null = element.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === child.ELEMENT_NODE) {
      throw SoapFault.client(
        `Element ${qualified(child as Element)} invalid at this location in ${qualified(element)}`
      );
    }
  }
  return (element.textContent ?? '').trim();
}

/** Whether an element is marked as having no value. */
export function isNil(element: Element): boolean {
  const mark = element.getAttributeNS(XSI_NAMESPACE, 'nil');
  return mark === 'true' || mark === '1';
}

/** Whether an element belongs to the API: its namespace, or none as some clients write the parameters. */
export function isOfApi(element: Element): boolean {
  return element.namespaceURI === METADATA_NAMESPACE || !element.namespaceURI;
}

/** `{namespace}name` */
export function qualified(element: Element): string {
  return `{${element.namespaceURI ?? ''}}${element.localName}`;
}

function parse(xml: string): Element {
  if (/<!DOCTYPE/i.test(xml)) {
    throw SoapFault.client('A SOAP message must not hold a document type declaration.');
  }
  try {
    const root = new DOMParser({
      // As XML 1.0 has it; the parser's own rule is that of XML 1.1.
      normalizeLineEndings: (source) => source.replace(/\r\n?/g, '\n'),
      onError: (level, message) => {
        if (level !== 'warning') {
          throw new ParseError(message);
        }
      }
    }).parseFromString(xml, 'text/xml').documentElement;
    if (root) {
      return root;
    }
  } catch (error) {
    if (!(error instanceof ParseError)) {
      throw error;
    }
    throw SoapFault.client(`The message is not well-formed XML: ${error.message.split('\n')[0]}`);
  }
  throw SoapFault.client('The message is empty.');
}

function readHeaders(headers: Element[]): Pick<SoapRequest, 'sessionId' | 'allOrNone'> {
  const result: Pick<SoapRequest, 'sessionId' | 'allOrNone'> = { sessionId: null, allOrNone: false };
  for (const header of headers) {
    if (!isOfApi(header) || !HEADERS.includes(header.localName as string)) {
      throw SoapFault.client(`Header ${qualified(header)} is not in the WSDL of the service.`);
    }
    for (const part of elements(header)) {
      if (header.localName === 'SessionHeader' && part.localName === 'sessionId') {
        result.sessionId = elementText(part);
      } else if (header.localName === 'AllOrNoneHeader' && part.localName === 'allOrNone') {
        result.allOrNone = readBoolean(elementText(part));
      } else if (header.localName === 'SessionHeader' || header.localName === 'AllOrNoneHeader') {
        throw SoapFault.client(`Element ${qualified(part)} invalid at this location in type ${header.localName}`);
      }
    }
  }
  return result;
}

/** An xsd:boolean. @throws SoapFault for any other text */
export function readBoolean(value: string): boolean {
  if (value === 'true' || value === '1') {
    return true;
  }
  if (value === 'false' || value === '0') {
    return false;
  }
  throw SoapFault.client(`'${value}' is not a valid value for the type xsd:boolean`);
}
