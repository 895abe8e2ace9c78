import { Router } from 'express';
import { html, page } from './setup/html';
import type { SetupStore } from './store';

/** Answers requests for pages with the login page while the switch says so, as the org does to whom it does not know. */
export function loginPageRouter({ switches }: SetupStore, home: string): Router {
  const router = Router();
  router.use((_request, response, next) => {
    if (switches.sessionPage === 'session') {
      next();
      return;
    }
    const form = html`<p>To access this page, you have to log in to Salesforce.</p>
      <form>
        <p class="field"><label for="username">Username</label> <input id="username" type="text" /></p>
        <p class="field"><label for="password">Password</label> <input id="password" type="password" /></p>
        <button class="primary" type="submit">Log In</button>
      </form>`;
    response
      .status(200)
      .set('Cache-Control', 'no-store')
      .type('html')
      .send(page('Login', form, home));
  });
  return router;
}
