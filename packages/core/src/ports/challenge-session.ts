import type { Clock, Deadline } from './clock.js';
import type { Interaction } from './interaction.js';
import type { StateStore } from './state-store.js';

/** A human, by an id that the renderer authenticated. */
export interface Operator {
  readonly id: string;
  readonly displayName?: string;
}

/**
 * What a challenge may use while it is presented, and all it may use: one person, one stretch of time, the shared
 * state. The gate makes it and ends it; nothing of it is of use afterwards.
 */
export interface ChallengeSession {
  /** Asks and shows. Never throws; without a renderer every question is answered `unavailable`. */
  readonly interaction: Interaction;
  /** The human at this interaction; undefined where nobody vouches for one. */
  readonly operator: Operator | undefined;
  /** Aborts when the deadline passes or the caller gives up. Pass it on to whatever waits. */
  readonly signal: AbortSignal;
  /** An answer at or after it does not count. */
  readonly deadline: Deadline;
  readonly clock: Clock;
  readonly state: StateStore;
}
