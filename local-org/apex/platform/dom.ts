import { type Document, DOMImplementation, type Element, type Node, XMLSerializer } from '@xmldom/xmldom';
import type { NativeType, Transaction } from '../contract';
import { ApexList, apexException, platformEnum } from '../runtime/values';
import { parseXml } from './dom-parse';

const KIND: Record<number, 'ELEMENT' | 'TEXT' | 'COMMENT' | undefined> = {
  1: 'ELEMENT',
  3: 'TEXT',
  4: 'TEXT',
  8: 'COMMENT'
};
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/**
 * `Dom.Document`.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_document.htm
 */
export class ApexDomDocument {
  document: Document | null = null;

  load(xml: string | null): void {
    this.document = parseXml(xml);
  }

  root(): ApexXmlNode | null {
    return nodeOf(this.document?.documentElement ?? null);
  }

  createRoot(name: string, namespace: string | null, prefix: string | null): ApexXmlNode {
    if (this.document?.documentElement) {
      throw apexException('System.XmlException', 'The document already has a root element.');
    }
    this.document = new DOMImplementation().createDocument(namespace, prefix ? `${prefix}:${name}` : name, null);
    return nodeOf(this.document.documentElement) as ApexXmlNode;
  }

  toXml(): string {
    if (!this.document?.documentElement)
      throw apexException('System.XmlException', 'The document has no root element.');
    return `<?xml version="1.0" encoding="UTF-8"?>${new XMLSerializer().serializeToString(this.document.documentElement)}`;
  }
}

/**
 * `Dom.XmlNode`. One instance per DOM node, so that Apex's `==` on nodes means the same node.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_classes_xml_dom_xmlnode.htm
 */
export class ApexXmlNode {
  readonly node: Node;

  constructor(node: Node) {
    this.node = node;
  }

  get element(): Element {
    if (this.node.nodeType !== 1) throw apexException('System.XmlException', 'The node is not an element.');
    return this.node as Element;
  }

  children(): ApexXmlNode[] {
    return [...this.node.childNodes]
      .filter((child) => KIND[child.nodeType])
      .map((child) => nodeOf(child) as ApexXmlNode);
  }

  childElements(): ApexXmlNode[] {
    return this.children().filter((child) => child.node.nodeType === 1);
  }

  childElement(name: string | null, namespace: string | null): ApexXmlNode | null {
    return (
      this.childElements().find(
        ({ element }) => element.localName === name && (element.namespaceURI || null) === (namespace || null)
      ) ?? null
    );
  }

  /** Text of this node: an element's own text and CDATA, without that of its children; `''` when there is none. */
  text(): string {
    if (this.node.nodeType !== 1) return this.node.nodeValue ?? '';
    return [...this.node.childNodes]
      .filter((child) => child.nodeType === 3 || child.nodeType === 4)
      .map((child) => child.nodeValue ?? '')
      .join('');
  }

  attribute(name: string | null, namespace: string | null): string | null {
    if (name === null) return null;
    return this.element.getAttributeNS(namespace || null, name);
  }

  /** Attributes in document order; namespace declarations are none. */
  attributes(): { name: string; namespace: string | null }[] {
    return [...this.element.attributes]
      .filter((attribute) => attribute.namespaceURI !== XMLNS)
      .map((attribute) => ({ name: attribute.localName ?? attribute.name, namespace: attribute.namespaceURI || null }));
  }

  attributeAt(index: number): { name: string; namespace: string | null } {
    const attribute = this.attributes()[index];
    if (!attribute) throw apexException('System.ListException', `List index out of bounds: ${index}`);
    return attribute;
  }

  addChild(name: string, namespace: string | null, prefix: string | null): ApexXmlNode {
    const child = this.ownerDocument().createElementNS(namespace || null, prefix ? `${prefix}:${name}` : name);
    this.element.appendChild(child);
    return nodeOf(child) as ApexXmlNode;
  }

  addText(text: string): ApexXmlNode {
    const child = this.ownerDocument().createTextNode(text);
    this.element.appendChild(child);
    return nodeOf(child) as ApexXmlNode;
  }

  parent(): ApexXmlNode | null {
    const parent = this.node.parentNode;
    return parent?.nodeType === 1 ? nodeOf(parent) : null;
  }

  private ownerDocument(): Document {
    return this.node.ownerDocument as Document;
  }
}

const wrappers = new WeakMap<Node, ApexXmlNode>();

function nodeOf(node: Node | null): ApexXmlNode | null {
  if (!node) return null;
  let wrapper = wrappers.get(node);
  if (!wrapper) wrappers.set(node, (wrapper = new ApexXmlNode(node)));
  return wrapper;
}

type Text = string | null;
const list = (nodes: ApexXmlNode[]): ApexList => new ApexList<unknown>(nodes, 'Dom.XmlNode');

export const domTypes: NativeType[] = [
  {
    name: 'Dom.Document',
    instanceClass: ApexDomDocument,
    constructors: { '()': () => new ApexDomDocument() },
    instance: {
      'load(string)': (_: Transaction, self: ApexDomDocument, xml: Text) => self.load(xml),
      'getrootelement()': (_: Transaction, self: ApexDomDocument) => self.root(),
      'createrootelement(string,string,string)': (
        _: Transaction,
        self: ApexDomDocument,
        name: string,
        namespace: Text,
        prefix: Text
      ) => self.createRoot(name, namespace, prefix),
      'toxmlstring()': (_: Transaction, self: ApexDomDocument) => self.toXml()
    }
  },
  {
    name: 'Dom.XmlNode',
    instanceClass: ApexXmlNode,
    instance: {
      'getname()': (_: Transaction, self: ApexXmlNode) => (self.node.nodeType === 1 ? self.element.localName : null),
      'getnamespace()': (_: Transaction, self: ApexXmlNode) =>
        self.node.nodeType === 1 ? self.element.namespaceURI || null : null,
      'getnamespacefor(string)': (_: Transaction, self: ApexXmlNode, prefix: Text) =>
        self.element.lookupNamespaceURI(prefix || null),
      'getnodetype()': (_: Transaction, self: ApexXmlNode) =>
        platformEnum('Dom.XmlNodeType', KIND[self.node.nodeType] as string),
      'gettext()': (_: Transaction, self: ApexXmlNode) => self.text(),
      'getparent()': (_: Transaction, self: ApexXmlNode) => self.parent(),
      'getchildren()': (_: Transaction, self: ApexXmlNode) => list(self.children()),
      'getchildelements()': (_: Transaction, self: ApexXmlNode) => list(self.childElements()),
      'getchildelement(string,string)': (_: Transaction, self: ApexXmlNode, name: Text, namespace: Text) =>
        self.childElement(name, namespace),
      'getattribute(string,string)': (_: Transaction, self: ApexXmlNode, name: Text, namespace: Text) =>
        self.attribute(name, namespace),
      'getattributevalue(string,string)': (_: Transaction, self: ApexXmlNode, name: Text, namespace: Text) =>
        self.attribute(name, namespace),
      'getattributecount()': (_: Transaction, self: ApexXmlNode) => self.attributes().length,
      'getattributekeyat(integer)': (_: Transaction, self: ApexXmlNode, index: number) => self.attributeAt(index).name,
      'getattributekeynsat(integer)': (_: Transaction, self: ApexXmlNode, index: number) =>
        self.attributeAt(index).namespace,
      'addchildelement(string,string,string)': (
        _: Transaction,
        self: ApexXmlNode,
        name: string,
        namespace: Text,
        prefix: Text
      ) => self.addChild(name, namespace, prefix),
      'addtextnode(string)': (_: Transaction, self: ApexXmlNode, text: string) => self.addText(text)
    }
  }
];
