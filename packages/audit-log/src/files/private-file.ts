import { constants } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AuditLogError, isSystemError } from '../errors.js';
import type { FileStatus, FileSystem, OpenFile } from './file-system.js';

const { O_DIRECTORY, O_NOFOLLOW, O_NONBLOCK, O_RDONLY } = constants;

/** A file in a folder that only its owner can write to. */
export interface PrivatePlace {
  /** The folder, open, so that a change of its entries can be made durable. */
  readonly folder: OpenFile;
  /** The path of the folder, with every link followed. */
  readonly directory: string;
  readonly path: string;
}

/**
 * Opens the folder of a file; makes a missing one, 0700. Close `folder` afterwards.
 *
 * @throws AuditLogError (`insecure`) when other users can write to it, or it belongs to another user.
 */
export async function openPlace(fs: FileSystem, path: string): Promise<PrivatePlace> {
  const wanted = dirname(resolve(path));
  const directory = await fs.realpath(wanted).catch(async (error: unknown) => {
    if (!isSystemError(error, 'ENOENT')) throw error;
    await makeFolder(fs, wanted);
    return await fs.realpath(wanted);
  });
  const folder = await fs.open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    assertOwn(directory, await folder.stat(), 0o022, 'chmod 700');
    return { folder, directory, path: join(directory, basename(path)) };
  } catch (error) {
    await folder.close();
    throw error;
  }
}

/** Makes a folder and those above it durably: each is an entry of the one above. */
async function makeFolder(fs: FileSystem, wanted: string): Promise<void> {
  const first = await fs.mkdir(wanted, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = wanted; ; made = dirname(made)) {
    const above = await fs.open(dirname(made), O_RDONLY | O_DIRECTORY);
    await above.sync().finally(() => above.close());
    if (made === first) return;
  }
}

/**
 * Opens a file that only its owner can read and write; a new one is 0600.
 *
 * @throws AuditLogError: `missing`; `insecure` for a link, a file that is not regular, has a second name, belongs to another user, or
 *   is open to other users.
 */
export async function openPrivate(fs: FileSystem, path: string, flags: number): Promise<OpenFile> {
  for (let attempt = 1; ; attempt += 1) {
    const file = await openNoLink(fs, path, flags);
    try {
      const status = await file.stat();
      if (status.nlink === 0 && attempt < MOST_ATTEMPTS) {
        // Another process has just replaced the file: open the new one.
        await file.close();
        continue;
      }
      if (!status.isFile()) throw insecure(path, 'is not a regular file');
      if (status.nlink !== 1) throw insecure(path, `has ${status.nlink} names (hard links)`);
      assertOwn(path, status, 0o077, 'chmod 600');
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}

const MOST_ATTEMPTS = 10;

async function openNoLink(fs: FileSystem, path: string, flags: number): Promise<OpenFile> {
  // O_NONBLOCK: opening a FIFO would wait for its other end.
  return await fs.open(path, flags | O_NOFOLLOW | O_NONBLOCK, 0o600).catch((error: unknown) => {
    if (isSystemError(error, 'ENOENT')) throw new AuditLogError('missing', `${path} does not exist.`);
    if (isSystemError(error, 'ELOOP')) throw insecure(path, 'is a symbolic link');
    if (isSystemError(error, 'ENXIO', 'EISDIR')) throw insecure(path, 'is not a regular file');
    throw error;
  });
}

function assertOwn(path: string, { mode, uid }: FileStatus, forbidden: number, fix: string): void {
  if (uid !== process.geteuid?.()) throw insecure(path, `belongs to user ${uid}`);
  if ((mode & forbidden) === 0) return;
  throw insecure(path, `has mode 0${(mode & 0o777).toString(8)}, which lets other users in: ${fix}`);
}

function insecure(path: string, fault: string): AuditLogError {
  return new AuditLogError('insecure', `${path} ${fault}.`);
}
