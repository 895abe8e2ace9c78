import express, { Router } from 'express';
import type { Request, Response } from 'express';
import type { SetupStore } from './store';
import { readFault, readSwitches } from './switches';

/**
 * `/__local/…` on the Lightning site; nothing of the kind exists in an org. JSON only, and only from the site's own pages or from no page.
 *
 * `GET /__local/state`: the switches and the faults still to come. `POST /__local/switches`: changes the switches it names.
 * `POST /__local/faults`: adds one fault. Both answer the new state, or 400 with `{ "error": … }`.
 */
export function controlRouter(store: SetupStore, origin: string): Router {
  const router = Router();
  const state = (): object => ({ switches: store.switches, faults: store.faults });
  router.get('/__local/state', (_request, response) => {
    response.json(state());
  });
  const change = (path: string, apply: (body: unknown) => void): void => {
    router.post(path, express.json(), (request: Request, response: Response) => {
      if (request.headers.origin !== undefined && request.headers.origin !== origin) {
        response.status(403).json({ error: 'Another site must not change the local org.' });
        return;
      }
      if (!request.is('application/json')) {
        response.status(415).json({ error: 'Send JSON.' });
        return;
      }
      try {
        apply(request.body);
      } catch (error) {
        response.status(400).json({ error: (error as Error).message });
        return;
      }
      response.json(state());
    });
  };
  change('/__local/switches', (body) => Object.assign(store.switches, readSwitches(body)));
  change('/__local/faults', (body) => store.faults.push(readFault(body)));
  return router;
}
