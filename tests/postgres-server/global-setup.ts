import type { TestProject } from 'vitest/node';
import { type Server, startServer } from './start-server.mjs';

/**
 * One server for all tests of all projects that a run has to do with, or the one that `ATTESTA_TEST_POSTGRES_URL` names. Each project
 * loads this file for itself, so the server is kept where all of them find it.
 */
export default async function setUp({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = process.env.ATTESTA_TEST_POSTGRES_URL;
  provide('isServerNamed', Boolean(named));
  if (named) {
    provide('postgresUrl', named);
    return undefined;
  }
  globalThis.attestaTestPostgres ??= { started: startServer(), users: 0 };
  const shared: SharedServer = globalThis.attestaTestPostgres;
  shared.users += 1;
  const server = await shared.started;
  provide('postgresUrl', server.url);
  return async () => {
    shared.users -= 1;
    if (shared.users > 0) return;
    globalThis.attestaTestPostgres = undefined;
    await server.dispose();
  };
}

interface SharedServer {
  readonly started: Promise<Server>;
  users: number;
}

declare global {
  var attestaTestPostgres: SharedServer | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    isServerNamed: boolean;
  }
}
