import { remaining } from '../../clock/deadline.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { Answer } from '../../ports/interaction.js';
import type { Refusal } from '../../verdict.js';

/** How a presentation ended: passed, or why not. */
export interface TeachBackEnding {
  /** Undefined: it passed. */
  readonly reason?: string;
  readonly verdict?: Refusal;
  readonly retryAfterSeconds?: number;
}

/** The ending when a question got no answer. */
export function unanswered(status: Exclude<Answer['status'], 'answered'>, session: ChallengeSession): TeachBackEnding {
  if (status === 'timed_out' || isLate(session)) return { reason: 'nobody answered in time', verdict: 'timed_out' };
  if (status === 'cancelled') return { reason: 'the operator cancelled', verdict: 'cancelled' };
  return { reason: 'nobody can be asked here' };
}

/** The ending when something did nothing: because it failed, or because there was no time left for it. */
export function failed(reason: string, session: ChallengeSession): TeachBackEnding {
  return isLate(session) || session.signal.aborted ? unanswered('cancelled', session) : { reason };
}

function isLate({ clock, deadline }: ChallengeSession): boolean {
  return remaining(clock, deadline) <= 0;
}
