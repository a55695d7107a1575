import { AttestaError, createActionContext } from '@attesta/core';
import { FixedRiskScorer } from '@attesta/core/scorers';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { growth, LINEAR, slowdown } from '../../core/test/growth.js';
import { DomainRiskScorer } from '../src/index.js';
import { compilePattern, type Pattern } from '../src/pattern.js';
import { profileOf } from './sample-profile.js';

const LENGTH = 100_000;
const FLAGS = RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE;

/** Patterns that make a backtracking engine hang, or an automaton large. */
const EVIL: readonly string[] = [
  '(a+)+$',
  '(a*)*$',
  '(a|a)*$',
  '(a|aa)+$',
  '(a|b|ab)*c',
  '(a+)+b',
  '(a*)*b',
  '(a*a*)*b',
  '(.*)*x',
  '(.+)+x',
  '(.*)(.*)(.*)(.*)x',
  '.*.*.*.*.*.*=',
  '(.*a){20}',
  '(.*a){12}$',
  '(?:.*,){11}P',
  '^(a+)*$',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '([a-z]+)*!',
  '([a-zA-Z0-9]+)*!',
  '(x+x+)+y',
  '(aa+)+b',
  'a*a*a*a*a*a*a*a*a*a*b',
  '(\\w+\\s?)*$',
  '(\\w*)*\\W$',
  '^(\\w+\\.?)+@x$',
  '\\b(\\w+\\b\\s*)+!',
  '(\\b\\w+\\b ?){10}$',
  '(\\d+)*\\D$',
  '(\\s*\\S*)*;',
  '(?:a?){30}a{30}',
  '(a?){50}b',
  '(a{1,30}){1,30}b',
  '(a{0,20}b?){10}c',
  '([^a]*a)*[^a]*b',
  '(^|\\s)(\\S+\\s+)*rm\\s',
  '[ab]*a[ab]{12}$',
  '[ab]*a[ab]{60}c',
  '[ab]*a[ab]{200}c',
  '[ab]*a[ab]{900}c',
  '.*a.{30}z\\b',
  '.*a.{200}z\\b',
  '(?:a.{0,50}b){5}!',
  '(.{1,30}a){10}$',
  '(?:\\b.?){200}z',
  '(?:a.{300}b|b.{300}a)q',
  '(a)\\1+',
  '(?=(a+))a*b',
  '(?<!b)a+$',
  '(?>a+)b',
  '(a+)++b',
];

/** Always the same, and of all the two letters' neighbourhoods. */
function letters(length: number): string {
  let state = 1;
  let text = '';
  while (text.length < length) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    text += state > 1_073_741_824 ? 'a' : 'b';
  }
  return text;
}

/** Texts of so many characters. */
const TEXTS: Readonly<Record<string, (length: number) => string>> = {
  a: (length) => 'a'.repeat(length),
  'a, then another': (length) => `${'a'.repeat(length - 1)}!`,
  ab: (length) => 'ab'.repeat(length / 2),
  'a and blanks': (length) => 'a '.repeat(length / 2),
  'a and b at random': letters,
};

function scorerOf(pattern: string): DomainRiskScorer {
  const profile = profileOf({ riskPatterns: [{ pattern, name: 'evil', riskContribution: 0.5 }] });
  return new DomainRiskScorer(profile, new FixedRiskScorer({ score: 0.1 }));
}

/** A search in which every step makes a state is up to fifty times as long as one in which none does. */
const COSTLY = 200;

/** A search through as much as the pattern is ever given, in which nothing is hard. */
const { reach: plainReach, isIn: isPlainIn } = compilePattern('(a+)+$');
const plain = (): boolean => isPlainIn('a'.repeat(plainReach));

describe('Q-08 searches in linear time, or refuses the pattern', () => {
  it('has fifty evil ones', () => {
    expect(new Set(EVIL).size).toBe(50);
  });

  it.each(EVIL)('%s', (pattern) => {
    let compiled: Pattern;
    try {
      compiled = compilePattern(pattern);
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
      expect(() => scorerOf(pattern)).toThrow(AttestaError);
      return;
    }
    // Steps bound the time, as long as one of them costs about as much as any other.
    expect(compiled.reach * RE2JS.compile(pattern, FLAGS).programSize()).toBeLessThanOrEqual(1_000_000);
    const scorer = scorerOf(pattern);
    const score = (text: string) => scorer.score(createActionContext({ functionName: 'run', args: [text] }));
    for (const [name, textOf] of Object.entries(TEXTS)) {
      expect(growth(score, textOf, LENGTH), name).toBeLessThan(LINEAR);
      const text = textOf(compiled.reach);
      expect(slowdown(() => compiled.isIn(text), plain, COSTLY)).toBeLessThan(COSTLY);
    }
  });

  it('counts what is too long to be searched as found', () => {
    const { reach, isIn } = compilePattern('drop table');
    const profile = profileOf({ riskPatterns: [{ pattern: 'drop table', name: 'drop', riskContribution: 0.5 }] });
    const scorer = new DomainRiskScorer(profile, new FixedRiskScorer({ score: 0.1 }));
    const score = (length: number): unknown =>
      scorer.score(createActionContext({ functionName: 'x', args: ['-'.repeat(length - 2)] }));
    expect(isIn('-'.repeat(reach))).toBe(false);
    expect(score(reach)).toEqual({ score: 0.1, factors: [{ name: 'fixed', score: 0.1 }] });
    expect(score(reach + 1)).toEqual({
      score: 0.6,
      factors: [
        { name: 'fixed', score: 0.1 },
        { name: 'pattern: drop', score: 0.5, reason: 'the action is too long to be searched for it' },
      ],
    });
  });
});

describe('a pattern', () => {
  it('is searched without case, anywhere, and over lines', () => {
    const { isIn } = compilePattern('\\bdrop\\s+table\\b|^exact$');
    for (const text of ['DROP TABLE x', 'please Drop\n table', 'a\nexact\nb']) expect(isIn(text)).toBe(true);
    for (const text of ['dropt able', 'backdrop tables', 'inexact', 'exact!']) expect(isIn(text)).toBe(false);
  });

  it('of an action must be the whole of it', () => {
    const { isWhole } = compilePattern('(?:get|list)(?:_.*)?');
    for (const name of ['get', 'GET_users', 'list_all']) expect(isWhole(name)).toBe(true);
    for (const name of ['forget', 'getaway', 'delete_get', 'get\ndrop', '']) expect(isWhole(name)).toBe(false);
    expect(compilePattern('get|list').isWhole('get_and_delete')).toBe(false);
    expect(compilePattern('^get$').isWhole('get\nx')).toBe(false);
  });
});
