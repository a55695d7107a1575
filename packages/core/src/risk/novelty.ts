import { factor, type WeightedFactor } from './factor.js';

/** From this many runs on, a name is known. */
const KNOWN = 10;

const FACTORS: readonly WeightedFactor[] = Array.from({ length: KNOWN + 1 }, (_, runs) =>
  factor('novelty', runs < KNOWN ? 0.9 - 0.08 * runs : 0.1, runs < KNOWN ? `runs before: ${runs}` : 'has run often'),
);
const NEW: WeightedFactor = factor('novelty', 0.9, 'runs before: 0');

/**
 * How new the name of a function is: 0.9, less 0.08 for each earlier run, and 0.1 from the tenth on.
 *
 * Learns from runs alone: a denied call cannot be tried again until it looks familiar. Keeps at most `capacity` names and
 * forgets the one that has not run for longest, so that invented names cannot fill the memory.
 */
export class Novelty {
  readonly #capacity: number;
  /** Runs by name, the one that ran last at the end. */
  readonly #runs = new Map<string, number>();
  #latest: string | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  factor(name: string): WeightedFactor {
    return FACTORS[this.#runs.get(name) ?? 0] ?? NEW;
  }

  ran(name: string): void {
    const runs = this.#runs.get(name) ?? 0;
    if (name !== this.#latest) this.#runs.delete(name);
    else if (runs === KNOWN) return;
    this.#latest = name;
    this.#runs.set(name, Math.min(runs + 1, KNOWN));
    if (this.#runs.size > this.#capacity) this.#forgetOne();
  }

  #forgetOne(): void {
    for (const oldest of this.#runs.keys()) {
      this.#runs.delete(oldest);
      return;
    }
  }
}
