import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** What an endpoint answers in place of its normal answer. */
export type Fault =
  /** 429, in the endpoint's own error form. */
  | { kind: 'throttled' }
  /** A server error, in the endpoint's own error form. */
  | { kind: 'unavailable'; status: 500 | 502 | 503 | 504 }
  /** 200 with an HTML page where JSON is expected. */
  | { kind: 'html' }
  /** The request is read and never answered. */
  | { kind: 'hang' }
  /** The connection is closed without an answer. */
  | { kind: 'reset' };

export type FaultyEndpoint = 'token' | 'api';

/** Switches that make an endpoint fail: for the next call, or until the switch is cleared. */
export class FaultSwitches {
  readonly #once: Record<FaultyEndpoint, Fault[]> = { token: [], api: [] };
  readonly #standing: Record<FaultyEndpoint, Fault | null> = { token: null, api: null };

  /** The next call to the endpoint fails; several calls queue up. */
  next(endpoint: FaultyEndpoint, fault: Fault): void {
    this.#once[endpoint].push(fault);
  }

  /** Every call fails until called with null. */
  always(endpoint: FaultyEndpoint, fault: Fault | null): void {
    this.#standing[endpoint] = fault;
  }

  /** Middleware that answers with the fault in force; `sendError` writes an error in the endpoint's form. */
  middleware(endpoint: FaultyEndpoint, sendError: (response: Response, status: number) => void): RequestHandler {
    return (request, response, next) => {
      const fault = this.#once[endpoint].shift() ?? this.#standing[endpoint];
      if (fault) {
        answer(fault, request, response, sendError);
      } else {
        (next as NextFunction)();
      }
    };
  }
}

function answer(
  fault: Fault,
  request: Request,
  response: Response,
  sendError: (response: Response, status: number) => void
): void {
  switch (fault.kind) {
    case 'throttled':
      sendError(response, 429);
      return;
    case 'unavailable':
      sendError(response, fault.status);
      return;
    case 'html':
      response.status(200).type('html').send('<!doctype html><title>Maintenance</title><h1>Back soon</h1>');
      return;
    case 'hang':
      return;
    case 'reset':
      request.socket.destroy();
  }
}
