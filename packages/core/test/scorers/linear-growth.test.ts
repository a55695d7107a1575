import { describe, expect, it } from 'vitest';
import { argumentsFactor } from '../../src/scorers/arguments-factor.js';

const LENGTH = 60_000;

const TEXTS: readonly string[] = [
  ...['a', 'd', 'k', 'p', 's', '1', '.', '@', ' ', '-', '/', 'é'],
  ...['1.', '1111.', 'a@', 'a@b.', '@@.', 'http://', '.envx', 'keyx', 'chmod ', ' -rf', 'secre', 'rmm '],
];

/** The shortest of many tries, which is the one that nothing else has held up. */
function shortestTime(work: () => void): number {
  let shortest = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 25; attempt += 1) {
    const start = process.hrtime.bigint();
    work();
    shortest = Math.min(shortest, Number(process.hrtime.bigint() - start));
  }
  return shortest;
}

/** How much longer twice the input takes. Asked again when a busy machine has spoilt the answer. */
function growth(input: (length: number) => string): number {
  const [once, twice] = [input(LENGTH), input(2 * LENGTH)];
  let best = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5 && best > 2.5; attempt += 1) {
    const shorter = shortestTime(() => argumentsFactor([once]));
    best = Math.min(best, shortestTime(() => argumentsFactor([twice])) / shorter);
  }
  return best;
}

describe('time to read the arguments', () => {
  it.each(TEXTS)('N-12 twice the text of %j takes at most 2.5 times as long', (part) => {
    expect(growth((length) => part.repeat(length / part.length))).toBeLessThan(2.5);
  });

  it.each(['rm', 'chmod', 'a@', '1.2.3.'])('N-12 so does %j before twice the blanks', (start) => {
    expect(growth((length) => `${start}${' '.repeat(length)}`)).toBeLessThan(2.5);
  });

  it('N-12 an argument of 80,000 characters takes less than 50 ms', () => {
    expect(shortestTime(() => argumentsFactor(['a@a.a-'.repeat(13_334)]))).toBeLessThan(50e6);
  });
});
