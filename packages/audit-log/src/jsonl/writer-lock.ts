import { hash, randomBytes } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';
import { basename, join } from 'node:path';
import { AuditLogError, isSystemError } from '../errors.js';
import type { FileSystem } from '../files/file-system.js';
import type { PrivatePlace } from '../files/private-file.js';

/**
 * Keeps a file to one writer. A claim is a listening socket in the file's folder. The kernel closes it with the process, so that no
 * process id has to be guessed to be alive.
 *
 * A writer first makes a socket with a name of its own and looks for others afterwards: of two that claim at once, at least one sees
 * the other and gives way. A dead claim is removed by its name, which no other claim ever has.
 */
export class WriterLock {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @throws AuditLogError (`locked`) while another writer has the file. */
  static async take(fs: FileSystem, place: PrivatePlace): Promise<WriterLock> {
    const prefix = `.lock-${hash('sha256', basename(place.path)).slice(0, 16)}-`;
    const own = `${prefix}${randomBytes(8).toString('hex')}`;
    const folder = await shortPath(fs, place);
    const lock = new WriterLock(await listen(join(folder, own)));
    try {
      const claims = (await fs.readdir(place.directory)).filter((name) => name.startsWith(prefix));
      const others = claims.filter((name) => name !== own);
      const living = await Promise.all(others.map((name) => isAlive(join(folder, name))));
      for (const [index, name] of others.entries()) if (!living[index]) await removed(fs, join(place.directory, name));
      if (living.includes(true) || !claims.includes(own)) {
        throw new AuditLogError(
          'locked',
          `${place.path} is being written to by another process, or was opened twice. Close the other writer first.`,
        );
      }
      return lock;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  async release(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
  }
}

async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    // Exclusive: in a cluster, too, the socket belongs to this process.
    server.listen({ path, exclusive: true }, resolve);
  });
  // The socket must not keep the process alive.
  return server.unref();
}

async function isAlive(path: string): Promise<boolean> {
  return await new Promise((resolve) => {
    const socket = connect(path);
    const settle = (living: boolean): void => {
      socket.destroy();
      resolve(living);
    };
    socket.once('connect', () => settle(true));
    // A claim that cannot be asked counts as alive.
    socket.once('error', (error) => settle(!isSystemError(error, 'ECONNREFUSED', 'ENOENT')));
  });
}

async function removed(fs: FileSystem, path: string): Promise<void> {
  await fs.unlink(path).catch((error: unknown) => {
    if (!isSystemError(error, 'ENOENT')) throw error;
  });
}

/** The path of a socket has at most 107 bytes, 103 on some systems. Linux also reaches the folder by its open file. */
async function shortPath(fs: FileSystem, { directory, folder }: PrivatePlace): Promise<string> {
  const path = `/proc/self/fd/${folder.fd}`;
  const isThere = await fs.lstat(path).then(
    () => true,
    () => false,
  );
  return isThere ? path : directory;
}
