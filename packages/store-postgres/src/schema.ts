import type { Database } from './database.js';
import type { Row } from './row.js';
import type { Session } from './session.js';
import { lockNumber } from './state-encoding.js';
import { PostgresStoreError } from './store-error.js';

/** The qualified names of the parts of a schema: they do not depend on the search path. */
export interface Schema {
  readonly name: string;
  readonly state: string;
  readonly log: string;
  readonly logSize: string;
  readonly version: string;
}

export function schemaNamed(name: string): Schema {
  const inside = (part: string): string => `"${name}".${part}`;
  return {
    name,
    state: inside('state'),
    log: inside('log'),
    logSize: inside('log_size'),
    version: inside('version'),
  };
}

/**
 * The statements that bring a schema from each version to the next, from the empty one on. Append only.
 *
 * `log_size` is the one row that serializes appends. A version is a safe integer of JavaScript.
 */
export const MIGRATIONS: readonly ((schema: Schema) => string)[] = [
  ({ name, state, log, logSize, version }) => `
    CREATE TABLE "${name}".schema_version (version integer NOT NULL);
    INSERT INTO "${name}".schema_version VALUES (0);
    CREATE SEQUENCE ${version} AS bigint MAXVALUE ${Number.MAX_SAFE_INTEGER};
    CREATE TABLE ${state} (key bytea PRIMARY KEY, version bigint NOT NULL, value text NOT NULL);
    CREATE TABLE ${log} (position bigint PRIMARY KEY, record bytea NOT NULL);
    CREATE TABLE ${logSize} (id integer PRIMARY KEY CHECK (id = 1), size bigint NOT NULL);
    INSERT INTO ${logSize} VALUES (1, 0);`,
];

/**
 * Creates the schema if it is missing and brings it to the newest version, in one transaction and one process at a time. A
 * current schema needs only the right to read.
 *
 * @throws PostgresStoreError (`foreign`, `newer`, `unsafe`, `denied`)
 */
export async function migrate(
  database: Database,
  schema: Schema,
  migrations: readonly ((schema: Schema) => string)[] = MIGRATIONS,
): Promise<void> {
  const look = async (ask: Ask): Promise<number> =>
    assertUsable(database.place, await versionOf(ask, schema), migrations);
  if ((await look((sql, values) => database.read(sql, values))) === migrations.length) return;
  await database.transaction(async (session) => {
    await session.query('SELECT pg_advisory_xact_lock($1)', [lockNumber(`attesta schema ${schema.name}`)]);
    // Another process may have migrated the schema already.
    const version = await look((sql, values) => session.query(sql, values));
    // CREATE SCHEMA IF NOT EXISTS needs the right to create schemas even if the schema exists.
    const [found] = await session.query('SELECT count(*) FROM pg_namespace WHERE nspname = $1', [schema.name]);
    if (found?.integer(0) === 0) await session.query(`CREATE SCHEMA "${schema.name}"`);
    for (const migration of migrations.slice(version)) await execute(session, migration(schema));
    if (version < migrations.length) {
      await session.query(`UPDATE "${schema.name}".schema_version SET version = $1`, [migrations.length]);
    }
  });
}

/** @throws PostgresStoreError (`missing`, `foreign`, `newer`, `denied`) unless the schema has the newest version. */
export async function assertCurrent(database: Database, schema: Schema): Promise<void> {
  const found = await versionOf((sql, values) => database.read(sql, values), schema);
  if (assertUsable(database.place, found, MIGRATIONS) === MIGRATIONS.length) return;
  const advice = 'Open the store once with a role that may create the schema';
  throw new PostgresStoreError('missing', `${database.place} is missing, or has an older version. ${advice}.`);
}

type Ask = (sql: string, values: readonly string[]) => Promise<readonly Row[]>;

/** @throws PostgresStoreError (`unsafe`) for a server that acknowledges changes before they are durable. */
export async function assertDurable(database: Database): Promise<void> {
  const [row] = await database.read("SELECT current_setting('synchronous_commit'), pg_is_in_recovery()", []);
  if (row?.string(0) === 'off') {
    const why = 'synchronous_commit is off for this role or database, so acknowledged changes could be lost';
    throw new PostgresStoreError('unsafe', `${database.place}: ${why}. Set it to on.`);
  }
  if (row?.string(1) === 't') {
    throw new PostgresStoreError('unavailable', `${database.place}: the server is a standby. Name the primary.`);
  }
}

/** Reads the version of the schema: 0 for a missing or empty schema; undefined for one with other content. */
async function versionOf(ask: Ask, { name }: Schema): Promise<number | undefined> {
  const [found] = await ask(
    `SELECT count(c.oid), count(c.oid) FILTER (WHERE c.relname = 'schema_version')
     FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid WHERE n.nspname = $1`,
    [name],
  );
  if (found?.integer(0) === 0) return 0;
  if (found?.integer(1) === 0) return undefined;
  const [row] = await ask(`SELECT version FROM "${name}".schema_version`, []);
  return row?.integer(0);
}

function assertUsable(place: string, version: number | undefined, migrations: readonly unknown[]): number {
  if (version === undefined) {
    throw new PostgresStoreError('foreign', `${place} is not an Attesta store. Name another schema.`);
  }
  if (version <= migrations.length) return version;
  throw new PostgresStoreError('newer', `${place} was created by a newer @attesta/store-postgres. Update the package.`);
}

/** Runs statements one by one: the extended query protocol takes one at a time. */
async function execute(session: Session, statements: string): Promise<void> {
  for (const statement of statements.split(';')) if (statement.trim() !== '') await session.query(statement);
}
