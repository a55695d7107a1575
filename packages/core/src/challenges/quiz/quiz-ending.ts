import { remaining } from '../../clock/deadline.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { Answer } from '../../ports/interaction.js';
import type { Refusal } from '../../verdict.js';
import type { QuizAnswers } from './ask-quiz.js';

/** How a quiz ended. Every field is its own: none can come from a prototype. */
export interface QuizEnding {
  readonly passed: boolean;
  readonly reason: string | undefined;
  readonly verdict: Refusal | undefined;
  readonly questionsAsked: number;
  readonly questionsCorrect: number;
  /** Right answers that pass. */
  readonly requiredCorrect: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Whether the operator answered every question. */
  readonly isAnswered: boolean;
}

/** The end of a quiz that was not passed. */
export function denied(reason: string, more: Partial<QuizEnding> = {}): QuizEnding {
  return { ...NOTHING, reason, ...more };
}

/** The end of a quiz whose questions were put. */
export function endingOf({ status, asked, correct }: QuizAnswers, requiredCorrect: number): QuizEnding {
  const tally = { questionsAsked: asked, questionsCorrect: correct, requiredCorrect };
  if (status !== 'answered') return unanswered(status, tally);
  const answered = { ...tally, isAnswered: true };
  return correct >= requiredCorrect
    ? { ...NOTHING, ...answered, passed: true }
    : denied('too few right answers', answered);
}

/** The store did nothing: because it failed, or because there was no time left for it. */
export function storeFailed({ clock, deadline, signal }: ChallengeSession): QuizEnding {
  if (remaining(clock, deadline) <= 0) return unanswered('timed_out');
  return signal.aborted ? unanswered('cancelled') : denied('the state store failed or did not answer');
}

function unanswered(status: Exclude<Answer['status'], 'answered'>, tally: Partial<QuizEnding> = {}): QuizEnding {
  const reason = REASONS.get(status);
  if (reason === undefined) throw new TypeError('The interaction gave no answer.');
  return denied(reason, { ...tally, verdict: status === 'unavailable' ? 'denied' : status });
}

const REASONS: ReadonlyMap<Answer['status'], string> = new Map([
  ['cancelled', 'the operator cancelled'],
  ['timed_out', 'nobody answered in time'],
  ['unavailable', 'nobody can be asked here'],
]);

const NOTHING: QuizEnding = Object.freeze({
  passed: false,
  reason: undefined,
  verdict: undefined,
  questionsAsked: 0,
  questionsCorrect: 0,
  requiredCorrect: undefined,
  retryAfterSeconds: undefined,
  isAnswered: false,
});
