import { AttestaError } from '@attesta/core';

/** The part of a `Pool` of `pg` that a store uses (https://node-postgres.com/apis/pool). */
export interface PostgresPool {
  readonly options: { readonly max: number };
  connect(): Promise<PostgresClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  removeListener(event: 'error', listener: (error: Error) => void): unknown;
}

/** A connection of a pool. */
export interface PostgresClient {
  query(statement: PostgresStatement): Promise<{ readonly rows: readonly (readonly unknown[])[] }>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'notification', listener: (message: PostgresNotification) => void): unknown;
  removeListener(event: 'error' | 'end', listener: () => void): unknown;
  removeListener(event: 'notification', listener: (message: PostgresNotification) => void): unknown;
  /** True: the connection is closed, and not used again. */
  release(isBroken?: boolean): void;
  ref?(): void;
  unref?(): void;
}

/** A notification sent by NOTIFY. */
export interface PostgresNotification {
  readonly channel: string;
  readonly payload?: string | undefined;
}

/** A statement with its parameters. */
export interface PostgresStatement {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly rowMode: 'array';
  /** How columns are parsed. A store reads each as a string, and ignores the parsers of the application. */
  readonly types: { getTypeParser(): (value: string) => string };
}

/** A pool of our own: TLS and everything that the address does not say are as `pg` does it. */
export async function createPool(
  connectionString: string,
  { connections, connectSeconds, statementSeconds }: PoolLimits,
): Promise<PostgresPool> {
  const { default: pg } = await import('pg');
  assertReadable(connectionString, (config) => new pg.Client(config));
  const limit = Math.ceil(statementSeconds * 1000);
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    connectionTimeoutMillis: connectSeconds * 1000,
    // By SET, after connecting: poolers such as PgBouncer refuse connections whose startup has other parameters.
    onConnect: async (client) => {
      await client.query(`SET statement_timeout = ${limit}; SET idle_in_transaction_session_timeout = ${limit}`);
    },
    fallback_application_name: 'attesta',
    keepAlive: true,
    allowExitOnIdle: true,
  });
  // While it ends, too: an error that nobody listens to ends the process.
  pool.on('error', () => {});
  return pool;
}

/** Without the address itself, which the driver's error may carry: there may be a password in it. */
function assertReadable(
  connectionString: string,
  read: (config: { readonly connectionString: string }) => unknown,
): void {
  try {
    read({ connectionString });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AttestaError('invalid_option', `openPostgresStore: connectionString cannot be read (${why}).`);
  }
}

interface PoolLimits {
  readonly connections: number;
  readonly connectSeconds: number;
  readonly statementSeconds: number;
}
