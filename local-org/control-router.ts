import express, { Router } from 'express';
import type { Request, Response } from 'express';
import type { LocalClock } from './clock';
import { readStandingFaults } from './constant-contact/faults';
import type { FaultSwitches } from './constant-contact/faults';
import type { Jobs } from './salesforce/jobs';
import type { SetupStore } from './salesforce/store';
import { readFault, readSwitches } from './salesforce/switches';

/** What can be changed from outside while the local org runs. */
export interface Controls {
  clock: LocalClock;
  store: Pick<SetupStore, 'switches' | 'faults'>;
  jobs: Pick<Jobs, 'runDue'>;
  constantContact: FaultSwitches;
}

const HOUR = 60 * 60 * 1000;

/**
 * `/__local/…` on the Lightning site; nothing of the kind exists in an org. JSON only, and only from the site's own pages or from no page.
 *
 * `GET /__local/state`: the time, the switches and the faults still to come.
 * `POST /__local/clock` `{"advanceHours":25}`: moves the time of the whole local org forward; jobs that are due by then run.
 * `POST /__local/switches`: changes the switches of the org that it names.
 * `POST /__local/faults`: adds one fault of the org's Metadata API.
 * `POST /__local/constant-contact` `{"api":{"kind":"throttled"}}`: lets an endpoint of Constant Contact fail until it gets null.
 * Each answers the new state, or 400 with `{ "error": … }`.
 */
export function controlRouter({ clock, store, jobs, constantContact }: Controls, origin: string): Router {
  const router = Router();
  const state = (): object => ({
    now: new Date(clock.now()).toISOString(),
    switches: store.switches,
    faults: store.faults,
    constantContact: constantContact.standing()
  });
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
  change('/__local/clock', (body) => {
    clock.advance(readHours(body) * HOUR);
    jobs.runDue();
  });
  change('/__local/switches', (body) => Object.assign(store.switches, readSwitches(body)));
  change('/__local/faults', (body) => store.faults.push(readFault(body)));
  change('/__local/constant-contact', (body) => {
    for (const [endpoint, fault] of readStandingFaults(body)) {
      constantContact.always(endpoint, fault);
    }
  });
  return router;
}

/** @throws Error for anything but one number of hours */
function readHours(input: unknown): number {
  const entries = Object.entries((input ?? {}) as Record<string, unknown>);
  const [[name, hours] = []] = entries;
  if (entries.length !== 1 || name !== 'advanceHours' || typeof hours !== 'number') {
    throw new Error('The clock takes {"advanceHours": number}.');
  }
  return hours;
}
