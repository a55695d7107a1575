import type { LogStore } from '@attesta/core';
import { type Checkpoint, readCheckpoint } from '../checkpoint/checkpoint.js';
import { checkpointIn } from '../checkpoint/checkpoint-record.js';
import type { CheckpointKeeper } from '../checkpoint/checkpoint-store.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { endorse } from '../checkpoint/note.js';
import { AuditLogError } from '../errors.js';
import { isHashOf, openEnvelope } from '../record/envelope.js';
import { NO_RECORD } from '../record/seal.js';
import { followed, type Tip } from './tip.js';

/** A log, and what is known of it from elsewhere. */
export interface KnownLog {
  readonly store: LogStore;
  /** What it is called if it is new. */
  readonly name: string;
  /** Whether it must be called that. */
  readonly isNamed: boolean;
  readonly keys: readonly VerifierKey[];
  readonly keepers: readonly CheckpointKeeper[];
}

/**
 * Finds the end of a log, and checks that it continues the last checkpoint in it and each that was kept elsewhere: the records from
 * there on are read, not all.
 *
 * @throws AuditLogError: `rolled_back`, `broken`, `key`.
 */
export async function findTip(known: KnownLog): Promise<Tip> {
  const { store, keys } = known;
  const size = await store.size();
  const last = size === 0 ? undefined : await lastCheckpoint(store, size, keys);
  if (last !== undefined && known.isNamed && last.log !== known.name) {
    throw rolledBack(`This is the log ${last.log}, not ${known.name}`);
  }
  const kept = await keptOf(known, last?.log ?? known.name);
  // Asked again: other writers go on, and a checkpoint is kept only after it is in the log.
  const now = await store.size();
  for (const { log, size: signed } of kept) {
    if (log !== (last?.log ?? log)) throw rolledBack(`This is the log ${last?.log}, but ${log} was signed here before`);
    if (signed >= now)
      throw rolledBack(`The log has ${now} records, but a checkpoint of ${log} stood behind ${signed}`);
  }
  if (last !== undefined) return await replay(store, [last, ...kept], keys);
  return now > 0 ? await findTip(known) : { log: known.name, size: 0, head: NO_RECORD, unsigned: 0 };
}

/** Reads the records from the earliest of these checkpoints on; each of them must be on the way. */
async function replay(store: LogStore, checkpoints: readonly Checkpoint[], keys: readonly VerifierKey[]): Promise<Tip> {
  const [first, ...others] = checkpoints.toSorted((a, b) => a.size - b.size);
  if (first === undefined) throw new Error('There is no checkpoint to start from.');
  const tip = { log: first.log, size: first.size, head: first.head, unsigned: 0 };
  return await follow(store, tip, keys, ({ size, head }) => {
    if (others.every((other) => other.size !== size || other.head === head)) return;
    throw rolledBack(`The log has another record ${size - 1} than the one that was signed`);
  });
}

/**
 * Reads on from a tip to the end of the log; the record at the tip must still be there.
 *
 * @throws AuditLogError: `rolled_back`, `broken`.
 */
export async function follow(
  store: LogStore,
  from: Tip,
  keys: readonly VerifierKey[],
  onTip: (tip: Tip) => void = () => {},
): Promise<Tip> {
  let tip = from;
  let next = Math.max(from.size - 1, 0);
  onTip(tip);
  for await (const bytes of store.read(next)) {
    if (next < from.size) assertSame(from, bytes);
    else tip = followed(tip, bytes, keys);
    next += 1;
    onTip(tip);
  }
  if (next >= from.size) return tip;
  throw rolledBack(`The log has fewer than ${from.size} records, which were there before`);
}

function assertSame({ head, size }: Tip, bytes: Uint8Array): void {
  const envelope = openEnvelope(bytes);
  if (envelope?.hash === head && isHashOf(envelope, bytes)) return;
  throw rolledBack(`The log has another record ${size - 1} than the one that was there before`);
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

async function keptOf({ keepers, keys }: KnownLog, log: string): Promise<readonly Checkpoint[]> {
  const notes = await Promise.all(keepers.map((keeper) => keeper.last?.(log)));
  return notes.flatMap((text) => {
    if (text === undefined) return [];
    const read = readCheckpoint(text);
    if (read !== undefined && endorse(read.note, keys).status === 'signed') return [read.checkpoint];
    throw new AuditLogError('key', 'A checkpoint that was kept elsewhere is not one that a known key has signed.');
  });
}

function rolledBack(fault: string): AuditLogError {
  return new AuditLogError('rolled_back', `${fault}. Nothing is written to this log; verify it.`);
}
