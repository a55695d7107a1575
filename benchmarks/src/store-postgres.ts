import { openPostgresStore } from '@attesta/store-postgres';
import pg from 'pg';
import { ratioOf } from './ratio.js';

const TARGET = 1.3;
const VALUE = { lastStep: 58_000_000, failures: 0, lockedUntil: 0, totalFailures: 3 };
const RECORD = Buffer.alloc(600, 0x61);
const KEY = Buffer.from('totp/operator-1', 'utf16le').swap16();
const SCHEMA = 'attesta_benchmark';

/**
 * How many times as long the PostgreSQL store takes as its driver with the same statements. It needs a server, whose address is in
 * `ATTESTA_TEST_POSTGRES_URL`: its schema `attesta_benchmark` is made for this and dropped.
 */
export async function comparePostgresStore(): Promise<void> {
  const connectionString = process.env.ATTESTA_TEST_POSTGRES_URL;
  console.log('\nThe PostgreSQL store: how many times the bare driver it takes.\n');
  if (!connectionString) {
    console.log('  (left out: ATTESTA_TEST_POSTGRES_URL names no server)');
    return;
  }
  const pool = new pg.Pool({ connectionString });
  await pool.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
  const store = await openPostgresStore({ connectionString, schema: SCHEMA });
  try {
    report(await compareAndSet(store, pool), 'compareAndSet, over the driver with the same statement');
    report(await get(store, pool), 'get, over the driver with the same statement');
    report(await append(store, pool), 'append of one record, over the driver with the same statement');
    report(await news(store, pool), 'a watch and the change that ends it, over the driver with the same statements');
  } finally {
    await store.close();
    await pool.query(`DROP SCHEMA ${SCHEMA} CASCADE`);
    await pool.end();
  }
}

function report(ratio: number, name: string): void {
  console.log(`${ratio.toFixed(2).padStart(7)}  (target: at most ${TARGET})  ${name}`);
}

type Store = Awaited<ReturnType<typeof openPostgresStore>>;

async function compareAndSet({ state }: Store, pool: pg.Pool): Promise<number> {
  let version = (await state.compareAndSet('totp/operator-2', 0, VALUE)) ?? 0;
  const base = await bareChange(pool);
  const work = async (): Promise<void> => {
    version = (await state.compareAndSet('totp/operator-2', version, VALUE)) ?? version;
  };
  return await ratioOf(work, base, 200);
}

async function get({ state }: Store, pool: pg.Pool): Promise<number> {
  const text = `SELECT value, version FROM ${SCHEMA}.state WHERE key = $1`;
  const base = async (): Promise<void> => {
    const { rows } = await pool.query<unknown[]>({ text, values: [KEY], rowMode: 'array' });
    JSON.parse(String(rows[0]?.[0]));
  };
  return await ratioOf(() => state.get('totp/operator-1'), base, 200);
}

async function append({ log }: Store, pool: pg.Pool): Promise<number> {
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
  return await ratioOf(work, base, 200);
}

async function news({ state }: Store, pool: pg.Pool): Promise<number> {
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
  const ratio = await ratioOf(work, base, 200);
  listener.release(true);
  return ratio;
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
