import Driver from 'libsql';

/** The driver by itself, as another program on the same file. */
export function bare(path: string): InstanceType<typeof Driver> {
  return new Driver(path);
}

/** The first column of the first row. */
export function value(database: InstanceType<typeof Driver>, sql: string): unknown {
  const row: unknown = database.prepare(sql).raw().get([]);
  return Array.isArray(row) ? row[0] : undefined;
}
