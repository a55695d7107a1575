import type { LogStore, StateStore } from '@attesta/core';
import { logStoreConformance, type StorePlace, stateStoreConformance } from '@attesta/testing/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../src/index.js';
import { newPlace, removePlace } from './places.js';
import { buildPrograms, type Programs } from './programs.js';

let programs: Programs;
beforeAll(async () => {
  programs = await buildPrograms('open-store');
});
afterAll(() => programs.dispose());

// On the machine's clock: the kit's would run far ahead of a server, which is outside of it.
function place<Store extends LogStore | StateStore>(
  kind: 'state' | 'log',
  storeOf: (opened: PostgresStore) => Store,
): () => StorePlace<Store> {
  return () => {
    const where = newPlace();
    return {
      async open() {
        const opened = await openPostgresStore(where);
        return { store: storeOf(opened), close: opened.close };
      },
      module: { url: programs.url('open-store'), argument: { kind, ...where } },
      dispose: () => removePlace(where),
    };
  };
}

stateStoreConformance({ describe, it }, { name: 'PostgresStateStore', create: place('state', ({ state }) => state) });
logStoreConformance({ describe, it }, { name: 'PostgresLogStore', create: place('log', ({ log }) => log) });
