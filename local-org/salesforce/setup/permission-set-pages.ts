import type { Visit } from './context';
import { grantedBy, principalsOf } from '../external-credentials';
import { html } from './html';
import type { Html } from './html';

/** Setup › Permission Sets: those of the package and of the org, who has them, and the principals that they grant. */
export function listPermissionSets(visit: Visit): void {
  const { store, permissionSets } = visit.context;
  visit.show(
    'Permission Sets',
    html`<table>
        <thead>
          <tr>
            <th scope="col">Permission Set</th>
            <th scope="col">API Name</th>
            <th scope="col">User</th>
            <th scope="col">Assignment</th>
          </tr>
        </thead>
        <tbody>
          ${permissionSets().flatMap(({ name, label }) =>
            store.users.map((user) => {
              const assigned = user.permissionSets.includes(name);
              return html`<tr>
                <td>${label}</td>
                <td>${name}</td>
                <td>${user.fullName}</td>
                <td>
                  <form method="post">
                    <input type="hidden" name="_CONFIRMATIONTOKEN" value="${visit.token}" />
                    <input type="hidden" name="permissionSet" value="${name}" />
                    <input type="hidden" name="user" value="${user.id}" />
                    <button name="assign" value="${assigned ? '0' : '1'}">
                      ${assigned ? 'Remove' : 'Assign'} ${label} ${assigned ? 'from' : 'to'} ${user.fullName}
                    </button>
                  </form>
                </td>
              </tr>`;
            })
          )}
        </tbody>
      </table>
      ${principalAccess(visit)}`
  );
}

/** Which of the org's own permission sets grant which principals of external credentials. */
function principalAccess(visit: Visit): Html | null {
  const { store } = visit.context;
  const principals = store
    .list('ExternalCredential')
    .flatMap((external) => principalsOf(store, external).map((principal) => ({ external, principal })));
  return principals.length === 0
    ? null
    : html`<h2>External Credential Principal Access</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">Permission Set</th>
              <th scope="col">Principal</th>
              <th scope="col">Access</th>
            </tr>
          </thead>
          <tbody>
            ${store.permissionSets.flatMap(({ name, label }) =>
              principals.map(({ external, principal }) => {
                const access = `${external.fullName}-${principal.name}`;
                const granted = grantedBy(store, external, principal).includes(name);
                return html`<tr>
                  <td>${label}</td>
                  <td>${access}</td>
                  <td>
                    <form method="post">
                      <input type="hidden" name="_CONFIRMATIONTOKEN" value="${visit.token}" />
                      <input type="hidden" name="permissionSet" value="${name}" />
                      <input type="hidden" name="principal" value="${access}" />
                      <button name="grant" value="${granted ? '0' : '1'}">
                        ${granted ? 'Remove' : 'Grant'} ${access} ${granted ? 'from' : 'to'} ${label}
                      </button>
                    </form>
                  </td>
                </tr>`;
              })
            )}
          </tbody>
        </table>`;
}

/** Lets a permission set grant a principal, or not. */
function savePrincipalAccess(visit: Visit): void {
  const { store, origins } = visit.context;
  const { permissionSet, principal = '', grant } = visit.fields();
  const set = store.permissionSets.find(({ name }) => name === permissionSet);
  if (set) {
    set.principals = set.principals.filter((name) => name !== principal);
    if (grant === '1') {
      set.principals.push(principal);
    }
  }
  visit.goTo(`${origins.lightning}/lightning/setup/PermSets/home`);
}

/** Assigns a permission set to a user, or takes it away; or changes what it grants. */
export function savePermissionSet(visit: Visit): void {
  if (visit.fields().principal !== undefined) {
    savePrincipalAccess(visit);
    return;
  }
  const { store, permissionSets, origins } = visit.context;
  const { permissionSet, user: userId, assign } = visit.fields();
  const user = store.users.find((candidate) => candidate.id === userId);
  if (!user || !permissionSets().some(({ name }) => name === permissionSet)) {
    visit.show(
      'Permission Sets',
      html`<p class="error" role="alert">There is no such permission set or user.</p>`,
      400
    );
    return;
  }
  user.permissionSets = user.permissionSets.filter((name) => name !== permissionSet);
  if (assign === '1') {
    user.permissionSets.push(permissionSet);
  }
  visit.goTo(`${origins.lightning}/lightning/setup/PermSets/home`);
}
