import type { ChallengeSession, Operator } from '../ports/challenge-session.js';
import type { Deadline } from '../ports/clock.js';
import type { Answer, Interaction } from '../ports/interaction.js';
import { shareFaults } from './faults.js';
import { GuardedInteraction, Lifetime } from './guarded-interaction.js';

/** What is different in a session within another one; the rest is the outer one's. */
export interface InnerPlace {
  readonly interaction?: Interaction | undefined;
  readonly operator?: Operator | undefined;
  readonly deadline?: Deadline | undefined;
}

/** A session within another one. */
export interface InnerSession {
  readonly session: ChallengeSession;
  /** How the last question that was asked in it ended; undefined while there is none. */
  readonly lastStatus: Answer['status'] | undefined;
  /** Ends it: its signal aborts, and each question is answered `cancelled` from now on. */
  end(): void;
}

/** Opens a session within another one, for people, a place or a time of its own. Whoever opens it ends it. */
export function openInnerSession(outer: ChallengeSession, place: InnerPlace = {}): InnerSession {
  const lifetime = new Lifetime();
  const { clock, state } = outer;
  const interaction = new GuardedInteraction(place.interaction ?? outer.interaction, clock, lifetime);
  const session: ChallengeSession = Object.freeze({
    interaction,
    operator: place.operator ?? outer.operator,
    deadline: place.deadline ?? outer.deadline,
    clock,
    state,
    signal: lifetime.signal,
  });
  shareFaults(outer, session);
  return {
    session,
    get lastStatus() {
      return interaction.asked.at(-1)?.status;
    },
    end: () => lifetime.end(),
  };
}
