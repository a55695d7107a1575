import { randomBytes } from 'node:crypto';

/** Gives so many random bytes. */
export type RandomBytes = (size: number) => Uint8Array;

/** Node's cryptographic source. */
export const systemRandom: RandomBytes = (size) => randomBytes(size);

/**
 * Draws `size` bytes.
 *
 * @throws TypeError when the source gives something else.
 */
export function draw(random: RandomBytes, size: number): Buffer {
  const bytes = random(size);
  if (!(bytes instanceof Uint8Array) || bytes.length !== size) throw new TypeError(`random must give ${size} bytes.`);
  return Buffer.from(bytes);
}
