import { BROKEN_LOG_STORES, BROKEN_STATE_STORES } from './broken-stores.mjs';
import { FileLogStore, FileStateStore } from './file-stores.mjs';

/** What the kit runs in other processes. */
export default function openStore({ kind, folder, fault }) {
  const [Sound, broken] = kind === 'state' ? [FileStateStore, BROKEN_STATE_STORES] : [FileLogStore, BROKEN_LOG_STORES];
  const Store = fault === undefined ? Sound : broken[fault];
  return { store: new Store(folder) };
}
