const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

interface Usage {
  /** Times of the calls in the last second. */
  recent: number[];
  dayStart: number;
  today: number;
}

/** Counts the calls of each API key on the given clock. */
export class RateLimiter {
  /** Calls that an application may make. Documented at https://developer.constantcontact.com/api_guide/rate_limits.html */
  readonly limits = { apiCallsPerSecond: 4, apiCallsPerDay: 10_000, tokenCallsPerSecond: 1 };
  readonly #clock: () => number;
  readonly #usage = new Map<string, Usage>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** Counts one call to the v3 API; false when a limit is exceeded. A refused call does not count. */
  admitApiCall(apiKey: string): boolean {
    return this.#admit(`api ${apiKey}`, this.limits.apiCallsPerSecond, this.limits.apiCallsPerDay);
  }

  /** Counts one call to the token endpoint; false when a limit is exceeded. */
  admitTokenCall(apiKey: string): boolean {
    return this.#admit(`token ${apiKey}`, this.limits.tokenCallsPerSecond, Infinity);
  }

  #admit(key: string, perSecond: number, perDay: number): boolean {
    const now = this.#clock();
    const usage = this.#usage.get(key) ?? { recent: [], dayStart: now, today: 0 };
    this.#usage.set(key, usage);
    usage.recent = usage.recent.filter((time) => now - time < SECOND);
    if (now - usage.dayStart >= DAY) {
      usage.dayStart = now;
      usage.today = 0;
    }
    if (usage.recent.length >= perSecond || usage.today >= perDay) {
      return false;
    }
    usage.recent.push(now);
    usage.today += 1;
    return true;
  }
}
