import type { Clock } from '@attesta/core';

/** Something of which a part may be unsigned. */
interface Signable {
  readonly unsigned: number;
  append(wish: 'checkpoint'): Promise<string>;
}

/** Has what is not signed signed, at most so many seconds after it was written. */
export class Ticker {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #chain: Signable;
  #cancel: (() => void) | undefined;
  #isStopped = false;

  constructor(clock: Clock, seconds: number, chain: Signable) {
    this.#clock = clock;
    this.#ms = seconds * 1000;
    this.#chain = chain;
  }

  /** Looks whether something is unsigned; called whenever records were appended. */
  look(): void {
    if (this.#chain.unsigned === 0) this.#clear();
    else if (!this.#isStopped) this.#cancel ??= this.#clock.after(this.#ms, () => this.#sign());
  }

  stop(): void {
    this.#isStopped = true;
    this.#clear();
  }

  #sign(): void {
    this.#cancel = undefined;
    // Where it fails, so does the next record, and the next look sets the next time.
    this.#chain.append('checkpoint').catch(() => {});
  }

  #clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
