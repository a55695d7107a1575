import type { StateStoreDescription } from '@attesta/testing/conformance';
import type { Mutant } from '../mutant.js';
import { memory, reading, renaming, tick } from './broken-memory.js';

export const VERSION_MUTANTS: readonly Mutant<StateStoreDescription>[] = [
  {
    name: 'has null where there is nothing',
    killedBy: 'has nothing at first',
    description: memory((sound) => ({ get: async (key) => (await sound.get(key)) ?? { value: null, version: 0 } })),
  },
  {
    name: 'tells the version before the one it made',
    killedBy: 'keeps a value with its version',
    description: memory((sound) => ({
      compareAndSet: async (key, version, value) => {
        const made = await sound.compareAndSet(key, version, value);
        return made && made + 1;
      },
    })),
  },
  {
    name: 'overwrites what it should have made',
    killedBy: 'sets version 0 only where there is nothing',
    description: memory((sound) => ({
      compareAndSet: async (key, version, value) =>
        await sound.compareAndSet(key, version === 0 ? ((await sound.get(key))?.version ?? 0) : version, value),
    })),
  },
  {
    name: 'takes any version that is not older',
    killedBy: 'refuses every other version',
    description: memory((sound) => ({
      compareAndSet: async (key, version, value) => {
        const current = (await sound.get(key))?.version ?? 0;
        return await sound.compareAndSet(key, Math.min(version, current), value);
      },
    })),
  },
  {
    name: 'deletes whatever the version',
    killedBy: 'refuses every other version',
    description: memory((sound) => ({
      delete: async (key) => await sound.delete(key, (await sound.get(key))?.version ?? 0),
    })),
  },
  {
    name: 'counts its versions modulo 8',
    killedBy: 'counts its versions up',
    description: memory((sound) => {
      const wrap = (version: number): number => ((version - 1) % 8) + 1;
      const unwrap = async (key: string, version: number): Promise<number> => {
        const current = (await sound.get(key))?.version ?? 0;
        return current !== 0 && wrap(current) === version ? current : version;
      };
      return {
        compareAndSet: async (key, version, value) => {
          const made = await sound.compareAndSet(key, await unwrap(key, version), value);
          return made && wrap(made);
        },
      };
    }),
  },
  {
    name: 'starts at 1 again after a deletion',
    killedBy: 'never repeats a version after a deletion',
    description: memory(() => {
      const entries = new Map<string, { readonly value: string; readonly version: number }>();
      return {
        async get(key) {
          const entry = entries.get(key);
          return entry && { value: JSON.parse(entry.value), version: entry.version };
        },
        async compareAndSet(key, version, value) {
          if ((entries.get(key)?.version ?? 0) !== version) return undefined;
          entries.set(key, { value: JSON.stringify(value), version: version + 1 });
          return version + 1;
        },
        delete: async (key, version) => entries.get(key)?.version === version && entries.delete(key),
      };
    }),
  },
  {
    name: 'looks first and writes later',
    killedBy: 'lets one of many writers win',
    description: memory((sound) => ({
      async compareAndSet(key, version, value) {
        if (((await sound.get(key))?.version ?? 0) !== version) return undefined;
        await tick();
        return await sound.compareAndSet(key, (await sound.get(key))?.version ?? 0, value);
      },
    })),
  },
  {
    name: 'tells a loser that it has won',
    killedBy: 'loses no update',
    description: memory((sound) => ({
      compareAndSet: async (key, version, value) => (await sound.compareAndSet(key, version, value)) ?? version + 1,
    })),
  },
  {
    name: 'deletes what has changed meanwhile',
    killedBy: 'lets either a deletion or a change win',
    description: memory((sound) => ({
      async delete(key, version) {
        if ((await sound.get(key))?.version !== version) return false;
        await tick();
        return await sound.delete(key, (await sound.get(key))?.version ?? 0);
      },
    })),
  },
  {
    name: 'drops the character 0',
    killedBy: 'keeps every kind of JSON data',
    description: memory(reading((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')))),
  },
  {
    name: 'takes __proto__ for a prototype',
    killedBy: 'keeps every kind of JSON data',
    description: memory(
      reading((value) =>
        typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.assign({}, value) : value,
      ),
    ),
  },
  {
    name: 'writes down a value a moment later',
    killedBy: 'takes a copy of a value',
    description: memory((sound) => ({
      async compareAndSet(key, version, value) {
        await tick();
        return await sound.compareAndSet(key, version, value);
      },
    })),
  },
  {
    name: 'hands out the value itself',
    killedBy: 'hands out copies',
    description: memory((sound) => {
      const values = new Map<number, object>();
      return {
        async get(key) {
          const entry = await sound.get(key);
          if (entry === undefined || typeof entry.value !== 'object' || entry.value === null) return entry;
          if (!values.has(entry.version)) values.set(entry.version, entry.value);
          return { version: entry.version, value: Object(values.get(entry.version)) };
        },
      };
    }),
  },
  {
    name: 'stores null for what is no data',
    killedBy: 'refuses what is no JSON data',
    description: memory((sound) => ({
      compareAndSet: (key, version, value) =>
        sound.compareAndSet(key, version, typeof value === 'bigint' ? null : (value ?? null)),
    })),
  },
  {
    name: 'tells no upper from lower case',
    killedBy: 'keeps keys apart',
    description: memory(renaming((key) => key.toLowerCase())),
  },
  {
    name: 'composes the characters of a key',
    killedBy: 'keeps keys apart',
    description: memory(renaming((key) => key.normalize('NFC'))),
  },
  {
    name: 'cuts a key at the character 0',
    killedBy: 'keeps keys apart',
    description: memory(renaming((key) => key.split('\u0000')[0] ?? '')),
  },
  {
    name: 'writes a value in two steps',
    killedBy: 'shows no half of a write',
    description: memory((sound) => ({
      async compareAndSet(key, version, value) {
        const { a, b }: { readonly a?: number; readonly b?: number } = Object(value);
        if (a === undefined || b === undefined) return await sound.compareAndSet(key, version, value);
        const half = await sound.compareAndSet(key, version, { a, b: b - 1 });
        await tick();
        return half && (await sound.compareAndSet(key, half, value));
      },
    })),
  },
];
