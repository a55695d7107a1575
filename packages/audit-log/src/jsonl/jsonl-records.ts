import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { LogStore } from '@attesta/core';
import { option, readOptions } from '@attesta/core/authoring';
import { AuditLogError, isSystemError } from '../errors.js';
import type { OpenFile } from '../files/file-system.js';
import type { JsonlLogOptions } from './jsonl-log.js';
import { batchesOf, type LineSource, linesOf } from './lines.js';

/** A source of records, such as every log store. */
export type RecordSource = Pick<LogStore, 'read'>;

/**
 * The records in a file, for readers. Reading takes no lock, writes nothing and repairs nothing, so it works on a log that is being
 * written, and on a copy of one. The file is opened when it is read.
 *
 * Reading throws AuditLogError: `missing`, `insecure` for a file that is not regular, `torn` after the last whole record, `overlong`.
 *
 * @throws AttestaError (`invalid_option`).
 * @example const report = await verifyAuditLog({ log: jsonlRecords({ path: 'audit/log.jsonl' }), keys });
 */
export function jsonlRecords(options: JsonlLogOptions): RecordSource {
  const { path } = readOptions<JsonlLogOptions>('jsonlRecords', options, { path: option.required(option.text) });
  const whole = { open: () => opened(path), close: (file: OpenFile) => file.close(), start: 0, skip: 0 };
  const source = Object.freeze({ read: (from: number) => linesOf({ ...whole, skip: from }) });
  files.set(source, whole);
  return source;
}

/** All records of a source, in groups as large as the source can give at once. */
export function batchesIn(source: RecordSource): AsyncIterable<readonly Uint8Array[]> {
  const file = files.get(source);
  return file === undefined ? oneByOne(source) : batchesOf(file);
}

async function* oneByOne(source: RecordSource): AsyncGenerator<readonly Uint8Array[], void, void> {
  for await (const record of source.read(0)) yield [record];
}

/** The files of the sources that `jsonlRecords` made. */
const files = new WeakMap<RecordSource, LineSource>();

async function opened(path: string): Promise<OpenFile> {
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: unknown) => {
    throw isSystemError(error, 'ENOENT') ? new AuditLogError('missing', `${path} does not exist.`) : error;
  });
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw new AuditLogError('insecure', `${path} is not a regular file.`);
}
