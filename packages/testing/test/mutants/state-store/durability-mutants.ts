import { MemoryStateStore } from '@attesta/core';
import type { StateStoreDescription } from '@attesta/testing/conformance';
import { BROKEN_STATE_STORES } from '../../stores/broken-stores.mjs';
import { fileStateStore } from '../../stores/file-fixtures.js';
import { FileStateStore } from '../../stores/file-stores.mjs';
import type { Mutant } from '../mutant.js';

/** Another store each time it is opened. */
const FORGETFUL: StateStoreDescription = {
  name: 'a forgetful store',
  create: () => ({ open: () => ({ store: new MemoryStateStore(), close: async () => {} }) }),
};

class Recounting extends FileStateStore {
  override change: FileStateStore['change'] = (key, expectedVersion, entryOf) =>
    super.change(key, expectedVersion, () => entryOf(expectedVersion + 1)) && expectedVersion + 1;
}

class Unending extends FileStateStore {
  override async close(): Promise<void> {}
}

export const DURABILITY_MUTANTS: readonly Mutant<StateStoreDescription>[] = [
  {
    name: 'forgets everything when it is closed',
    killedBy: 'has everything again when it is reopened',
    description: FORGETFUL,
  },
  {
    name: 'counts for each key, from 1',
    killedBy: 'counts on when it is reopened',
    description: fileStateStore(Recounting),
  },
  {
    name: 'goes on after it was closed',
    killedBy: 'ends what waits when it is closed',
    description: fileStateStore(Unending),
  },
  {
    name: 'keeps what one handle writes to itself',
    killedBy: 'is one store for all who open it',
    description: FORGETFUL,
  },
  {
    name: 'writes over what another process has written',
    killedBy: 'loses no update of many processes',
    description: fileStateStore(BROKEN_STATE_STORES.overwriting, 'overwriting'),
  },
  {
    name: 'keeps its lock when it is killed',
    killedBy: 'is whole after a process was killed',
    description: fileStateStore(BROKEN_STATE_STORES.locking, 'locking'),
  },
];
