import { openSqliteStore, SqliteStoreError } from '@attesta/store-sqlite';

/** A program that tells how opening ends, and lets go of everything. */
try {
  const { close } = await openSqliteStore({ path: process.argv[2] ?? '' });
  await close();
  console.log('open');
} catch (error) {
  console.log(error instanceof SqliteStoreError ? error.code : String(error));
}
