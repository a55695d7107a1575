/**
 * Stand-ins for a dependency that fails. Each makes a function to put in the dependency's place.
 *
 * @example new TOTPChallenge({ secretProvider: rejects() })
 */

/** Throws instead of returning. */
export function throws(message = 'It throws, as it was told to.'): () => never {
  return () => {
    throw new Error(message);
  };
}

/** Returns a promise that rejects. */
export function rejects(message = 'It rejects, as it was told to.'): () => Promise<never> {
  return async () => {
    throw new Error(message);
  };
}

/** Returns a promise that never settles. */
export function hangs(): () => Promise<never> {
  return () => new Promise<never>(() => {});
}

/** Returns something else than it promises, whatever the types say. */
export function answers<T>(value: unknown): () => T {
  return () => Object({ value }).value;
}

/** Returns a thenable that resolves to `first`, then to `second`, and rejects after that. Only the first counts. */
export function settlesTwice<T>(first: T, second: T): () => Promise<T> {
  return answers({
    // biome-ignore lint/suspicious/noThenProperty: a thenable that breaks its word is what this is.
    then(resolve: (value: T) => void, reject: (reason: unknown) => void): void {
      resolve(first);
      resolve(second);
      reject(new Error('It settles twice, as it was told to.'));
    },
  });
}

/** What a dependency may hand back in place of an answer: true-like, empty, of another type, or a trap to whoever reads it. */
export const GARBAGE: readonly unknown[] = Object.freeze([
  undefined,
  null,
  true,
  1,
  Number.NaN,
  '',
  'true',
  'approved',
  [],
  {},
  Object.freeze({ passed: true, verdict: 'approved', approved: true, ok: true }),
  () => true,
  new Proxy(
    {},
    {
      get(_target, name) {
        // A promise looks for `then` first; the trap is for whoever believes the answer.
        if (name === 'then') return undefined;
        throw new Error('It cannot be read.');
      },
    },
  ),
]);
