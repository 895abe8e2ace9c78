import express from 'express';
import type { Router } from 'express';
import { sendServiceEnded } from './api-router';

/**
 * The token host of the service that ended on 31 March 2022 (https://developer.constantcontact.com/api_guide/auth_update_apps.html).
 * What it answers today is not documented; a page without a token is the likely answer, and it must not be taken for a token error.
 */
export function createRetiredRouter(): Router {
  const router = express.Router();
  router.use((_request, response) => sendServiceEnded(response));
  return router;
}
