import type { LogStore, StateStore } from '@attesta/core';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import { logStoreConformance, type StoreFixture, stateStoreConformance } from '@attesta/testing/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../src/index.js';
import { dropTestSchema, newTestSchema } from './test-schema.js';

let programs: Programs<'open-store'>;
beforeAll(async () => {
  programs = await buildPrograms({ 'open-store': new URL('open-store.ts', import.meta.url) });
});
afterAll(() => programs.dispose());

// On the machine's clock: the kit's would run far ahead of a server, which is outside of it.
function fixture<Store extends LogStore | StateStore>(
  kind: 'state' | 'log',
  storeOf: (opened: PostgresStore) => Store,
): () => StoreFixture<Store> {
  return () => {
    const where = newTestSchema();
    return {
      async open() {
        const opened = await openPostgresStore(where);
        return { store: storeOf(opened), close: opened.close };
      },
      module: { url: programs.url('open-store'), argument: { kind, ...where } },
      dispose: () => dropTestSchema(where),
    };
  };
}

stateStoreConformance({ describe, it }, { name: 'PostgresStateStore', create: fixture('state', ({ state }) => state) });
logStoreConformance({ describe, it }, { name: 'PostgresLogStore', create: fixture('log', ({ log }) => log) });
