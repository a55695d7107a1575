export { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from './open-sqlite-store.js';
export { SqliteStoreError, type SqliteStoreErrorCode } from './store-error.js';
