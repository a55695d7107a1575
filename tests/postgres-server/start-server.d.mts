/** A PostgreSQL server for tests and examples, in a process of its own. */
export interface Server {
  /** Of the superuser. */
  readonly url: string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it, and removes its data. */
  dispose(): Promise<void>;
}

/**
 * Makes and starts a server.
 *
 * @param options.durable Whether its data is synced. Default: no; only the end of the machine could lose it.
 * @throws Error with what the server printed, where none can be started.
 */
export function startServer(options?: { readonly durable?: boolean }): Promise<Server>;
