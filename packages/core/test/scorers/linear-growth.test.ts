import { describe, expect, it } from 'vitest';
import { argumentsFactor } from '../../src/scorers/arguments-factor.js';
import { growth, shortestTime } from '../growth.js';

const LENGTH = 60_000;

const TEXTS: readonly string[] = [
  ...['a', 'd', 'k', 'p', 's', '1', '.', '@', ' ', '-', '/', 'é'],
  ...['1.', '1111.', 'a@', 'a@b.', '@@.', 'http://', '.envx', 'keyx', 'chmod ', ' -rf', 'secre', 'rmm '],
];

const read = (text: string): unknown => argumentsFactor([text]);

describe('time to read the arguments', () => {
  it.each(TEXTS)('N-12 twice the text of %j takes at most 2.5 times as long', (part) => {
    expect(growth(read, (length) => part.repeat(length / part.length), LENGTH)).toBeLessThan(2.5);
  });

  it.each(['rm', 'chmod', 'a@', '1.2.3.'])('N-12 so does %j before twice the blanks', (start) => {
    expect(growth(read, (length) => `${start}${' '.repeat(length)}`, LENGTH)).toBeLessThan(2.5);
  });

  it('N-12 an argument of 80,000 characters takes less than 50 ms', () => {
    expect(shortestTime(() => argumentsFactor(['a@a.a-'.repeat(13_334)]))).toBeLessThan(50e6);
  });
});
