import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogStore, StateStore } from '@attesta/core';
import { buildPrograms, type Programs } from '@attesta/test-programs';
import {
  logStoreConformance,
  type StoreFixture,
  type StoreSetup,
  stateStoreConformance,
} from '@attesta/testing/conformance';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openSqliteStore, type SqliteStore } from '../src/index.js';

let programs: Programs<'open-store'>;
beforeAll(async () => {
  programs = await buildPrograms({ 'open-store': new URL('open-store.ts', import.meta.url) });
});
afterAll(() => programs.dispose());

function place<Store extends LogStore | StateStore>(
  kind: 'state' | 'log',
  storeOf: (opened: SqliteStore) => Store,
): (setup: StoreSetup) => StoreFixture<Store> {
  return ({ clock }) => {
    const folder = mkdtempSync(join(tmpdir(), 'attesta-sqlite-'));
    const path = join(folder, 'attesta.db');
    return {
      async open() {
        const opened = await openSqliteStore({ path, clock });
        return { store: storeOf(opened), close: opened.close };
      },
      module: { url: programs.url('open-store'), argument: { kind, path } },
      dispose: async () => rmSync(folder, { recursive: true }),
    };
  };
}

stateStoreConformance({ describe, it }, { name: 'SqliteStateStore', create: place('state', ({ state }) => state) });
logStoreConformance({ describe, it }, { name: 'SqliteLogStore', create: place('log', ({ log }) => log) });
