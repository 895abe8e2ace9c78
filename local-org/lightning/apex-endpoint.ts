import { json, Router } from 'express';
import type { ApexRuntime } from '../apex/contract';
import type { Sessions } from '../salesforce/sessions';

interface ApexCall {
  classname?: unknown;
  method?: unknown;
  params?: unknown;
}

/**
 * `POST /webruntime/api/apex/execute`: runs an `@AuraEnabled` method in the session of the browser.
 * Answers `{ returnValue }`, or `{ error }` with the error body that Lightning gives to components; both with status 200,
 * as in Lightning Experience, where a failed method is no failed request.
 * JSON from other origins is refused: a cross-site form cannot send it, and a script fails the check of `Origin`.
 */
export function apexEndpoint(apex: () => ApexRuntime, sessions: Sessions, origin: string): Router {
  const router = Router();
  router.post('/webruntime/api/apex/execute', json({ limit: '1mb' }), async (request, response) => {
    const from = request.get('origin');
    if (from !== undefined && from !== origin) {
      response.status(403).json({ message: `Apex is not called from ${from}` });
      return;
    }
    const { classname, method, params } = (request.body ?? {}) as ApexCall;
    if (typeof classname !== 'string' || typeof method !== 'string' || !isRecord(params)) {
      response.status(400).json({ message: 'An Apex call is JSON with classname, method and params' });
      return;
    }
    const sessionId = sessions.ofBrowser(request, response).id;
    const reply = await apex().execute({ className: classname, method, params, sessionId });
    response.json(reply.ok ? { returnValue: reply.returnValue } : { error: reply.error });
  });
  return router;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
