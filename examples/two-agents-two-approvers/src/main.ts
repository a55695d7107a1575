import { openPostgresStore } from '@attesta/store-postgres';
import { runAgent } from './agent.js';
import { runApprover } from './approver.js';
import { runEverybody } from './everybody.js';
import { startServer } from './server.js';

const [role, name = ''] = process.argv.slice(2);
const { DATABASE_URL: connectionString = '', APPROVER_CODE: code = '' } = process.env;

if (role === undefined) {
  const server = connectionString === '' ? await startServer() : undefined;
  await runEverybody(import.meta.url, server?.url ?? connectionString);
  await server?.stop();
} else {
  const schema = 'attesta_example';
  const { state, close } = await openPostgresStore({ connectionString, schema });
  const ending = new AbortController();
  process.once('SIGTERM', () => ending.abort());
  if (role === 'agent') await runAgent(name, state);
  else await runApprover(name, { state, code, signal: ending.signal });
  await close();
}
