import { describe, expect, it } from 'vitest';
import { createActionContext } from '../../src/action/action-context.js';
import { DefaultRiskScorer } from '../../src/risk/default-scorer.js';
import { riskLevelFromScore } from '../../src/risk/risk-level.js';
import { generator } from './generator.js';

interface Example {
  readonly functionName: string;
  readonly args?: readonly unknown[];
  readonly documentation?: string;
  readonly hints?: Readonly<Record<string, boolean | number>>;
  readonly runsBefore?: number;
}

/** Worked out by hand: 0.30 name + 0.25 arguments + 0.20 documentation + 0.15 hints + 0.10 novelty. */
const EXAMPLES: readonly (readonly [score: number, sum: string, example: Example])[] = [
  [0.4075, '0.285 + 0.0125 + 0.02 + 0 + 0.09', { functionName: 'delete_user', args: ['ada'] }],
  [0.1525, '0.03 + 0.0125 + 0.02 + 0 + 0.09', { functionName: 'getUser', args: [42] }],
  [0.2425, '0.12 + 0.0125 + 0.02 + 0 + 0.09', { functionName: 'process', args: ['x'] }],
  [0.2725, '0.15 + 0.0125 + 0.02 + 0 + 0.09', { functionName: '___', args: [null] }],
  [0.14, '0.03 + 0 + 0.02 + 0 + 0.09', { functionName: 'list-files' }],
  [0.22, '0.03 + 0 + 0.1 + 0 + 0.09', { functionName: 'files.list', documentation: 'Be CAREFUL.' }],
  [
    0.39,
    '0.165 + 0.125 + 0.01 + 0 + 0.09',
    { functionName: 'send_email', args: ['ada@example.org', 'Hi'], documentation: 'Sends a mail.' },
  ],
  [
    0.92,
    '0.285 + 0.225 + 0.17 + 0.15 + 0.09',
    {
      functionName: 'db/drop_table',
      args: ['drop table users'],
      documentation: 'Irreversible. Warning: think first.',
      hints: { destructive: true, external: true, amount: 5000 },
    },
  ],
  [0.53, '0.165 + 0.225 + 0.02 + 0.03 + 0.09', { functionName: 'run', args: ['rm \t -rf /'], hints: { amount: 2500 } }],
  [
    0.2725,
    '0.03 + 0.0125 + 0.02 + 0.12 + 0.09',
    { functionName: 'read', args: [1], hints: { amount: 1e300, dry: false } },
  ],
  [
    0.3025,
    '0.03 + 0.0125 + 0.02 + 0.15 + 0.09',
    { functionName: 'read', args: [1], hints: { a: true, b: true, c: true, d: true } },
  ],
  [0.1445, '0.03 + 0.0125 + 0.02 + 0 + 0.082', { functionName: 'read', args: [1], runsBefore: 1 }],
  [0.1285, '0.03 + 0.0125 + 0.02 + 0 + 0.066', { functionName: 'read', args: [1], runsBefore: 3 }],
  [0.0805, '0.03 + 0.0125 + 0.02 + 0 + 0.018', { functionName: 'read', args: [1], runsBefore: 9 }],
  [0.0725, '0.03 + 0.0125 + 0.02 + 0 + 0.01', { functionName: 'read', args: [1], runsBefore: 10 }],
  [0.0725, '0.03 + 0.0125 + 0.02 + 0 + 0.01', { functionName: 'read', args: [1], runsBefore: 50 }],
];

function scoreOf({ runsBefore = 0, ...input }: Example): number {
  const scorer = new DefaultRiskScorer();
  const context = createActionContext(input);
  for (let run = 0; run < runsBefore; run += 1) scorer.afterRun(context);
  return scorer.score(context).score;
}

describe('DefaultRiskScorer', () => {
  it.each(EXAMPLES)('scorer: gives the published %d = %s', (score, _sum, example) => {
    expect(Math.abs(scoreOf(example) - score)).toBeLessThan(1e-9);
  });

  it('scorer: a sum that is exactly a threshold reaches the level above it', () => {
    // 0.12 + 0.225 + 0.1 + 0.081 + 0.074: added up in binary, 0.5999999999999999.
    const hints = { urgent: true, amount: 3000 };
    const score = scoreOf({
      functionName: 'process',
      args: ['password'],
      documentation: 'warning',
      hints,
      runsBefore: 2,
    });
    expect(riskLevelFromScore(score)).toBe('high');
  });

  it('scorer: names what made the score, as frozen data', () => {
    const { factors } = new DefaultRiskScorer().score(
      createActionContext({ functionName: 'deleteUser', args: ['my PassWord'], hints: { external: true } }),
    );
    expect(factors).toEqual([
      { name: 'function_name', score: 0.95, weight: 0.3, reason: 'destructive verb "delete"' },
      { name: 'arguments', score: 0.9, weight: 0.25, reason: 'sensitive word "password"' },
      { name: 'docstring', score: 0.1, weight: 0.2, reason: 'no documentation' },
      { name: 'hints', score: 0.3, weight: 0.15, reason: 'external' },
      { name: 'novelty', score: 0.9, weight: 0.1, reason: 'runs before: 0' },
    ]);
    expect(factors.every((factor) => Object.isFrozen(factor))).toBe(true);
  });

  it('scorer: the factors repeat no text of an argument that was not matched', () => {
    const context = createActionContext({
      functionName: 'read',
      args: ['hunter2 is my password', { hunter2: 'a@b.example' }],
    });
    expect(JSON.stringify(new DefaultRiskScorer().score(context))).not.toContain('hunter2');
  });

  it('scorer: needs no promise', () => {
    expect(new DefaultRiskScorer().score(createActionContext({ functionName: 'read' }))).not.toBeInstanceOf(Promise);
  });

  it('scorer: a denied call cannot be tried again until it looks familiar', () => {
    const scorer = new DefaultRiskScorer();
    const context = createActionContext({ functionName: 'delete_user', args: ['ada'] });
    const first = scorer.score(context).score;
    for (let attempt = 0; attempt < 20; attempt += 1) expect(scorer.score(context).score).toBe(first);
  });

  it('scorer: two scorers do not learn from each other', () => {
    const context = createActionContext({ functionName: 'read' });
    const [one, other] = [new DefaultRiskScorer(), new DefaultRiskScorer()];
    one.afterRun(context);
    expect(one.score(context).score).toBeLessThan(other.score(context).score);
  });

  it('scorer: remembers as many names as it is told to', () => {
    const scorer = new DefaultRiskScorer({ noveltyCapacity: 1 });
    const one = createActionContext({ functionName: 'read' });
    const other = createActionContext({ functionName: 'list' });
    scorer.afterRun(one);
    scorer.afterRun(other);
    expect(scorer.score(one).score).toBeGreaterThan(scorer.score(other).score);
  });

  it.each([
    [{ noveltyCapacity: 0 }, /noveltyCapacity must be an integer from 1 to 1000000, not 0/],
    [{ noveltyCapacity: Number.NaN }, /noveltyCapacity must be/],
    [{ capacity: 5 }, /no option "capacity"; there are noveltyCapacity/],
  ])('scorer: refuses the options %j', (options, message) => {
    expect(() => Reflect.construct(DefaultRiskScorer, [options])).toThrow(message);
  });

  it('scorer: a polluted prototype changes nothing', () => {
    const context = createActionContext({ functionName: 'delete_all', args: [{ password: 'x' }] });
    const { score } = new DefaultRiskScorer().score(context);
    const polluted: Record<string, unknown> = { weight: 0, score: 0, noveltyCapacity: 1, amount: -1, password: 'x' };
    for (const [key, value] of Object.entries(polluted))
      Object.defineProperty(Object.prototype, key, { value, configurable: true });
    try {
      expect(new DefaultRiskScorer().score(context).score).toBe(score);
    } finally {
      for (const key of Object.keys(polluted)) Reflect.deleteProperty(Object.prototype, key);
    }
  });

  it('scorer: gives every call a score in [0, 1] and never throws', () => {
    const random = generator(20_261_122);
    const text = (): string =>
      Array.from({ length: random.below(12) }, () =>
        random.pick(['a', 'Z', '.', '@', '-', ' ', '1', 'é', '🙂', '\u2028', 'rm', '-rf', 'key']),
      ).join('');
    const kinds: readonly ((depth: number) => unknown)[] = [
      ...[text, () => random.below(1000), () => -0.5, () => true, () => null, () => undefined, () => 10n],
      ...[() => new Date(0), () => new TextEncoder().encode(text())],
      (depth) => Array.from({ length: random.below(4) }, () => value(depth - 1)),
      (depth) => new Set([value(depth - 1), value(depth - 1)]),
      (depth) => new Map([[text(), value(depth - 1)]]),
      (depth) => ({ [text()]: value(depth - 1) }),
    ];
    const value = (depth: number): unknown => (depth === 0 ? text() : random.pick(kinds)(depth));
    for (let round = 0; round < 2000; round += 1) {
      const context = createActionContext({
        functionName: `f${text()}`,
        args: Array.from({ length: random.below(4) }, () => value(3)),
        documentation: text(),
        hints: { a: random.below(2) === 0, b: random.below(20_000) },
      });
      const { score } = new DefaultRiskScorer().score(context);
      expect(score >= 0 && score <= 1).toBe(true);
    }
  });
});
