import { describe, expect, it } from 'vitest';
import { type ActionContext, createActionContext } from '../../src/action/action-context.js';
import type { RiskScore, RiskScorer } from '../../src/ports/risk-scorer.js';
import { CompositeRiskScorer } from '../../src/risk/composite-scorer.js';
import { DefaultRiskScorer } from '../../src/risk/default-scorer.js';
import { EnvironmentRiskScorer } from '../../src/risk/environment-scorer.js';
import { FixedRiskScorer } from '../../src/risk/fixed-scorer.js';
import { MaxRiskScorer } from '../../src/risk/maximum-scorer.js';
import { riskLevelFromScore } from '../../src/risk/risk-level.js';
import { generator } from './generator.js';

const context = createActionContext({ functionName: 'read', args: ['x'] });
const fixed = (score: number): RiskScorer => new FixedRiskScorer({ score });
const later = (score: number): RiskScorer => ({ name: 'later', score: () => Promise.resolve(score) });
/** A scorer that gives what its type does not allow. */
const giving = (name: string, give: () => unknown): RiskScorer => Object.assign(fixed(0), { name, score: give });

const numberOf = (given: RiskScore): number => (typeof given === 'number' ? given : given.score);
const scoreOf = async (scorer: RiskScorer, action: ActionContext = context): Promise<number> =>
  numberOf(await scorer.score(action));
const weighted = (...scorers: RiskScorer[]): CompositeRiskScorer =>
  new CompositeRiskScorer({ scorers: scorers.map((scorer) => ({ scorer })) });

const COMBINED: readonly (readonly [string, (...scorers: RiskScorer[]) => RiskScorer])[] = [
  ['composite', weighted],
  ['max', (...scorers) => new MaxRiskScorer({ scorers })],
];

describe('FixedRiskScorer', () => {
  it('scorer: gives its score, 0.5 by default', () => {
    expect(new FixedRiskScorer().score()).toBe(0.5);
    expect(fixed(0).score(context)).toBe(0);
  });

  it.each([-0.1, 1.1, Number.NaN, '0.5'])('scorer: refuses %j', (score) => {
    expect(() => Reflect.construct(FixedRiskScorer, [{ score }])).toThrow(/score must be a number from 0 to 1/);
  });
});

describe('CompositeRiskScorer', () => {
  it('scorer: is the mean by weight, whatever the weights add up to', async () => {
    const scorers = [{ scorer: fixed(0.2), weight: 3 }, { scorer: fixed(0.8) }];
    expect(await scoreOf(new CompositeRiskScorer({ scorers }))).toBeCloseTo(0.35, 12);
    const huge = [1000, 1000, 500].map((weight) => ({ scorer: fixed(0.6), weight }));
    expect(await scoreOf(new CompositeRiskScorer({ scorers: huge }))).toBe(0.6);
  });

  it('scorer: three times 0.6 is 0.6 and not less', async () => {
    expect(riskLevelFromScore(await scoreOf(weighted(fixed(0.6), fixed(0.6), fixed(0.6))))).toBe('high');
    expect(await scoreOf(weighted(fixed(1), fixed(1), fixed(1)))).toBe(1);
  });

  it('scorer: tells what each scorer said, and what it found', () => {
    const given = new CompositeRiskScorer({
      scorers: [
        { scorer: new DefaultRiskScorer(), weight: 1 },
        { scorer: fixed(1), weight: 3 },
      ],
    }).score(context);
    if (given instanceof Promise || typeof given === 'number') throw new TypeError('It was to be explained, at once.');
    expect(given.factors[0]).toEqual({ name: 'default', score: 0.15, weight: 0.25 });
    expect(given.factors.map(({ name }) => name)).toEqual(['default', 'default.verb', 'fixed']);
    expect(given.factors.every((factor) => Object.isFrozen(factor))).toBe(true);
  });

  it.each<[unknown, RegExp]>([
    [undefined, /scorers is required/],
    [{ scorers: [] }, /at least one scorer/],
    [{ scorers: fixed(0) }, /scorers must be/],
    [{ scorers: [fixed(0)] }, /scorers\[0\]: the options must be a plain object/],
    [{ scorers: [{ scorer: {} }] }, /an object with score/],
    [{ scorers: [{ scorer: fixed(0), weight: 0 }] }, /scorers\[0\]: weight must be 0.001 to 1000, not 0/],
    [{ scorers: [{ scorer: fixed(0), weight: -1 }] }, /weight must be/],
    [{ scorers: [{ scorer: fixed(0), weight: Number.POSITIVE_INFINITY }] }, /weight must be/],
    [{ scorers: [{ scorer: fixed(0), wieght: 1 }] }, /no option "wieght"/],
    [{ weights: [1] }, /no option "weights"/],
  ])('scorer: refuses %j', (options, message) => {
    expect(() => Reflect.construct(CompositeRiskScorer, [options])).toThrow(message);
  });
});

describe('MaxRiskScorer', () => {
  it('scorer: keeps the scorers it was made with', async () => {
    const scorers = [fixed(0.9)];
    const highest = new MaxRiskScorer({ scorers });
    scorers.splice(0, 1, fixed(0));
    expect(await scoreOf(highest)).toBe(0.9);
  });

  it('scorer: is the highest', async () => {
    expect(await scoreOf(new MaxRiskScorer({ scorers: [fixed(0.2), fixed(0.7), later(0.4)] }))).toBe(0.7);
  });

  it.each<[unknown, RegExp]>([
    [{}, /scorers is required/],
    [{ scorers: [] }, /at least one scorer/],
    [{ scorers: [fixed(0), { name: 'x' }] }, /at least one scorer/],
    [{ scorer: fixed(0) }, /no option "scorer"/],
  ])('scorer: refuses %j', (options, message) => {
    expect(() => Reflect.construct(MaxRiskScorer, [options])).toThrow(message);
  });
});

describe.each(COMBINED)('a %s of scorers', (_name, combine) => {
  it('scorer: makes a promise only if one of its scorers does', () => {
    expect(combine(fixed(0), new DefaultRiskScorer()).score(context)).not.toBeInstanceOf(Promise);
    expect(combine(fixed(0), later(0)).score(context)).toBeInstanceOf(Promise);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('secret');
      },
    ],
    ['rejects', () => Promise.reject(new Error('secret'))],
    ['gives NaN', () => Number.NaN],
    ['resolves to NaN', () => Promise.resolve(Number.NaN)],
    ['gives -1', () => -1],
    ['gives 1.01', () => 1.01],
    ['gives Infinity', () => Number.POSITIVE_INFINITY],
    ['gives a text', () => '0.1'],
    ['gives null', () => null],
    ['gives nothing', () => undefined],
    ['gives a score of NaN', () => ({ score: Number.NaN, factors: [] })],
    ['gives no factors', () => ({ score: 0 })],
    ['gives a factor without a score', () => ({ score: 0, factors: [{ name: 'x' }] })],
    [
      'gives a factor with a weight of NaN',
      () => ({ score: 0, factors: [{ name: 'x', score: 0, weight: Number.NaN }] }),
    ],
    ['gives an inherited score', () => Object.create({ score: 0, factors: [] })],
    [
      'gives a score that throws',
      () =>
        Object.defineProperty({ factors: [] }, 'score', {
          enumerable: true,
          get: () => {
            throw new Error('no');
          },
        }),
    ],
  ])('B-21 is critical when one of them %s', async (_fault, give) => {
    const given = await combine(fixed(0), giving('broken', give)).score(context);
    expect(riskLevelFromScore(numberOf(given))).toBe('critical');
    const factors = typeof given === 'number' ? [] : given.factors;
    expect(factors).toContainEqual(
      expect.objectContaining({ name: 'broken.fault', score: 0.9, reason: expect.stringMatching(/^the scorer/) }),
    );
    expect(JSON.stringify(factors)).not.toContain('secret');
  });

  it('B-21 stays critical among many harmless ones', async () => {
    const harmless = Array.from({ length: 50 }, () => fixed(0));
    expect(
      await scoreOf(
        combine(
          ...harmless,
          giving('broken', () => Number.NaN),
        ),
      ),
    ).toBeGreaterThanOrEqual(0.9);
  });

  it('N-08 is critical for an empty answer when a prototype was polluted', async () => {
    const polluted = { score: 0, factors: [] };
    for (const [key, value] of Object.entries(polluted))
      Object.defineProperty(Object.prototype, key, { value, configurable: true });
    try {
      expect(await scoreOf(combine(giving('empty', () => ({}))))).toBeGreaterThanOrEqual(0.9);
    } finally {
      for (const key of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, key);
    }
  });

  it('scorer: tells every scorer of a run, also behind one that throws', async () => {
    let runs = 0;
    const learning = Object.assign(fixed(0.1), {
      afterRun: () => {
        runs += 1;
      },
    });
    const deaf = Object.assign(fixed(0), {
      afterRun: () => {
        throw new Error('no');
      },
    });
    const combined = combine(deaf, fixed(0), learning);
    combined.afterRun?.(context);
    expect(runs).toBe(1);
    await scoreOf(combined);
    expect(runs).toBe(1);
  });

  it('N-07 a scorer that rejects when told of a run leaves no rejection behind', async () => {
    const rejections: unknown[] = [];
    const note = (reason: unknown): void => void rejections.push(reason);
    process.on('unhandledRejection', note);
    combine(Object.assign(fixed(0), { afterRun: () => Promise.reject(new Error('no')) })).afterRun?.(context);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect(rejections).toEqual([]);
  });

  it('scorer: refuses one scorer twice, which would learn twice as fast', () => {
    const one = fixed(0);
    expect(() => combine(one, fixed(0), one)).toThrow(/none of them twice/);
  });
});

describe('EnvironmentRiskScorer', () => {
  const inEnvironment = (environment: string, score: number): Promise<number> =>
    scoreOf(
      new EnvironmentRiskScorer({ scorer: fixed(score) }),
      createActionContext({ functionName: 'read', environment }),
    );

  it.each([
    [
      0.6,
      [
        'production',
        'prod',
        'PRODUCTION',
        'Prod',
        ' prod ',
        'prd',
        'live',
        'eu-prod',
        'prod_2',
        'PROD1',
        'ｐｒｏｄ',
        'pre-prod',
      ],
    ],
    [0.48, ['staging', 'stage', 'STAGING', 'stg', 'staging-eu', 'preprod']],
    [0.4, ['development', 'dev', 'test', 'local', 'products', 'backstage', 'delivery']],
  ])('scorer: 0.4 becomes %d in %j', async (score, environments) => {
    for (const environment of environments)
      expect([environment, await inEnvironment(environment, 0.4)]).toEqual([environment, score]);
  });

  it('scorer: an environment only raises, to 1 at most', async () => {
    const random = generator(5);
    for (let round = 0; round < 1000; round += 1) {
      const score = random.below(1_000_001) / 1_000_000;
      const raised = await inEnvironment(random.pick(['production', 'staging', 'development', 'x', '-']), score);
      expect(raised >= score && raised <= 1).toBe(true);
    }
  });

  it('scorer: says why, is critical when its scorer fails, and passes runs on', async () => {
    let runs = 0;
    const learning = Object.assign(fixed(0.14), {
      afterRun: () => {
        runs += 1;
      },
    });
    const raising = new EnvironmentRiskScorer({ scorer: learning });
    const production = createActionContext({ functionName: 'read', environment: 'prod' });
    const given = raising.score(production);
    if (given instanceof Promise || typeof given === 'number') throw new TypeError('It was to be explained, at once.');
    expect(given.score).toBeCloseTo(0.14 * 1.5, 12);
    expect(given.factors.at(-1)).toEqual({
      name: 'environment',
      score: given.score,
      reason: 'the score times 1.5',
    });
    raising.afterRun(production);
    expect(runs).toBe(1);
    expect(
      await scoreOf(new EnvironmentRiskScorer({ scorer: giving('broken', () => Number.NaN) })),
    ).toBeGreaterThanOrEqual(0.9);
    expect(() => Reflect.construct(EnvironmentRiskScorer, [{}])).toThrow(/scorer is required/);
  });
});
