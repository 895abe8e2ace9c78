import express, { Router } from 'express';
import type { Request } from 'express';
import { Visit } from './setup/context';
import type { SetupContext } from './setup/context';
import { textField } from './setup/form';
import { html } from './setup/html';

const PATH = '/_ui/identity/verification';

/** What the person types in the local org, where nobody sends codes. */
const CODE = '123456';

/**
 * The page where a user verifies the own identity, at the address that `Auth.SessionManagement.generateVerificationUrl` yields. It raises the
 * session's security level, and sends the browser on to `destinationUrl`. Documented: the method and what it is for; the address and
 * the look of the page are not, https://developer.salesforce.com/docs/atlas.en-us.apexref.meta/apexref/apex_class_Auth_SessionManagement.htm.
 */
export function verificationRouter(context: SetupContext): Router {
  const router = Router();
  router.get(PATH, (request, response) => showForm(new Visit(context, request, response), null));
  router.post(PATH, express.urlencoded({ extended: false, limit: '16kb' }), (request, response) => {
    const visit = new Visit(context, request, response);
    if (!visit.isConfirmed()) {
      return;
    }
    if (visit.fields().code?.trim() !== CODE) {
      showForm(visit, 'The code is wrong. Try again.');
      return;
    }
    context.sessions.raise(visit.user.id);
    visit.goTo(destination(context, request));
  });
  return router;
}

/** Address of the page for somebody who wanted to go to `destinationUrl`. */
export function verificationUrl({ origins }: SetupContext, description: string, destinationUrl: string): string {
  const query = new URLSearchParams({ policy: 'HIGH_ASSURANCE', description, destinationUrl });
  return `${origins.my}${PATH}?${query}`;
}

function showForm(visit: Visit, error: string | null): void {
  const { description } = visit.request.query;
  visit.show(
    'Verify Your Identity',
    html`${error !== null && html`<p class="error" role="alert">${error}</p>`}
      <p>${typeof description === 'string' ? description : 'This needs a session with a higher security level.'}</p>
      <form method="post">
        <input type="hidden" name="_CONFIRMATIONTOKEN" value="${visit.token}" />
        ${textField('code', 'Verification Code', '', `This is the emulation: nobody sends a code. It is ${CODE}.`)}
        <div class="actions"><button class="primary" type="submit">Verify</button></div>
      </form>`,
    error === null ? 200 : 400
  );
}

/** `destinationUrl` if it is on one of the org's own sites, else the first page of the Lightning site. */
function destination({ origins }: SetupContext, request: Request): string {
  const { destinationUrl } = request.query;
  if (typeof destinationUrl === 'string' && URL.canParse(destinationUrl, origins.my)) {
    const url = new URL(destinationUrl, origins.my);
    if ([origins.my, origins.lightning].includes(url.origin)) {
      return url.href;
    }
  }
  return origins.lightning;
}
