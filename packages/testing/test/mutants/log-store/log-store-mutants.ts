import { type LogStore, MemoryLogStore } from '@attesta/core';
import type { LogStoreDescription } from '@attesta/testing/conformance';
import { BROKEN_LOG_STORES } from '../../stores/broken-stores.mjs';
import { fileLogStore } from '../../stores/file-fixtures.js';
import { FileLogStore } from '../../stores/file-stores.mjs';
import type { Mutant } from '../mutant.js';

/** The sound store in memory, with methods put in place of its own. */
function memory(change: (sound: MemoryLogStore) => Partial<LogStore>): LogStoreDescription {
  return {
    name: 'a broken store',
    create() {
      const sound = new MemoryLogStore();
      const store: LogStore = {
        append: (expectedSize, records) => sound.append(expectedSize, records),
        read: (from) => sound.read(from),
        size: () => sound.size(),
        ...change(sound),
      };
      return { open: () => ({ store }) };
    },
  };
}

/** The sound store, with what is appended or read changed. */
function changing(change: (bytes: Uint8Array, index: number) => Uint8Array): LogStoreDescription {
  return memory((sound) => ({ append: (size, records) => sound.append(size, records.map(change)) }));
}

/** A store over a list that it shares with everybody. */
function sharing(
  hold: (bytes: Uint8Array) => Uint8Array,
  hand: (bytes: Uint8Array) => Uint8Array,
): LogStoreDescription {
  return memory(() => {
    const held: Uint8Array[] = [];
    return {
      append: async (size, records) => size === held.length && held.push(...records.map(hold)) > 0,
      async *read(from) {
        yield* held.slice(from).map(hand);
      },
      size: async () => held.length,
    };
  });
}

const same = (bytes: Uint8Array): Uint8Array => bytes;
const copy = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

class Unending extends FileLogStore {
  override async close(): Promise<void> {}
}

const FORGETFUL: LogStoreDescription = {
  name: 'a forgetful log',
  create: () => ({ open: () => ({ store: new MemoryLogStore(), close: async () => {} }) }),
};

export const LOG_STORE_MUTANTS: readonly Mutant<LogStoreDescription>[] = [
  {
    name: 'counts a record that is not there',
    killedBy: 'is empty at first',
    description: memory((sound) => ({ size: async () => Math.max(1, await sound.size()) })),
  },
  {
    name: 'appends a batch in reverse',
    killedBy: 'appends behind what is there',
    description: memory((sound) => ({ append: (size, records) => sound.append(size, records.toReversed()) })),
  },
  {
    name: 'appends wherever it is told',
    killedBy: 'refuses another size',
    description: memory((sound) => ({
      append: async (_size, records) => await sound.append(await sound.size(), records),
    })),
  },
  {
    name: 'appends one record after the other',
    killedBy: 'appends all or none',
    description: memory((sound) => ({
      async append(size, records) {
        let at = size;
        for (const record of records) {
          if (!(await sound.append(at, [record]))) return false;
          at += 1;
        }
        return (await sound.size()) === at;
      },
    })),
  },
  {
    name: 'makes a record of an empty batch',
    killedBy: 'takes an empty batch for what it is',
    description: memory((sound) => ({
      append: (size, records) => sound.append(size, records.length === 0 ? [new Uint8Array()] : records),
    })),
  },
  {
    name: 'looks first and appends later',
    killedBy: 'lets one of many writers win',
    description: memory((sound) => ({
      async append(size, records) {
        if ((await sound.size()) !== size) return false;
        await new Promise((resolve) => setImmediate(resolve));
        return await sound.append(await sound.size(), records);
      },
    })),
  },
  {
    name: 'tells a loser that it has won',
    killedBy: 'loses no record',
    description: memory((sound) => ({
      append: async (size, records) => (await sound.append(size, records)) || size > 0,
    })),
  },
  {
    name: 'takes records for text',
    killedBy: 'keeps the bytes of a record',
    description: changing((bytes) => new TextEncoder().encode(new TextDecoder().decode(bytes))),
  },
  {
    name: 'cuts off a carriage return',
    killedBy: 'keeps the bytes of a record',
    description: changing((bytes) => (bytes.at(-1) === 0x0d ? bytes.slice(0, -1) : bytes)),
  },
  {
    name: 'drops empty records',
    killedBy: 'keeps the bytes of a record',
    description: memory((sound) => ({
      append: (size, records) =>
        sound.append(
          size,
          records.filter(({ length }) => length > 0),
        ),
    })),
  },
  { name: 'keeps the bytes of its caller', killedBy: 'takes a copy of a record', description: sharing(same, copy) },
  { name: 'hands out its own bytes', killedBy: 'hands out copies', description: sharing(copy, same) },
  {
    name: 'always reads from the start',
    killedBy: 'reads from a number on',
    description: memory((sound) => ({ read: () => sound.read(0) })),
  },
  {
    name: 'locks the log until a reader is through',
    killedBy: 'can be left in the middle of reading',
    description: memory((sound) => {
      let readers = 0;
      return {
        append: async (size, records) => readers === 0 && (await sound.append(size, records)),
        async *read(from) {
          readers += 1;
          for await (const bytes of sound.read(from)) yield bytes;
          readers -= 1;
        },
      };
    }),
  },
  {
    name: 'skips records as it grows',
    killedBy: 'can be read while it grows',
    description: memory((sound) => ({
      async *read(from) {
        const first = await sound.size();
        let index = from;
        for await (const bytes of sound.read(from)) {
          if (index < first || index > first) yield bytes;
          index += 1;
        }
      },
    })),
  },
  {
    name: 'forgets everything when it is closed',
    killedBy: 'has every record again when it is reopened',
    description: FORGETFUL,
  },
  {
    name: 'acknowledges records after it was closed',
    killedBy: 'takes nothing once it is closed',
    description: fileLogStore(Unending),
  },
  {
    name: 'keeps what one handle appends to itself',
    killedBy: 'is one log for all who open it',
    description: FORGETFUL,
  },
  {
    name: 'writes over what another process has written',
    killedBy: 'loses no record of many processes',
    description: fileLogStore(BROKEN_LOG_STORES.overwriting, 'overwriting'),
  },
  {
    name: 'keeps its lock when it is killed',
    killedBy: 'is whole after a process was killed',
    description: fileLogStore(BROKEN_LOG_STORES.locking, 'locking'),
  },
];
