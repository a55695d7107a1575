/**
 * Calls `callback` once when a signal aborts. All who wait on one signal share one listener of it: a caller may hand the same
 * signal to any number of calls, and Node would take more than ten listeners for a leak.
 *
 * @returns What takes it back. The last one takes the listener away.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const waiting = WAITING.get(signal) ?? new Waiting(signal);
  waiting.callbacks.add(callback);
  return () => {
    waiting.callbacks.delete(callback);
    if (waiting.callbacks.size === 0) waiting.end();
  };
}

class Waiting {
  readonly callbacks = new Set<() => void>();
  readonly #signal: AbortSignal;
  readonly #tell = (): void => {
    this.end();
    for (const callback of [...this.callbacks]) callback();
  };

  constructor(signal: AbortSignal) {
    this.#signal = signal;
    signal.addEventListener('abort', this.#tell, { once: true });
    WAITING.set(signal, this);
  }

  end(): void {
    if (WAITING.get(this.#signal) !== this) return;
    WAITING.delete(this.#signal);
    this.#signal.removeEventListener('abort', this.#tell);
  }
}

const WAITING = new WeakMap<AbortSignal, Waiting>();
