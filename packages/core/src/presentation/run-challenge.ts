import { deadlineIn } from '../clock/deadline.js';
import { within } from '../clock/within.js';
import {
  type ChallengeResult,
  createChallengeResult,
  type PartialChallengeResult,
} from '../decision/challenge-result.js';
import { ChallengeType } from '../decision/challenge-type.js';
import type { ChallengeRef } from '../decision/decision.js';
import { readChallengeResult } from '../decision/read-challenge-result.js';
import type { Refusal } from '../decision/verdict.js';
import { GIVEN_UP } from '../gate/finding.js';
import type { Clock, Deadline } from '../ports/clock.js';
import type { Lifetime } from './lifetime.js';

/** Which challenge is heard, and for how long. */
export interface Hearing {
  readonly required: ChallengeRef;
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly lifetime: Lifetime;
  readonly abort: AbortSignal | undefined;
}

/** Begins a challenge. What it returns is believed only as far as it can be checked. */
export type Begin = () => Promise<PartialChallengeResult> | undefined;

/**
 * Hears a challenge until it returns, the deadline passes or the caller gives up; the presentation is over then. A challenge
 * that has its own denial ready within a second after that is heard, a pass is not. Never throws.
 */
export async function hearChallenge(hearing: Hearing, begin: Begin): Promise<ChallengeResult> {
  const { required, clock, deadline, lifetime, abort } = hearing;
  let returned: Promise<ChallengeResult> | undefined;
  const present = (): Promise<ChallengeResult> => (returned ??= believed(required, begin));
  const settled = await within(present, { clock, deadline, signal: abort });
  lifetime.end();
  if (settled.status === 'fulfilled') return settled.value;

  const verdict = settled.status === 'timed_out' ? 'timed_out' : 'cancelled';
  const late = returned && (await within(present, { clock, deadline: deadlineIn(clock, GRACE_SECONDS) }));
  const own = late?.status === 'fulfilled' && !late.value.passed ? late.value : undefined;
  // Nobody's `cancelled` is believed now: it was the time, or the caller.
  if (own && verdict === 'timed_out' && own.verdict !== 'cancelled') return createChallengeResult({ ...own, verdict });
  return denial(required, verdict, verdict === 'timed_out' ? 'nobody answered in time' : GIVEN_UP, own?.details);
}

/** The result of a challenge that was not passed. */
export function denial(
  { type }: ChallengeRef,
  verdict: Refusal,
  reason: string,
  details?: ChallengeResult['details'],
): ChallengeResult {
  return createChallengeResult({ passed: false, challengeType: type, verdict, details: { ...details, reason } });
}

async function believed(required: ChallengeRef, begin: Begin): Promise<ChallengeResult> {
  try {
    const promise = begin();
    if (typeof promise?.then !== 'function') return denial(required, 'denied', 'the challenge returned no promise');
    const read = readChallengeResult(await promise);
    if ('fault' in read) return denial(required, 'denied', `the challenge returned no valid result: ${read.fault}`);
    if (read.result.challengeType !== ChallengeType.AUTO_APPROVE) return read.result;
    return denial(required, 'denied', 'the challenge returned auto_approve, which asks nobody');
  } catch {
    return denial(required, 'denied', 'the challenge failed');
  }
}

/** How long a challenge may take to end itself once its time is over. */
const GRACE_SECONDS = 1;
