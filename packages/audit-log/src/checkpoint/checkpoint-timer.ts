import type { Clock } from '@attesta/core';

/** A chain of which some records may be unsigned. */
interface Signable {
  readonly unsigned: number;
  append(request: 'checkpoint'): Promise<string>;
}

/** Requests a checkpoint at most so many seconds after a record was appended. */
export class CheckpointTimer {
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

  /** Starts or clears the timer; called whenever records were appended. */
  update(): void {
    if (this.#chain.unsigned === 0) this.#clear();
    else if (!this.#isStopped) this.#cancel ??= this.#clock.after(this.#ms, () => this.#sign());
  }

  stop(): void {
    this.#isStopped = true;
    this.#clear();
  }

  #sign(): void {
    this.#cancel = undefined;
    // When this fails, the next record fails as well, and the update after it starts the timer again.
    this.#chain.append('checkpoint').catch(() => {});
  }

  #clear(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}
