import { constants } from 'node:fs';
import type { LogStore } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { AuditLogError, isSystemError } from '../errors.js';
import { type FileSystem, nodeFileSystem, type OpenFile } from '../files/file-system.js';
import { openPlace, openPrivate, type PrivatePlace } from '../files/private-file.js';
import { writeAll } from '../files/whole-file.js';
import { addLine, indexLines, LINE_FEED, type LineIndex, LONGEST_RECORD, linesOf, placeOf } from './lines.js';
import { moveTornWrite, type TornWrite, unrecordedTornWrites } from './torn-write.js';
import { WriterLock } from './writer-lock.js';

/** Where a log is. */
export interface JsonlLogOptions {
  /** The file. A missing file is made, 0600, and so is a missing folder, 0700. */
  readonly path: string;
}

/** A log store in a file, with one record on each line. */
export interface JsonlLog extends LogStore {
  /** The incomplete records that were moved to files of their own when the log was opened; `createAuditLog` records them. */
  readonly tornWrites: readonly TornWrite[];
  /** Waits for the appends that run, and lets another writer open the log. */
  close(): Promise<void>;
}

/**
 * Opens a log in a file, as its only writer. A crash may leave a last line without its line feed; that line is moved to a file beside
 * the log. An acknowledged record is on the disk. After a failed write or sync the log accepts no record until it is opened again.
 *
 * @throws AuditLogError: `locked`, `insecure`; AttestaError (`invalid_option`); errors of the system.
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
    if ((await file.stat()).size > index.end) await moveTornWrite(fs, place, file, index.end);
    const tornWrites = await unrecordedTornWrites(fs, place, index.end);
    return new OpenJsonlLog({ fs, place, file, index, opened, tornWrites });
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
}

/** An open log file. */
interface LogFile {
  readonly fs: FileSystem;
  readonly place: PrivatePlace;
  readonly file: OpenFile;
  readonly index: LineIndex;
  readonly tornWrites: readonly TornWrite[];
  /** To be closed in this order. */
  readonly opened: readonly { close(): Promise<void> }[];
}

class OpenJsonlLog implements JsonlLog {
  readonly tornWrites: readonly TornWrite[];
  readonly #at: LogFile;
  #last: Promise<unknown> = Promise.resolve();
  #refusal: AuditLogError | undefined;

  constructor(at: LogFile) {
    this.#at = at;
    this.tornWrites = at.tornWrites;
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
      this.#refusal ??= new AuditLogError('failed', `${fault}. Open the log again.`, {
        cause,
      });
      throw cause;
    }
    for (const { length } of lines) addLine(index, length);
    return true;
  }

  /** After another program has replaced, cut or extended the file, an append would be lost or would not continue the log. */
  async #assertUntouched(): Promise<void> {
    const { fs, place, file, index } = this.#at;
    const own = await file.stat();
    const named = await fs.lstat(place.path).catch((error: unknown) => {
      if (!isSystemError(error, 'ENOENT')) throw error;
    });
    const isSame = named?.dev === own.dev && named.ino === own.ino && own.nlink === 1;
    if (isSame && own.size === index.end) return;
    throw new AuditLogError(
      'rolled_back',
      `${place.path} was moved, replaced, cut or written to by another program. Verify the log.`,
    );
  }
}

function lineOf(record: Uint8Array): Uint8Array {
  if (record.includes(LINE_FEED)) throw new TypeError('LogStore.append(): a record must not contain a line feed.');
  if (record.length > LONGEST_RECORD) {
    throw new AuditLogError('overlong', `A record must be at most ${LONGEST_RECORD} bytes, got ${record.length}.`);
  }
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
