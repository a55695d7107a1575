import type { Clock, JsonValue, LogStore, StateStore } from '@attesta/core';

/** @public Of `file-stores.mjs`. */
export class FileStateStore implements StateStore {
  constructor(folder: string, clock: Pick<Clock, 'sleep'>);
  get: StateStore['get'];
  compareAndSet: StateStore['compareAndSet'];
  delete: StateStore['delete'];
  list: StateStore['list'];
  watch: StateStore['watch'];
  close(): Promise<void>;
  change(
    key: string,
    expectedVersion: number,
    entryOf: (version: number) => { value: JsonValue; version: number } | undefined,
  ): number | undefined;
}

/** @public Of `file-stores.mjs`. */
export class FileLogStore implements LogStore {
  constructor(folder: string);
  append: LogStore['append'];
  read: LogStore['read'];
  size: LogStore['size'];
  close(): Promise<void>;
}
