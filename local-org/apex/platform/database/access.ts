import type { ApexProject, FieldSchema, Identity, ObjectSchema, Row } from '../../contract';

/** Setup objects every user may read about themselves and their org. */
const READABLE_BY_ALL = new Set(['user', 'organization', 'profile', 'userpermissionaccess']);

/** A user's rights on one object, from the permission sets in force and from user permissions. */
export interface ObjectRights {
  read: boolean;
  create: boolean;
  edit: boolean;
  delete: boolean;
  viewAll: boolean;
  modifyAll: boolean;
}

/**
 * Merges what the assigned permission sets grant; `ViewAllData` and `ModifyAllData` imply their object rights, but no
 * field rights, as on Salesforce. Profiles of the emulated org grant nothing on the package's objects.
 * Custom settings belong to who may customise the application; nobody else was granted any here.
 *
 * @see https://help.salesforce.com/s/articleView?id=platform.users_profiles_view_all_mod_all.htm
 */
export function objectRights(project: ApexProject, identity: Identity, object: ObjectSchema): ObjectRights {
  const key = object.name.toLowerCase();
  const holds = (permission: string): boolean => identity.userPermissions.includes(permission);
  const modifyAll = holds('ModifyAllData');
  const viewAll = modifyAll || holds('ViewAllData');
  const rights = { read: viewAll, create: modifyAll, edit: modifyAll, delete: modifyAll, viewAll, modifyAll };
  if (object.kind === 'setup') {
    rights.read ||= READABLE_BY_ALL.has(key) || holds('ViewSetup');
    rights.viewAll = rights.read;
    return rights;
  }
  if (object.settings) {
    const all = holds('CustomizeApplication');
    return { read: all, create: all, edit: all, delete: all, viewAll: all, modifyAll: all };
  }
  for (const name of identity.permissionSets) {
    const granted = project.permissionSets.get(name)?.objects.get(key);
    if (!granted) continue;
    for (const right of Object.keys(rights) as (keyof ObjectRights)[]) rights[right] ||= granted[right];
  }
  return rights;
}

/** Field-level security: it exists for custom fields that are not required; all others follow the object. */
export function mayAccessField(
  project: ApexProject,
  identity: Identity,
  object: ObjectSchema,
  field: FieldSchema,
  right: 'read' | 'edit'
): boolean {
  if (object.kind === 'setup' || object.settings || field.required || !field.name.endsWith('__c')) return true;
  const key = `${object.name}.${field.name}`.toLowerCase();
  return identity.permissionSets.some((name) => project.permissionSets.get(name)?.fields.get(key)?.[right] ?? false);
}

/**
 * Record sharing of objects whose organization-wide default is private: own records, or view/modify all.
 * There are no roles, groups or sharing rules in the emulated org. Custom settings have no sharing.
 */
export function maySeeRow(object: ObjectSchema, rights: ObjectRights, identity: Identity, row: Row): boolean {
  if (object.kind === 'setup' || object.settings || rights.viewAll || rights.modifyAll) return true;
  return (row.OwnerId ?? row.CreatedById) === identity.userId;
}
