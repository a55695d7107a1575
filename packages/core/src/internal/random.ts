import { nodeCrypto } from './node-crypto.js';

/** Gives an integer from 0 to below `limit`, each as likely as the others. */
export type RandomInteger = (limit: number) => number;

/** `randomInt` of `node:crypto`: a CSPRNG without bias. */
export function secureInteger(limit: number): number {
  return nodeCrypto().randomInt(limit);
}

/**
 * Draws an integer from 0 to below `limit`.
 *
 * @throws RangeError when `random` gives anything else.
 */
export function drawInteger(random: RandomInteger, limit: number): number {
  const drawn = random(limit);
  if (Number.isInteger(drawn) && drawn >= 0 && drawn < limit) return drawn;
  throw new RangeError(`random must return an integer from 0 to ${limit - 1}.`);
}

/**
 * The items in random order (the Fisher-Yates shuffle), or `count` of them.
 *
 * @throws RangeError when `random` gives something else than an integer in its range.
 * @example shuffled(questions, secureInteger, 3) // three of them
 */
export function shuffled<T>(items: readonly T[], random: RandomInteger, count: number = items.length): T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0 && order.length < count) {
    order.push(...rest.splice(drawInteger(random, rest.length), 1));
  }
  return order;
}
