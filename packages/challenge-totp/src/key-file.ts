import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { AttestaError } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { generateTOTPKey, KeyRing } from './key-ring.js';

/** Options of the functions for a key file. */
export interface TOTPKeyFileOptions {
  readonly path: string;
}

/**
 * Reads a key file, for the option `key` of `TOTPSecrets`.
 *
 * It must be a regular file that belongs to this account or to root and that nobody else may read or write (mode 0600 or 0400).
 * Where the system knows no such modes they are not looked at.
 *
 * @throws AttestaError (`invalid_option`) that says what is wrong with the file; the system's error when it cannot be read.
 */
export async function readTOTPKeyFile(options: TOTPKeyFileOptions): Promise<string> {
  const path = pathOf('readTOTPKeyFile', options);
  // A pipe must not hold anybody up.
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const fault = await faultOf(file);
    if (fault !== undefined) throw new AttestaError('invalid_option', `The key file ${JSON.stringify(path)} ${fault}.`);
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}

/**
 * Makes a key file with a new key, of mode 0600, and its folder, of mode 0700, where there is none. It is on disk when this resolves.
 *
 * @returns The id of the key.
 * @throws The system's error; `EEXIST` when there is such a file: it is left as it is.
 */
export async function createTOTPKeyFile(options: TOTPKeyFileOptions): Promise<string> {
  const path = pathOf('createTOTPKeyFile', options);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  return await writeKeys(path, '');
}

/**
 * Puts a new key behind those of a key file. From then on it encrypts; `TOTPSecrets.reencrypt` brings over what was encrypted before.
 *
 * @returns The id of the new key.
 * @throws As `readTOTPKeyFile`; `EEXIST` when somebody else is at it (`<path>.new` is there).
 */
export async function addTOTPKey(options: TOTPKeyFileOptions): Promise<string> {
  const path = pathOf('addTOTPKey', options);
  const next = `${path}.new`;
  // Made before the old keys are read: of two at once one is refused, so no key gets lost.
  const id = await writeKeys(next, () => readTOTPKeyFile({ path }));
  await rename(next, path);
  await syncFolder(path);
  return id;
}

function pathOf(owner: string, options: TOTPKeyFileOptions): string {
  return readOptions<TOTPKeyFileOptions>(owner, options, { path: option.required(option.text) }).path;
}

async function writeKeys(path: string, before: string | (() => Promise<string>)): Promise<string> {
  const file = await open(path, 'wx', 0o600);
  try {
    const old = (typeof before === 'string' ? before : await before()).trimEnd();
    const text = `${old}${old === '' ? '' : '\n'}${generateTOTPKey()}\n`;
    const { newest } = new KeyRing(text);
    await file.writeFile(text);
    await file.sync();
    await file.close();
    await syncFolder(path);
    return newest;
  } catch (error) {
    await file.close().catch(() => {});
    await rm(path, { force: true });
    throw error;
  }
}

async function faultOf(file: FileHandle): Promise<string | undefined> {
  const stats = await file.stat();
  const { mode, size, uid } = stats;
  const own = process.getuid?.();
  if (!stats.isFile()) return 'is no regular file';
  if (size > LONGEST) return `is larger than ${LONGEST} bytes`;
  if (own === undefined) return undefined;
  if (uid !== own && uid !== 0) return 'belongs to another account';
  return (mode & 0o077) === 0 ? undefined : 'can be read or written by others: make it private (chmod 600)';
}

/** A new name is durable once its folder is. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

const LONGEST = 65_536;
