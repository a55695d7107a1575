import type { FileLogStore, FileStateStore } from './file-stores.mjs';

export const BROKEN_STATE_STORES: Readonly<Record<'overwriting' | 'locking', typeof FileStateStore>>;
export const BROKEN_LOG_STORES: Readonly<Record<'overwriting' | 'locking', typeof FileLogStore>>;
