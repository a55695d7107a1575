import type { FileLogStore, FileStateStore } from './file-stores.mjs';

/** @public Of `broken-stores.mjs`. */
export const BROKEN_STATE_STORES: Readonly<Record<'overwriting' | 'locking', typeof FileStateStore>>;
/** @public Of `broken-stores.mjs`. */
export const BROKEN_LOG_STORES: Readonly<Record<'overwriting' | 'locking', typeof FileLogStore>>;
