import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { visible } from '@attesta/core/authoring';
import { CommandError, ExitCode } from '../command-error.js';
import type { ProgramIO, Store, StoreOpener } from '../io/program-io.js';

export const DEFAULT_STORE = 'sqlite:.attesta/attesta.db';

/** Opens a store by the scheme of its location. A driver is loaded when a store of its kind is opened. */
export const openStore: StoreOpener = async (request) => {
  const [scheme = ''] = request.location.split(':', 1);
  const open = OPENERS.get(scheme);
  if (open === undefined) throw unknownLocation();
  return await open(request);
};

const openSqlite: StoreOpener = async ({ location, cwd, clock, createIfMissing }) => {
  const name = location.slice('sqlite:'.length);
  if (name === '') throw unknownLocation();
  const path = resolve(cwd, name);
  if (!createIfMissing && !existsSync(path)) throw missing(visible(path));
  const { openSqliteStore } = await import('@attesta/store-sqlite');
  return await openSqliteStore({ path, clock });
};

const openPostgres: StoreOpener = async ({ location, clock, createIfMissing }) => {
  if (!URL.canParse(location)) throw unknownLocation();
  const url = new URL(location);
  const schema = url.searchParams.get('schema') ?? 'attesta';
  url.searchParams.delete('schema');
  const { openPostgresStore, PostgresStoreError } = await import('@attesta/store-postgres');
  try {
    return await openPostgresStore({ connectionString: url.href, schema, clock, migrate: createIfMissing });
  } catch (error) {
    if (error instanceof PostgresStoreError && error.code === 'missing')
      throw missing(`this address, in the schema ${visible(schema)}`);
    throw error;
  }
};

/** The schemes of a location. */
const OPENERS: ReadonlyMap<string, StoreOpener> = new Map([
  ['sqlite', openSqlite],
  ['postgres', openPostgres],
  ['postgresql', openPostgres],
]);

/** The locations that are known, for help and errors. */
export const LOCATIONS = 'sqlite:PATH or postgres://USER@HOST/DATABASE';

/** Opens the store at `location`, at ATTESTA_STORE, or at the default location. */
export async function openNamedStore(
  { env, cwd, clock, openStore: open = openStore }: ProgramIO,
  location: string | undefined,
  createIfMissing = false,
): Promise<Store> {
  return await open({ location: location ?? (env.ATTESTA_STORE || DEFAULT_STORE), cwd, clock, createIfMissing });
}

function missing(place: string): CommandError {
  return new CommandError({
    exitCode: ExitCode.NOT_READY,
    code: 'no_store',
    message: `There is no store at ${place}.`,
    advice: 'Create it with "attesta totp enroll ID", or name another store with --store or ATTESTA_STORE.',
  });
}

/** Does not repeat the location: it may hold a password. */
function unknownLocation(): CommandError {
  return new CommandError({
    exitCode: ExitCode.USAGE,
    code: 'usage',
    message: `The location of the store must be ${LOCATIONS}.`,
    advice: `Set it with --store or ATTESTA_STORE. The default is ${DEFAULT_STORE}.`,
  });
}
