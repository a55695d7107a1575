/**
 * The only source of time and waiting. The gate, challenges and stores read it; the application may inject one.
 *
 * Two clocks are kept because each can lie: the wall clock is set back or jumps, the monotonic one stands still
 * while a machine sleeps. Make one with `createClock`, which adds `sleep`.
 */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  wall(): number;
  /** Milliseconds from an unspecified start; never runs backwards. */
  monotonic(): number;
  /**
   * Runs `run` once, no sooner than `ms` milliseconds from now, and never in the calling stack; keeps the process
   * alive until then. Returns a function that cancels it, which may be called at any time and more than once.
   */
  after(ms: number, run: () => void): () => void;
  /** Resolves after `ms` milliseconds, or as soon as `signal` aborts. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** A point in time on both clocks, in milliseconds. It has passed as soon as either clock says so. */
export interface Deadline {
  readonly wall: number;
  readonly monotonic: number;
}
