import { deadlineIn, within } from '../clock/within.js';
import {
  type ChallengeResult,
  createChallengeResult,
  type PartialChallengeResult,
  readChallengeResult,
} from '../decision/challenge-result.js';
import type { ChallengeRef } from '../decision/decision.js';
import { ChallengeType, type Refusal } from '../decision/enumerations.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { Clock, Deadline } from '../ports/clock.js';
import { reportFault } from './faults.js';

/** Which challenge is run, for how long, and what ends its presentation. */
export interface ChallengeRun {
  readonly required: ChallengeRef;
  readonly session: ChallengeSession;
  readonly clock: Clock;
  readonly deadline: Deadline;
  readonly abort: AbortSignal | undefined;
  /** Called once, when the presentation is over. */
  readonly end: () => void;
}

/** Begins a challenge. What it returns is believed only as far as it can be checked. */
export type Begin = () => Promise<PartialChallengeResult> | undefined;

/**
 * Runs a challenge until it returns, the deadline passes or the caller gives up; the presentation is over then. A challenge
 * that has its own denial ready within a second after that is believed, a pass is not. Never throws.
 */
export async function runChallenge(run: ChallengeRun, begin: Begin): Promise<ChallengeResult> {
  const { required, clock, deadline, abort, end } = run;
  let returned: Promise<ChallengeResult> | undefined;
  const present = (): Promise<ChallengeResult> => (returned ??= believed(run, begin));
  const settled = await within(present, { clock, deadline, signal: abort });
  end();
  if (settled.status === 'fulfilled') return settled.value;

  const verdict = settled.status === 'timed_out' ? 'timed_out' : 'cancelled';
  const late = returned && (await within(present, { clock, deadline: deadlineIn(clock, GRACE_SECONDS) }));
  const own = late?.status === 'fulfilled' && !late.value.passed ? late.value : undefined;
  // Nobody's `cancelled` is believed now: it was the time, or the caller.
  if (own && verdict === 'timed_out' && own.verdict !== 'cancelled') return createChallengeResult({ ...own, verdict });
  return notPassed(required, verdict, verdict === 'timed_out' ? 'nobody answered in time' : GIVEN_UP, own?.details);
}

/** The result of a challenge that was not passed. */
export function notPassed(
  { type }: ChallengeRef,
  verdict: Refusal,
  reason: string,
  details?: ChallengeResult['details'],
): ChallengeResult {
  return createChallengeResult({ passed: false, challengeType: type, verdict, details: { ...details, reason } });
}

async function believed({ required, session }: ChallengeRun, begin: Begin): Promise<ChallengeResult> {
  try {
    const promise = begin();
    if (typeof promise?.then !== 'function') return notPassed(required, 'denied', 'the challenge returned no promise');
    const read = readChallengeResult(await promise);
    if ('fault' in read) return notPassed(required, 'denied', `the challenge returned no valid result: ${read.fault}`);
    if (read.result.challengeType !== ChallengeType.AUTO_APPROVE) return read.result;
    return notPassed(required, 'denied', 'the challenge returned auto_approve, which asks nobody');
  } catch (error) {
    reportFault(session, 'challenge', error);
    return notPassed(required, 'denied', 'the challenge failed');
  }
}

/** How long a challenge may take to end itself once its time is over. */
const GRACE_SECONDS = 1;

/** The reason of every call that its caller gave up. */
export const GIVEN_UP = 'cancelled by the caller';
