import { SaxesParser } from 'saxes';

/** An element as an XML processor reports it. */
export interface Tree {
  /** `{namespace}name` */
  name: string;
  /** `{namespace}name` → value; namespace declarations are none. A name with a prefix as the value of xsi:type is resolved. */
  attributes: Record<string, string>;
  /** Text of an element without children; text between elements is layout. */
  text: string;
  children: Tree[];
}

const XMLNS = 'http://www.w3.org/2000/xmlns/';
const XSI_TYPE = '{http://www.w3.org/2001/XMLSchema-instance}type';

/**
 * Reads a document with a parser that has no part in Relink or the local org.
 * @throws Error when it is not well-formed, with its namespaces, or holds what XML 1.0 cannot carry
 */
export function readTree(xml: string): Tree {
  const root: Tree = { name: '', attributes: {}, text: '', children: [] };
  const open = [root];
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag) => {
    const element: Tree = { name: `{${tag.uri}}${tag.local}`, attributes: {}, text: '', children: [] };
    for (const { uri, local, value } of Object.values(tag.attributes)) {
      const name = `{${uri}}${local}`;
      if (uri !== XMLNS) {
        element.attributes[name] = name === XSI_TYPE ? resolved(value, (prefix) => parser.resolve(prefix)) : value;
      }
    }
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string): void => {
    (open.at(-1) as Tree).text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop() as Tree;
    if (element.children.length > 0) {
      element.text = '';
    }
  });
  parser.write(xml).close();
  return root.children[0];
}

/** The first element below this one with a local name, in document order. */
export function find(tree: Tree, localName: string): Tree | null {
  for (const child of tree.children) {
    const found = child.name.endsWith(`}${localName}`) ? child : find(child, localName);
    if (found) {
      return found;
    }
  }
  return null;
}

function resolved(value: string, namespaceOf: (prefix: string) => string | undefined): string {
  const [prefix, local] = value.includes(':') ? value.split(':') : ['', value];
  return `{${namespaceOf(prefix) ?? ''}}${local}`;
}
