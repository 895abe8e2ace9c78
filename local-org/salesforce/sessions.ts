import type { Request, Response } from 'express';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { randomText } from './ids';
import type { SetupStore } from './store';

/**
 * `lightning`: of a page; not enabled for the API, https://developer.salesforce.com/docs/platform/lwc/guide/data-api-calls-apex.html.
 * `visualforce`: of a Visualforce page; enabled for the API.
 */
export type SessionKind = 'lightning' | 'visualforce';

/** Security level: a login gives `STANDARD`, identity verification raises it. https://help.salesforce.com/s/articleView?id=xcloud.security_hap_session_levels.htm */
export type SessionLevel = 'STANDARD' | 'HIGH_ASSURANCE';

export interface Session {
  /** `00D…!AQ…` */
  id: string;
  kind: SessionKind;
  userId: string;
  level: SessionLevel;
  expiresAt: number;
}

/** Two hours, the default of Session Settings. */
const LIFE = 2 * 60 * 60 * 1000;
const COOKIE = 'sid';

/** Sessions of the org's users. */
export class Sessions {
  private readonly store: SetupStore;
  private readonly byId = new Map<string, Session>();
  private readonly confirmationKey = randomBytes(32);

  constructor(store: SetupStore) {
    this.store = store;
  }

  /** Opens a session. */
  issue(userId: string, kind: SessionKind, level: SessionLevel = 'STANDARD'): Session {
    const id = `${this.store.orgId.slice(0, 15)}!AQ${randomText(94)}`;
    const session: Session = { id, kind, userId, level, expiresAt: this.store.clock.now() + LIFE };
    this.byId.set(id, session);
    return session;
  }

  /** A session that is known, expired or not. */
  find(id: string): Session | null {
    return this.byId.get(id) ?? null;
  }

  /** A session that still lives. */
  live(id: string): Session | null {
    const session = this.byId.get(id);
    return session && session.expiresAt > this.store.clock.now() ? session : null;
  }

  /**
   * A user verified the own identity: all sessions the user has now are of the high level. In an org it is the one session of the login;
   * here the user's sessions on the three sites, which know nothing of each other, stand for it.
   */
  raise(userId: string): void {
    for (const session of this.byId.values()) {
      if (session.userId === userId && this.live(session.id)) {
        session.level = 'HIGH_ASSURANCE';
      }
    }
  }

  /** Ends a session's life now; it stays known as expired. */
  expire(id: string): void {
    const session = this.byId.get(id);
    if (session) {
      session.expiresAt = this.store.clock.now();
    }
  }

  /**
   * The browser's session on one of the org's sites, from its `sid` cookie.
   * The local org has no login page: a browser without a live session gets one of the scenario's user.
   * Visualforce pages get a `visualforce` session, all others a `lightning` one, each in the cookie of its own site; a session that stems from another one has its level.
   */
  ofBrowser(request: Request, response: Response, kind: SessionKind = 'lightning'): Session {
    const presented = this.live(cookie(request, COOKIE) ?? '');
    if (presented?.kind === kind) {
      return presented;
    }
    const session = this.issue(presented?.userId ?? this.store.runningUser.id, kind, presented?.level);
    response.cookie(COOKIE, session.id, { httpOnly: true, sameSite: 'lax', path: '/' });
    return session;
  }

  /** Token that a form of a session's page carries against cross-site requests. */
  confirmationToken(session: Session): string {
    return createHmac('sha256', this.confirmationKey).update(session.id).digest('base64url');
  }

  /** Whether a form carried the session's own token. */
  isConfirmed(session: Session, token: unknown): boolean {
    const expected = Buffer.from(this.confirmationToken(session));
    const given = Buffer.from(typeof token === 'string' ? token : '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  }
}

function cookie(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) {
      return decodeURIComponent(value.join('='));
    }
  }
  return null;
}
