import { startServer } from '@attesta/postgres-server';
import { openPostgresStore } from '@attesta/store-postgres';
import { runAgent } from './agent.js';
import { runApprover } from './approver.js';
import { runEverybody } from './everybody.js';

const [role, name = ''] = process.argv.slice(2);
const { DATABASE_URL: connectionString = '', APPROVER_CODE: code = '' } = process.env;

if (role === undefined) {
  // For as long as the example runs. In production use your own: name it in DATABASE_URL.
  const server = connectionString === '' ? await startServer() : undefined;
  await runEverybody(import.meta.url, server?.url ?? connectionString);
  await server?.dispose();
} else {
  const schema = 'attesta_example';
  const { state, close } = await openPostgresStore({ connectionString, schema });
  const ending = new AbortController();
  process.once('SIGTERM', () => ending.abort());
  if (role === 'agent') await runAgent(name, state);
  else await runApprover(name, { state, code, signal: ending.signal });
  await close();
}
