import type { Transaction } from '../contract';
import { ApexPageReference, CURRENT_PAGE, PAGE_ACTION } from '../platform';
import { NotImplementedLocally } from '../runtime/values';
import { instanceFields } from '../platform/json/deserialize';
import { keyText } from '../platform/json/serialize';
import { evaluatePageExpression, UnsupportedPage } from './page-expression';
import { parsePage, type PageTemplate } from './page-template';

export interface PageResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Pages of the package: name in canonical case → source. */
export type PageSources = ReadonlyMap<string, string>;

function refusal(status: number, title: string, text: string): PageResponse {
  return {
    status,
    headers: { 'Content-Type': 'text/html;charset=UTF-8', 'Cache-Control': 'no-store' },
    body: `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`
  };
}

/**
 * Page access: a permission set in force names the page, or the user may customise the application.
 *
 * @see https://help.salesforce.com/s/articleView?id=platform.pages_security.htm
 */
function mayOpen(tx: Transaction, page: string): boolean {
  const { permissionSets, userPermissions } = tx.host.identity();
  if (userPermissions.includes('CustomizeApplication')) return true;
  return permissionSets.some((name) => tx.project.permissionSets.get(name)?.pages.has(page) ?? false);
}

/**
 * Renders a page of the package for the transaction's user.
 *
 * @throws NotImplementedLocally for a page that is more than plain text with expressions
 */
export function renderPage(
  tx: Transaction,
  sources: PageSources,
  requested: string,
  parameters: Record<string, string> = {}
): PageResponse {
  const name = [...sources.keys()].find((page) => page.toLowerCase() === requested.toLowerCase());
  if (name === undefined) return refusal(404, 'URL No Longer Exists', `Page ${escapeHtml(requested)} does not exist`);
  if (!mayOpen(tx, name)) {
    return refusal(
      403,
      'Insufficient Privileges',
      'You do not have the level of access necessary to perform the operation you requested.'
    );
  }
  const current = new ApexPageReference(`/apex/${name}`);
  for (const [key, value] of Object.entries(parameters)) current.parameters.put(key, value);
  tx.state.set(CURRENT_PAGE, current);
  try {
    const template = parsePage(sources.get(name) as string);
    return {
      status: 200,
      headers: {
        'Content-Type': template.contentType,
        'Cache-Control':
          template.maxAge === null ? 'private, no-cache, no-store, max-age=0' : `private, max-age=${template.maxAge}`,
        'X-Content-Type-Options': 'nosniff'
      },
      body: fill(tx, template)
    };
  } catch (error) {
    if (error instanceof UnsupportedPage) throw new NotImplementedLocally(`${error.message} (page ${name})`);
    throw error;
  }
}

function fill(tx: Transaction, template: PageTemplate): string {
  const controller = template.controller === null ? null : instantiate(tx, template.controller);
  if (template.action !== null) runAction(tx, controller, template.action);
  const scope = {
    sessionId: () => tx.host.identity().sessionId,
    property: (name: string) => controllerProperty(tx, controller, name)
  };
  return template.parts
    .map((part) => (typeof part === 'string' ? part : escapeHtml(asText(evaluatePageExpression(part, scope)))))
    .join('');
}

/**
 * Runs the page's `action`: after the controller's constructor, before anything is rendered, and the one place where a page may write.
 * A page that it leads to is not followed.
 */
function runAction(tx: Transaction, controller: unknown, name: string): void {
  const info = controller === null ? null : tx.classOf(controller);
  const key = `${name}()`.toLowerCase();
  if (!info?.methods.some((method) => method.key === key && !method.isStatic)) {
    throw new UnsupportedPage(`the action {!${name}}, which the controller does not have`);
  }
  tx.state.set(PAGE_ACTION, true);
  const next = tx.invoke(controller, key, []) ?? null;
  tx.state.delete(PAGE_ACTION);
  if (next !== null) throw new UnsupportedPage(`the action {!${name}}, which leads to another page`);
}

function instantiate(tx: Transaction, className: string): unknown {
  const info = tx.classNamed(className);
  if (!info) throw new UnsupportedPage(`the controller ${className}, which is no class of the package`);
  return tx.newInstance(info);
}

/** `{!x}` is the getter method `getX()`, or the property `x`. */
function controllerProperty(tx: Transaction, controller: unknown, name: string): unknown {
  const info = controller === null ? null : tx.classOf(controller);
  if (!info) throw new UnsupportedPage(`{!${name}} without a controller`);
  const getter = `get${name}()`.toLowerCase();
  for (let at: typeof info | null = info; at; at = at.superclass) {
    if (at.methods.some(({ key, isStatic }) => key === getter && !isStatic)) return tx.invoke(controller, getter, []);
  }
  const field = instanceFields(info).find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (!field) throw new UnsupportedPage(`{!${name}}, which ${info.name} does not have`);
  return field.get(controller);
}

function asText(value: unknown): string {
  return value === null || value === undefined ? '' : keyText(value);
}

/** Visualforce escapes expressions in text: https://developer.salesforce.com/docs/atlas.en-us.secure_coding_guide.meta/secure_coding_guide/secure_coding_cross_site_scripting.htm */
function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
