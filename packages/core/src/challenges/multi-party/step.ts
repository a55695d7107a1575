import { ChallengeType } from '../../decision/challenge-type.js';
import type { ChallengeRef } from '../../decision/decision.js';
import { optionalMember } from '../../internal/optional-member.js';
import { type OptionRule, option, readOptions, rule } from '../../internal/options.js';
import { type ChallengeProtocol, isChallenge } from '../../ports/challenge-protocol.js';

/** A challenge that an approver has to pass, its members read once. */
export interface Step {
  readonly ref: ChallengeRef;
  /** Undefined: as long as all the others. */
  readonly timeoutSeconds: number | undefined;
  readonly present: ChallengeProtocol['present'];
}

/** Reads a challenge that keeps to `STEP_RULE`. */
export function stepOf(place: string, challenge: ChallengeProtocol): Step {
  const { challengeType: type } = challenge;
  const given = {
    name: optionalMember(challenge, 'name'),
    timeoutSeconds: optionalMember(challenge, 'timeoutSeconds'),
  };
  const { name = type, timeoutSeconds } = readOptions<Members>(place, given, MEMBER_RULES);
  const present: Step['present'] = (context, risk, session) => challenge.present(context, risk, session);
  return Object.freeze({ ref: Object.freeze({ type, name }), timeoutSeconds, present });
}

/** What can be a step: a challenge that asks somebody. */
export const STEP_RULE: OptionRule = rule(
  'a challenge that asks a person (an object with challengeType and present)',
  (value) => isChallenge(value) && value.challengeType !== ChallengeType.AUTO_APPROVE,
);

interface Members {
  readonly name?: string | undefined;
  readonly timeoutSeconds?: number | undefined;
}

const MEMBER_RULES = { name: option.id, timeoutSeconds: option.seconds };
