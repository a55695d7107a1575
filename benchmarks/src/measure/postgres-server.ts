import { type Server, startServer } from '@attesta/postgres-server';

let own: Promise<Server> | undefined;

/** The address of the server that `ATTESTA_TEST_POSTGRES_URL` names, else of one that is started for this process. */
export async function serverUrl(): Promise<string> {
  const named = process.env.ATTESTA_TEST_POSTGRES_URL;
  if (named) return named;
  own ??= startServer({ durable: true });
  return (await own).url;
}

/** Ends the server that this process has started, if it has. */
export async function stopServer(): Promise<void> {
  await (await own)?.dispose();
  own = undefined;
}
