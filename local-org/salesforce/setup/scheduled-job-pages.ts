import type { Visit } from './context';
import { html } from './html';

/** Setup › Scheduled Jobs: what is scheduled, by whom and for when, with a button that ends it. */
export function listScheduledJobs(visit: Visit): void {
  const { jobs, store } = visit.context;
  visit.show(
    'All Scheduled Jobs',
    html`<table>
      <thead>
        <tr>
          <th scope="col">Job Name</th>
          <th scope="col">Apex Class</th>
          <th scope="col">Submitted By</th>
          <th scope="col">Next Scheduled Run</th>
          <th scope="col">Action</th>
        </tr>
      </thead>
      <tbody>
        ${jobs.triggers.map(
          ({ id, name, className, userId, next }) =>
            html`<tr>
              <td>${name}</td>
              <td>${className}</td>
              <td>${store.user(userId).fullName}</td>
              <td>${next === null ? '' : new Date(next).toUTCString()}</td>
              <td>
                <form method="post">
                  <input type="hidden" name="_CONFIRMATIONTOKEN" value="${visit.token}" />
                  <button name="delete" value="${id}">Delete ${name}</button>
                </form>
              </td>
            </tr>`
        )}
      </tbody>
    </table>`
  );
}

/** Ends a scheduled job. */
export function deleteScheduledJob(visit: Visit): void {
  visit.context.jobs.abort(visit.fields().delete ?? '');
  visit.goTo(`${visit.context.origins.lightning}/lightning/setup/ScheduledJobs/home`);
}
