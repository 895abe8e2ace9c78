import { Router } from 'express';
import type { ApexRuntime } from '../apex/contract';
import type { Sessions } from './sessions';

/** `/apex/{page}` on the Visualforce site: pages of the package, rendered under a session that is enabled for the API. */
export function visualforceRouter(sessions: Sessions, renderPage: ApexRuntime['renderPage']): Router {
  const router = Router();
  router.get('/apex/:page', async (request, response) => {
    const session = sessions.ofBrowser(request, response, 'visualforce');
    const texts = Object.entries(request.query).filter((one): one is [string, string] => typeof one[1] === 'string');
    const parameters = Object.fromEntries(texts);
    const rendered = await renderPage({ page: request.params.page, sessionId: session.id, parameters });
    response.status(rendered.status).set(rendered.headers).send(rendered.body);
  });
  return router;
}
