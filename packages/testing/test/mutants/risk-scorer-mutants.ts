import { type ActionContext, DefaultRiskScorer, type RiskScore, type RiskScorer } from '@attesta/core';
import type { RiskScorerDescription } from '@attesta/testing/conformance';
import type { Mutant } from './mutant.js';

/** A sound scorer, with members put in place of its own. */
function scorer(change: () => Partial<RiskScorer>): RiskScorerDescription {
  return {
    name: 'a broken scorer',
    create() {
      const sound = new DefaultRiskScorer();
      const score = (context: ActionContext): RiskScore => sound.score(context);
      return { name: 'broken', score, afterRun: () => undefined, ...change() };
    },
  };
}

let runsOfAll = 0;

export const RISK_SCORER_MUTANTS: readonly Mutant<RiskScorerDescription>[] = [
  { name: 'has no name', killedBy: 'has a name', description: scorer(() => ({ name: '' })) },
  {
    name: 'adds up beyond 1',
    killedBy: 'scores from 0 to 1',
    description: scorer(() => ({ score: ({ args }) => args.length / 2 })),
  },
  {
    name: 'divides by the number of arguments',
    killedBy: 'scores from 0 to 1',
    description: scorer(() => ({ score: ({ args }) => args.filter((arg) => arg === null).length / args.length })),
  },
  {
    name: 'counts a factor in percent',
    killedBy: 'explains itself in sound factors',
    description: scorer(() => ({ score: () => ({ score: 0.7, factors: [{ name: 'words', score: 70 }] }) })),
  },
  {
    name: 'rises by chance',
    killedBy: 'says the same of the same call',
    description: scorer(() => {
      let calls = 0;
      return {
        score: () => {
          calls += 1;
          return 0.5 + 0.1 * (calls % 2);
        },
      };
    }),
  },
  {
    name: 'gets used to what it is asked about',
    killedBy: 'does not get used to what never ran',
    description: scorer(() => {
      let calls = 0;
      return {
        score: () => {
          calls += 1;
          return calls < 10 ? 0.9 : 0.2;
        },
      };
    }),
  },
  {
    name: 'empties a Map among the arguments',
    killedBy: 'leaves the call as it is',
    description: scorer(() => ({
      score({ args }) {
        for (const arg of args) if (arg instanceof Map) arg.clear();
        return 0.5;
      },
    })),
  },
  {
    name: 'makes a pattern of the environment',
    killedBy: 'survives hostile text in every field of the action',
    description: scorer(() => ({
      score: ({ environment }) => (new RegExp(environment).test('production') ? 0.9 : 0.5),
    })),
  },
  {
    name: 'fails over a run that it has not scored',
    killedBy: 'is told of a run',
    description: scorer(() => ({
      afterRun() {
        throw new Error('unknown call');
      },
    })),
  },
  {
    name: 'learns for all its instances',
    killedBy: 'shares nothing with another scorer',
    description: scorer(() => ({
      score: () => Math.max(0.1, 0.9 - runsOfAll / 100),
      afterRun() {
        runsOfAll += 1;
      },
    })),
  },
  {
    name: 'never answers',
    killedBy: 'is believed by the gate',
    description: scorer(() => ({ score: () => new Promise<never>(() => {}) })),
  },
];
