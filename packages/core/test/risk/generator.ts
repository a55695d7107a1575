/** Seeded random choices, so that a failure can be repeated. */
export interface Generator {
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

/** A linear congruential generator with the constants of Numerical Recipes. */
export function generator(seed: number): Generator {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return {
    below,
    pick: (list) => {
      for (const [index, item] of list.entries()) if (below(list.length - index) === 0) return item;
      throw new RangeError('An empty list has nothing to pick.');
    },
  };
}
