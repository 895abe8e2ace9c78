import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import { ApplicationRefusal } from './applications';
import { html, sendPage } from './html';
import { csrfHolds, formText, handleLogin, handleLogout, sendLoginPage } from './login';
import * as pages from './portal-pages';
import type { RefreshTokenType } from './seed';
import type { Session } from './sessions';
import type { ConstantContactState } from './state';

/** A request of a user who is logged in; POST requests have passed the CSRF check. */
interface Visit {
  request: Request;
  response: Response;
  session: Session & { userName: string };
  /** The `:key` of the path, or empty. */
  apiKey: string;
}

/**
 * The developer portal: list, copy, change and deactivate applications.
 * https://developer.constantcontact.com/api_guide/auth_update_apps.html and …/faqs_manage_applications.html
 */
export function createPortalRouter(state: ConstantContactState): Router {
  const router = express.Router();
  const { applications } = state;
  const visit = (handler: (visit: Visit) => void): RequestHandler => asVisit(state, handler);

  router.use(express.urlencoded({ extended: false }));
  router.get('/', (_request, response) => pages.sendWelcome(response));
  router.post('/login', (request, response) => handleLogin(state, request, response));
  router.post('/logout', (request, response) => handleLogout(state, request, response));

  router.get(
    '/applications',
    visit(({ request, response, session }) => {
      const notice =
        typeof request.query.deactivated === 'string' ? applications.find(request.query.deactivated) : null;
      const copied = typeof request.query.copied === 'string' ? applications.find(request.query.copied) : null;
      pages.sendApplications(response, session, applications.listOf(session.userName), { copied, deactivated: notice });
    })
  );
  router.get(
    '/applications/new',
    visit(({ response, session }) => pages.sendNewApplication(response, session))
  );
  router.post(
    '/applications/new',
    visit(({ request, response, session }) => {
      refusable(
        () => {
          const { apiKey } = applications.create(
            formText(request, 'name'),
            session.userName,
            refreshTokenType(request)
          );
          response.redirect(303, `/applications/${apiKey}`);
        },
        (problem) => pages.sendNewApplication(response, session, problem)
      );
    })
  );

  router.get(
    '/applications/:key',
    visit(({ response, session, apiKey }) => {
      const application = applications.find(apiKey);
      if (application?.status === 'valid') {
        pages.sendApplication(response, session, application);
      } else {
        sendNotFound(response);
      }
    })
  );
  router.post(
    '/applications/:key',
    visit(({ request, response, session, apiKey }) => {
      const application = applications.find(apiKey);
      if (application?.status !== 'valid') {
        sendNotFound(response);
        return;
      }
      const draft = {
        ...application,
        redirectUris: formList(request, 'redirectUri'),
        refreshTokenType: refreshTokenType(request)
      };
      if (formText(request, 'action') === 'add') {
        pages.sendApplication(response, session, draft, { extraField: true });
        return;
      }
      refusable(
        () => {
          applications.save(apiKey, draft.redirectUris, draft.refreshTokenType);
          response.redirect(303, '/applications');
        },
        (problem) => pages.sendApplication(response, session, draft, { problem })
      );
    })
  );

  router.post(
    '/applications/:key/copy',
    visit(({ response, apiKey }) => {
      refusable(
        () => response.redirect(303, `/applications?copied=${applications.copy(apiKey).apiKey}`),
        (problem) => sendRefusal(response, problem)
      );
    })
  );

  router.get(
    '/applications/:key/secret',
    visit(({ response, session, apiKey }) => {
      const application = applications.find(apiKey);
      if (application?.status !== 'valid') {
        sendNotFound(response);
        return;
      }
      session.openConfirmations.add(`secret ${apiKey}`);
      pages.sendSecretConfirmation(response, session, application);
    })
  );
  router.post(
    '/applications/:key/secret',
    visit(({ response, session, apiKey }) => {
      if (!session.openConfirmations.delete(`secret ${apiKey}`)) {
        response.redirect(303, `/applications/${apiKey}`);
        return;
      }
      refusable(
        () => pages.sendNewSecret(response, session, apiKey, applications.generateSecret(apiKey)),
        (problem) => sendRefusal(response, problem)
      );
    })
  );

  router.get(
    '/applications/:key/deactivate',
    visit(({ response, session, apiKey }) => {
      const application = applications.find(apiKey);
      if (application && application.status !== 'deactivated') {
        pages.sendDeactivation(response, session, application);
      } else {
        sendNotFound(response);
      }
    })
  );
  router.post(
    '/applications/:key/deactivate',
    visit(({ request, response, session, apiKey }) => {
      const application = applications.find(apiKey);
      if (application && formText(request, 'confirmed') !== 'yes') {
        pages.sendDeactivation(response, session, application, 'Check the box to confirm.');
        return;
      }
      refusable(
        () => {
          applications.deactivate(apiKey);
          response.redirect(303, `/applications?deactivated=${apiKey}`);
        },
        (problem) => sendRefusal(response, problem)
      );
    })
  );
  router.use((_request, response) => sendNotFound(response));
  return router;
}

function asVisit(state: ConstantContactState, handler: (visit: Visit) => void): RequestHandler {
  return (request, response) => {
    const session = state.sessions.open(request, response);
    const { userName } = session;
    if (userName === null) {
      sendLoginPage(state, response, session, request.method === 'GET' ? request.originalUrl : '/applications');
      return;
    }
    if (request.method === 'POST' && !csrfHolds(session, request)) {
      sendRefusal(response, 'This form is out of date. Open the page again.');
      return;
    }
    const { key } = request.params;
    const apiKey = typeof key === 'string' ? key : '';
    const application = state.applications.find(apiKey);
    if (application && application.owner !== userName) {
      sendNotFound(response);
      return;
    }
    handler({ request, response, session: session as Visit['session'], apiKey });
  };
}

/** Runs a change; hands the words of a refusal on. Anything else is a defect and goes up. */
function refusable(change: () => void, refused: (problem: string) => void): void {
  try {
    change();
  } catch (error) {
    if (!(error instanceof ApplicationRefusal)) {
      throw error;
    }
    refused(error.message);
  }
}

function refreshTokenType(request: Request): RefreshTokenType {
  return formText(request, 'refreshTokenType') === 'rotating' ? 'rotating' : 'longLived';
}

function formList(request: Request, name: string): string[] {
  const value = (request.body as Record<string, unknown>)[name];
  const list = Array.isArray(value) ? value : [value];
  return list.filter((entry): entry is string => typeof entry === 'string');
}

function sendRefusal(response: Response, problem: string): void {
  sendPage(response, 409, {
    title: 'This cannot be done',
    navigation: true,
    body: html`<p class="alert" role="alert">${problem}</p>`
  });
}

function sendNotFound(response: Response): void {
  sendPage(response, 404, {
    title: 'Page not found',
    navigation: true,
    body: html`<p><a href="/applications">My Applications</a></p>`
  });
}
