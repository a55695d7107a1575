import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { AuditLogError, isSystemError } from '../errors.js';
import type { FileSystem, OpenFile } from './file-system.js';
import { openPlace, openPrivate } from './private-file.js';

const { O_CREAT, O_EXCL, O_RDONLY, O_WRONLY } = constants;

/** Writes all of the bytes; one call to the system may write only some. */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw new Error('The system wrote 0 bytes.');
    written += bytesWritten;
  }
}

/** Replaces a file, or makes it, with this content: durably, and as a whole or not at all. */
export async function replaceFile(fs: FileSystem, path: string, content: string): Promise<void> {
  const place = await openPlace(fs, path);
  const temporary = `${place.path}.${randomBytes(8).toString('hex')}`;
  try {
    const file = await openPrivate(fs, temporary, O_WRONLY | O_CREAT | O_EXCL);
    try {
      await writeAll(file, Buffer.from(content));
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
 * The content of a small file that only its owner can read.
 *
 * @throws AuditLogError: `missing`, `insecure`, and `key` when it is too large.
 */
export async function readPrivateFile(fs: FileSystem, path: string): Promise<string> {
  const file = await openPrivate(fs, path, O_RDONLY);
  try {
    const bytes = new Uint8Array(MOST + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      read = (await file.read(bytes, length, bytes.length - length, length)).bytesRead;
    }
    if (length > MOST) throw tooLarge(path);
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } finally {
    await file.close();
  }
}

/**
 * The content of a small public file, which may belong to another user.
 *
 * @throws AuditLogError: `missing`, and `key` when it is too large.
 */
export async function readPublicFile(path: string): Promise<string> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    throw isSystemError(error, 'ENOENT') ? new AuditLogError('missing', `${path} does not exist.`) : error;
  });
  if (content.length > MOST) throw tooLarge(path);
  return content;
}

/** The same as `readPrivateFile`; undefined when the file is missing. */
export async function readIfThere(fs: FileSystem, path: string): Promise<string | undefined> {
  return await readPrivateFile(fs, path).catch((error: unknown) => {
    if (error instanceof AuditLogError && error.code === 'missing') return undefined;
    throw error;
  });
}

function tooLarge(path: string): AuditLogError {
  return new AuditLogError('key', `${path} must be at most ${MOST} bytes. It is not a key or a checkpoint.`);
}

const MOST = 65_536;
