/// <reference path="./file-stores.d.mts" />
/// <reference path="./broken-stores.d.mts" />
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogStore, StateStore } from '@attesta/core';
import type { LogStoreDescription, StateStoreDescription, StoreFixture } from '@attesta/testing/conformance';
import { FileLogStore, FileStateStore } from './file-stores.mjs';

type Fault = 'overwriting' | 'locking';

/** A state store in a folder of its own for each case. */
export function fileStateStore(Store: typeof FileStateStore = FileStateStore, fault?: Fault): StateStoreDescription {
  return {
    name: 'a state store in a folder',
    create: ({ clock }): StoreFixture<StateStore> => fixture('state', (folder) => new Store(folder, clock), fault),
  };
}

/** A log store in a folder of its own for each case. */
export function fileLogStore(Store: typeof FileLogStore = FileLogStore, fault?: Fault): LogStoreDescription {
  return {
    name: 'a log store in a folder',
    create: (): StoreFixture<LogStore> => fixture('log', (folder) => new Store(folder), fault),
  };
}

function fixture<Store extends { close(): Promise<void> }>(
  kind: string,
  storeIn: (folder: string) => Store,
  fault: Fault | undefined,
): StoreFixture<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'attesta-'));
  const argument = fault === undefined ? { kind, folder } : { kind, folder, fault };
  return {
    open() {
      const store = storeIn(folder);
      return { store, close: () => store.close() };
    },
    module: { url: new URL('open-store.mjs', import.meta.url).href, argument },
    dispose: async () => rmSync(folder, { recursive: true }),
  };
}
