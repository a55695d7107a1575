/** Gives an integer from 0 to before `limit`, each as likely as the others. */
export type RandomInteger = (limit: number) => number;

/** Node's own: a CSPRNG without bias. Loaded at the first use, which costs milliseconds. */
export function secureInteger(limit: number): number {
  return process.getBuiltinModule('node:crypto').randomInt(limit);
}

/**
 * The items in random order (Fisher and Yates's shuffle).
 *
 * @throws RangeError when `random` gives something else than an integer in its range.
 */
export function shuffled<T>(items: readonly T[], random: RandomInteger): readonly T[] {
  const rest = [...items];
  const order: T[] = [];
  while (rest.length > 0) {
    const index = random(rest.length);
    if (!Number.isInteger(index) || index < 0 || index >= rest.length)
      throw new RangeError(`random must give an integer from 0 to ${rest.length - 1}.`);
    order.push(...rest.splice(index, 1));
  }
  return order;
}

/** The first `count` items in their order; stale ones only where there are too few others. */
export function freshFirst<T>(items: readonly T[], count: number, isStale: (item: T) => boolean): readonly T[] {
  return [...items.filter((item) => !isStale(item)), ...items.filter(isStale)].slice(0, count);
}
