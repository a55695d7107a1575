import { fold, isLight, secureInteger, shuffled, wordsIn, wordsOf } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';

describe('the words that typed answers are compared by', () => {
  it('are the same whatever the case, width, apostrophe or invisible character', () => {
    const same = [
      "It won't lock",
      'IT WON\u2019T LOCK',
      'it won\u00b4t lo\u00adck',
      '\uff29\uff34 wont lo\u200bck',
      '\u{1d408}t wont lock',
    ];
    for (const text of same) expect(wordsOf(text), text).toEqual(['it', 'wont', 'lock']);
    expect(fold('STRASSE \u03a3')).toBe(fold('stra\u00dfe \u03c2'));
  });

  it('are separated by everything but letters, digits and marks', () => {
    expect(wordsOf('table_a: 0.5, {x}\ncafe\u0301')).toEqual(['table', 'a', '0', '5', 'x', 'caf\u00e9']);
    expect(wordsIn('')).toEqual([]);
  });

  it('are light without a meaning of their own, and negations never are', () => {
    expect(['the', 'it', 'of', 'would'].filter(isLight)).toHaveLength(4);
    expect(['table', 'not', 'no', 'never', 'constructor'].filter(isLight)).toEqual([]);
  });
});

describe('the random order of items', () => {
  it('holds each of them once, or as many as asked for', () => {
    expect([...shuffled([1, 2, 3, 4, 5], secureInteger)].sort()).toEqual([1, 2, 3, 4, 5]);
    expect(new Set(shuffled([1, 2, 3, 4, 5], secureInteger, 3)).size).toBe(3);
    expect(shuffled(['a', 'b', 'c'], (limit) => limit - 1)).toEqual(['c', 'b', 'a']);
  });

  it('is refused when random returns anything but an integer in its range', () => {
    for (const wrong of [Number.NaN, -1, 3, 0.5])
      expect(() => shuffled([1, 2, 3], () => wrong), String(wrong)).toThrow(
        'random must return an integer from 0 to 2.',
      );
  });
});
