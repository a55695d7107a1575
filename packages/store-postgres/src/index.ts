export { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from './open-postgres-store.js';
export type { PostgresClient, PostgresNotification, PostgresPool, PostgresStatement } from './postgres-pool.js';
export { PostgresStoreError, type PostgresStoreErrorCode } from './store-error.js';
