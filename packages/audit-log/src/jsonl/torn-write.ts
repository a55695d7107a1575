import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { basename } from 'node:path';
import type { FileSystem, OpenFile } from '../files/file-system.js';
import { openPrivate, type PrivatePlace } from '../files/private-file.js';
import { writeAll } from '../files/whole-file.js';
import type { Draft } from '../record/draft.js';
import { JsonObjectWriter } from '../record/json-writer.js';

/** An incomplete record: the bytes after the last line feed of a log, moved to a file of their own. */
export interface TornWrite {
  /** Their position in the log. */
  readonly offset: number;
  /** Their number. */
  readonly bytes: number;
  readonly sha256: string;
  /** The name of their file, in the folder of the log. */
  readonly file: string;
}

const { O_CREAT, O_EXCL, O_WRONLY } = constants;

/**
 * Copies the bytes after `offset` to a file of their own, durably, and then cuts them off the log. After a crash in between they are
 * still in the log, and the next call does both again.
 */
export async function moveTornWrite(fs: FileSystem, place: PrivatePlace, log: OpenFile, offset: number): Promise<void> {
  const temporary = `${place.path}.${randomBytes(8).toString('hex')}`;
  const copy = await openPrivate(fs, temporary, O_WRONLY | O_CREAT | O_EXCL);
  let name: string;
  try {
    const { bytes, sha256 } = await copyFrom(log, offset, copy);
    name = `${place.path}.torn-${offset}-${bytes}-${sha256}`;
    await copy.sync();
  } finally {
    await copy.close();
  }
  await fs.rename(temporary, name);
  await place.folder.sync();
  await log.truncate(offset);
  await log.sync();
}

async function copyFrom(log: OpenFile, offset: number, copy: OpenFile): Promise<Pick<TornWrite, 'bytes' | 'sha256'>> {
  const digest = createHash('sha256');
  const chunk = new Uint8Array(65_536);
  for (let bytes = 0; ; ) {
    const { bytesRead } = await log.read(chunk, 0, chunk.length, offset + bytes);
    if (bytesRead === 0) return { bytes, sha256: digest.digest('hex') };
    await writeAll(copy, chunk.subarray(0, bytesRead));
    digest.update(chunk.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}

/**
 * The torn writes at the end of the log, which are not recorded yet. The names of their files hold all of their data, so that a
 * crash at any time loses none.
 */
export async function unrecordedTornWrites(
  fs: FileSystem,
  { directory, path }: PrivatePlace,
  end: number,
): Promise<readonly TornWrite[]> {
  const prefix = `${basename(path)}.torn-${end}-`;
  const names = (await fs.readdir(directory)).filter((name) => name.startsWith(prefix)).sort();
  return names.flatMap((file) => {
    const [, bytes = '', sha256 = ''] = /^([0-9]+)-([0-9a-f]{64})$/.exec(file.slice(prefix.length)) ?? [];
    return sha256 === '' ? [] : [{ offset: end, bytes: Number(bytes), sha256, file }];
  });
}

/** The record of a torn write. */
export function recoveredDraft({ bytes, file, offset, sha256 }: TornWrite): Draft {
  const json = new JsonObjectWriter()
    .number('bytes', bytes)
    .string('file', file)
    .number('offset', offset)
    .string('sha256', sha256)
    .end();
  return { kind: 'recovered', json };
}
