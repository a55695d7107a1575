import type { PartialChallengeResult } from '../decision/challenge-result.js';
import type { Answer } from '../ports/interaction.js';

/** How a presentation ended. Only `passed: true` lets the call run. */
export interface Outcome extends Omit<PartialChallengeResult, 'challengeType' | 'responseTimeSeconds'> {
  /** Why it was not passed, for the operator and the record. */
  readonly reason?: string;
}

/** An outcome that was not passed. */
export interface Denied extends Outcome {
  readonly passed: false;
  readonly reason: string;
}

/** Whether what a step gave is the end of the presentation. */
export function isDenied(value: object): value is Denied {
  return Object.hasOwn(value, 'passed') && Object.hasOwn(value, 'reason');
}

/** Why a question has no answer. */
export type Unanswered = Exclude<Answer['status'], 'answered'>;

/** The outcome of a challenge that was passed. */
export function passed(more: Omit<Outcome, 'passed' | 'reason' | 'verdict'> = {}): Outcome {
  return { ...more, passed: true };
}

/**
 * The outcome of a challenge that was not passed.
 *
 * @param reason For the operator and the record, never for the agent. The person who answered is told no more than that it failed.
 * @example denied('the ticket is not open', { details: { ticket } })
 */
export function denied(reason: string, more: Omit<Outcome, 'passed' | 'reason'> = {}): Denied {
  return { ...more, passed: false, reason };
}

/**
 * The outcome of a presentation whose question got no answer.
 *
 * @param reasons Other words for one of the three causes.
 */
export function unanswered(status: Unanswered, reasons: Partial<Record<Unanswered, string>> = {}): Denied {
  const verdict = status === 'unavailable' ? 'denied' : status;
  const reason = Object.hasOwn(reasons, status) ? reasons[status] : undefined;
  return { passed: false, verdict, reason: reason ?? UNANSWERED[status] };
}

const UNANSWERED: Readonly<Record<Unanswered, string>> = {
  cancelled: 'the operator cancelled',
  timed_out: 'nobody answered in time',
  unavailable: 'nobody can be asked here',
};
