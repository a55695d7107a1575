import { describe, expect, it } from 'vitest';
import { createActionContext } from '../../src/action/action-context.js';
import { documentationFactor } from '../../src/risk/documentation-factor.js';
import { functionNameFactor } from '../../src/risk/function-name-factor.js';
import { hintsFactor } from '../../src/risk/hints-factor.js';
import { memo } from '../../src/risk/memo.js';
import { Novelty } from '../../src/risk/novelty.js';
import { generator } from './generator.js';
import { DESTRUCTIVE, MUTATING, publishedNameScore, READING } from './published-score.js';

const ADDED = 'wipe erase overwrite terminate shutdown revoke grant transfer pay refund'.split(' ');

describe('function name', () => {
  it.each([
    [
      0.95,
      [
        'deleteUser',
        'DeleteUser',
        'DELETE_ALL',
        'users.purge',
        'db/drop',
        'force-kill',
        'get_or_remove',
        'x.y-z/w_destroy',
      ],
    ],
    [0.55, ['setName', 'run', 'read_and_write', 'git-push', 'create']],
    [0.1, ['getUser', 'list', 'find_check', 'db.search']],
    [0.4, ['process', 'deleted', 'undelete', 'getter', 'HTTPDelete', 'über']],
    [0.5, ['_', '-./_']],
  ])('scorer: %d for %j', (score, names) => {
    for (const name of names) expect([name, functionNameFactor(name).score]).toEqual([name, score]);
  });

  it('scorer: every added verb raises a name that has no other', () => {
    for (const verb of ADDED)
      expect(functionNameFactor(`do_${verb}`).score).toBeGreaterThan(publishedNameScore(`do_${verb}`));
  });

  it('scorer: no name scores lower than published, and without an added verb all score as published', () => {
    const random = generator(3);
    const words = [...DESTRUCTIVE, ...MUTATING, ...READING, ...ADDED, 'user', 'x', 'table'];
    for (let round = 0; round < 5000; round += 1) {
      const chosen = Array.from({ length: random.below(4) }, () => random.pick(words));
      const name = chosen
        .map((word) => random.pick([word, word.toUpperCase(), `Of${word}`]))
        .join(random.pick(['_', '.', '-', '/']));
      const { score } = functionNameFactor(name);
      expect(score).toBeGreaterThanOrEqual(publishedNameScore(name));
      if (!chosen.some((word) => ADDED.includes(word))) expect(score).toBe(publishedNameScore(name));
    }
  });
});

describe('documentation', () => {
  it.each([
    [0.85, ['IRREVERSIBLE', 'permanently', 'nondestructive', 'dangerous', 'in production', 'Critical; caution']],
    [0.5, ['Be careful', 'warnings', 'Precaution']],
    [0.05, ['Reads a file.', 'care', 'é']],
    [0.1, ['', ' \n']],
  ])('scorer: %d for %j', (score, texts) => {
    for (const text of texts) expect([text, documentationFactor(text).score]).toEqual([text, score]);
  });
});

describe('hints', () => {
  it('scorer: add up to 1 at most', () => {
    expect(hintsFactor({}).score).toBe(0);
    expect(hintsFactor({ a: false, b: 0 })).toMatchObject({ score: 0, reason: 'no hints' });
    expect(hintsFactor({ a: true, b: 1000 }).score).toBeCloseTo(0.38, 12);
    expect(hintsFactor({ a: 10_000, b: 10_001 }).score).toBe(1);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, '5', null])('scorer: a hint of %j is refused', (value) => {
    const hints = { a: true, b: value as number };
    expect(() => createActionContext({ functionName: 'f', hints })).toThrow(/hints\.b must be/);
  });

  it('scorer: a further hint never lowers the score', () => {
    const random = generator(11);
    for (let round = 0; round < 2000; round += 1) {
      const hints = Object.fromEntries(
        Array.from({ length: random.below(5) }, (_, index) => [`h${index}`, random.below(20_000)]),
      );
      const further = random.pick<boolean | number>([true, false, random.below(20_000)]);
      expect(hintsFactor({ ...hints, further }).score).toBeGreaterThanOrEqual(hintsFactor(hints).score);
    }
  });
});

describe('novelty', () => {
  it('scorer: 0.9, then 0.08 less a run, then 0.1', () => {
    const novelty = new Novelty(5);
    for (let runs = 0; runs < 15; runs += 1) {
      expect(novelty.factor('f').score).toBeCloseTo(runs < 10 ? 0.9 - 0.08 * runs : 0.1, 12);
      novelty.ran('f');
    }
  });

  it('scorer: forgets the name that has not run for longest, and only that', () => {
    const novelty = new Novelty(3);
    for (const name of ['a', 'b', 'c', 'a', 'd']) novelty.ran(name);
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => novelty.factor(name).reason)).toEqual([
      'runs before: 2',
      'runs before: 0',
      'runs before: 1',
      'runs before: 1',
      'runs before: 0',
    ]);
  });

  it('scorer: asking about names fills nothing and keeps nothing alive', () => {
    const novelty = new Novelty(2);
    novelty.ran('a');
    novelty.ran('b');
    for (let index = 0; index < 1000; index += 1) novelty.factor(`invented${index}`);
    novelty.factor('a');
    novelty.ran('c');
    expect(['a', 'b', 'c'].map((name) => novelty.factor(name).score > 0.85)).toEqual([true, false, false]);
  });

  it('scorer: a name that runs again and again stays the latest', () => {
    const novelty = new Novelty(2);
    for (let run = 0; run < 12; run += 1) novelty.ran('a');
    novelty.ran('b');
    novelty.ran('a');
    novelty.ran('c');
    expect(novelty.factor('a').score).toBe(0.1);
    expect(novelty.factor('b').score).toBe(0.9);
  });
});

describe('memo', () => {
  it('scorer: what depends on a name alone is worked out once, and a bounded number of names is kept', () => {
    let computed = 0;
    const length = memo((text) => {
      computed += 1;
      return text.length;
    }, 3);
    expect(['a', 'bb', 'ccc', 'a', 'bb'].map(length)).toEqual([1, 2, 3, 1, 2]);
    expect(computed).toBe(3);
    expect(['dddd', 'a'].map(length)).toEqual([4, 1]);
    expect(computed).toBe(5);
  });
});
