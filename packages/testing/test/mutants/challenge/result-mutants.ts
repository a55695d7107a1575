import { ChallengeType, type PartialChallengeResult } from '@attesta/core';
import type { ChallengeDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { PinChallenge, pinDescription } from './pin-challenge.js';
import { PASSED, type Present, returning } from './variations.js';

class Result {
  passed: boolean;
  challengeType: ChallengeType;
  constructor({ passed, challengeType }: PartialChallengeResult) {
    this.passed = passed;
    this.challengeType = challengeType;
  }
}

export const RESULT_MUTANTS: readonly Mutant<ChallengeDescription>[] = [
  {
    name: 'never passes',
    killedBy: 'passes where it must',
    description: returning((result) => ({ ...result, passed: false, details: { reason: 'no' } })),
  },
  { name: 'always passes', killedBy: 'denies where it must', description: returning(() => PASSED) },
  {
    name: 'returns its result at once',
    killedBy: 'returns a promise',
    description: pinDescription(() => ({
      challengeType: ChallengeType.CONFIRM,
      present: (() => PASSED) as unknown as Present,
    })),
  },
  {
    name: 'says passed: "true"',
    killedBy: 'returns a well-formed result',
    description: returning((result) => ({ ...result, passed: String(result.passed) })),
  },
  {
    name: 'returns an instance of a class',
    killedBy: 'returns a well-formed result',
    description: returning((result) => new Result(result)),
  },
  {
    name: 'measures NaN seconds',
    killedBy: 'returns a well-formed result',
    description: returning((result) => ({ ...result, responseTimeSeconds: Number.NaN })),
  },
  {
    name: 'tells a bigint',
    killedBy: 'returns serialisable details',
    description: returning((result) => ({ ...result, details: { ...result.details, attempts: 1n } })),
  },
  {
    name: 'claims another type',
    killedBy: 'is of the type that it says',
    description: returning((result) => ({ ...result, challengeType: 'multi_party' })),
  },
  {
    name: 'gives no reason',
    killedBy: 'gives a reason with each denial',
    description: returning((result) => ({ ...result, details: {} })),
  },
  {
    name: 'credits the agent',
    killedBy: 'credits only who can have approved',
    description: returning((result, context) => ({ ...result, responder: context.agentId })),
  },
  {
    name: 'adds an approver',
    killedBy: 'credits only who can have approved',
    description: returning((result) => (result.passed ? { ...result, approvers: ['somebody-else'] } : result)),
  },
  {
    name: 'invents an operator',
    killedBy: 'invents nobody where there is no operator',
    description: returning((result, _context, _risk, session) =>
      session.operator === undefined ? { ...PASSED, responder: 'default' } : result,
    ),
  },
  {
    name: 'lists approvers of a denial',
    killedBy: 'credits nobody for a denial',
    description: returning((result) => ({ ...result, approvers: ['operator-1'] })),
  },
  {
    name: 'measures with the wall clock',
    killedBy: 'measures time with the clock of its session',
    description: pinDescription((pinOf) => {
      const sound = new PinChallenge(pinOf);
      const present: Present = async (context, risk, session) => {
        const start = session.clock.wall();
        const result = await sound.present(context, risk, session);
        return { ...result, responseTimeSeconds: Math.max(0, session.clock.wall() - start) / 1000 };
      };
      return { challengeType: sound.challengeType, present };
    }),
  },
];
