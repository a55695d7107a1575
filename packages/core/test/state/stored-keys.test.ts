import { endOfPrefix, keyBytes, keyFromBytes } from '@attesta/core/authoring';
import { describe, expect, it } from 'vitest';

describe('the bytes of a key', () => {
  it('sort as keys do, and hold U+0000 and a lone surrogate', () => {
    const keys = [
      '',
      '\0',
      '\0a',
      'a',
      'a\0',
      'a/',
      'a/b',
      'b',
      '\u00ff',
      '\u0100',
      '\ud800',
      '\ud83d\ude00',
      '\uffff',
    ];
    const bytes = [...keys].reverse().map(keyBytes);
    expect(bytes.sort(Buffer.compare).map(keyFromBytes)).toEqual(keys);
  });

  it('of all keys with a prefix come before the end of that prefix, and those of later keys do not', () => {
    const end = endOfPrefix(keyBytes('call/')) ?? new Uint8Array();
    expect(Buffer.compare(keyBytes('call/\uffff\uffff'), end)).toBe(-1);
    expect(Buffer.compare(keyBytes('call0'), end)).toBe(0);
    expect(endOfPrefix(keyBytes('\uffff'))).toBeUndefined();
    expect(endOfPrefix(keyBytes(''))).toBeUndefined();
  });

  it('are refused for what is not a string', () => {
    expect(() => keyBytes(Object(1))).toThrow(/A key must be a string/);
  });
});
