import { inject, onTestFinished } from 'vitest';
import { openPostgresStore, type PostgresStore, type PostgresStoreOptions } from '../src/index.js';
import { bare } from './bare.js';

let made = 0;

/** A schema that is not there yet, in the database of the tests. */
export interface TestSchema {
  readonly connectionString: string;
  readonly schema: string;
}

/** Names a schema that the caller drops. */
export function newTestSchema(): TestSchema {
  made += 1;
  return { connectionString: inject('postgresUrl'), schema: `t${process.pid}_${process.env.VITEST_POOL_ID}_${made}` };
}

export async function dropTestSchema({ connectionString, schema }: TestSchema): Promise<void> {
  await bare(connectionString, (client) => client.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`));
}

/** Names a schema for one test, and drops it afterwards. */
export function freshTestSchema(): TestSchema {
  const place = newTestSchema();
  onTestFinished(() => dropTestSchema(place));
  return place;
}

/** A store that is closed when the test is over. */
export async function openStore(
  place: TestSchema = freshTestSchema(),
  options: Omit<PostgresStoreOptions, keyof TestSchema | 'pool'> = {},
): Promise<PostgresStore> {
  const store = await openPostgresStore({ ...place, ...options });
  onTestFinished(() => store.close());
  return store;
}
