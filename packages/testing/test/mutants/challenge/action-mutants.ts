import { ChallengeType } from '@attesta/core';
import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { ColleagueChallenge, colleagueDescription } from './colleague-challenge.js';
import { PinChallenge, pinDescription } from './pin-challenge.js';
import { type Present, replacing, returning } from './variations.js';

/** The sound challenge that a colleague decides, with members put in place of its own. */
function colleague(members: Partial<ColleagueChallenge>): ChallengeDescription {
  return colleagueDescription((decide) => Object.assign(new ColleagueChallenge(decide), members));
}

export const ACTION_MUTANTS: readonly Mutant<ChallengeDescription>[] = [
  {
    name: 'empties a Map among the arguments',
    killedBy: 'leaves its inputs as they are',
    description: returning((result, context) => {
      for (const value of context.args) if (value instanceof Map) value.clear();
      return result;
    }),
  },
  {
    name: 'makes a pattern of the name of the function',
    killedBy: 'survives hostile text in every field of the action',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = (context, risk, session) =>
        new RegExp(context.functionName).test('drop') && context.args.length > 9
          ? sound.present(context, risk, session)
          : sound.present(context, risk, session);
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'records the PIN that was typed',
    killedBy: 'shows no secret',
    description: replacing((sound) => ({
      ask: async (context, session, operatorId) => {
        let typed: unknown;
        const ask: typeof session.interaction.ask = async (question, options) => {
          const answer = await session.interaction.ask(question, options);
          if (answer.status === 'answered') typed = answer.value;
          return answer;
        };
        const interaction = { show: session.interaction.show, ask };
        const result = await sound.ask(context, { ...session, signal: session.signal, interaction }, operatorId);
        return { ...result, details: { ...result.details, typed: String(typed) } };
      },
    })),
  },
  {
    name: 'hints at the PIN in its question',
    killedBy: 'shows no secret',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = async (context, risk, session) => {
        const hint = Buffer.from(await pinOf('operator-1')).toString('base64');
        session.interaction.show({ kind: 'message', text: `It is ${hint}.` });
        return await sound.present(context, risk, session);
      };
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'repeats what an error says',
    killedBy: 'shows no secret when something fails',
    description: pinDescription((pinOf) => {
      let said = 'nothing';
      const sound = new PinChallenge(async (operatorId) => {
        try {
          return await pinOf(operatorId);
        } catch (error) {
          said = String(error);
          throw error;
        }
      });
      const present: Present = async (...given) => {
        const result = await sound.present(...given);
        return result.passed ? result : { ...result, details: { reason: `unavailable: ${said}` } };
      };
      return { challengeType: sound.challengeType, present };
    }),
  },
  {
    name: 'lets the agent approve itself',
    killedBy: 'counts no requester as an approver',
    description: colleague({ requestersOf: (context, session) => [context.requesterId, session.operator?.id] }),
  },
  {
    name: 'lets the requester approve',
    killedBy: 'counts no requester as an approver',
    description: colleague({ requestersOf: (context, session) => [context.agentId, session.operator?.id] }),
  },
  {
    name: 'lets the operator approve',
    killedBy: 'counts no requester as an approver',
    description: colleague({ requestersOf: (context) => [context.agentId, context.requesterId] }),
  },
  {
    name: 'credits the operator for what a colleague approved',
    killedBy: 'passes with approvers only',
    description: colleague({
      passed: () => ({ passed: true, challengeType: ChallengeType.MULTI_PARTY, responder: 'operator-1' }),
    }),
  },
  {
    name: 'asks the operator alone, as several people',
    killedBy: 'stands for several people only if it asks them',
    description: pinDescription((pinOf) =>
      Object.assign(new PinChallenge(pinOf), { challengeType: ChallengeType.MULTI_PARTY }),
    ),
  },
];
