import type { Visit } from './context';
import { yesNo } from './form';
import { html } from './html';

/** Setup › Remote Site Settings: the package's remote sites, which are active together or not at all. */
export function listRemoteSites(visit: Visit): void {
  const { store, remoteSites } = visit.context;
  const on = store.switches.remoteSites === 'active';
  visit.show(
    'Remote Site Settings',
    html`<table>
        <thead>
          <tr>
            <th scope="col">Remote Site URL</th>
            <th scope="col">Active</th>
          </tr>
        </thead>
        <tbody>
          ${remoteSites().map(
            ({ url, active }) =>
              html`<tr>
                <td>${url}</td>
                <td>${yesNo(active && on)}</td>
              </tr>`
          )}
        </tbody>
      </table>
      <form method="post" class="actions">
        <input type="hidden" name="_CONFIRMATIONTOKEN" value="${visit.token}" />
        <button name="active" value="${on ? '0' : '1'}">
          ${on ? 'Deactivate' : 'Activate'} the remote sites of Relink
        </button>
      </form>`
  );
}

/** Switches the package's remote sites on or off. */
export function saveRemoteSites(visit: Visit): void {
  visit.context.store.switches.remoteSites = visit.fields().active === '1' ? 'active' : 'off';
  visit.goTo(`${visit.context.origins.lightning}/lightning/setup/SecurityRemoteProxy/home`);
}
