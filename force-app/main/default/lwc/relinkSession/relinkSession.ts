/** How Constant Contact judged the pair: `untested` until it was asked. */
export type RelinkPairState = 'untested' | 'accepted' | 'unchecked';

/**
 * The key and secret of this tab: the one place where the browser holds them. The wizard owns one and clears it when the
 * secret is stored, when the wizard leaves the page and when the person navigates away.
 * The values are private fields, so that no serializer, log or clone of the object shows them.
 */
export class RelinkSession {
  #key = '';
  #secret = '';
  #state: RelinkPairState = 'untested';

  /** Consumer key as typed or pasted; blank when there is none. */
  get key(): string {
    return this.#key;
  }

  /** Consumer secret as pasted; blank when there is none. */
  get secret(): string {
    return this.#secret;
  }

  get state(): RelinkPairState {
    return this.#state;
  }

  /** Whether closing the tab would lose a secret. */
  get holdsSecret(): boolean {
    return this.#secret !== '';
  }

  /** Whether the pair can be used for a plan. */
  get ready(): boolean {
    return this.#state !== 'untested' && this.#key !== '' && this.#secret !== '';
  }

  /** Keeps what was typed. A changed value has to be checked anew. */
  type(key: string, secret: string): void {
    if (key !== this.#key || secret !== this.#secret) {
      this.#state = 'untested';
    }
    this.#key = key;
    this.#secret = secret;
  }

  /** Records Constant Contact's judgement of the pair that is held. */
  judge(state: 'accepted' | 'unchecked'): void {
    this.#state = state;
  }

  /** Forgets both values. */
  clear(): void {
    this.#key = '';
    this.#secret = '';
    this.#state = 'untested';
  }
}
