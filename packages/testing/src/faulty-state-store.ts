import type { StateStore } from '@attesta/core';

/** A method of a state store. */
export type StoreOperation = keyof StateStore;

/** What goes wrong: it rejects, it never settles, or it does its work and then rejects, as when an answer gets lost. */
export type StoreFault = 'rejects' | 'hangs' | 'rejects_after';

/**
 * Wraps a state store so that the operations of your choice fail.
 *
 * @param choose Called before each operation with its name and key (or prefix); undefined lets it through.
 * @example
 * const state = faultyStateStore(new MemoryStateStore(), (operation) =>
 *   operation === 'compareAndSet' ? 'rejects_after' : undefined,
 * );
 */
export function faultyStateStore(
  store: StateStore,
  choose: (operation: StoreOperation, key: string) => StoreFault | undefined,
): StateStore {
  return Object.freeze({
    get: (key) => attempt('get', key, () => store.get(key)),
    compareAndSet: (key, version, value) =>
      attempt('compareAndSet', key, () => store.compareAndSet(key, version, value)),
    delete: (key, version) => attempt('delete', key, () => store.delete(key, version)),
    list: (prefix, options) => attempt('list', prefix, () => store.list(prefix, options)),
    watch: (key, version, options) => attempt('watch', key, () => store.watch(key, version, options)),
  } satisfies StateStore);

  async function attempt<T>(operation: StoreOperation, key: string, work: () => Promise<T>): Promise<T> {
    const fault = choose(operation, key);
    if (fault === 'hangs') return await new Promise<never>(() => {});
    if (fault === 'rejects') throw failure(operation);
    const result = await work();
    if (fault === 'rejects_after') throw failure(operation);
    return result;
  }
}

function failure(operation: StoreOperation): Error {
  return new Error(`faultyStateStore: ${operation} fails, as it was told to.`);
}
