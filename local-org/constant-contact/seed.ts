import type { Fault, FaultyEndpoint } from './faults';

/** Start state of the emulated Constant Contact: accounts, applications and the tokens already issued. */
export interface ConstantContactSeed {
  applications: ApplicationSeed[];
  account: AccountSeed;
  /** Accounts beside the usual one, which may log in and allow access to their own data; absent: none. */
  otherAccounts?: AccountSeed[];
  tokens: TokenSeed[];
  /** Endpoints that fail from the start; absent: none. */
  faults?: Partial<Record<FaultyEndpoint, Fault>>;
  /** `Cross-Origin-Opener-Policy` of the authorization server's pages; absent: none. */
  openerPolicy?: 'same-origin';
}

/** One application of the account, as the developer portal lists it. */
export interface ApplicationSeed {
  name: string;
  /** The client id. Constant Contact calls it API key, Salesforce calls it consumer key. */
  apiKey: string;
  /** Kept as a hash only, once the emulator has started. */
  secret: string;
  /** `outdated`: registered with the authorization service that ended on 31 March 2022; its tokens live on, but it gets no new ones. */
  status: ApplicationStatus;
  redirectUris: string[];
  refreshTokenType: RefreshTokenType;
  /** Some other system calls the API with this application's tokens, every few minutes; absent: nobody does. */
  usedElsewhere?: boolean;
}

export type ApplicationStatus = 'outdated' | 'valid' | 'deactivated';

/** `longLived`: the refresh token stays the same. `rotating`: each use ends it and issues another. */
export type RefreshTokenType = 'longLived' | 'rotating';

/** The account, and the primary user who logs in to the portal and to the consent page. */
export interface AccountSeed {
  organizationName: string;
  contactEmail: string;
  userName: string;
  password: string;
}

/** A token pair that was issued before the emulator started. */
export interface TokenSeed {
  /** API key of the application it was issued to. */
  applicationKey: string;
  accessToken: string;
  refreshToken?: string;
  scopes: string[];
  /** User name of the account that allowed it; absent: the usual account. */
  userName?: string;
  /** End of the access token's life, milliseconds since the epoch. In the past: the token is dead. */
  expiresAt: number;
}
