import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';

/** Receives one line for each request and each failure. Lines hold paths, never queries, bodies or cookies. */
export type Log = (line: string) => void;

/**
 * One HTTP application for all origins, told apart by the Host header.
 * A host that is not in `sites` gets 421 (RFC 9110, 15.5.20): nothing answers for names that the local org did not announce.
 * @param sites host name without port → what it serves
 * @param ready requests that come earlier wait for it
 * @param log told of each request
 * @param notice told of each failure
 */
export function createSites(sites: Map<string, Router>, ready: Promise<void>, log: Log, notice: Log): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use((request, response, next) => {
    const started = performance.now();
    response.on('finish', () => {
      const milliseconds = Math.round(performance.now() - started);
      log(`${request.method} ${hostName(request)}${pathOf(request)} ${response.statusCode} ${milliseconds} ms`);
    });
    next();
  });
  app.use(async (_request, _response, next) => {
    await ready;
    next();
  });
  app.use((request, response, next) => {
    const site = sites.get(hostName(request));
    if (site) {
      site(request, response, next);
      return;
    }
    response.status(421).type('text/plain').send('The local org has no site of this name.\n');
  });
  app.use((request, response) => {
    response
      .status(404)
      .type('text/plain')
      .send(`There is nothing at ${pathOf(request)} in the local org.\n`);
  });
  app.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
    notice(
      `${request.method} ${hostName(request)}${pathOf(request)} failed: ${error instanceof Error ? error.stack : String(error)}`
    );
    if (response.headersSent) {
      next(error);
      return;
    }
    response.status(statusOf(error)).type('text/plain').send('The local org could not answer. Its log says why.\n');
  });
  return app;
}

function hostName(request: Request): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
}

function pathOf(request: Request): string {
  return request.originalUrl.split('?')[0] ?? '';
}

/** Body parsers attach the status of a client's mistake to the error. */
function statusOf(error: unknown): number {
  const status = (error as { status?: unknown }).status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}
