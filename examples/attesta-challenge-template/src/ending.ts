import { type ChallengeResult, type ChallengeSession, ChallengeType } from '@attesta/core';
import { createChallengeResult, remaining } from '@attesta/core/authoring';

/** Why there is no answer, of the operator or of the ticket system. */
export type Stop = 'cancelled' | 'timed_out' | 'unavailable';

/** How far a presentation has got. */
export interface Progress {
  /** Tickets that were named. */
  readonly attempts: number;
  /** The last of them. */
  readonly ticket?: string;
  /** Who named it, where the renderer vouches for somebody. */
  readonly responder?: string | undefined;
  readonly responseTimeSeconds?: number;
}

/** The ticket allows it. */
export function passed({ attempts, ticket = '', responder, responseTimeSeconds }: Progress): ChallengeResult {
  const details = { method: METHOD, attempts, ticket };
  return createChallengeResult({ passed: true, challengeType, responder, responseTimeSeconds, details });
}

/** It does not, or none was named. `reason` is for the record: the operator is told no more than that it was refused. */
export function denied(
  { attempts, ticket, responder, responseTimeSeconds }: Progress,
  reason: string,
  stop?: Stop,
): ChallengeResult {
  const details = { method: METHOD, attempts, ...(ticket !== undefined && { ticket }), reason };
  const verdict = stop === 'unavailable' ? 'denied' : stop;
  return createChallengeResult({ passed: false, challengeType, responder, responseTimeSeconds, details, verdict });
}

/** An abort, and the answer that it brings, is a timeout where the deadline has passed. */
export function stopOf(status: string, { clock, deadline }: ChallengeSession): Stop {
  if (status === 'timed_out' || remaining(clock, deadline) <= 0) return 'timed_out';
  return status === 'cancelled' || status === 'aborted' ? 'cancelled' : 'unavailable';
}

const challengeType = ChallengeType.CONFIRM;
const METHOD = 'change-ticket';
