import { ApplicationRegistry } from './applications';
import { FaultSwitches } from './faults';
import { GrantStore } from './grants';
import { RateLimiter } from './rate-limiter';
import type { AccountSeed, ConstantContactSeed } from './seed';
import { SessionStore } from './sessions';

/** Gives the time in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

export interface ConstantContactOptions {
  seed: ConstantContactSeed;
  /** The time of the local org. */
  clock: Clock;
  /** Local twin of a public host: `authz.constantcontact.com` → `http://authz.constantcontact.com.localhost:4600`. Asked on each use. */
  localOrigin: (host: string) => string;
  /** Whether Copy takes the redirect URLs along. Not documented, so it is a switch; the default is the harder case, `false`. */
  copyKeepsRedirectUris?: boolean;
}

/** What the emulated Constant Contact knows. Shared by its four hosts. */
export class ConstantContactState {
  /** Now, in milliseconds since the epoch. */
  readonly clock: () => number;
  readonly localOrigin: (host: string) => string;
  /** The usual account, which the applications of the seed are registered with. */
  readonly account: AccountSeed;
  /** All accounts, the usual one first. */
  readonly accounts: readonly AccountSeed[];
  readonly applications: ApplicationRegistry;
  readonly grants: GrantStore;
  readonly sessions: SessionStore;
  readonly faults: FaultSwitches;
  readonly limiter: RateLimiter;

  constructor({ seed, clock, localOrigin, copyKeepsRedirectUris = false }: ConstantContactOptions) {
    const now = (): number => clock.now();
    this.clock = now;
    this.localOrigin = localOrigin;
    this.account = seed.account;
    this.accounts = [seed.account, ...(seed.otherAccounts ?? [])];
    this.applications = new ApplicationRegistry(seed.applications, seed.account.userName, copyKeepsRedirectUris, now);
    this.grants = new GrantStore(seed.tokens, seed.account.userName, now);
    this.sessions = new SessionStore(localOrigin);
    this.faults = new FaultSwitches(seed.faults);
    this.limiter = new RateLimiter(now);
  }

  /** The account of a user who logged in here. @throws Error for any other user name */
  accountOf(userName: string): AccountSeed {
    const account = this.accounts.find((candidate) => candidate.userName === userName);
    if (!account) {
      throw new Error(`Constant Contact has no account of ${userName}.`);
    }
    return account;
  }
}
