import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Clock, type LogStore, type StateStore, visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';

/** A store that is open. */
export interface Store {
  readonly state: StateStore;
  readonly log: LogStore;
  close(): Promise<void>;
}

/** How a store is to be opened. */
export interface StoreRequest {
  /** Such as `sqlite:PATH` or `postgres://USER@HOST/DATABASE`. */
  readonly location: string;
  readonly cwd: string;
  readonly clock: Clock;
  /** Whether to make one where there is none. */
  readonly isMade: boolean;
}

/** Opens a store. Rejects with a `Failure` for a location that it does not know. */
export type StoreOpener = (request: StoreRequest) => Promise<Store>;

export const DEFAULT_STORE = 'sqlite:.attesta/attesta.db';

/** Opens a store of its kind. Each driver is loaded when it is asked for. */
export const openStore: StoreOpener = async (request) => {
  const [scheme = ''] = request.location.split(':', 1);
  const open = OPENERS.get(scheme);
  if (open === undefined) throw unknownLocation();
  return await open(request);
};

const openSqlite: StoreOpener = async ({ location, cwd, clock, isMade }) => {
  const name = location.slice('sqlite:'.length);
  if (name === '') throw unknownLocation();
  const path = resolve(cwd, name);
  if (!isMade && !existsSync(path)) throw missing(visible(path));
  const { openSqliteStore } = await import('@attesta/store-sqlite');
  return await openSqliteStore({ path, clock });
};

const openPostgres: StoreOpener = async ({ location, clock, isMade }) => {
  if (!URL.canParse(location)) throw unknownLocation();
  const url = new URL(location);
  const schema = url.searchParams.get('schema') ?? 'attesta';
  url.searchParams.delete('schema');
  const { openPostgresStore, PostgresStoreError } = await import('@attesta/store-postgres');
  try {
    return await openPostgresStore({ connectionString: url.href, schema, clock, migrate: isMade });
  } catch (error) {
    if (error instanceof PostgresStoreError && error.code === 'missing')
      throw missing(`this address, in the schema ${visible(schema)}`);
    throw error;
  }
};

/** What a location can begin with, before its colon. */
const OPENERS: ReadonlyMap<string, StoreOpener> = new Map([
  ['sqlite', openSqlite],
  ['postgres', openPostgres],
  ['postgresql', openPostgres],
]);

/** What a location can be, in words. */
export const LOCATIONS = 'sqlite:PATH or postgres://USER@HOST/DATABASE';

/** Opens the store that the option, or else the environment, names. */
export async function openNamedStore(
  { env, cwd, clock, openStore: open = openStore }: Surroundings,
  named: string | undefined,
  isMade = false,
): Promise<Store> {
  return await open({ location: named ?? (env.ATTESTA_STORE || DEFAULT_STORE), cwd, clock, isMade });
}

function missing(place: string): Failure {
  return new Failure({
    exitCode: ExitCode.NOT_READY,
    status: 'no_store',
    message: `There is no store at ${place}.`,
    advice: 'Enrol somebody to make one (attesta totp enroll ID), or name another by --store or ATTESTA_STORE.',
  });
}

/** Does not repeat it: there may be a password in it. */
function unknownLocation(): Failure {
  return new Failure({
    exitCode: ExitCode.USAGE,
    status: 'usage',
    message: `The store has a location that is not known; known is ${LOCATIONS}.`,
    advice: `Give it by --store or ATTESTA_STORE; without either it is ${DEFAULT_STORE}.`,
  });
}
