import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { AuditLogError, isSystemError } from '../errors.js';
import type { FileSystem, OpenFile } from './file-system.js';
import { openPlace, openPrivate } from './private-file.js';

const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = constants;

/** Writes all of the bytes, which one call to the system need not do. */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw new Error('The system wrote nothing.');
    written += bytesWritten;
  }
}

/** Puts a file with this text in the place of what is there, whole or not at all, durably. */
export async function replaceFile(fs: FileSystem, path: string, text: string): Promise<void> {
  const place = await openPlace(fs, path);
  const temporary = `${place.path}.${randomBytes(8).toString('hex')}`;
  try {
    const file = await openPrivate(fs, temporary, O_WRONLY | O_CREAT | O_EXCL);
    try {
      await writeAll(file, Buffer.from(text));
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(temporary, place.path);
    await place.folder.sync();
  } catch (error) {
    await fs.unlink(temporary).catch(() => {});
    throw error;
  } finally {
    await place.folder.close();
  }
}

/**
 * The text of a small file that is its owner's alone.
 *
 * @throws AuditLogError: `missing`, `insecure`, and `key` when it is larger than any such file.
 */
export async function readPrivateText(fs: FileSystem, path: string): Promise<string> {
  const file = await openPrivate(fs, path, O_RDONLY);
  try {
    const bytes = new Uint8Array(MOST + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      read = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
    }
    if (length > MOST) throw new AuditLogError('key', `${path} is larger than ${MOST} bytes.`);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } finally {
    await file.close();
  }
}

/**
 * The text of a small file that is no secret, and often another user's.
 *
 * @throws AuditLogError: `missing`, and `key` when it is larger than any such file.
 */
export async function readPublicText(path: string): Promise<string> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw isSystemError(error, 'ENOENT') ? new AuditLogError('missing', `${path} does not exist.`) : error;
  });
  if (text.length > MOST) throw new AuditLogError('key', `${path} is larger than ${MOST} bytes.`);
  return text;
}

/** The same as `readPrivateText`; undefined when there is no such file. */
export async function readIfThere(fs: FileSystem, path: string): Promise<string | undefined> {
  return await readPrivateText(fs, path).catch((error: unknown) => {
    if (error instanceof AuditLogError && error.code === 'missing') return undefined;
    throw error;
  });
}

const MOST = 65_536;
