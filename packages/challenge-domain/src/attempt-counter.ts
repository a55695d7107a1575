import type { ChallengeSession } from '@attesta/core';
import { deadlineIn, type Versioned, within } from '@attesta/core/authoring';
import { attemptsFrom, begun, secondsToWait, takenBack } from './attempts.js';

/** What a try asks, or how long it has to wait. */
export type Admission<T> =
  | { readonly status: 'admitted'; readonly items: readonly T[] }
  | { readonly status: 'wait'; readonly seconds: number };

/** Counts the tries at one action in the state store, over all sessions and processes. */
export class AttemptCounter {
  readonly #session: ChallengeSession;
  readonly #key: string;

  /** @param digest Of the action. */
  constructor(session: ChallengeSession, digest: string) {
    this.#session = session;
    this.#key = `domain/${digest}`;
  }

  /**
   * Counts a try before its first question, or tells how long to wait.
   *
   * @param choose What to ask, given the keys of what was asked in earlier tries.
   * @returns undefined when the store fails, holds something else, or does not answer within 10 seconds.
   */
  async begin<T extends { readonly key: string }>(
    choose: (asked: readonly string[]) => readonly T[],
  ): Promise<Admission<T> | undefined> {
    const { clock, state } = this.#session;
    return await this.#untilDone(async (entry) => {
      const now = clock.wall();
      const attempts = attemptsFrom(entry?.value, now);
      const seconds = secondsToWait(attempts, now);
      if (seconds > 0) return { status: 'wait', seconds };
      const items = choose(attempts?.asked ?? []);
      const next = begun(
        attempts,
        now,
        items.map(({ key }) => key),
      );
      const version = await state.compareAndSet(this.#key, entry?.version ?? 0, next);
      return typeof version === 'number' ? { status: 'admitted', items } : undefined;
    });
  }

  /** Forgets the tries, because one passed; undefined when the store fails. */
  async forget(): Promise<true | undefined> {
    const { state } = this.#session;
    return await this.#untilDone(
      async (entry) => entry === undefined || (await state.delete(this.#key, entry.version)) || undefined,
    );
  }

  /** Takes a try back in which nobody was asked. */
  async takeBack(): Promise<void> {
    const { clock, state } = this.#session;
    await this.#untilDone(async (entry) => {
      const attempts = attemptsFrom(entry?.value, clock.wall());
      if (entry === undefined || attempts === undefined) return true;
      return await state.compareAndSet(this.#key, entry.version, takenBack(attempts));
    });
  }

  /** Reads and changes, again and again while others are first; `change` gives undefined when one was. */
  async #untilDone<T>(change: (entry: Versioned | undefined) => Promise<T | undefined>): Promise<T | undefined> {
    const { clock, signal, state } = this.#session;
    const work = async (): Promise<T | undefined> => {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        const done = await change(await state.get(this.#key));
        if (done !== undefined) return done;
      }
      return undefined;
    };
    const settled = await within(work, { clock, signal, deadline: deadlineIn(clock, STORE_SECONDS) });
    return settled.status === 'fulfilled' ? settled.value : undefined;
  }
}

/** Of those who come at once one wins each round, and no more than MOST_ATTEMPTS may. */
const MOST_ROUNDS = 20;
const STORE_SECONDS = 10;
