import { randomBytes } from 'node:crypto';

/** Returns the given number of random bytes. */
export type RandomBytes = (size: number) => Uint8Array;

/** Node's cryptographic source. */
export const systemRandom: RandomBytes = (size) => randomBytes(size);

/**
 * Draws `size` bytes.
 *
 * @throws TypeError when the source returns anything else.
 */
export function draw(random: RandomBytes, size: number): Buffer {
  const bytes = random(size);
  if (!(bytes instanceof Uint8Array) || bytes.length !== size) throw new TypeError(`random must give ${size} bytes.`);
  return Buffer.from(bytes);
}

/** Draws an integer from 0 up to, and without, a million; each is equally likely. */
export function drawBelowMillion(random: RandomBytes): number {
  for (let tries = 0; tries < 100; tries += 1) {
    const drawn = draw(random, 4).readUInt32BE();
    // What lies above the last whole million of 2^32 is drawn again.
    if (drawn < LAST_WHOLE_MILLION) return drawn % 1_000_000;
  }
  throw new TypeError('random gives no numbers.');
}

const LAST_WHOLE_MILLION = 4_294_000_000;
