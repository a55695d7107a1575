import type { StateStore } from '@attesta/core';

/** A store as one process sees it, until it dies: from then on nothing that it asked for, or asks for, comes back. */
export function mortalStore(store: StateStore): { readonly store: StateStore; kill(): void } {
  let isDead = false;
  const forTheLiving = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) await never();
    const result = await work();
    if (isDead) await never();
    return result;
  };
  return {
    store: {
      get: (key) => forTheLiving(() => store.get(key)),
      compareAndSet: (key, version, value) => forTheLiving(() => store.compareAndSet(key, version, value)),
      delete: (key, version) => forTheLiving(() => store.delete(key, version)),
      list: (prefix, options) => forTheLiving(() => store.list(prefix, options)),
      watch: (key, version, options) => forTheLiving(() => store.watch(key, version, options)),
    },
    kill() {
      isDead = true;
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
