import { closeSync, fsyncSync, lstatSync, mkdirSync, openSync, type Stats } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { driverCode, SqliteStoreError, storeError } from './store-error.js';

/**
 * Makes sure that the file at `path` is there, and that nobody else can read, change or replace it: a regular file of ours with
 * mode 0600 and one name, in a folder that only we can write to. What is missing is made so, and is on the disk under its name
 * when this returns. What is there is not changed. Windows has no such modes: there only the kind of file is looked at.
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
    // What SQLite keeps beside the file is as secret, and is found by name alone.
    for (const suffix of ['', '-wal', '-shm', '-journal']) assertFile(`${file}${suffix}`);
    return file;
  } catch (error) {
    throw storeError(file, error);
  }
}

/** What tells the file at `path` from every other that is there; undefined where there is none. */
export function fileIdentity(path: string): string | undefined {
  const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return stats && `${stats.dev}/${stats.ino}`;
}

/** Whether there was none and an empty one was made. */
function isCreated(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  } catch (error) {
    if (driverCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** A new name is durable once its folder is synced: up to `last`, where the first new folder got its name. */
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
  if (!stats.isDirectory()) throw unsafe(folder, 'is no folder but a link to one: name the folder itself');
  if (!isOurs(stats)) throw unsafe(folder, 'belongs to another user: choose a folder of your own');
  if (isOpenTo(stats, 0o022)) throw unsafe(folder, 'can be written to by others: choose a folder with mode 0700');
}

function assertFile(file: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isFile()) throw unsafe(file, 'is no regular file: name the file itself, not a link to it');
  if (!isOurs(stats)) throw unsafe(file, 'belongs to another user');
  if (stats.nlink > 1) throw unsafe(file, 'has more than one name (hard link)');
  if (isOpenTo(stats, 0o077)) throw unsafe(file, 'can be opened by others: take their rights away with chmod 600');
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
