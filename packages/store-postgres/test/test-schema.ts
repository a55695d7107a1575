import { inject, onTestFinished } from 'vitest';
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from '../src/index.js';
import { bare } from './bare.js';

let made = 0;

/** A schema that is not there yet, in the database of the tests. */
export interface Place {
  readonly connectionString: string;
  readonly schema: string;
}

/** A place for whoever clears it away. */
export function newPlace(): Place {
  made += 1;
  return { connectionString: inject('postgresUrl'), schema: `t${process.pid}_${process.env.VITEST_POOL_ID}_${made}` };
}

export async function removePlace({ connectionString, schema }: Place): Promise<void> {
  await bare(connectionString, (client) => client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`));
}

/** A place for one test. */
export function freshPlace(): Place {
  const place = newPlace();
  onTestFinished(() => removePlace(place));
  return place;
}

/** A store that is closed when the test is over. */
export async function openStore(
  place: Place = freshPlace(),
  options: Omit<PostgresStoreOptions, keyof Place | 'pool'> = {},
): Promise<PostgresStore> {
  const store = await openPostgresStore({ ...place, ...options });
  onTestFinished(() => store.close());
  return store;
}
