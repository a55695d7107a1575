import assert from 'node:assert/strict';
import {
  type ActionContext,
  type ActionInput,
  Attesta,
  createActionContext,
  type RiskScorer,
  riskLevelFromScore,
} from '@attesta/core';
import { canonicalize } from '@attesta/core/authoring';
import { fakeClock } from '../../fake-clock.js';
import { HOSTILE_ACTIONS, RICH_ACTION } from '../actions.js';
import { settled } from '../promises.js';
import type { RiskScorerCase } from './description.js';

/** Every case that a risk scorer must survive. */
export const RISK_SCORER_CASES: readonly RiskScorerCase[] = [
  {
    name: 'has a name',
    proves: 'Records and screens can say who has scored.',
    async run({ create }) {
      const { name } = await create();
      assert(typeof name === 'string' && name.trim() !== '', 'A scorer has a name.');
    },
  },
  {
    name: 'scores from 0 to 1',
    proves: 'Whatever the call, the score is a finite number in [0, 1], alone or with its factors.',
    async run({ create }) {
      for (const action of ORDINARY) assertScore((await scoreOf(await create(), action)).score, action);
    },
  },
  {
    name: 'explains itself in sound factors',
    proves: 'Each factor has a name, a score and a weight in [0, 1], and a reason that is a text, where it has one.',
    async run({ create }) {
      for (const action of [...ORDINARY, ...HOSTILE_ACTIONS]) {
        for (const factor of (await scoreOf(await create(), action)).factors) {
          assert(typeof factor.name === 'string' && factor.name !== '', 'The name of a factor.');
          assertScore(factor.score, action);
          if (factor.weight !== undefined) assertScore(factor.weight, action);
          assert(['undefined', 'string'].includes(typeof factor.reason), 'The reason of a factor is a text.');
        }
      }
    },
  },
  {
    name: 'says the same of the same call',
    proves: 'Asking twice does not change the score: the level does not depend on chance.',
    needs: 'repeating',
    async run({ create }) {
      for (const action of ORDINARY) {
        const scorer = await create();
        const first = await scoreOf(scorer, action);
        assert.equal((await scoreOf(scorer, action)).score, first.score, `The score of ${action.functionName}.`);
      }
    },
  },
  {
    name: 'does not get used to what never ran',
    proves: 'A call that is denied again and again is not scored lower for it.',
    needs: 'repeating',
    async run({ create }) {
      const scorer = await create();
      const first = await scoreOf(scorer, DANGEROUS);
      for (let times = 0; times < 50; times += 1) await scoreOf(scorer, DANGEROUS);
      assert((await scoreOf(scorer, DANGEROUS)).score >= first.score, 'The score after 50 denials.');
    },
  },
  {
    name: 'leaves the call as it is',
    proves: 'A scorer writes to nothing it is given: not to a Map, Date or list among the arguments either.',
    async run({ create }) {
      const context = createActionContext(RICH_ACTION);
      const before = canonicalize(context.args);
      const scorer = await create();
      await scorer.score(context);
      scorer.afterRun?.(context);
      assert.equal(canonicalize(context.args), before, 'The arguments.');
    },
  },
  {
    name: 'survives hostile text in every field of the action',
    proves: 'No text throws, so that no call is critical for want of a score.',
    async run({ create }) {
      for (const action of HOSTILE_ACTIONS) {
        const score = await scoreOf(await create(), action).catch(() => assert.fail('It failed over a text.'));
        assertScore(score.score, action);
      }
    },
  },
  {
    name: 'is told of a run',
    proves: 'afterRun takes any call, also one that it never scored, and neither fails nor keeps anybody waiting.',
    async run({ create }) {
      const scorer = await create();
      for (const action of [...ORDINARY, ...HOSTILE_ACTIONS]) {
        const context = createActionContext(action);
        assert.doesNotThrow(
          () => assert.equal(scorer.afterRun?.(context), undefined, 'What afterRun returns.'),
          'afterRun threw.',
        );
      }
    },
  },
  {
    name: 'shares nothing with another scorer',
    proves: 'What one instance learns changes nothing for another.',
    async run({ create }) {
      const first = await scoreOf(await create(), DANGEROUS);
      const learned = await create();
      for (let runs = 0; runs < 20; runs += 1) learned.afterRun?.(createActionContext(DANGEROUS));
      assert.equal((await scoreOf(await create(), DANGEROUS)).score, first.score, 'The score by a new instance.');
    },
  },
  {
    name: 'is believed by the gate',
    proves: 'The gate takes the score as it is given, in time, and derives the level from it.',
    async run({ create }) {
      const clock = fakeClock();
      const riskScorer = await create();
      const deciding = new Attesta({ riskScorer, clock }).evaluate(createActionContext(DANGEROUS, clock));
      const { risk } = await settled(clock, deciding, 'The decision of the gate');
      assert(
        !risk.factors.some(({ name, reason }) => name === 'fault' && reason?.includes('scorer')),
        'It is not believed.',
      );
      assert.equal(risk.scorer, riskScorer.name, 'Who has scored.');
      assert.equal(risk.level, riskLevelFromScore(risk.score), 'The level of the score.');
    },
  },
];

interface Scored {
  readonly score: number;
  readonly factors: readonly {
    readonly name: string;
    readonly score: number;
    readonly weight?: number;
    readonly reason?: string;
  }[];
}

async function scoreOf(scorer: RiskScorer, action: ActionInput): Promise<Scored> {
  const context: ActionContext = createActionContext(action, fakeClock());
  const given = await scorer.score(context);
  if (typeof given === 'number') return { score: given, factors: [] };
  assert(Array.isArray(given?.factors), 'A score is a number, or an object with a score and a list of factors.');
  return given;
}

function assertScore(score: unknown, { functionName }: ActionInput): void {
  assert(
    typeof score === 'number' && score >= 0 && score <= 1,
    `${String(score)} for ${functionName} is not in [0, 1].`,
  );
}

const DANGEROUS: ActionInput = {
  functionName: 'delete_production_database',
  args: ['DROP TABLE users; rm -rf /', { force: true }],
  hints: { irreversible: true },
  environment: 'production',
};

const ORDINARY: readonly ActionInput[] = [
  DANGEROUS,
  RICH_ACTION,
  { functionName: 'x' },
  { functionName: 'list_files', args: ['.'], environment: 'test' },
  { functionName: 'f', args: [Array.from({ length: 2000 }, () => 'select * from t; ')] },
  { functionName: 'pay', hints: { amount: 1e300, destructive: true, none: false } },
];
