import type { ActionContext } from '../action/action-context.js';
import { remaining } from '../clock/deadline.js';
import { type OptionRule, option } from '../internal/options.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { Versioned } from '../ports/state-store.js';
import { ask } from '../presentation/call-dependency.js';
import { type Ending, failed, type Refused } from '../presentation/outcome.js';

/** A try that may begin: which it is since the last wait, and the seed that all tries at the action share. */
export interface Attempt {
  readonly attempt: number;
  readonly seed: string;
}

/** How many tries there are, and the seconds from the beginning of the last until there are new ones. */
export interface AttemptLimits {
  readonly maxAttempts: number;
  readonly coolDownSeconds: number;
}

/** The options that set them. */
export const ATTEMPT_RULES: Readonly<Record<keyof AttemptLimits, OptionRule>> = {
  maxAttempts: option.integer(1, 10),
  coolDownSeconds: option.seconds,
};

/**
 * Counts the tries at one action that have not passed, over all sessions and processes. A try counts from its beginning, so
 * that neither tries at the same time nor giving up get around it.
 *
 * Every method refuses when the state store fails, holds something else, or does not answer within 10 seconds.
 */
export class Attempts {
  readonly #session: ChallengeSession;
  readonly #limits: AttemptLimits;
  readonly #key: string;

  /** @param challenge The name of the challenge, which counts by itself. */
  constructor(challenge: string, { digest }: ActionContext, session: ChallengeSession, limits: AttemptLimits) {
    this.#session = session;
    this.#limits = limits;
    this.#key = `${challenge}/${digest}`;
  }

  /**
   * Counts a try before its first question, or refuses it because it has to wait.
   *
   * @param newSeed A random text that all tries at the action share until one passes: the first one's is kept.
   */
  begin(newSeed = '', reason = 'too many failed attempts'): Promise<Attempt | Refused> {
    const { clock, interaction } = this.#session;
    const { maxAttempts, coolDownSeconds } = this.#limits;
    return this.#change<Attempt | Refused>((kept) => {
      const now = clock.wall();
      const { failures = 0, last = Number.NEGATIVE_INFINITY, seed = newSeed } = kept ?? {};
      const retryAfterSeconds = Math.ceil((last - now) / 1000 + coolDownSeconds);
      const attempt = retryAfterSeconds <= 0 ? 1 : failures + 1;
      if (attempt <= maxAttempts)
        return [
          { attempt, seed },
          { failures: attempt, last: now, seed },
        ];
      const text = `Too many tries at this action did not pass. The next one is possible in ${Math.ceil(retryAfterSeconds / 60)} min.`;
      interaction.show({ kind: 'message', text });
      return [{ reason, details: { retryAfterSeconds } }, kept];
    });
  }

  /** The ending of a try that passed: the others are forgotten. */
  passed(ending: Ending): Promise<Ending> {
    return this.#change(() => [ending]);
  }

  /** Takes a try back in which nobody was asked. */
  async takeBack(): Promise<void> {
    await this.#change((kept) => [true, kept && { ...kept, failures: Math.max(kept.failures - 1, 0) }]);
  }

  /** Reads and changes, again and again while others are first. What is given back in place of the tries is kept of them. */
  async #change<T>(change: (kept: Tries | undefined) => readonly [T, (Tries | undefined)?]): Promise<T | Refused> {
    const { clock, deadline, signal, state } = this.#session;
    const work = async (): Promise<T | undefined> => {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const entry = await state.get(this.#key);
        const kept = triesFrom(entry);
        const [done, tries] = change(kept);
        if (tries === kept || (await this.#put(entry, tries))) return done;
      }
      return undefined;
    };
    const settled = await ask(clock, work, remaining(clock, deadline) / 1000, signal);
    const done = settled.status === 'fulfilled' ? settled.value : undefined;
    return done ?? failed(this.#session, 'the state store failed or did not answer');
  }

  async #put(entry: Versioned | undefined, tries: Tries | undefined): Promise<boolean> {
    const { state } = this.#session;
    const version = entry?.version ?? 0;
    return tries === undefined
      ? (await state.delete(this.#key, version)) === true
      : typeof (await state.compareAndSet(this.#key, version, tries)) === 'number';
  }
}

/** A type and no interface, so that it is JSON data. */
type Tries = {
  readonly failures: number;
  /** When the last one began, in wall milliseconds. A clock that was set back shortens no wait. */
  readonly last: number;
  readonly seed: string;
};

function triesFrom(entry: Versioned | undefined): Tries | undefined {
  if (entry === undefined) return undefined;
  const { value } = entry;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { failures, last, seed } = Object.fromEntries(Object.entries(value));
    if (typeof failures === 'number' && failures >= 0 && typeof last === 'number' && typeof seed === 'string')
      return { failures, last, seed };
  }
  throw new TypeError('The state store holds something else under this key.');
}

/** Of those who come at once one wins each round, and no more than `maxAttempts` may. */
const MOST_ROUNDS = 20;
