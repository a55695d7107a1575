import type { ActionContext } from '../action/action-context.js';
import type { Settled } from '../clock/within.js';
import { type OptionRule, option } from '../internal/options.js';
import type { JsonValue } from '../ports/state-store.js';
import { type Denied, denied, type Outcome } from '../presentation/outcome.js';
import type { Presentation } from '../presentation/present-challenge.js';
import { type Update, updateRecord } from './update-record.js';

/** An attempt that may begin. */
export interface Attempt {
  /** 1 for the first since the last wait. */
  readonly number: number;
  /** What all attempts at the action share until one passes. */
  readonly memory: JsonValue;
}

/** How many attempts there are, and the seconds from the beginning of the last until there are new ones. */
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
 * Limits the attempts at one action that have not passed, over all sessions and processes. An attempt counts from its beginning,
 * so that neither attempts at the same time nor giving up get around it. A clock that was set back shortens no wait.
 *
 * Every method gives a denial when the state store fails, holds something else, or does not answer within 10 seconds.
 */
export class AttemptLimiter {
  readonly #presentation: Presentation;
  readonly #limits: AttemptLimits;
  readonly #key: string;

  /** @param challenge The name of the challenge, which counts by itself. */
  constructor(challenge: string, { digest }: ActionContext, presentation: Presentation, limits: AttemptLimits) {
    this.#presentation = presentation;
    this.#limits = limits;
    this.#key = `${challenge}/${digest}`;
  }

  /**
   * Counts an attempt before its first question, or denies it because it has to wait.
   *
   * @param remember Gives what this attempt and the next ones share, from what the earlier ones left. Called again for each try.
   */
  async begin(remember: (memory: JsonValue | undefined) => JsonValue = keep): Promise<Attempt | Denied> {
    const { clock } = this.#presentation.session;
    const { maxAttempts, coolDownSeconds } = this.#limits;
    const begun = await this.#update<Attempt | number>((tries) => {
      const now = clock.wall();
      const waitSeconds = tries === undefined ? 0 : Math.ceil((tries.last - now) / 1000 + coolDownSeconds);
      const number = waitSeconds > 0 ? (tries?.failures ?? 0) + 1 : 1;
      if (number > maxAttempts) return { action: 'keep', result: waitSeconds };
      const memory = remember(tries?.memory);
      return { action: 'write', value: { failures: number, last: now, memory }, result: { number, memory } };
    });
    if (begun.status !== 'fulfilled') return this.#storeFailed();
    if (typeof begun.value !== 'number') return begun.value;
    const minutes = Math.ceil(begun.value / 60);
    this.#presentation.show(`Too many attempts at this action failed. The next one is possible in ${minutes} min.`);
    return denied('too many failed attempts', { details: { retryAfterSeconds: begun.value } });
  }

  /** The outcome of an attempt that passed: the others are forgotten. */
  async passed(outcome: Outcome): Promise<Outcome> {
    const forgotten = await this.#update(() => ({ action: 'remove', result: outcome }));
    return forgotten.status === 'fulfilled' ? forgotten.value : this.#storeFailed();
  }

  /** Takes an attempt back in which nobody was asked. */
  async takeBack(): Promise<void> {
    await this.#update((tries) =>
      tries === undefined
        ? { action: 'keep', result: undefined }
        : { action: 'write', value: { ...tries, failures: Math.max(tries.failures - 1, 0) }, result: undefined },
    );
  }

  #update<T>(decide: (tries: Tries | undefined) => Update<T>): Promise<Settled<T>> {
    return updateRecord(this.#presentation.session, this.#key, (value) => decide(triesFrom(value)));
  }

  #storeFailed(): Denied {
    return this.#presentation.failed('the state store failed or did not answer');
  }
}

/** A type and no interface, so that it is JSON data. */
type Tries = {
  readonly failures: number;
  /** When the last one began, in wall milliseconds. */
  readonly last: number;
  readonly memory: JsonValue;
};

function keep(memory: JsonValue | undefined): JsonValue {
  return memory ?? null;
}

function triesFrom(value: JsonValue | undefined): Tries | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const { failures, last, memory } = Object.fromEntries(Object.entries(value));
    if (typeof failures === 'number' && failures >= 0 && typeof last === 'number' && memory !== undefined)
      return { failures, last, memory };
  }
  throw new TypeError('The state store holds something else under this key.');
}
