import { describe, expect, it } from 'vitest';
import { argumentsFactor } from '../../src/risk/arguments-factor.js';
import { growth, LINEAR } from '../growth.js';

const LENGTH = 120_000;

const TEXTS: readonly string[] = [
  ...['a', 'd', 'k', 'p', 's', '1', '.', '@', ' ', '-', '/', 'é'],
  ...['1.', '1111.', 'a@', 'a@a.a-', 'a@b.', '@@.', 'http://', '.envx', 'keyx', 'chmod ', ' -rf', 'secre', 'rmm '],
];

const read = (text: string): unknown => argumentsFactor([text]);

describe('time to read the arguments', () => {
  it.each(TEXTS)('N-12 is linear in the length of a text of %j', (part) => {
    expect(growth(read, (length) => part.repeat(length / part.length), LENGTH)).toBeLessThan(LINEAR);
  });

  it.each(['rm', 'chmod', 'a@', '1.2.3.'])('N-12 is linear in the blanks after %j', (start) => {
    expect(growth(read, (length) => `${start}${' '.repeat(length)}`, LENGTH)).toBeLessThan(LINEAR);
  });
});
