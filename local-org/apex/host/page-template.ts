import { DOMParser } from '@xmldom/xmldom';
import { type PageExpression, parsePageExpression, UnsupportedPage } from './page-expression';

/** A plain-text Visualforce page. */
export interface PageTemplate {
  /** Apex class of the controller, or null. */
  controller: string | null;
  /** Method of the controller that runs before the page is rendered, or null. */
  action: string | null;
  contentType: string;
  /** Seconds a browser may keep the page; null means it must not be stored. */
  maxAge: number | null;
  parts: (string | PageExpression)[];
}

/** Attributes that must have this value, because only then a page is nothing but its text. */
const REQUIRED: Record<string, string> = {
  showheader: 'false',
  sidebar: 'false',
  standardstylesheets: 'false',
  applyhtmltag: 'false',
  applybodytag: 'false'
};
const OPTIONAL = ['controller', 'action', 'contenttype', 'cache', 'expires', 'doctype'];

/**
 * Reads a `.page` file. Pages that are more than text with `{!…}` are refused by name.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.pages.meta/pages/pages_compref_page.htm
 * @throws UnsupportedPage
 */
export function parsePage(source: string): PageTemplate {
  const document = new DOMParser({
    onError: () => {
      throw new UnsupportedPage('markup that is not well-formed');
    }
  }).parseFromString(source.replace('<apex:page', '<apex:page xmlns:apex="apex"'), 'text/xml');
  const root = document.documentElement;
  if (root?.nodeName !== 'apex:page') throw new UnsupportedPage(`the root element <${root?.nodeName}>`);
  const attributes = new Map(
    [...root.attributes]
      .filter(({ name }) => name !== 'xmlns:apex')
      .map(({ name, value }) => [name.toLowerCase(), value])
  );
  for (const name of attributes.keys()) {
    if (!OPTIONAL.includes(name) && !Object.hasOwn(REQUIRED, name))
      throw new UnsupportedPage(`<apex:page ${name}="…">`);
  }
  for (const [name, value] of Object.entries(REQUIRED)) {
    if (attributes.get(name)?.toLowerCase() !== value)
      throw new UnsupportedPage(`<apex:page> without ${name}="${value}"`);
  }
  let text = '';
  for (const child of [...root.childNodes]) {
    if (child.nodeType === 8) continue;
    if (child.nodeType !== 3 && child.nodeType !== 4) throw new UnsupportedPage(`the element <${child.nodeName}>`);
    text += child.nodeValue ?? '';
  }
  return {
    controller: attributes.get('controller') ?? null,
    action: actionName(attributes.get('action')),
    contentType: contentType(attributes.get('contenttype')),
    maxAge: attributes.get('cache')?.toLowerCase() === 'true' ? Number(attributes.get('expires') ?? 600) : null,
    parts: splitExpressions(text)
  };
}

function actionName(attribute: string | undefined): string | null {
  if (attribute === undefined) return null;
  const name = /^\{!\s*(\w+)\s*\}$/.exec(attribute)?.[1];
  if (!name) throw new UnsupportedPage(`<apex:page action="${attribute}">`);
  return name;
}

function contentType(attribute = 'text/html'): string {
  const [type, ...parameters] = attribute.split(/[;#]/);
  return /charset/i.test(parameters.join(';')) ? attribute.replace('#', ';') : `${type.trim()};charset=UTF-8`;
}

function splitExpressions(text: string): (string | PageExpression)[] {
  return text
    .split(/(\{![^}]*\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{!') ? parsePageExpression(part.slice(2, -1)) : part));
}
