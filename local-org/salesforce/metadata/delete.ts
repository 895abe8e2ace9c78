import { credentialsOf } from '../components';
import { externalCredentialsOf } from '../external-credentials';
import type { ComponentType, OrgUser, SetupStore } from '../store';
import { refused } from './prepared-save';
import type { PreparedSave } from './prepared-save';

/**
 * Checks a deletion without carrying it out. That an unreferenced Auth. Provider can be deleted is known from practice;
 * that a referenced one cannot is assumed, as for other components that something depends on.
 */
export function prepareDeletion(store: SetupStore, type: ComponentType, fullName: string, user: OrgUser): PreparedSave {
  if (type !== 'AuthProvider') {
    return refused(fullName, 'INVALID_TYPE', `The local org deletes Auth. Providers only, not a ${type}`);
  }
  const component = store.find(type, fullName);
  if (!component) {
    return refused(fullName, 'INVALID_CROSS_REFERENCE_KEY', `no ${type} named ${fullName} found`);
  }
  if (!user.userPermissions.has('ManageAuthProviders')) {
    return refused(fullName, 'INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  }
  if (component.namespace !== null) {
    return refused(fullName, 'CANNOT_MODIFY_MANAGED_OBJECT', `Cannot delete managed object: ${fullName}`);
  }
  const users = [...credentialsOf(store, component), ...externalCredentialsOf(store, component)].map(
    (item) => item.fullName
  );
  return users.length > 0
    ? refused(fullName, 'DEPENDENCY_EXISTS', `This Auth. Provider is referenced elsewhere: ${users.join(', ')}`)
    : { fullName: component.fullName, errors: [], apply: () => store.remove(component, user.id) };
}
