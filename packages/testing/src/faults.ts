/** Makes stand-ins for a dependency that fails: each is a function to put in its place. */
export interface Faults {
  /** Throws instead of returning. */
  throws(message?: string): () => never;
  /** Returns a promise that rejects. */
  rejects(message?: string): () => Promise<never>;
  /** Returns a promise that never settles. */
  hangs(): () => Promise<never>;
  /** Returns this value, whatever the type of the dependency says. */
  returns<T>(value: unknown): () => T;
  /** Returns a thenable that resolves to `first`, then to `second`, and rejects after that. Only the first counts. */
  settlesTwice<T>(first: T, second: T): () => Promise<T>;
  /** Values that a dependency may return by mistake: true-like, empty, of another type, or a trap that throws when it is read. */
  readonly garbage: readonly unknown[];
}

/**
 * Stand-ins for a dependency that fails.
 *
 * @example
 * new TOTPChallenge({ secretProvider: faults.rejects() });
 * for (const value of faults.garbage) await expectDenial({ lookUp: faults.returns(value) });
 */
export const faults: Faults = Object.freeze({
  throws(message = 'It throws, as it was told to.'): () => never {
    return () => {
      throw new Error(message);
    };
  },
  rejects(message = 'It rejects, as it was told to.'): () => Promise<never> {
    return async () => {
      throw new Error(message);
    };
  },
  hangs(): () => Promise<never> {
    return () => new Promise<never>(() => {});
  },
  returns,
  settlesTwice<T>(first: T, second: T): () => Promise<T> {
    return returns({
      // biome-ignore lint/suspicious/noThenProperty: a thenable that breaks its word is what this is.
      then(resolve: (value: T) => void, reject: (reason: unknown) => void): void {
        resolve(first);
        resolve(second);
        reject(new Error('It settles twice, as it was told to.'));
      },
    });
  },
  garbage: Object.freeze([
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
          // A promise looks for `then` first; the trap is for code that believes the answer.
          if (name === 'then') return undefined;
          throw new Error('It cannot be read.');
        },
      },
    ),
  ]),
});

function returns<T>(value: unknown): () => T {
  return () => Object({ value }).value;
}
