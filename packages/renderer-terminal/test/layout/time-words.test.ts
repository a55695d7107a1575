import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { atTime, inWords } from '../../src/layout/time-words.js';

beforeEach(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterEach(() => vi.unstubAllEnvs());

it.each([
  [0, 'less than a second'],
  [-5_000, 'less than a second'],
  [Number.NaN, 'less than a second'],
  [1_000, '1 second'],
  [59_400, '59 seconds'],
  [60_000, '1 minute'],
  [300_000, '5 minutes'],
  [3_600_000, '1 hour'],
  [5_400_000, '1 hour 30 minutes'],
  [3_601_000, '1 hour'],
  [90_061_000, '1 day 1 hour'],
  [30 * 86_400_000, '30 days'],
])('says %d ms in words', (ms, words) => {
  expect(inWords(ms)).toBe(words);
});

it('tells the time here, and the date only of another day', () => {
  const noon = Date.UTC(2026, 0, 31, 11);
  expect(atTime(noon + 65_000, noon)).toBe('12:01:05');
  expect(atTime(noon + 12 * 3_600_000, noon)).toBe('2026-02-01 00:00:00');
  expect(atTime(Number.MAX_VALUE, noon)).toBe('beyond any date');
});
