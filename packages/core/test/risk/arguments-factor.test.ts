import { describe, expect, it } from 'vitest';
import type { ArgumentValue } from '../../src/action/argument-value.js';
import { argumentsFactor } from '../../src/risk/arguments-factor.js';
import { bytesRisk, textRisk } from '../../src/risk/text-risk.js';
import { generator } from './generator.js';
import { publishedTextScore } from './published-score.js';

const TEXTS: readonly (readonly [score: number, text: string])[] = [
  ...['prod', 'PRODUCTION', 'a product', 'mysecrets', 'Passwords', 'tokenizer', 'credentials'].map(
    (text) => [0.9, text] as const,
  ),
  ...['.env', 'app/.ENV', '.env.local', '.env-2', 'x.env '].map((text) => [0.9, text] as const),
  ...['.envelope', '.env_2', 'env', '.environment'].map((text) => [0.05, text] as const),
  ...['key', 'the KEY.', 'api-key', 'key=1', '(key)'].map((text) => [0.9, text] as const),
  ...['api_key', 'apikey', 'keys', 'monkey', 'turkey key2'].map((text) => [0.05, text] as const),
  ...['drop table', 'DELETE FROM t', ';truncate x', 'Alter'].map((text) => [0.9, text] as const),
  ...['dropped', 'deleted', 'raindrop', 'truncated', 'alternative', 'undelete', 'drop_in'].map(
    (text) => [0.05, text] as const,
  ),
  ...['rm -rf /', 'RM\t\n -RF', 'rm\u00a0-rf', 'rm\u3000-rf', `rm${' '.repeat(500)}-rf`].map(
    (text) => [0.9, text] as const,
  ),
  ...['sudo ls', 'chmod 777 x', 'CHMOD \t777'].map((text) => [0.9, text] as const),
  ...['rm-rf', '-rf', ' -rf', 'm -rf', 'rm - rf', 'chmod777', 'chmod 77', 'chmod 755', 'pseudo'].map(
    (text) => [0.05, text] as const,
  ),
  ...['http://a', 'see HTTPS://a.example/', 'xhttp://'].map((text) => [0.5, text] as const),
  ...['http:/a', 'ftp://a', 'https', '://', 'httpx://a'].map((text) => [0.05, text] as const),
  ...['a@b.co', 'Ada.L+x@mail.example.org', 'a@b-c.de!', '<a@b.c.de>', 'é@b.co'].map((text) => [0.5, text] as const),
  ...['a@b', '@b.co', 'a@.c', 'a@b.c', 'a @b.co', 'a@b..', '@@', 'a@b@c'].map((text) => [0.05, text] as const),
  ...['1.2.3.4', 'at 127.0.0.1:80', '10.0.0.256', 'a.1.2.3.4', '1.2.3.4.5', '1.2.3.4.'].map(
    (text) => [0.5, text] as const,
  ),
  ...['1.2.3', 'v1.2.3.4', '1.2.3.4x', '1234.1.1.1', '1.1.1.1234', '1..2.3.4', '1_1.2.3.4'].map(
    (text) => [0.05, text] as const,
  ),
  ...['', ' ', 'users', 'Ada Lovelace', 'Zürich', '🙂'].map((text) => [0.05, text] as const),
];

const scoreOf = (...args: ArgumentValue[]): number => argumentsFactor(args).score;

describe('arguments', () => {
  it.each(TEXTS)('scorer: %d for %j', (score, text) => {
    expect(textRisk(text).score).toBe(score);
    // The same far into a text, where it is read in another way, and as bytes.
    const padding = '- '.repeat(40);
    expect(textRisk(`${padding}${text}`).score).toBe(score);
    expect(textRisk(`${padding.repeat(300)}${text}`).score).toBe(score);
    expect(bytesRisk(new TextEncoder().encode(text)).score).toBe(score);
  });

  it('scorer: finds in 50,000 random texts what the plain patterns find', () => {
    const random = generator(7);
    const parts = [
      ...[
        'prod',
        '.env',
        'secret',
        'PassWord',
        'token',
        'key',
        'credential',
        'DROP',
        'delete',
        'Truncate',
        'alter',
        'sudo',
      ],
      ...['rm', '-rf', 'chmod', '777', 'http://', 'https://', 'a@b', '.co', '@', '1.2', '255', '1234', '.3'],
      ...[' ', '\t', '_', '-', '.', 'x', 'e', 'y'],
    ];
    const part = (): string => {
      const whole = random.pick(parts);
      return random.below(3) === 0 ? whole.slice(0, random.below(whole.length + 1)) : whole;
    };
    for (let round = 0; round < 50_000; round += 1) {
      const text = Array.from({ length: 1 + random.below(10) }, part).join('');
      if (textRisk(text).score !== publishedTextScore(text))
        expect([text, textRisk(text).score]).toEqual([text, publishedTextScore(text)]);
    }
  });

  it.each(['password', 'KEY', 'rm -rf', 'chmod 777', 'https://', 'a@b.co', '1.2.3.4'])(
    'scorer: finds %s wherever it stands',
    (text) => {
      for (let before = 0; before < 50; before += 1) {
        for (const blank of [' ', 'é ']) {
          const padded = `${blank.repeat(before)}${text}${blank.repeat(before % 3)}`;
          expect([padded, textRisk(padded).score]).toEqual([padded, textRisk(text).score]);
        }
      }
      expect(textRisk(`${'é'.repeat(40_000)} ${text}`).score).toBe(textRisk(text).score);
    },
  );

  it('scorer: a text is judged without what stood in an earlier one', () => {
    textRisk(`chmod ${'x'.repeat(30)} 777 secret`);
    expect([textRisk('chmod ').score, textRisk('sec').score, textRisk('http:').score, textRisk('a@b.').score]).toEqual([
      0.05, 0.05, 0.05, 0.05,
    ]);
  });

  it('scorer: the gravest value counts, and no arguments count nothing', () => {
    expect(scoreOf()).toBe(0);
    expect(scoreOf(undefined)).toBe(0.05);
    expect(scoreOf('x', 'http://x', 'y')).toBe(0.5);
    expect(scoreOf('http://x', 'password', 'y')).toBe(0.9);
    expect(argumentsFactor(['http://secret']).reason).toBe('sensitive word "secret"');
  });

  it.each<[string, ArgumentValue]>([
    ['a value', { a: { b: [{ c: 'password' }] } }],
    ['a key', { a: [{ password: 1 }] }],
    ['a map key', new Map([['password', 1]])],
    ['a map value', new Map([[1, ['password']]])],
    ['a set', new Set(['x', 'password'])],
    ['bytes', [new TextEncoder().encode('my password')]],
    ['an object without prototype', Object.assign(Object.create(null), { a: 'password' })],
    ['a key of the name __proto__', JSON.parse('{"__proto__":{"a":"password"}}')],
    ['64 levels', nested(63, ['password'])],
  ])('scorer: reads %s', (_place, value) => {
    expect(scoreOf('x', value)).toBe(0.9);
    expect(scoreOf(JSON.parse('{"a":[1,"x",{"b":null}]}'))).toBe(0.05);
  });
});

function nested(levels: number, core: ArgumentValue): ArgumentValue {
  return levels === 0 ? core : [nested(levels - 1, core)];
}
