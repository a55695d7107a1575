import type { Database } from './database.js';
import type { Row } from './row.js';
import type { Session } from './session.js';
import { lockNumber } from './state-key.js';
import { PostgresStoreError } from './store-error.js';

/** The parts of a schema, under their full names: nothing depends on a search path. */
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
 * How a schema gets from each version to the next, from the empty one on. Only ever added to: databases that were made by each of
 * them exist.
 *
 * `log_size` is the one row at which appends stand in line. A version is a whole number of JavaScript.
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
 * Brings the schema to the newest version, and makes it where there is none, in one transaction and one process at a time. Where
 * there is nothing to do it needs no right but to read.
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
  if ((await look((text, values) => database.read(text, values))) === migrations.length) return;
  await database.transaction(async (session) => {
    await session.query('SELECT pg_advisory_xact_lock($1)', [lockNumber(`attesta schema ${schema.name}`)]);
    // Another process may have been here first.
    const version = await look((text, values) => session.query(text, values));
    // With IF NOT EXISTS it would need the right to make schemas also where there is one.
    const [found] = await session.query('SELECT count(*) FROM pg_namespace WHERE nspname = $1', [schema.name]);
    if (found?.integer(0) === 0) await session.query(`CREATE SCHEMA "${schema.name}"`);
    for (const migration of migrations.slice(version)) await execute(session, migration(schema));
    if (version < migrations.length) {
      await session.query(`UPDATE "${schema.name}".schema_version SET version = $1`, [migrations.length]);
    }
  });
}

/** @throws PostgresStoreError (`missing`, `foreign`, `newer`, `denied`) unless the schema is there in the newest version. */
export async function assertCurrent(database: Database, schema: Schema): Promise<void> {
  const found = await versionOf((text, values) => database.read(text, values), schema);
  if (assertUsable(database.place, found, MIGRATIONS) === MIGRATIONS.length) return;
  const advice = 'Open it once by a role that may make it';
  throw new PostgresStoreError('missing', `${database.place} is missing, or of an older version. ${advice}.`);
}

type Ask = (text: string, values: readonly string[]) => Promise<readonly Row[]>;

/** @throws PostgresStoreError (`unsafe`) for a server that acknowledges what it has not kept. */
export async function assertDurable(database: Database): Promise<void> {
  const [row] = await database.read("SELECT current_setting('synchronous_commit'), pg_is_in_recovery()", []);
  if (row?.text(0) === 'off') {
    const why = 'synchronous_commit is off for this role or database: what is acknowledged could be lost';
    throw new PostgresStoreError('unsafe', `${database.place}: ${why}. Set it to on.`);
  }
  if (row?.text(1) === 't') {
    throw new PostgresStoreError('unavailable', `${database.place}: this is a standby. Name the primary.`);
  }
}

/** The version of the schema: 0 where there is none or an empty one; undefined where there is something else. */
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
    throw new PostgresStoreError('foreign', `${place} holds something else: name another schema.`);
  }
  if (version <= migrations.length) return version;
  throw new PostgresStoreError('newer', `${place} was made by a newer version of this package: update.`);
}

/** Runs statements one by one: with parameters' protocol, there is one at a time. */
async function execute(session: Session, statements: string): Promise<void> {
  for (const statement of statements.split(';')) if (statement.trim() !== '') await session.query(statement);
}
