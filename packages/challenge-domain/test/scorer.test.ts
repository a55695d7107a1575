import { type ActionInput, AttestaError, createActionContext, type RiskFactor, type RiskScorer } from '@attesta/core';
import { FixedRiskScorer } from '@attesta/core/scorers';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR } from '../../core/test/growth.js';
import { DomainRiskScorer } from '../src/index.js';
import { profileOf } from './sample-profile.js';

const profile = profileOf({
  riskPatterns: [
    { pattern: '\\bkubectl\\s+delete\\b', name: 'kubectl delete', riskContribution: 0.25 },
    { pattern: '\\bforce: true\\b', name: 'force', riskContribution: 0.15 },
  ],
  sensitiveTerms: { 'card number': 0.2, ssn: 0.3 },
  criticalActions: ['delete_?cluster', 'wipe_.*'],
  safeActions: ['get_.*', 'list_.*', 'wipe_cache'],
  baseRiskFloor: 0.4,
});

interface Explained {
  readonly score: number;
  /** Without what the base scorer said. */
  readonly factors: readonly RiskFactor[];
}

/** What the scorer says over a base of 0.1, or this one. */
function scored(input: ActionInput, base = 0.1): Explained {
  const score = new DomainRiskScorer(profile, new FixedRiskScorer({ score: base })).score(createActionContext(input));
  if (score instanceof Promise || typeof score === 'number')
    throw new Error('Neither a promise nor a bare number was needed.');
  expect(score.factors[0]).toEqual({ name: 'fixed', score: base });
  return { score: score.score, factors: score.factors.slice(1) };
}

const names = ({ factors }: Explained): readonly string[] => factors.map(({ name }) => name);
const FOUND = 'found in the action';

describe('the domain risk scorer', () => {
  it('adds what each pattern and term contributes, and names them', () => {
    const result = scored(
      { functionName: 'run', args: [{ command: 'kubectl  DELETE ns', options: { force: true } }, ['the SSN']] },
      0.05,
    );
    expect(result.score).toBeCloseTo(0.75, 9);
    expect(result.factors).toEqual([
      { name: 'pattern: kubectl delete', score: 0.25, reason: FOUND },
      { name: 'pattern: force', score: 0.15, reason: FOUND },
      { name: 'term: ssn', score: 0.3, reason: FOUND },
      { name: 'domain floor', score: 0.4, reason: 'least score in sample' },
    ]);
  });

  it('reaches a level that the sum reaches, whatever the rounding', () => {
    const small = profileOf({ sensitiveTerms: { ssn: 0.1 } });
    expect(0.7 + 0.1).toBeLessThan(0.8);
    const scorer = new DomainRiskScorer(small, new FixedRiskScorer({ score: 0.7 }));
    expect(scorer.score(createActionContext({ functionName: 'ssn' }))).toMatchObject({ score: 0.8 });
  });

  it('never goes above 1', () => {
    expect(scored({ functionName: 'run', args: ['kubectl delete ssn'] }, 0.9).score).toBe(1);
  });

  it('finds patterns in the name, in keys, in nested values, bytes, maps and sets, and over the items of a list', () => {
    const places: readonly (readonly [string, readonly unknown[]])[] = [
      ['kubectl delete', []],
      ['run', [{ a: { b: ['x', { c: 'kubectl delete' }] } }]],
      ['run', [{ 'kubectl delete': 1 }]],
      ['run', [new Map([['kubectl delete', 1]])]],
      ['run', [new Map([[{ deep: 'kubectl delete' }, 1]])]],
      ['run', [new Set(['kubectl delete'])]],
      ['run', [new TextEncoder().encode('kubectl delete')]],
      ['run', [['kubectl', 'delete', 'ns']]],
      ['run', ['ｋｕｂｅｃｔｌ ｄｅｌｅｔｅ']],
    ];
    for (const [functionName, args] of places)
      expect(names(scored({ functionName, args }))).toContain('pattern: kubectl delete');
    expect(names(scored({ functionName: 'run', args: [{ force: true }] }))).toContain('pattern: force');
    for (const args of [[{ force: false }], [{ enforce: true }], ['kubectl get']])
      expect(names(scored({ functionName: 'run', args }))).toEqual(['domain floor']);
  });

  it('finds terms as whole words, however they are written', () => {
    for (const text of ['card number', 'Card-Number', 'cardNumber', 'card_number', 'CARD NUMBER', 'ＣＡＲＤ number'])
      expect(names(scored({ functionName: 'run', args: [text] }))).toContain('term: card number');
    expect(names(scored({ functionName: 'updateCardNumber' }))).toContain('term: card number');
    expect(names(scored({ functionName: 'run', args: [{ cardNumber: 1 }] }))).toContain('term: card number');
    for (const text of ['cardnumber', 'discard number', 'card numbering', 'number card', 'session'])
      expect(names(scored({ functionName: 'run', args: [text] }))).toEqual(['domain floor']);
  });

  it('scores a critical action 0.9 at least, by its whole name only', () => {
    for (const functionName of ['delete_cluster', 'deleteCluster', 'WIPE_disk', 'ｗｉｐｅ_disk'])
      expect(scored({ functionName })).toMatchObject({
        score: 0.9,
        factors: [{ name: 'critical action', score: 0.9 }, { name: 'domain floor' }],
      });
    expect(scored({ functionName: 'delete_cluster' }, 0.95).score).toBe(0.95);
    for (const functionName of ['undelete_cluster', 'delete_clusters', 'swipe_card'])
      expect(scored({ functionName }).score).toBe(0.4);
  });

  it('has a floor under every action but a safe one in which nothing was found', () => {
    expect(scored({ functionName: 'deploy' })).toMatchObject({
      score: 0.4,
      factors: [{ name: 'domain floor', score: 0.4 }],
    });
    expect(scored({ functionName: 'get_users' })).toEqual({ score: 0.1, factors: [] });
    // Not by a part of the name, and not where anything else matched.
    expect(scored({ functionName: 'forget_users' }).score).toBe(0.4);
    expect(scored({ functionName: 'get' }).score).toBe(0.4);
    expect(scored({ functionName: 'get_users', args: ['ssn'] })).toMatchObject({
      score: 0.4,
      factors: [{ name: 'term: ssn' }, { name: 'domain floor' }],
    });
    expect(scored({ functionName: 'get_ssn' }, 0.3).score).toBeCloseTo(0.6, 9);
    expect(names(scored({ functionName: 'wipe_cache' }))).toEqual(['critical action', 'domain floor']);
  });

  it('never lowers a score', () => {
    for (const functionName of ['get_users', 'deploy', 'delete_cluster', 'run'])
      for (const base of [0, 0.3, 0.55, 0.8, 1])
        for (const args of [[], ['ssn'], ['kubectl delete', { force: true }]])
          expect(scored({ functionName, args }, base).score).toBeGreaterThanOrEqual(base);
  });

  it('keeps the factors of the base scorer, waits for it, and tells it of runs', async () => {
    const ran: string[] = [];
    const own = { name: 'own', score: 0.2 };
    const base: RiskScorer = {
      name: 'slow',
      score: async () => ({ score: 0.2, factors: [own] }),
      afterRun: ({ functionName }) => ran.push(functionName),
    };
    const scorer = new DomainRiskScorer(profile, base);
    const context = createActionContext({ functionName: 'deploy' });
    expect(scorer.name).toBe('domain:sample');
    expect(await scorer.score(context)).toMatchObject({
      score: 0.4,
      factors: [{ name: 'slow', score: 0.2 }, { name: 'slow.own', score: 0.2 }, { name: 'domain floor' }],
    });
    scorer.afterRun(context);
    expect(ran).toEqual(['deploy']);
    expect(() => new DomainRiskScorer(profile, new FixedRiskScorer()).afterRun(context)).not.toThrow();
  });

  it('makes a call critical when the base scorer gives no score or fails', async () => {
    const context = createActionContext({ functionName: 'get_users' });
    const over = (score: () => unknown): DomainRiskScorer =>
      Reflect.construct(DomainRiskScorer, [profile, { name: 'odd', score }]);
    const critical = { score: 0.9, factors: [{ name: 'odd', score: 0.9 }, { name: 'odd.fault' }] };
    for (const given of [
      Number.NaN,
      -0.1,
      1.1,
      Number.POSITIVE_INFINITY,
      { score: '0.1', factors: [] },
      { factors: [] },
      {},
    ])
      expect(over(() => given).score(context)).toMatchObject(critical);
    const failing = over(() => {
      throw new Error('down');
    });
    expect(failing.score(context)).toMatchObject(critical);
    expect(await over(() => Promise.reject(new Error('down'))).score(context)).toMatchObject(critical);
  });

  it('checks what it is made of', () => {
    for (const given of [[], [{}], [profile], [profile, {}], [{ ...profile }, new FixedRiskScorer()]])
      expect(() => Reflect.construct(DomainRiskScorer, given)).toThrow(AttestaError);
  });

  it.each(['a', 'aB', 'ssn ', 'card ', 'kubectl ', "'", '\u0301', '\u200b', '_', 'ﷺ', '\n'])(
    'N-12 takes time linear in an argument of %j',
    (text) => {
      const scorer = new DomainRiskScorer(profile, new FixedRiskScorer());
      const score = (argument: string) => scorer.score(createActionContext({ functionName: 'run', args: [argument] }));
      expect(growth(score, (length) => text.repeat(length / text.length), 100_000)).toBeLessThan(LINEAR);
    },
  );
});
