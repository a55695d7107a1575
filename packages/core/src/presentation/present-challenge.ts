import { type ChallengeResult, createChallengeResult } from '../decision/challenge-result.js';
import type { ChallengeType } from '../decision/challenge-type.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { Answer, Question } from '../ports/interaction.js';
import { type Ending, lapseOf } from './outcome.js';

/**
 * What a built-in challenge returns: how its presentation ended, and after how long. Never rejects.
 *
 * @param always Details of every ending.
 */
export async function presented(
  challengeType: ChallengeType,
  session: ChallengeSession | undefined,
  hold: (session: ChallengeSession) => Promise<Ending>,
  always?: ChallengeResult['details'],
): Promise<ChallengeResult> {
  const resultOf = ({ reason, ...told }: Ending, responseTimeSeconds = 0): ChallengeResult => {
    const passed = reason === undefined;
    const details = { ...always, ...told.details, ...(!passed && { reason }) };
    return createChallengeResult({ ...told, passed, challengeType, responseTimeSeconds, details });
  };
  if (session === undefined) return resultOf({ reason: 'no session: hand on the one that renderChallenge was given' });
  try {
    const start = session.clock.monotonic();
    const ending = await hold(session);
    return resultOf(ending, (session.clock.monotonic() - start) / 1000);
  } catch {
    return resultOf({ reason: 'the challenge failed' });
  }
}

/** Asks, and takes no answer that comes after the deadline or an abort. */
export async function askIn(session: ChallengeSession, question: Question): Promise<Answer> {
  const answer = await session.interaction.ask(question, { signal: session.signal });
  const lapse = answer.status === 'unavailable' ? undefined : lapseOf(session);
  return lapse === undefined ? answer : { status: lapse };
}
