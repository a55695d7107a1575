import { hash } from 'node:crypto';
import { drawInteger, type RandomInteger } from '@attesta/core/authoring';

/**
 * Draws a seed of 128 bits, which cannot be guessed.
 *
 * @throws RangeError when `random` gives something else than an integer in its range.
 */
export function seedOf(random: RandomInteger): string {
  return Array.from({ length: 8 }, () => drawInteger(random, 2 ** 16).toString(16)).join('-');
}

/** The same draws for the same seed; without the seed they cannot be foreseen. */
export function drawsOf(seed: string): RandomInteger {
  let count = 0;
  return (limit) => {
    count += 1;
    // 48 bits: the bias of the remainder is too small to be seen.
    return Number.parseInt(hash('sha256', `${count} ${seed}`).slice(0, 12), 16) % limit;
  };
}
