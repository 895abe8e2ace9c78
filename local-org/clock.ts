/** The time of a local org: org, Apex, emulators, tokens and sessions all read it. It runs like the computer's, ahead by an offset. */
export class LocalClock {
  #offset: number;

  /** @param offset milliseconds ahead of the computer's time; negative: behind */
  constructor(offset = 0) {
    this.#offset = offset;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Moves the time forward, at once. @throws RangeError for less than nothing: what has happened stays in the past */
  advance(milliseconds: number): void {
    if (!(milliseconds >= 0 && Number.isFinite(milliseconds))) {
      throw new RangeError(`The clock goes forward only, not by ${milliseconds} milliseconds.`);
    }
    this.#offset += milliseconds;
  }
}
