import { expect, it } from 'vitest';
import { cells, windowOf } from '../../src/layout/typed-line.js';

it('shows a line that fits as it is', () => {
  expect(windowOf('abc', 'de', 5)).toEqual(['abc', 'de']);
});

it('shows what is next to the cursor of a line that does not', () => {
  expect(windowOf('abcdefghij', '', 8)).toEqual(['...fghij', '']);
  expect(windowOf('abcdefghij', 'klmnop', 9)).toEqual(['...hij', 'klm']);
});

it('counts a letter outside ASCII as wide, and cuts none in two', () => {
  expect(cells('a漢😀')).toBe(5);
  expect(windowOf('漢字漢字漢字', '', 8)).toEqual(['...漢字', '']);
});
