import pg from 'pg';

/** The driver by itself, as another program on the same database. */
export async function bare<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The first column of the first row, as the driver reads it. */
export async function value(connectionString: string, text: string, ...values: readonly unknown[]): Promise<unknown> {
  const { rows } = await bare(connectionString, (client) =>
    client.query<unknown[]>({ text, values: [...values], rowMode: 'array' }),
  );
  return rows[0]?.[0];
}
