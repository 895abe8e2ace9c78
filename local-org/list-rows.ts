import type { OrgHost, PermissionSetInfo, Row } from './apex/contract';
import type { ListView } from './lightning';

type Cell = Row[string];

/**
 * Rows of a list view, newest first, as the session's user may see them: all with a right to view all, else the own ones.
 * @param permissionSets the package's permission sets by name
 * @returns null when neither a permission set nor a user permission lets the user read the object
 */
export function listRows(
  host: OrgHost,
  permissionSets: Map<string, PermissionSetInfo>,
  view: ListView,
  sessionId: string
): Record<string, Cell>[] | null {
  const identity = host.identity(sessionId);
  const everything = identity.userPermissions.some((name) => name === 'ViewAllData' || name === 'ModifyAllData');
  const rights = identity.permissionSets.map((name) =>
    permissionSets.get(name)?.objects.get(view.object.toLowerCase())
  );
  if (!everything && !rights.some((right) => right?.read)) {
    return null;
  }
  const all = everything || rights.some((right) => right?.viewAll || right?.modifyAll);
  const userNames = new Map(host.rows('User').map((user) => [user.Id, user.Name ?? null]));
  return host
    .rows(view.object)
    .filter((row) => all || row.OwnerId === identity.userId)
    .sort((a, b) => String(b.CreatedDate).localeCompare(String(a.CreatedDate)))
    .map((row) => Object.fromEntries(view.columns.map(({ field }) => [field, cell(row, field, userNames)])));
}

/** `CreatedBy.Name` is the name of the user with the id in `CreatedById`. */
function cell(row: Row, field: string, userNames: Map<Cell | undefined, Cell>): Cell {
  const user = /^(\w+)\.Name$/.exec(field)?.[1];
  return user === undefined ? (row[field] ?? null) : (userNames.get(row[`${user}Id`]) ?? null);
}
