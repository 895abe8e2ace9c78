import { DOMParser, type Element } from '@xmldom/xmldom';
import type { Problem } from '../outcome';

/** An element of a metadata file, with the file that it stands in. */
export interface Place {
  file: string;
  element: Element;
}

interface Located {
  lineNumber?: number;
  columnNumber?: number;
}

/** Parses XML; what is not well-formed becomes a problem with its place. */
export function parseXml(file: string, source: string): { root: Element | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const parser = new DOMParser({
    onError: (_level, message, context: { locator?: Located }) => {
      const { lineNumber, columnNumber } = context.locator ?? {};
      problems.push({
        file,
        line: lineNumber ?? 1,
        column: columnNumber ?? 1,
        message: `is not well-formed XML: ${message.split('\n')[0]}`
      });
    }
  });
  try {
    return { root: parser.parseFromString(source, 'text/xml').documentElement, problems };
  } catch (error) {
    if (problems.length === 0) {
      problems.push({ file, line: 1, column: 1, message: `is not well-formed XML: ${(error as Error).message}` });
    }
    return { root: null, problems: problems.slice(0, 1) };
  }
}

/** A problem at an element. */
export function problemAt({ file, element }: Place, message: string): Problem {
  const { lineNumber, columnNumber } = element as Located;
  return { file, line: lineNumber ?? 1, column: columnNumber ?? 1, message };
}

/** Child elements, all or those of a name. */
export function children(place: Place, name?: string): Place[] {
  return [...place.element.childNodes]
    .filter((node): node is Element => node.nodeType === 1)
    .filter((child) => name === undefined || child.localName === name)
    .map((element) => ({ file: place.file, element }));
}

/** The only or first child of a name. */
export function child(place: Place, name: string): Place | null {
  return children(place, name)[0] ?? null;
}

/** Elements at the end of a path such as `values/field`. */
export function descendants(place: Place, path: string): Place[] {
  return path.split('/').reduce<Place[]>((found, name) => found.flatMap((each) => children(each, name)), [place]);
}

/** Text of an element. */
export function content({ element }: Place): string {
  return (element.textContent ?? '').trim();
}

/** Text of a child element, or null when there is no such child. */
export function text(place: Place, name: string): string | null {
  const found = child(place, name);
  return found && content(found);
}
