import { openPostgresStore } from '@attesta/store-postgres';
import pg from 'pg';
import { serverUrl, stopServer } from '../measure/postgres-server.js';
import { type Budget, ratioOf, type Spread } from '../measure/ratio.js';
import type { Group, Row } from '../row.js';

const VALUE = { lastStep: 58_000_000, failures: 0, lockedUntil: 0, totalFailures: 3 };
const RECORD = Buffer.alloc(600, 0x61);
const KEY = Buffer.from('totp/operator-1', 'utf16le').swap16();
const SCHEMA = 'attesta_benchmark';

/** Printed for each that is missed. */
const IF_MISSED =
  'a round trip to the server is what is compared, and on two cores the server competes with the process. The store adds the check of the value, reading the row and a promise or two; earlier runs on a quiet machine came to 1.09 to 1.25.';

/** What the PostgreSQL store costs over its driver with the same statements. */
export const STORE_POSTGRES: Group = {
  title: 'The PostgreSQL store',
  method:
    'A server on this machine: the one that `ATTESTA_TEST_POSTGRES_URL` names, else one of its own, started for this and thrown away. Writes are synced.',
  rows: [
    row('compare-and-set', 'compareAndSet', 'the driver with the same statement', compareAndSet),
    row('get', 'get', 'the driver with the same statement', get),
    row('append', 'append of one record', 'the driver with the same statement', append),
    row('watch', 'a watch and the change that ends it', 'the driver with the same statements', news),
  ],
  stop: stopServer,
};

type Measure = (store: Store, pool: pg.Pool, budget: Budget) => Promise<Spread>;

function row(id: string, what: string, over: string, measure: Measure): Row {
  return {
    id: `store-postgres/${id}`,
    what,
    over,
    target: { atMost: 1.3, stated: '1.3 times' },
    ifMissed: IF_MISSED,
    async measure(budget) {
      const connectionString = await serverUrl();
      const pool = new pg.Pool({ connectionString });
      // An idle connection that the server ends is no fault of the run.
      pool.on('error', () => {});
      await pool.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
      const store = await openPostgresStore({ connectionString, schema: SCHEMA });
      try {
        return await measure(store, pool, budget);
      } finally {
        await store.close();
        await pool.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
        await pool.end();
      }
    },
  };
}

type Store = Awaited<ReturnType<typeof openPostgresStore>>;

async function compareAndSet({ state }: Store, pool: pg.Pool, budget: Budget): Promise<Spread> {
  let version = (await state.compareAndSet('totp/operator-2', 0, VALUE)) ?? 0;
  const base = await bareChange(pool);
  const work = async (): Promise<void> => {
    version = (await state.compareAndSet('totp/operator-2', version, VALUE)) ?? version;
  };
  return await ratioOf(work, base, budget);
}

async function get({ state }: Store, pool: pg.Pool, budget: Budget): Promise<Spread> {
  await state.compareAndSet('totp/operator-1', 0, VALUE);
  const text = `SELECT value, version FROM ${SCHEMA}.state WHERE key = $1`;
  const base = async (): Promise<void> => {
    const { rows } = await pool.query<unknown[]>({ text, values: [KEY], rowMode: 'array' });
    JSON.parse(String(rows[0]?.[0]));
  };
  return await ratioOf(() => state.get('totp/operator-1'), base, budget);
}

async function append({ log }: Store, pool: pg.Pool, budget: Budget): Promise<Spread> {
  await pool.query(`CREATE TABLE ${SCHEMA}.bare_log (LIKE ${SCHEMA}.log INCLUDING ALL)`);
  await pool.query(`CREATE TABLE ${SCHEMA}.bare_size AS SELECT 0::bigint AS size`);
  const text = `WITH claimed AS (UPDATE ${SCHEMA}.bare_size SET size = size + 1 WHERE size = $1 RETURNING size)
    INSERT INTO ${SCHEMA}.bare_log (position, record) SELECT $1, $2 FROM claimed`;
  let [size, bareSize] = [0, 0];
  const work = async (): Promise<void> => {
    if (await log.append(size, [RECORD])) size += 1;
  };
  const base = async (): Promise<void> => {
    const { rowCount } = await pool.query(text, [bareSize, RECORD]);
    bareSize += rowCount ?? 0;
  };
  return await ratioOf(work, base, budget);
}

async function news({ state }: Store, pool: pg.Pool, budget: Budget): Promise<Spread> {
  const change = await bareChange(pool);
  const listener = await pool.connect();
  await listener.query(`LISTEN ${SCHEMA}_bare`);
  const text = `SELECT value, version FROM ${SCHEMA}.state WHERE key = $1`;
  const { signal } = new AbortController();
  let version = (await state.get('totp/operator-2'))?.version ?? 0;
  const work = async (): Promise<void> => {
    const waiting = state.watch('totp/operator-2', version, { signal });
    await state.compareAndSet('totp/operator-2', version, VALUE);
    version = (await waiting)?.version ?? version;
  };
  const base = async (): Promise<void> => {
    await listener.query(text, [KEY]);
    const told = new Promise((resolve) => listener.once('notification', resolve));
    await change();
    await told;
    await listener.query(text, [KEY]);
  };
  const spread = await ratioOf(work, base, budget);
  listener.release(true);
  return spread;
}

/** Sets the value if its version is still the last one, and tells of it. */
async function bareChange(pool: pg.Pool): Promise<() => Promise<void>> {
  const made = await pool.query<{ readonly version: string }>(
    `INSERT INTO ${SCHEMA}.state (key, value, version) VALUES ($1, '{}', nextval('${SCHEMA}.version'))
     ON CONFLICT (key) DO UPDATE SET version = EXCLUDED.version RETURNING version`,
    [KEY],
  );
  let version = made.rows[0]?.version;
  const text = `WITH made AS (UPDATE ${SCHEMA}.state SET value = $2, version = nextval('${SCHEMA}.version')
      WHERE key = $1 AND version = $5 RETURNING version)
    SELECT version, pg_notify($3, $4) FROM made`;
  return async () => {
    const values = [KEY, JSON.stringify(VALUE), `${SCHEMA}_bare`, 'told', version];
    const { rows } = await pool.query<{ readonly version: string }>(text, values);
    version = rows[0]?.version;
  };
}
