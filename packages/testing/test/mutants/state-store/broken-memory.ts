import { type JsonValue, MemoryStateStore, type StateStore } from '@attesta/core';
import type { Versioned } from '@attesta/core/authoring';
import type { StateStoreDescription } from '@attesta/testing/conformance';

/** The sound store in memory, with methods put in place of its own. */
export function memory(change: (sound: MemoryStateStore) => Partial<StateStore>): StateStoreDescription {
  return {
    name: 'a broken store',
    create() {
      const sound = new MemoryStateStore();
      const store: StateStore = {
        get: (key) => sound.get(key),
        compareAndSet: (key, version, value) => sound.compareAndSet(key, version, value),
        delete: (key, version) => sound.delete(key, version),
        list: (prefix, options) => sound.list(prefix, options),
        watch: (key, version, options) => sound.watch(key, version, options),
        ...change(sound),
      };
      return { open: () => ({ store }) };
    },
  };
}

/** Each reading way of the sound store, with what it reads changed. */
export function reading(
  change: (value: JsonValue) => JsonValue,
): (sound: StateStore) => Pick<StateStore, 'get' | 'list' | 'watch'> {
  const changed = (entry: Versioned | undefined): Versioned | undefined =>
    entry && { ...entry, value: change(entry.value) };
  return (sound) => ({
    get: async (key) => changed(await sound.get(key)),
    list: async (prefix, options) =>
      (await sound.list(prefix, options)).map((entry) => ({ ...entry, value: change(entry.value) })),
    watch: async (key, version, options) => changed(await sound.watch(key, version, options)),
  });
}

/** A store under other keys. */
export function renaming(keyOf: (key: string) => string): (sound: StateStore) => Partial<StateStore> {
  return (sound) => ({
    get: (key) => sound.get(keyOf(key)),
    compareAndSet: (key, version, value) => sound.compareAndSet(keyOf(key), version, value),
  });
}

export function tick(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
