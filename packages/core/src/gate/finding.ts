import type { ChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeRef } from '../decision/decision.js';
import type { DenialCode } from '../decision/errors.js';
import type { Refusal } from '../decision/verdict.js';
import type { AskedQuestion } from '../ports/audit-log.js';
import type { Operator } from '../ports/challenge-session.js';

/** What the gate found out about a call before it decides. */
export type Finding = Automatic | Presented | Refused;

/** The level needs nobody. */
export interface Automatic {
  readonly kind: 'automatic';
}

/** A challenge was presented, and this came of it. */
export interface Presented {
  readonly kind: 'presented';
  readonly presented: ChallengeRef;
  /** What a denial is called: the people's doing, or the caller's, who gave up. */
  readonly code: 'denied' | 'cancelled';
  readonly result: ChallengeResult;
  readonly operator: Operator | undefined;
  readonly reviewTimeSeconds: number | undefined;
  readonly asked: readonly AskedQuestion[];
}

/** The call cannot go on, whoever approves. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: DenialCode;
  readonly verdict: Refusal;
  readonly reason: string;
}

/** The reason of every call that its caller gave up. */
export const GIVEN_UP = 'cancelled by the caller';

/** The level needs nobody. */
export const AUTOMATIC: Automatic = { kind: 'automatic' };

/** A refusal with its reason, for the operator and the record. */
export function refused(code: DenialCode, reason: string): Refused {
  return { kind: 'refused', code, verdict: code === 'cancelled' ? 'cancelled' : 'denied', reason };
}
