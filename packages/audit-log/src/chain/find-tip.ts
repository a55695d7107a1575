import type { LogStore } from '@attesta/core';
import { type Checkpoint, checkpointIn, readCheckpoint } from '../checkpoint/checkpoint.js';
import type { CheckpointStore } from '../checkpoint/checkpoint-store.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { endorse } from '../checkpoint/note.js';
import { AuditLogError } from '../errors.js';
import { openEnvelope } from '../record/envelope.js';
import { NO_RECORD } from '../record/seal.js';
import { follow, rolledBack, type Tip } from './tip.js';

/** A log, and what is known of it from elsewhere. */
export interface KnownLog {
  readonly log: LogStore;
  /** The name of the log if it is new. */
  readonly name: string;
  /** Whether an existing log must have this name. */
  readonly isNamed: boolean;
  readonly keys: readonly VerifierKey[];
  readonly checkpointStores: readonly CheckpointStore[];
}

/**
 * Finds the end of a log, and checks that it continues its last checkpoint and each saved one. Reads the records from there on, not
 * all of them.
 *
 * @throws AuditLogError: `rolled_back`, `broken`, `key`.
 */
export async function findTip(known: KnownLog): Promise<Tip> {
  const { log: store, keys } = known;
  const size = await store.size();
  const last = size === 0 ? undefined : await lastCheckpoint(store, size, keys);
  if (last !== undefined && known.isNamed && last.log !== known.name) {
    throw rolledBack(`This is the log ${last.log}, not ${known.name}`);
  }
  const saved = await savedCheckpoints(known, last?.log ?? known.name);
  // Asked again: other writers go on, and a checkpoint is saved only after it is in the log.
  const now = await store.size();
  for (const { log, size: signed } of saved) {
    if (log !== (last?.log ?? log)) throw rolledBack(`This is the log ${last?.log}, but ${log} was signed here before`);
    if (signed >= now) throw rolledBack(`The log has ${now} records, but a checkpoint of ${log} was record ${signed}`);
  }
  if (last !== undefined) return await replay(store, [last, ...saved], keys);
  return now > 0 ? await findTip(known) : { log: known.name, size: 0, head: NO_RECORD, unsigned: 0 };
}

/** Reads the records from the earliest of these checkpoints on, and meets each of the others. */
async function replay(store: LogStore, checkpoints: readonly Checkpoint[], keys: readonly VerifierKey[]): Promise<Tip> {
  const [first, ...others] = checkpoints.toSorted((a, b) => a.size - b.size);
  if (first === undefined) throw new Error('There is no checkpoint to start from.');
  const tip = { log: first.log, size: first.size, head: first.head, unsigned: 0 };
  return await follow(store, tip, keys, ({ size, head }) => {
    if (others.every((other) => other.size !== size || other.head === head)) return;
    throw rolledBack(`The log has another record ${size - 1} than the one that was signed`);
  });
}

/** The last checkpoint in the log that a known key has signed; each log begins with one. */
async function lastCheckpoint(store: LogStore, size: number, keys: readonly VerifierKey[]): Promise<Checkpoint> {
  for (let window = 256; ; window *= 8) {
    const from = Math.max(size - window, 0);
    let last: Checkpoint | undefined;
    for await (const bytes of store.read(from)) {
      if (openEnvelope(bytes)?.kind !== 'checkpoint') continue;
      const found = checkpointIn(bytes);
      if (found !== undefined && endorse(found.note, keys).status === 'signed') last = found.checkpoint;
    }
    if (last !== undefined) return last;
    if (from === 0) throw new AuditLogError('broken', 'The log has no checkpoint that a known key has signed.');
  }
}

async function savedCheckpoints({ checkpointStores, keys }: KnownLog, log: string): Promise<readonly Checkpoint[]> {
  const notes = await Promise.all(checkpointStores.map((store) => store.last?.(log)));
  return notes.flatMap((note) => {
    if (note === undefined) return [];
    const read = readCheckpoint(note);
    if (read !== undefined && endorse(read.note, keys).status === 'signed') return [read.checkpoint];
    throw new AuditLogError('key', 'A saved checkpoint must be one that a known key has signed.');
  });
}
