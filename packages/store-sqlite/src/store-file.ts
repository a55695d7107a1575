import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { driverCode, SqliteStoreError, storeError } from './store-error.js';

/**
 * Creates the file at `path` if it is missing, and checks that other users cannot read, change or replace it: a regular file
 * of the current user with mode 0600 and one name, in a folder that only this user can write to. A new file and its folders
 * are synced to the disk. An existing file is not changed. Windows has no such modes: only the kind of file is checked.
 *
 * @returns The absolute path.
 * @throws SqliteStoreError (`unsafe`, `failed`)
 */
export function prepareStoreFile(path: string): string {
  const file = resolve(path);
  const folder = dirname(file);
  try {
    const firstMade = mkdirSync(folder, { recursive: true, mode: 0o700 });
    assertFolder(folder);
    if (isCreated(file)) syncFolders(folder, firstMade === undefined ? folder : dirname(firstMade));
    // The files that SQLite keeps beside it hold the same secrets, and SQLite finds them by name.
    for (const suffix of ['', '-wal', '-shm', '-journal']) assertFile(`${file}${suffix}`);
    return file;
  } catch (error) {
    throw storeError(file, error);
  }
}

/** Returns an identity of the file at `path`, by which a replaced file is noticed; undefined if there is no file. */
export function fileIdentity(path: string): string | undefined {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev}/${stats.ino}`;
}

/** Creates an empty file. Returns false if there is a file already. */
function isCreated(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  } catch (error) {
    if (driverCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Syncs `folder` and its parents up to `last`: a new name is durable after the folder that holds it is synced. */
function syncFolders(folder: string, last: string): void {
  if (process.platform === 'win32') return;
  for (let next = folder; ; next = dirname(next)) {
    const descriptor = openSync(next, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    if (next === last) return;
  }
}

function assertFolder(folder: string): void {
  const stats = lstatSync(folder);
  if (!stats.isDirectory())
    throw unsafe(folder, 'must be a folder, got a link or another kind of file. Name the folder itself');
  if (!isOurs(stats)) throw unsafe(folder, 'belongs to another user. Choose a folder of your own');
  if (isOpenTo(stats, 0o022)) throw unsafe(folder, 'is writable by other users. Choose a folder with mode 0700');
}

function assertFile(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isFile())
    throw unsafe(file, 'must be a regular file, got a link or another kind of file. Name the file itself');
  if (!isOurs(stats)) throw unsafe(file, 'belongs to another user');
  if (stats.nlink > 1) throw unsafe(file, 'has more than one name (hard link). Remove the other names');
  if (isOpenTo(stats, 0o077))
    throw unsafe(file, 'is accessible to other users. Remove their permissions with chmod 600');
}

function isOurs(stats: Stats): boolean {
  return process.geteuid === undefined || stats.uid === process.geteuid();
}

function isOpenTo(stats: Stats, bits: number): boolean {
  return process.platform !== 'win32' && (stats.mode & bits) !== 0;
}

function unsafe(path: string, why: string): SqliteStoreError {
  return new SqliteStoreError('unsafe', `${path} ${why}. It was not opened.`);
}
