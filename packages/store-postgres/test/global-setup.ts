import type { TestProject } from 'vitest/node';
import { startServer } from './server.js';

/** One server for all tests of the project, or the one that `ATTESTA_TEST_POSTGRES_URL` names. */
export default async function setUp({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const named = process.env.ATTESTA_TEST_POSTGRES_URL;
  provide('isServerNamed', Boolean(named));
  if (named) {
    provide('postgresUrl', named);
    return undefined;
  }
  const { url, dispose } = await startServer();
  provide('postgresUrl', url);
  return dispose;
}

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    isServerNamed: boolean;
  }
}
