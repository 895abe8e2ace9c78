import { DOMParser, type Element } from '@xmldom/xmldom';
import { readText, SourceProblem } from './source-file';

/** A metadata XML file as a tree of elements; the reader works on local names only. */
export class MetadataElement {
  private readonly element: Element;

  constructor(element: Element) {
    this.element = element;
  }

  get name(): string {
    return this.element.localName ?? this.element.nodeName;
  }

  children(name?: string): MetadataElement[] {
    return [...this.element.childNodes]
      .filter((node): node is Element => node.nodeType === 1)
      .map((node) => new MetadataElement(node))
      .filter((child) => name === undefined || child.name === name);
  }

  child(name: string): MetadataElement | null {
    return this.children(name)[0] ?? null;
  }

  /** Text of a child element, or null when there is no such child. */
  text(name: string): string | null {
    return this.child(name)?.content ?? null;
  }

  flag(name: string): boolean {
    return this.text(name) === 'true';
  }

  get content(): string {
    return this.element.textContent ?? '';
  }

  attribute(name: string): string | null {
    return this.element.getAttribute(name);
  }
}

interface XmlPlace {
  locator?: { lineNumber?: number; columnNumber?: number };
}

/** Files as they were read last: a reload parses again only what changed. */
const parsed = new Map<string, { text: string; root: MetadataElement }>();

/** Reads a `-meta.xml` file. @throws SourceProblem where the XML is malformed */
export function readMetadata(file: string): MetadataElement {
  const text = readText(file);
  const known = parsed.get(file);
  if (known?.text === text) return known.root;
  const root = parse(file, text);
  parsed.set(file, { text, root });
  return root;
}

function parse(file: string, text: string): MetadataElement {
  let problem: SourceProblem | null = null;
  const parser = new DOMParser({
    onError: (_level, message, context: XmlPlace) => {
      const { lineNumber = 1, columnNumber = 1 } = context?.locator ?? {};
      problem ??= new SourceProblem(file, lineNumber, columnNumber, `Malformed XML: ${String(message).split('\n')[0]}`);
      throw problem;
    }
  });
  let root: Element | null = null;
  try {
    root = parser.parseFromString(text, 'text/xml').documentElement;
  } catch (error) {
    throw problem ?? error;
  }
  if (!root) throw new SourceProblem(file, 1, 1, 'Empty metadata file');
  return new MetadataElement(root);
}
