import type { Database } from './database.js';

/** Marks a file as an Attesta store: "Atte" at offset 68 (https://sqlite.org/fileformat.html). */
export const APPLICATION_ID = 0x41747465;

/** The statements that bring a file from each schema version to the next, from the empty file on. Append only. */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE state (
     version INTEGER PRIMARY KEY AUTOINCREMENT,
     key BLOB NOT NULL UNIQUE,
     value TEXT NOT NULL
   ) STRICT;
   CREATE TABLE log (
     position INTEGER PRIMARY KEY,
     record BLOB NOT NULL
   ) STRICT;`,
];

/** Brings the file to the newest version, in one transaction. */
export function migrate(database: Database, migrations: readonly string[] = MIGRATIONS): void {
  const versionOf = database.query('PRAGMA user_version');
  const version = (): number => versionOf.first()?.integer(0) ?? 0;
  if (version() >= migrations.length) return;
  database.transaction(() => {
    // Another process may have migrated the file already.
    for (const migration of migrations.slice(version())) database.execute(migration);
    database.execute(`PRAGMA user_version = ${migrations.length}; PRAGMA application_id = ${APPLICATION_ID};`);
  });
}
