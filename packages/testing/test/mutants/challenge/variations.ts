import {
  type ChallengeProtocol,
  type ChallengeSession,
  ChallengeType,
  type PartialChallengeResult,
} from '@attesta/core';
import type { ChallengeDescription } from '@attesta/testing/conformance';
import { PinChallenge, pinDescription } from './pin-challenge.js';

export type Present = ChallengeProtocol['present'];

/** The sound challenge, with something done to what it returns. */
export function returning(
  change: (result: PartialChallengeResult, ...given: Parameters<Present>) => unknown,
): ChallengeDescription {
  return pinDescription((pinOf) => {
    const sound = new PinChallenge(pinOf);
    const present: Present = async (...given) =>
      change(await sound.present(...given), ...given) as PartialChallengeResult;
    return { challengeType: sound.challengeType, present };
  });
}

/** The sound challenge, with a method put in place of its own. */
export function replacing(methods: (sound: PinChallenge) => Partial<PinChallenge>): ChallengeDescription {
  return pinDescription((pinOf) => {
    const sound = new PinChallenge(pinOf);
    return Object.assign(sound, methods(new PinChallenge(pinOf)));
  });
}

/** The sound challenge, with an answer taken for another. */
export function taking(
  change: (value: string | boolean | undefined, status: string) => string | undefined,
): ChallengeDescription {
  return pinDescription((pinOf) => {
    const sound = new PinChallenge(pinOf);
    const present: Present = (context, risk, session) => {
      const ask: ChallengeSession['interaction']['ask'] = async (question, options) => {
        const answer = await session.interaction.ask(question, options);
        const taken = change(answer.status === 'answered' ? answer.value : undefined, answer.status);
        return taken === undefined ? answer : { status: 'answered', value: taken };
      };
      return sound.present(context, risk, withMembers(session, { interaction: { show: () => {}, ask } }));
    };
    return { challengeType: sound.challengeType, present };
  });
}

export function withMembers(session: ChallengeSession, members: Partial<ChallengeSession>): ChallengeSession {
  return { ...session, signal: session.signal, ...members };
}

export const PASSED: PartialChallengeResult = { passed: true, challengeType: ChallengeType.CONFIRM };
