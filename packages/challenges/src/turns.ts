/** Who may use the screen: one at a time, in the order of asking. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #taken = 0;

  /** Queues up. `release` ends the turn, and may be called before it has begun. */
  take(): Turn {
    const ready = this.#last;
    const isFree = this.#taken === 0;
    this.#taken += 1;
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    }).then(() => {
      this.#taken -= 1;
    });
    this.#last = ready.then(() => released);
    return { release, begins: async (signal) => (isFree ? !signal.aborted : await unlessAborted(ready, signal)) };
  }
}

/** One place in the queue. */
export interface Turn {
  /** Resolves to true when the turn begins, to false when `signal` aborts before that. */
  begins(signal: AbortSignal): Promise<boolean>;
  release(): void;
}

async function unlessAborted(ready: Promise<void>, signal: AbortSignal): Promise<boolean> {
  let abort = (): void => {};
  const aborted = new Promise<void>((resolve) => {
    abort = resolve;
  });
  signal.addEventListener('abort', abort, { once: true });
  if (!signal.aborted) await Promise.race([ready, aborted]);
  signal.removeEventListener('abort', abort);
  return !signal.aborted;
}
