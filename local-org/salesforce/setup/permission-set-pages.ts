import type { Visit } from './context';
import { html } from './html';

/** Setup › Permission Sets: the package's permission sets and who has them. */
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
    </table>`
  );
}

/** Assigns a permission set to a user, or takes it away. */
export function savePermissionSet(visit: Visit): void {
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
