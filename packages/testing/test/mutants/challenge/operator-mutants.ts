import type { ChallengeSession, PartialChallengeResult } from '@attesta/core';
import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { PIN, PinChallenge, pinDescription } from './pin-challenge.js';
import { PASSED, type Present, replacing, taking, withMembers } from './variations.js';

export const OPERATOR_MUTANTS: readonly Mutant<ChallengeDescription>[] = [
  {
    name: 'goes on when the operator cancels',
    killedBy: 'denies when the operator cancels',
    description: taking((_value, status) => (status === 'cancelled' ? PIN : undefined)),
  },
  {
    name: 'approves an answer that timed out',
    killedBy: 'denies when the time for an answer is up',
    description: taking((_value, status) => (status === 'timed_out' ? PIN : undefined)),
  },
  {
    name: 'approves where there is no terminal',
    killedBy: 'denies when nobody can be asked',
    description: taking((_value, status) => (status === 'unavailable' ? PIN : undefined)),
  },
  {
    name: 'takes silence for consent after a minute',
    killedBy: 'denies when the operator stays silent',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = (context, risk, session) =>
        Promise.race([
          sound.present(context, risk, session),
          session.clock
            .sleep(60_000, session.signal)
            .then(() => (session.signal.aborted ? new Promise<never>(() => {}) : PASSED)),
        ]);
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'approves when the interaction throws',
    killedBy: 'denies when the interaction fails',
    description: replacing((sound) => ({
      ask: (context, session, operatorId) => {
        const { interaction } = session;
        const ask: typeof interaction.ask = async (question, options) => {
          try {
            return await interaction.ask(question, options);
          } catch {
            return { status: 'answered', value: PIN };
          }
        };
        return sound.ask(context, withMembers(session, { interaction: { show: () => {}, ask } }), operatorId);
      },
    })),
  },
  {
    name: 'takes any true value for a yes',
    killedBy: 'denies when the answer is garbage',
    description: taking((value) => (typeof value === 'string' || !value ? undefined : PIN)),
  },
  {
    name: 'passes without a session',
    killedBy: 'denies without a session',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = async (context, risk, session) =>
        session === undefined ? PASSED : await sound.present(context, risk, session);
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'keeps its session in a field',
    killedBy: 'keeps two presentations apart',
    description: pinDescription((pinOf) => {
      let latest: ChallengeSession | undefined;
      const sound = new PinChallenge(pinOf);
      const present: Present = async (context, risk, session) => {
        latest = session;
        await Promise.resolve();
        return await sound.present(context, risk, latest);
      };
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'remembers a pass',
    killedBy: 'does not remember an approval',
    description: pinDescription((pinOf) => {
      let known: PartialChallengeResult | undefined;
      const sound = new PinChallenge(pinOf);
      const present: Present = async (...given) => {
        if (known !== undefined) return known;
        const result = await sound.present(...given);
        if (result.passed) known = result;
        return result;
      };
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'looks at the value of an answer only',
    killedBy: 'denies when the answer is incomplete',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = (context, risk, session) => {
        const ask: ChallengeSession['interaction']['ask'] = async (question, options) => {
          const answer = await session.interaction.ask(question, options);
          return 'value' in answer ? { status: 'answered', value: answer.value } : answer;
        };
        return sound.present(context, risk, withMembers(session, { interaction: { show: () => {}, ask } }));
      };
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'takes a replay',
    killedBy: 'takes no answer twice',
    description: { ...pinDescription((pinOf) => new PinChallenge(pinOf)), oneTime: true },
  },
  {
    name: 'looks up what was spent, and spends it later',
    killedBy: 'takes no answer twice',
    description: {
      ...pinDescription((pinOf) => {
        let isSpent = false;
        const sound = new PinChallenge(pinOf);
        const present: Present = async (...given) => {
          const wasSpent = isSpent;
          const result = await sound.present(...given);
          if (wasSpent) return { ...result, passed: false, details: { reason: 'replay' } };
          isSpent = result.passed;
          return result;
        };
        return { challengeType: sound.challengeType, present };
      }),
      oneTime: true,
    },
  },
];
