import { describe, expect, it } from 'vitest';
import { moreLine, screenfuls } from '../../src/layout/screenfuls.js';

const lines = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('R-06 screenfuls', () => {
  it('are one where everything fits, the question included', () => {
    expect(screenfuls(lines(20), { rows: 24, below: 4, heading: 0 })).toEqual([lines(20)]);
    expect(screenfuls(lines(21), { rows: 24, below: 4, heading: 0 })).toHaveLength(2);
  });

  it('may push out the heading, which says nothing', () => {
    expect(screenfuls(lines(23), { rows: 24, below: 4, heading: 3 })).toHaveLength(1);
    expect(screenfuls(lines(24), { rows: 24, below: 4, heading: 3 })).toHaveLength(2);
  });

  it.each([
    [5, 3],
    [24, 4],
    [24, 23],
    [200, 6],
  ])('leave nothing out, and no line leaves a screen of %d rows before it is turned over', (rows, below) => {
    for (let count = 0; count < 3 * rows; count += 1) {
      const parts = screenfuls(lines(count), { rows, below, heading: 0 });
      expect(parts.flat()).toEqual(lines(count));
      for (const part of parts.slice(0, -1)) expect(part.length + 1).toBeLessThanOrEqual(rows);
      expect((parts.at(-1)?.length ?? 0) + below).toBeLessThanOrEqual(rows);
    }
  });

  it('show the progress and the keys, as far as the width allows', () => {
    expect(moreLine(79, 22, 340)).toBe('Line 22 of 340. Enter shows more, n says no.');
    expect(moreLine(79, 23, 23)).toBe('End of the action. Enter shows the question.');
    expect(moreLine(39, 22, 340)).toBe('22/340 Enter: more, n: no');
    expect(moreLine(20, 10_000, 10_001)).toBe('Enter: more, n: no');
  });
});
