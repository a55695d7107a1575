import type { StateStore } from '@attesta/core';

/** A store as one process sees it, until it dies: from then on nothing that it asked for, or asks for, comes back. */
export function crashingStore(store: StateStore): { readonly store: StateStore; kill(): void } {
  let isDead = false;
  const unlessCrashed = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isDead) await never();
    const result = await work();
    if (isDead) await never();
    return result;
  };
  return {
    store: {
      get: (key) => unlessCrashed(() => store.get(key)),
      compareAndSet: (key, version, value) => unlessCrashed(() => store.compareAndSet(key, version, value)),
      delete: (key, version) => unlessCrashed(() => store.delete(key, version)),
      list: (prefix, options) => unlessCrashed(() => store.list(prefix, options)),
      watch: (key, version, options) => unlessCrashed(() => store.watch(key, version, options)),
    },
    kill() {
      isDead = true;
    },
  };
}

function never(): Promise<never> {
  return new Promise(() => {});
}
