import { hash, randomInt } from 'node:crypto';

/** Gives an integer from 0 to below `limit`, each as likely as the others. */
export type RandomInteger = (limit: number) => number;

/** Node's own: a CSPRNG without bias. */
export function secureInteger(limit: number): number {
  return randomInt(limit);
}

/**
 * Draws a seed that nobody can guess: 128 bits.
 *
 * @throws RangeError when `random` gives something else than an integer in its range.
 */
export function seedOf(random: RandomInteger): string {
  return Array.from({ length: 8 }, () => checked(random, 2 ** 16).toString(16)).join('-');
}

/** The same draws whenever the text is the same; without knowing it nobody can foresee them. */
export function drawsOf(seed: string): RandomInteger {
  let count = 0;
  return (limit) => {
    count += 1;
    // 48 bits: what the remainder prefers, nobody will see.
    return Number.parseInt(hash('sha256', `${count} ${seed}`).slice(0, 12), 16) % limit;
  };
}

/**
 * The items in random order (Fisher and Yates's shuffle), or `count` of them.
 *
 * @throws RangeError when `random` gives something else than an integer in its range.
 */
export function shuffled<T>(items: readonly T[], random: RandomInteger, count: number = items.length): T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0 && order.length < count) {
    order.push(...rest.splice(checked(random, rest.length), 1));
  }
  return order;
}

function checked(random: RandomInteger, limit: number): number {
  const drawn = random(limit);
  if (Number.isInteger(drawn) && drawn >= 0 && drawn < limit) return drawn;
  throw new RangeError(`random must give an integer from 0 to ${limit - 1}.`);
}
