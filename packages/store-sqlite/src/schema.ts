import type { Database } from './database.js';

/** Marks a file as ours, in SQLite's place for that (https://sqlite.org/fileformat.html, offset 68): "Atte". */
export const APPLICATION_ID = 0x41747465;

/**
 * How a file gets from each version of the schema to the next, from the empty one on. Only ever added to: files that were
 * written at each of them exist.
 */
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

/** Brings the file to the newest version, in one transaction: it is whole at one version or at the other. */
export function migrate(database: Database, migrations: readonly string[] = MIGRATIONS): void {
  const versionOf = database.query('PRAGMA user_version');
  const version = (): number => versionOf.first()?.integer(0) ?? 0;
  if (version() >= migrations.length) return;
  database.transaction(() => {
    // Another process may have been here first.
    for (const migration of migrations.slice(version())) database.execute(migration);
    database.execute(`PRAGMA user_version = ${migrations.length}; PRAGMA application_id = ${APPLICATION_ID};`);
  });
}
