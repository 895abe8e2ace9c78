import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OrgHost, Row } from './apex/contract';
import type { ListView } from './lightning';

type ListRow = Record<string, string | number | boolean | null>;

/**
 * Rows of a list view, newest first, as the session's user may see them: all with View All or Modify All, else the own ones.
 * @returns null when no permission set of the user, and no user permission, lets them read the object
 */
export function listRows(host: OrgHost, sourceFolder: string, view: ListView, sessionId: string): ListRow[] | null {
  const identity = host.identity(sessionId);
  const everything = identity.userPermissions.some((name) => name === 'ViewAllData' || name === 'ModifyAllData');
  const rights = identity.permissionSets.map((name) => objectRights(sourceFolder, name, view.object));
  if (!everything && !rights.some((right) => right.read)) {
    return null;
  }
  const all = everything || rights.some((right) => right.viewAll);
  const userNames = new Map(host.rows('User').map((user) => [user.Id, user.Name ?? null]));
  return host
    .rows(view.object)
    .filter((row) => all || row.OwnerId === identity.userId || row.CreatedById === identity.userId)
    .sort((a, b) => String(b.CreatedDate).localeCompare(String(a.CreatedDate)))
    .map((row) => Object.fromEntries(view.columns.map(({ field }) => [field, cell(row, field, userNames)])));
}

function cell(row: Row, field: string, userNames: Map<Row[string] | undefined, Row[string]>): Row[string] {
  const user = /^(\w+)\.Name$/.exec(field)?.[1];
  return user === undefined ? (row[field] ?? null) : (userNames.get(row[`${user}Id`]) ?? null);
}

function objectRights(sourceFolder: string, set: string, object: string): { read: boolean; viewAll: boolean } {
  const file = join(sourceFolder, 'permissionsets', `${set}.permissionset-meta.xml`);
  const xml = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const blocks = xml.match(/<objectPermissions>[\s\S]*?<\/objectPermissions>/g) ?? [];
  const block = blocks.find((one) => one.includes(`<object>${object}</object>`)) ?? '';
  return {
    read: /<allowRead>\s*true/.test(block),
    viewAll: /<(?:viewAllRecords|modifyAllRecords)>\s*true/.test(block)
  };
}
