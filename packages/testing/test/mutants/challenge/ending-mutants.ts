import type { ChallengeProtocol } from '@attesta/core';
import { within } from '@attesta/core/authoring';
import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { PinChallenge, pinDescription } from './pin-challenge.js';
import { PASSED, type Present, replacing, returning, withMembers } from './variations.js';

function presenting(change: (sound: PinChallenge) => Present): ChallengeDescription {
  return pinDescription((pinOf): ChallengeProtocol => {
    const sound = new PinChallenge(pinOf);
    return { challengeType: sound.challengeType, present: change(sound) };
  });
}

export const ENDING_MUTANTS: readonly Mutant<ChallengeDescription>[] = [
  {
    name: 'does not pass its signal on',
    killedBy: 'ends when it is aborted at any await',
    description: presenting(
      (sound) => (context, risk, session) =>
        sound.present(context, risk, withMembers(session, { signal: new AbortController().signal })),
    ),
  },
  {
    name: 'heeds no abort while its dependency works',
    killedBy: 'ends when it is aborted at any await',
    description: replacing(() => ({
      bounded: ({ clock, deadline }, work) => within(work, { clock, deadline }),
    })),
  },
  {
    name: 'calls every end a timeout',
    killedBy: 'says that it was cancelled',
    description: returning((result) => (result.passed ? result : { ...result, verdict: 'timed_out' })),
  },
  {
    name: 'asks on after an abort',
    killedBy: 'denies when it was aborted before it began',
    description: presenting((sound) => (context, risk, session) => {
      const signal = session.signal.aborted ? session.signal : new AbortController().signal;
      return sound.present(context, risk, withMembers(session, { signal }));
    }),
  },
  {
    name: 'approves on timeout',
    killedBy: 'denies at the deadline',
    description: presenting((sound) => async (context, risk, session) => {
      const result = await within(() => sound.present(context, risk, session), session);
      return result.status === 'fulfilled' ? result.value : PASSED;
    }),
  },
  {
    name: 'credits the silent operator',
    killedBy: 'names no responder for a timeout',
    description: returning((result) =>
      result.verdict === 'timed_out' ? { ...result, responder: 'operator-1' } : result,
    ),
  },
  {
    name: 'forgets its timer',
    killedBy: 'leaves no timer',
    description: presenting((sound) => (context, risk, session) => {
      session.clock.after(7_200_000, () => {});
      return sound.present(context, risk, session);
    }),
  },
  {
    name: 'forgets its listener',
    killedBy: 'leaves no listener',
    description: presenting((sound) => (context, risk, session) => {
      session.signal.addEventListener('abort', () => {});
      return sound.present(context, risk, session);
    }),
  },
];
