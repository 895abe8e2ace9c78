import { readFileSync } from 'node:fs';
import { DOMParser, type Element } from '@xmldom/xmldom';

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

/** Reads a `-meta.xml` file; malformed XML is an error that names the file. */
export function readMetadata(file: string): MetadataElement {
  const parser = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${file}: ${level}: ${message}`);
    }
  });
  const root = parser.parseFromString(readFileSync(file, 'utf8'), 'text/xml').documentElement;
  if (!root) throw new Error(`${file}: empty metadata file`);
  return new MetadataElement(root);
}
