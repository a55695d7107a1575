import { remaining } from '../clock/deadline.js';
import type { PartialChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { Answer } from '../ports/interaction.js';

/** How a presentation ended. Without a reason it was passed; the field that could come from a prototype denies. */
export interface Ending extends Omit<PartialChallengeResult, 'passed' | 'challengeType' | 'responseTimeSeconds'> {
  readonly reason?: string;
}

/** An ending without a pass. */
export interface Refused extends Ending {
  readonly reason: string;
}

/** The ending when a question got no answer. */
export function unanswered(
  status: Exclude<Answer['status'], 'answered'>,
  cancelled = 'the operator cancelled',
): Refused {
  if (status === 'timed_out') return { reason: 'nobody answered in time', verdict: status };
  if (status === 'cancelled') return { reason: cancelled, verdict: status };
  return { reason: 'nobody can be asked here' };
}

/** The ending when something did nothing: because it failed, or because there was no time left for it. */
export function failed(session: ChallengeSession, reason: string): Refused {
  const lapse = lapseOf(session);
  return lapse === undefined ? { reason } : unanswered(lapse);
}

/** Why what happens now comes too late; undefined while it does not. */
export function lapseOf({ clock, deadline, signal }: ChallengeSession): 'timed_out' | 'cancelled' | undefined {
  if (remaining(clock, deadline) <= 0) return 'timed_out';
  return signal.aborted ? 'cancelled' : undefined;
}
