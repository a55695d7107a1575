import type { ActionContext } from '../action/action-context.js';
import { deadlineIn, remaining } from '../clock/within.js';
import type { ChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeRef } from '../decision/decision.js';
import { ChallengeType } from '../decision/enumerations.js';
import { optionalMember } from '../internal/foreign.js';
import { type OptionRule, option, readOptions, rule } from '../internal/options.js';
import { type ChallengeProtocol, isChallenge } from '../ports/challenge-protocol.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import { type InnerPlace, openInnerSession } from './inner-session.js';
import { runChallenge } from './run-challenge.js';

/** A challenge, its members read once. */
export interface InnerChallenge {
  readonly ref: ChallengeRef;
  /** Undefined: as long as the presentation around it. */
  readonly timeoutSeconds: number | undefined;
  readonly present: ChallengeProtocol['present'];
}

/**
 * Reads the members of a challenge once.
 *
 * @param owner Where it stands, for the error: `MyChallenge: steps[0]`.
 * @throws AttestaError (`invalid_option`) for a name or a timeout that cannot be one.
 */
export function readChallenge(owner: string, challenge: ChallengeProtocol): InnerChallenge {
  const { challengeType: type } = challenge;
  const given = {
    name: optionalMember(challenge, 'name'),
    timeoutSeconds: optionalMember(challenge, 'timeoutSeconds'),
  };
  const { name = type, timeoutSeconds } = readOptions<Members>(owner, given, MEMBER_RULES);
  const present: InnerChallenge['present'] = (context, risk, session) => challenge.present(context, risk, session);
  return Object.freeze({ ref: Object.freeze({ type, name }), timeoutSeconds, present });
}

/** The rule of an option that takes a challenge which asks a person. */
export const CHALLENGE_RULE: OptionRule = rule(
  'a challenge that asks a person (an object with challengeType and present)',
  (value) => isChallenge(value) && value.challengeType !== ChallengeType.AUTO_APPROVE,
);

/** What is presented within a presentation: the call, and the session around it. */
export interface InnerCall {
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  readonly session: ChallengeSession;
}

/** What came of a challenge within a presentation. */
export interface InnerResult {
  readonly result: ChallengeResult;
  /** Whether its last question found nobody to answer it. */
  readonly isUnavailable: boolean;
}

/**
 * Presents a challenge within the presentation of another one, as the gate would: its result is believed only as far as it can be
 * checked, and its time is its own, within that of the session around it. Never rejects.
 */
export async function presentInner(
  challenge: InnerChallenge,
  { context, risk, session: outer }: InnerCall,
  place: InnerPlace = {},
): Promise<InnerResult> {
  const { clock, signal } = outer;
  const { ref: required, timeoutSeconds = Number.POSITIVE_INFINITY } = challenge;
  const deadline = deadlineIn(clock, Math.min(timeoutSeconds, remaining(clock, outer.deadline) / 1000));
  const inner = openInnerSession(outer, { ...place, deadline });
  const end = (): void => inner.end();
  const result = await runChallenge({ required, session: inner.session, clock, deadline, abort: signal, end }, () =>
    challenge.present(context, risk, inner.session),
  );
  return { result, isUnavailable: inner.lastStatus === 'unavailable' };
}

interface Members {
  readonly name?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
}

const MEMBER_RULES = { name: option.id, timeoutSeconds: option.seconds };
