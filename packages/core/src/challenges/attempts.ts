import type { ActionContext } from '../action-context.js';
import { deadlineIn, remaining } from '../clock/deadline.js';
import { within } from '../clock/within.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { JsonValue, Versioned } from '../ports/state-store.js';

/** What a try may do: begin, or wait so many seconds. */
export type Admission = { readonly status: 'admitted' } | { readonly status: 'wait'; readonly seconds: number };

/**
 * Counts the tries at one action that have not passed, over all sessions and processes: three, and then none for 15
 * minutes. A try counts from its beginning, so that neither tries at the same time nor giving up get around it.
 *
 * Every method gives undefined when the state store fails, holds something else, or does not answer within 10 seconds: the
 * challenge then denies.
 */
export class Attempts {
  readonly #session: ChallengeSession;
  readonly #key: string;

  /** @param challenge The name of the challenge, which counts by itself. */
  constructor(challenge: string, { digest }: ActionContext, session: ChallengeSession) {
    this.#session = session;
    this.#key = `${challenge}/${digest}`;
  }

  /** Counts a try before its first question, or tells how long to wait. */
  async begin(): Promise<Admission | undefined> {
    const { clock, state } = this.#session;
    return await this.#untilDone(async (entry) => {
      const now = clock.wall();
      const tries = triesFrom(entry?.value, now);
      if (tries !== undefined && tries.failures >= MOST_ATTEMPTS) {
        return { status: 'wait', seconds: Math.ceil((tries.last - now) / 1000 + COOL_DOWN_SECONDS) };
      }
      const next = { failures: (tries?.failures ?? 0) + 1, last: now };
      const version = await state.compareAndSet(this.#key, entry?.version ?? 0, next);
      return typeof version === 'number' ? { status: 'admitted' } : undefined;
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
    const { clock, state } = this.#session;
    return await this.#untilDone(async (entry) => {
      const tries = triesFrom(entry?.value, clock.wall());
      if (entry === undefined || tries === undefined) return true;
      const next = { failures: Math.max(tries.failures - 1, 0), last: tries.last };
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
  /** When the last one began, in wall milliseconds. */
  readonly last: number;
}

/** Undefined where nothing counts any more. A clock that was set back shortens no wait. */
function triesFrom(value: JsonValue | undefined, now: number): Tries | undefined {
  if (value === undefined) return undefined;
  if (!isTries(value)) throw new TypeError('The state store holds something else under this key.');
  return now - value.last >= COOL_DOWN_SECONDS * 1000 ? undefined : value;
}

function isTries(value: JsonValue): value is { readonly failures: number; readonly last: number } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { failures, last } = Object.fromEntries(Object.entries(value));
  return Number.isSafeInteger(failures) && typeof last === 'number';
}

/** Tries at one action before it has to wait. */
const MOST_ATTEMPTS = 3;

/** Seconds from the beginning of the last try until there are new ones. */
const COOL_DOWN_SECONDS = 900;

/** Of those who come at once one wins each round, and no more than MOST_ATTEMPTS may. */
const MOST_ROUNDS = 20;
const STORE_SECONDS = 10;
