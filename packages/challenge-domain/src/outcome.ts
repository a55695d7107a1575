import type { Refusal } from '@attesta/core';
import type { Answer } from '@attesta/core/authoring';

/** How a presentation ended. Every field is its own: none can come from a prototype. */
export interface Outcome {
  readonly passed: boolean;
  readonly reason: string | undefined;
  readonly verdict: Refusal | undefined;
  /** Seconds until the next try at this action. */
  readonly waitSeconds: number | undefined;
  /** Questions that were put to the person. */
  readonly asked: number;
  readonly correct: number;
  /** Whether the person answered every one of them. */
  readonly isAnswered: boolean;
}

/** The end of a presentation that was not passed. */
export function denied(reason: string, more: Partial<Outcome> = {}): Outcome {
  return { ...NOTHING, reason, ...more, passed: false };
}

/** The end of a presentation that was passed. */
export function passed(more: Partial<Outcome>): Outcome {
  return { ...NOTHING, ...more, passed: true };
}

/**
 * The end of a presentation whose question got no answer.
 *
 * @throws TypeError when an interaction gives something else than an answer.
 */
export function unanswered(status: Exclude<Answer['status'], 'answered'>, tally: Partial<Outcome> = {}): Outcome {
  switch (status) {
    case 'cancelled':
      return denied('the operator cancelled', { verdict: 'cancelled', ...tally });
    case 'timed_out':
      return denied('nobody answered in time', { verdict: 'timed_out', ...tally });
    case 'unavailable':
      return denied('nobody can be asked here', tally);
    default:
      throw new TypeError('The interaction gave no answer.');
  }
}

const NOTHING: Omit<Outcome, 'passed'> = Object.freeze({
  reason: undefined,
  verdict: undefined,
  waitSeconds: undefined,
  asked: 0,
  correct: 0,
  isAnswered: false,
});
