import type { Request, Response } from 'express';
import { randomText } from './secrets';

const COOKIE = 'cc_session';
const COOKIE_HOST = 'v3.developer.constantcontact.com';

/** One browser at Constant Contact. */
export interface Session {
  /** The user who is logged in, or null. */
  userName: string | null;
  /** Every form of this session carries it. */
  readonly csrfToken: string;
  /** Names of confirmations shown and not yet used: a reload must not generate a second secret. */
  readonly openConfirmations: Set<string>;
}

/** Browser sessions. Portal and authorization server share one, as in life: who is logged in to the portal only has to select Allow. */
export class SessionStore {
  readonly #sessions = new Map<string, Session>();
  readonly #localOrigin: (host: string) => string;

  constructor(localOrigin: (host: string) => string) {
    this.#localOrigin = localOrigin;
  }

  /** The browser's session; a new one, with its cookie, if it brought none that is known. */
  open(request: Request, response: Response): Session {
    return this.#sessions.get(readCookie(request)) ?? this.#start(response, null);
  }

  /** Logs in: a new session with a new cookie, so that nobody can plant one beforehand. */
  logIn(request: Request, response: Response, userName: string): Session {
    this.#sessions.delete(readCookie(request));
    return this.#start(response, userName);
  }

  logOut(request: Request): void {
    this.#sessions.delete(readCookie(request));
  }

  #start(response: Response, userName: string | null): Session {
    const id = randomText();
    const session: Session = { userName, csrfToken: randomText(), openConfirmations: new Set() };
    this.#sessions.set(id, session);
    response.cookie(COOKIE, id, { httpOnly: true, sameSite: 'lax', path: '/', domain: this.#cookieDomain() });
    return session;
  }

  /** `constantcontact.com.localhost`: common to the portal and the authorization server. */
  #cookieDomain(): string {
    return new URL(this.#localOrigin(COOKIE_HOST)).hostname.split('.').slice(2).join('.');
  }
}

function readCookie(request: Request): string {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const pair = pairs.find((candidate) => candidate.startsWith(`${COOKIE}=`));
  return pair === undefined ? '' : pair.slice(COOKIE.length + 1);
}
