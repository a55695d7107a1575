import type { StateStore } from '@attesta/core';
import type { StateStoreDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { memory, tick } from './broken-memory.js';

/** The sound store, listing in another way. */
function listing(
  list: (sound: StateStore, ...given: Parameters<StateStore['list']>) => ReturnType<StateStore['list']>,
) {
  return memory((sound) => ({ list: (prefix, options) => list(sound, prefix, options) }));
}

/** The sound store, watching in another way. */
function watching(
  watch: (sound: StateStore, ...given: Parameters<StateStore['watch']>) => ReturnType<StateStore['watch']>,
) {
  return memory((sound) => ({ watch: (key, version, options) => watch(sound, key, version, options) }));
}

const ALL = { limit: 1000 };

export const WATCH_MUTANTS: readonly Mutant<StateStoreDescription>[] = [
  {
    name: 'lists what has the prefix anywhere',
    killedBy: 'lists what has the prefix',
    description: listing(async (sound, prefix, options) =>
      prefix === ''
        ? await sound.list('', options)
        : (await sound.list('', ALL)).filter(({ key }) => key.toLowerCase().startsWith(prefix)),
    ),
  },
  {
    name: 'takes _ and % for wildcards',
    killedBy: 'takes a prefix as it is',
    description: listing(async (sound, prefix) => {
      const pattern = [...prefix].map((c) => (c === '_' ? '.' : c === '%' ? '.*' : c.replace(/\W/, '\\$&'))).join('');
      return (await sound.list('', ALL)).filter(({ key }) => new RegExp(`^${pattern}`).test(key));
    }),
  },
  {
    name: 'lists in the order of a locale',
    killedBy: 'lists in the order of UTF-16 code units',
    description: listing(async (sound, prefix) =>
      (await sound.list(prefix, ALL)).toSorted((a, b) => a.key.localeCompare(b.key, 'en')),
    ),
  },
  {
    name: 'lists in the order of code points',
    killedBy: 'lists in the order of UTF-16 code units',
    description: listing(async (sound, prefix) =>
      (await sound.list(prefix, ALL)).toSorted((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key))),
    ),
  },
  {
    name: 'begins a page with the last key of the one before',
    killedBy: 'lists page by page',
    description: listing(async (sound, prefix, { after = '', limit = 100 } = {}) =>
      (await sound.list(prefix, ALL)).filter(({ key }) => key >= after).slice(0, limit),
    ),
  },
  {
    name: 'lists everything at once',
    killedBy: 'lists a hundred unless told',
    description: listing(async (sound, prefix, options) => await sound.list(prefix, { ...ALL, ...options })),
  },
  {
    name: 'waits for the next change, whatever there is',
    killedBy: 'watches nothing that is already there',
    description: watching(
      async (sound, key, _version, options) => await sound.watch(key, (await sound.get(key))?.version ?? 0, options),
    ),
  },
  {
    name: 'calls what is there news',
    killedBy: 'waits for a change',
    description: watching(
      async (sound, key, version, options) => (await sound.get(key)) ?? (await sound.watch(key, version, options)),
    ),
  },
  {
    name: 'does not wait for what is not there',
    killedBy: 'waits for a key to be made',
    description: watching(async (sound, key, version, options) =>
      (await sound.get(key)) === undefined ? undefined : await sound.watch(key, version, options),
    ),
  },
  {
    name: 'sleeps through a deletion',
    killedBy: 'tells of a deletion',
    description: watching(async (sound, key, version, options) => {
      const news = await sound.watch(key, version, options);
      return news ?? (options.signal.aborted ? undefined : await new Promise<never>(() => {}));
    }),
  },
  {
    name: 'looks first and listens later',
    killedBy: 'misses no change',
    description: watching(async (sound, key, version, options) => {
      const now = await sound.get(key);
      if (now !== undefined && now.version > version) return now;
      await tick();
      return await sound.watch(key, (await sound.get(key))?.version ?? 0, options);
    }),
  },
  {
    name: 'wakes the first who watches',
    killedBy: 'wakes everybody who watches',
    description: memory((sound) => {
      let watchers = 0;
      return {
        watch: (key, version, options) => {
          watchers += 1;
          return watchers > 1 ? new Promise<never>(() => {}) : sound.watch(key, version, options);
        },
      };
    }),
  },
  {
    name: 'heeds no abort',
    killedBy: 'ends a watch that is aborted',
    description: watching((sound, key, version) => sound.watch(key, version, { signal: new AbortController().signal })),
  },
  {
    name: 'listens on after its watch has ended',
    killedBy: 'leaves no listener behind a watch',
    description: watching((sound, key, version, options) => {
      options.signal.addEventListener('abort', () => {});
      return sound.watch(key, version, options);
    }),
  },
];
