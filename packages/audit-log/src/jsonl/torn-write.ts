import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { basename } from 'node:path';
import type { LogStore } from '@attesta/core';
import type { FileSystem, OpenFile } from '../files/file-system.js';
import { openPrivate, type PrivatePlace } from '../files/private-file.js';
import { writeAll } from '../files/whole-file.js';
import { optionalMember } from '../optional-member.js';
import type { Draft } from '../record/draft.js';
import { ObjectText } from '../record/json-writer.js';

/** Bytes behind the last line feed of a log: a record that was not written to its end. */
export interface Tear {
  /** Where they stood. */
  readonly offset: number;
  readonly bytes: number;
  readonly sha256: string;
  /** The name of the file, beside the log, to which they were put aside. */
  readonly file: string;
}

const { O_CREAT, O_EXCL, O_WRONLY } = constants;

/**
 * Puts what stands behind `offset` aside, durably, and then takes it off the log. A crash in between leaves it in the log, and it is
 * put aside again.
 */
export async function putAside(fs: FileSystem, place: PrivatePlace, log: OpenFile, offset: number): Promise<void> {
  const temporary = `${place.path}.${randomBytes(8).toString('hex')}`;
  const aside = await openPrivate(fs, temporary, O_WRONLY | O_CREAT | O_EXCL);
  let name: string;
  try {
    const { bytes, sha256 } = await copyFrom(log, offset, aside);
    name = `${place.path}.torn-${offset}-${bytes}-${sha256}`;
    await aside.sync();
  } finally {
    await aside.close();
  }
  await fs.rename(temporary, name);
  await place.folder.sync();
  await log.truncate(offset);
  await log.sync();
}

async function copyFrom(log: OpenFile, offset: number, aside: OpenFile): Promise<Pick<Tear, 'bytes' | 'sha256'>> {
  const digest = createHash('sha256');
  const chunk = new Uint8Array(65_536);
  for (let bytes = 0; ; ) {
    const { bytesRead } = await log.read(chunk, 0, chunk.length, offset + bytes);
    if (bytesRead === 0) return { bytes, sha256: digest.digest('hex') };
    await writeAll(aside, chunk.subarray(0, bytesRead));
    digest.update(chunk.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}

/**
 * The tears behind which nothing has been written yet, and which are therefore not on record. Their files' names say all of them,
 * so that a crash at any time loses none.
 */
export async function openTears(
  fs: FileSystem,
  { directory, path }: PrivatePlace,
  end: number,
): Promise<readonly Tear[]> {
  const prefix = `${basename(path)}.torn-${end}-`;
  const names = (await fs.readdir(directory)).filter((name) => name.startsWith(prefix)).sort();
  return names.flatMap((file) => {
    const [, bytes = '', sha256 = ''] = /^([0-9]+)-([0-9a-f]{64})$/.exec(file.slice(prefix.length)) ?? [];
    return sha256 === '' ? [] : [{ offset: end, bytes: Number(bytes), sha256, file }];
  });
}

/** The tears that a log store has found and nobody has recorded; most stores know none. */
export function tearsOf(store: LogStore & { readonly tears?: readonly Tear[] }): readonly Tear[] {
  return optionalMember(store, 'tears') ?? [];
}

/** The record of a tear. */
export function recoveredDraft({ bytes, file, offset, sha256 }: Tear): Draft {
  const text = new ObjectText()
    .number('bytes', bytes)
    .text('file', file)
    .number('offset', offset)
    .text('sha256', sha256)
    .end();
  return { kind: 'recovered', text };
}
