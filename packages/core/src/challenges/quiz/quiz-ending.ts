import type { PartialChallengeResult } from '../../challenge-result.js';
import { remaining } from '../../clock/deadline.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { Answer } from '../../ports/interaction.js';
import type { QuizAnswers } from './ask-quiz.js';

/** How a quiz ended: without a reason, as a pass. */
export interface QuizEnding extends Pick<PartialChallengeResult, 'questionsAsked' | 'questionsCorrect' | 'verdict'> {
  readonly reason?: string;
  /** Right answers that pass. */
  readonly required?: number;
  readonly retryAfterSeconds?: number;
  /** Whether the operator answered every question. */
  readonly isAnswered?: boolean;
}

/** The end of a quiz whose questions were put. */
export function endingOf({ status, asked, correct }: QuizAnswers, required: number): QuizEnding {
  const tally = { questionsAsked: asked, questionsCorrect: correct, required };
  if (status !== 'answered') return { ...tally, ...unanswered(status) };
  const answered = { ...tally, isAnswered: true };
  return correct >= required ? answered : { ...answered, reason: 'too few right answers' };
}

/** The store did nothing: because it failed, or because there was no time left for it. */
export function storeFailed({ clock, deadline, signal }: ChallengeSession): QuizEnding {
  if (remaining(clock, deadline) <= 0) return unanswered('timed_out');
  return signal.aborted ? unanswered('cancelled') : { reason: 'the state store failed or did not answer' };
}

function unanswered(status: Exclude<Answer['status'], 'answered'>): QuizEnding {
  switch (status) {
    case 'cancelled':
      return { verdict: status, reason: 'the operator cancelled' };
    case 'timed_out':
      return { verdict: status, reason: 'nobody answered in time' };
    case 'unavailable':
      return { reason: 'nobody can be asked here' };
    default:
      throw new TypeError('The interaction gave no answer.');
  }
}
