import { existsSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileLogStore, FileStateStore } from './file-stores.mjs';

/** Writes over what another process has written meanwhile. */
function overwriting(Store) {
  return class extends Store {
    constructor(...options) {
      super(...options);
      const { snapshots } = this;
      snapshots.write = (number, value) => {
        writeFileSync(join(snapshots.folder, String(number)), JSON.stringify(value));
        return true;
      };
      snapshots.read = () => {
        const number = Math.max(0, ...readdirSync(snapshots.folder).map(Number));
        try {
          const text = readFileSync(join(snapshots.folder, String(number)), 'utf8');
          return { number, value: JSON.parse(text) };
        } catch {
          return { number, value: snapshots.first };
        }
      };
    }
  };
}

/** Takes a lock with its first write and keeps it: a killed process keeps everybody out. */
function locking(Store, write) {
  return class extends Store {
    async [write](...given) {
      const lock = join(this.snapshots.folder, 'lock');
      while (!this.hasLock) {
        if (existsSync(lock)) await new Promise((resolve) => setImmediate(resolve));
        else this.hasLock = openSync(lock, 'wx') > 0;
        if (this.isOver) throw new Error('The store is closed.');
      }
      return await super[write](...given);
    }

    async close() {
      this.isOver = true;
      await super.close();
    }
  };
}

export const BROKEN_STATE_STORES = {
  overwriting: overwriting(FileStateStore),
  locking: locking(FileStateStore, 'compareAndSet'),
};

export const BROKEN_LOG_STORES = {
  overwriting: overwriting(FileLogStore),
  locking: locking(FileLogStore, 'append'),
};
