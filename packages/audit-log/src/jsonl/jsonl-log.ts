import { constants } from 'node:fs';
import { type LogStore, option, readOptions } from '@attesta/core';
import { AuditLogError, isSystemError } from '../errors.js';
import { type FileSystem, nodeFileSystem, type OpenFile } from '../files/file-system.js';
import { openPlace, openPrivate, type PrivatePlace } from '../files/private-file.js';
import { writeAll } from '../files/whole-file.js';
import { addLine, indexLines, LINE_FEED, type LineIndex, LONGEST_RECORD, linesOf, placeOf } from './lines.js';
import { openTears, putAside, type Tear } from './torn-write.js';
import { WriterLock } from './writer-lock.js';

/** Where a log is. */
export interface JsonlLogOptions {
  /** The file. It is made, 0600, where there is none; so is its folder, 0700. */
  readonly path: string;
}

/** A log store in a file, one record a line. */
export interface JsonlLog extends LogStore {
  /** What was put aside when it was opened and is not on record yet; `createAuditLog` records it. */
  readonly tears: readonly Tear[];
  /** Waits for what is being written, and lets another writer in. */
  close(): Promise<void>;
}

/**
 * Opens a log in a file, as its only writer. A last line without its line feed, which a crash may leave, is put aside into a file
 * beside it. What is acknowledged is on the disk. After a write or a sync that failed it takes nothing until it is opened again.
 *
 * @throws AuditLogError: `locked`, `insecure`; AttestaError (`invalid_option`); what the system says.
 * @example const log = await openJsonlLog({ path: 'audit/log.jsonl' });
 */
export async function openJsonlLog(options: JsonlLogOptions): Promise<JsonlLog> {
  const { path } = readOptions<JsonlLogOptions>('openJsonlLog', options, { path: option.required(option.text) });
  return await openJsonlLogOn(nodeFileSystem, path);
}

/** The same on another file system. */
export async function openJsonlLogOn(fs: FileSystem, path: string): Promise<JsonlLog> {
  const place = await openPlace(fs, path);
  const opened: { close(): Promise<void> }[] = [place.folder];
  try {
    const lock = await WriterLock.take(fs, place);
    opened.unshift({ close: () => lock.release() });
    const file = await openPrivate(fs, place.path, O_RDWR | O_APPEND | O_CREAT);
    opened.unshift(file);
    await file.sync();
    await place.folder.sync();
    const index = await indexLines(file);
    if ((await file.stat()).size > index.end) await putAside(fs, place, file, index.end);
    return new OpenJsonlLog({ fs, place, file, index, opened, tears: await openTears(fs, place, index.end) });
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

interface Opened {
  readonly fs: FileSystem;
  readonly place: PrivatePlace;
  readonly file: OpenFile;
  readonly index: LineIndex;
  readonly tears: readonly Tear[];
  /** What is to be closed, in this order. */
  readonly opened: readonly { close(): Promise<void> }[];
}

class OpenJsonlLog implements JsonlLog {
  readonly tears: readonly Tear[];
  readonly #at: Opened;
  #last: Promise<unknown> = Promise.resolve();
  #refusal: AuditLogError | undefined;

  constructor(at: Opened) {
    this.#at = at;
    this.tears = at.tears;
  }

  async append(expectedSize: number, records: readonly Uint8Array[]): Promise<boolean> {
    const lines = records.map(lineOf);
    const appended = this.#last.then(() => this.#append(expectedSize, lines));
    this.#last = appended.catch(() => {});
    return await appended;
  }

  read(from: number): AsyncGenerator<Uint8Array, void, void> {
    const { file, index } = this.#at;
    return linesOf({ open: async () => file, close: async () => {}, ...placeOf(index, from), end: index.end });
  }

  async size(): Promise<number> {
    return this.#at.index.lines;
  }

  async close(): Promise<void> {
    const before = this.#refusal;
    this.#refusal = new AuditLogError('closed', `${this.#at.place.path} is closed.`);
    if (before?.code === 'closed') return;
    await this.#last;
    await closeAll(this.#at.opened);
  }

  async #append(expectedSize: number, lines: readonly Uint8Array[]): Promise<boolean> {
    if (this.#refusal !== undefined) throw this.#refusal;
    const { file, index, place } = this.#at;
    if (expectedSize !== index.lines) return false;
    if (lines.length === 0) return true;
    try {
      await this.#assertUntouched();
      await writeAll(file, Buffer.concat(lines));
      await file.datasync();
    } catch (cause) {
      const fault = `Writing to ${place.path} failed: ${cause instanceof Error ? cause.message : String(cause)}`;
      this.#refusal ??= new AuditLogError('failed', `${fault}. It takes nothing more until it is opened again.`, {
        cause,
      });
      throw cause;
    }
    for (const { length } of lines) addLine(index, length);
    return true;
  }

  /** Somebody who puts another file in its place, or cuts it, would make us write where nobody reads. */
  async #assertUntouched(): Promise<void> {
    const { fs, place, file, index } = this.#at;
    const own = await file.stat();
    const named = await fs.lstat(place.path).catch((error: unknown) => {
      if (!isSystemError(error, 'ENOENT')) throw error;
    });
    const isSame = named?.dev === own.dev && named.ino === own.ino && own.nlink === 1;
    if (isSame && own.size === index.end) return;
    throw new AuditLogError('rolled_back', `${place.path} was moved, replaced, cut or written to by somebody else.`);
  }
}

function lineOf(record: Uint8Array): Uint8Array {
  if (record.includes(LINE_FEED)) throw new TypeError('A record holds no line feed.');
  if (record.length > LONGEST_RECORD)
    throw new AuditLogError('overlong', `A record has ${LONGEST_RECORD} bytes at most.`);
  const line = new Uint8Array(record.length + 1);
  line.set(record);
  line[record.length] = LINE_FEED;
  return line;
}

async function closeAll(opened: readonly { close(): Promise<void> }[]): Promise<void> {
  const [first, ...others] = opened;
  if (first === undefined) return;
  try {
    await first.close();
  } finally {
    await closeAll(others);
  }
}

const { O_APPEND, O_CREAT, O_RDWR } = constants;
