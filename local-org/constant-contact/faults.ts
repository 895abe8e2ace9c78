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

/** `authorize`: the page that a browser is sent to. `token`, `api`: what Salesforce calls. */
export const FAULTY_ENDPOINTS = ['authorize', 'token', 'api'] as const;

export type FaultyEndpoint = (typeof FAULTY_ENDPOINTS)[number];

/** Switches that make an endpoint fail: for the next call, or until the switch is cleared. */
export class FaultSwitches {
  readonly #once: Record<FaultyEndpoint, Fault[]> = { authorize: [], token: [], api: [] };
  readonly #standing: Record<FaultyEndpoint, Fault | null>;

  /** @param standing faults in force from the start */
  constructor(standing: Partial<Record<FaultyEndpoint, Fault>> = {}) {
    this.#standing = { authorize: null, token: null, api: null, ...standing };
  }

  /** The faults in force until they are cleared. */
  standing(): Readonly<Record<FaultyEndpoint, Fault | null>> {
    return { ...this.#standing };
  }

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

/**
 * Checks a change of standing faults that came from outside: `{"api":{"kind":"unavailable","status":503},"token":null}`.
 *
 * @throws Error that names the unknown endpoint or the fault that there is not
 */
export function readStandingFaults(input: unknown): [FaultyEndpoint, Fault | null][] {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new Error('Faults of Constant Contact are a JSON object.');
  }
  return Object.entries(input).map(([name, fault]: [string, unknown]) => {
    const endpoint = FAULTY_ENDPOINTS.find((known) => known === name);
    if (!endpoint) {
      throw new Error(`Constant Contact has no endpoint ${name}. There are: ${FAULTY_ENDPOINTS.join(', ')}.`);
    }
    if (fault !== null && !FAULTS.some((known) => JSON.stringify(known) === JSON.stringify(fault))) {
      const known = FAULTS.map((one) => JSON.stringify(one)).join(', ');
      throw new Error(`${name} cannot fail with ${JSON.stringify(fault)}. Faults are null, ${known}.`);
    }
    return [endpoint, fault as Fault | null];
  });
}

const FAULTS: readonly Fault[] = [
  { kind: 'throttled' },
  ...([500, 502, 503, 504] as const).map((status): Fault => ({ kind: 'unavailable', status })),
  { kind: 'html' },
  { kind: 'hang' },
  { kind: 'reset' }
];

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
