import { fingerprint } from './secrets';
import type { TokenSeed } from './seed';

const MINUTE = 60 * 1000;
const DAY = 24 * 60 * MINUTE;

/** Life of an authorization code; single use. https://community.constantcontact.com td-p/402882 */
export const CODE_LIFE = 5 * MINUTE;
/** Life of an access token, fixed. Same source. */
export const ACCESS_TOKEN_LIFE = DAY;
/** A refresh token dies when it was not used for this long. Same source. */
export const REFRESH_TOKEN_IDLE_LIFE = 180 * DAY;

/** What the user allowed, waiting to be redeemed once. */
export interface CodeGrant {
  apiKey: string;
  /** User name of the account that allowed it; so on the tokens. */
  userName: string;
  redirectUri: string;
  scopes: string[];
  expiresAt: number;
  codeChallenge?: string;
  codeChallengeMethod?: string;
}

export interface AccessGrant {
  apiKey: string;
  userName: string;
  scopes: string[];
  issuedAt: number;
  expiresAt: number;
}

export interface RefreshGrant {
  apiKey: string;
  userName: string;
  scopes: string[];
  issuedAt: number;
  lastUsedAt: number;
}

/** What a user of an account allowed an application to do. */
export type Consent = Pick<AccessGrant, 'apiKey' | 'userName' | 'scopes'>;

/** Codes and tokens, found by fingerprint. Expired ones stay, so that tests can tell "never issued" from "over". */
export class GrantStore {
  readonly #clock: () => number;
  readonly #codes = new Map<string, CodeGrant>();
  readonly #access = new Map<string, AccessGrant>();
  readonly #refresh = new Map<string, RefreshGrant>();

  /** @param usualUser user name of the account that seeds without one belong to */
  constructor(seeds: TokenSeed[], usualUser: string, clock: () => number) {
    this.#clock = clock;
    for (const seed of seeds) {
      const issuedAt = seed.expiresAt - ACCESS_TOKEN_LIFE;
      const { applicationKey: apiKey, userName = usualUser } = seed;
      const grant = { apiKey, userName, scopes: [...seed.scopes], issuedAt };
      this.#access.set(fingerprint(seed.accessToken), { ...grant, expiresAt: seed.expiresAt });
      if (seed.refreshToken !== undefined) {
        this.#refresh.set(fingerprint(seed.refreshToken), { ...grant, lastUsedAt: issuedAt });
      }
    }
  }

  addCode(code: string, grant: CodeGrant): void {
    this.#codes.set(fingerprint(code), grant);
  }

  findCode(code: string): CodeGrant | null {
    return this.#codes.get(fingerprint(code)) ?? null;
  }

  /** Uses a code up; false when it was used before or never existed. */
  redeemCode(code: string): boolean {
    return this.#codes.delete(fingerprint(code));
  }

  addAccessToken(token: string, { apiKey, userName, scopes }: Consent): AccessGrant {
    const issuedAt = this.#clock();
    const grant = { apiKey, userName, scopes: [...scopes], issuedAt, expiresAt: issuedAt + ACCESS_TOKEN_LIFE };
    this.#access.set(fingerprint(token), grant);
    return grant;
  }

  /** The grant behind a living access token. */
  findAccessToken(token: string): AccessGrant | null {
    const grant = this.#access.get(fingerprint(token));
    return grant && grant.expiresAt > this.#clock() ? grant : null;
  }

  /** Stores a refresh token, or notes that a long-lived one was used again. */
  putRefreshToken(token: string, { apiKey, userName, scopes }: Consent): void {
    const now = this.#clock();
    const known = this.#refresh.get(fingerprint(token));
    this.#refresh.set(fingerprint(token), {
      apiKey,
      userName,
      scopes: [...scopes],
      issuedAt: known?.issuedAt ?? now,
      lastUsedAt: now
    });
  }

  /** The grant behind a refresh token that was used within the last 180 days. */
  findRefreshToken(token: string): RefreshGrant | null {
    const grant = this.#refresh.get(fingerprint(token));
    return grant && grant.lastUsedAt + REFRESH_TOKEN_IDLE_LIFE > this.#clock() ? grant : null;
  }

  /** Ends a refresh token; false when there was none. */
  revokeRefreshToken(token: string): boolean {
    return this.#refresh.delete(fingerprint(token));
  }

  /** All access tokens of an application, oldest first, without the tokens themselves. */
  accessGrants(apiKey: string): AccessGrant[] {
    return [...this.#access.values()].filter((grant) => grant.apiKey === apiKey);
  }

  /** All refresh tokens of an application that were not revoked, oldest first, without the tokens themselves. */
  refreshGrants(apiKey: string): RefreshGrant[] {
    return [...this.#refresh.values()].filter((grant) => grant.apiKey === apiKey);
  }
}
