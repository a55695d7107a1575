import type { ActionContext } from '../action-context.js';
import { deadlineIn, remaining } from '../clock/deadline.js';
import { within } from '../clock/within.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { JsonValue, Versioned } from '../ports/state-store.js';

/** What a try may do: begin as the `attempt`th since the last wait, or wait so many seconds. */
export type Admission =
  | { readonly status: 'admitted'; readonly attempt: number; readonly seed: string }
  | { readonly status: 'wait'; readonly seconds: number };

/** How many tries there are, and the seconds from the beginning of the last until there are new ones. */
export interface AttemptLimits {
  readonly maxAttempts: number;
  readonly coolDownSeconds: number;
}

/**
 * Counts the tries at one action that have not passed, over all sessions and processes: by default three, and then none for
 * 15 minutes. A try counts from its beginning, so that neither tries at the same time nor giving up get around it.
 *
 * Every method gives undefined when the state store fails, holds something else, or does not answer within 10 seconds: the
 * challenge then denies.
 */
export class Attempts {
  readonly #session: ChallengeSession;
  readonly #limits: AttemptLimits;
  readonly #key: string;

  /** @param challenge The name of the challenge, which counts by itself. */
  constructor(
    challenge: string,
    { digest }: ActionContext,
    session: ChallengeSession,
    limits: AttemptLimits = { maxAttempts: 3, coolDownSeconds: 900 },
  ) {
    this.#session = session;
    this.#limits = limits;
    this.#key = `${challenge}/${digest}`;
  }

  /**
   * Counts a try before its first question, or tells how long to wait.
   *
   * @param newSeed A random text that all tries at the action share until one passes: the first one's is kept.
   */
  async begin(newSeed = ''): Promise<Admission | undefined> {
    const { clock, state } = this.#session;
    const { maxAttempts, coolDownSeconds } = this.#limits;
    return await this.#untilDone(async (entry) => {
      const now = clock.wall();
      const kept = triesFrom(entry?.value);
      const seconds = kept === undefined ? 0 : Math.ceil((kept.last - now) / 1000 + coolDownSeconds);
      const failures = kept === undefined || seconds <= 0 ? 0 : kept.failures;
      if (failures >= maxAttempts) return { status: 'wait', seconds };
      const attempt = failures + 1;
      const seed = kept?.seed ?? newSeed;
      const version = await state.compareAndSet(this.#key, entry?.version ?? 0, { failures: attempt, last: now, seed });
      return typeof version === 'number' ? { status: 'admitted', attempt, seed } : undefined;
    });
  }

  /** Forgets the tries, because one passed. */
  async forget(): Promise<true | undefined> {
    return await this.#untilDone(
      async (entry) =>
        entry === undefined || (await this.#session.state.delete(this.#key, entry.version)) === true || undefined,
    );
  }

  /** Takes a try back in which nobody was asked. */
  async takeBack(): Promise<true | undefined> {
    const { state } = this.#session;
    return await this.#untilDone(async (entry) => {
      const tries = triesFrom(entry?.value);
      if (entry === undefined || tries === undefined) return true;
      const next = { ...tries, failures: Math.max(tries.failures - 1, 0) };
      return typeof (await state.compareAndSet(this.#key, entry.version, next)) === 'number' || undefined;
    });
  }

  /** Reads and changes, again and again while others are first; `change` gives undefined when one was. */
  async #untilDone<T>(change: (entry: Versioned | undefined) => Promise<T | undefined>): Promise<T | undefined> {
    const { clock, deadline, signal, state } = this.#session;
    const work = async (): Promise<T | undefined> => {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const done = await change(await state.get(this.#key));
        if (done !== undefined) return done;
      }
      return undefined;
    };
    const seconds = Math.min(STORE_SECONDS, remaining(clock, deadline) / 1000);
    const settled = await within(work, { clock, signal, deadline: deadlineIn(clock, seconds) });
    return settled.status === 'fulfilled' ? settled.value : undefined;
  }
}

interface Tries {
  readonly failures: number;
  /** When the last one began, in wall milliseconds. A clock that was set back shortens no wait. */
  readonly last: number;
  readonly seed: string;
}

function triesFrom(value: JsonValue | undefined): (Tries & { readonly [key: string]: JsonValue }) | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { failures, last, seed } = Object.fromEntries(Object.entries(value));
    if (typeof failures === 'number' && failures >= 0 && typeof last === 'number' && typeof seed === 'string')
      return { failures, last, seed };
  }
  throw new TypeError('The state store holds something else under this key.');
}

/** Of those who come at once one wins each round, and no more than `maxAttempts` may. */
const MOST_ROUNDS = 20;
const STORE_SECONDS = 10;
