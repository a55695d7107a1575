import type { Clock, StateStore } from '@attesta/core';
import { callDependency, type Settled } from '@attesta/core/authoring';

/** The same store, whose operations reject after ten seconds; a watch has no limit. */
export function boundedStore(store: StateStore, clock: Clock): StateStore {
  return {
    get: (key) => bounded(() => store.get(key)),
    compareAndSet: (key, version, value) => bounded(() => store.compareAndSet(key, version, value)),
    delete: (key, version) => bounded(() => store.delete(key, version)),
    list: (prefix, options) => bounded(() => store.list(prefix, options)),
    watch: (key, version, options) => store.watch(key, version, options),
  };

  async function bounded<T>(work: () => Promise<T>): Promise<T> {
    return fulfilledValue(await callDependency({ clock }, work), STORE);
  }
}

/**
 * The value of a call that was fulfilled.
 *
 * @param dependency Its name, for the error when it hangs.
 * @throws The reason of a call that was rejected.
 */
export function fulfilledValue<T>(settled: Settled<T>, dependency: string): T {
  if (settled.status === 'fulfilled') return settled.value;
  throw settled.status === 'rejected' ? settled.reason : new Error(`${dependency} does not answer.`);
}

/** The name of the store in errors. */
export const STORE = 'The state store';
