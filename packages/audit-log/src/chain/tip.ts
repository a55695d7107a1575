import type { LogStore } from '@attesta/core';
import { checkpointIn } from '../checkpoint/checkpoint.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { endorse } from '../checkpoint/note.js';
import { AuditLogError } from '../errors.js';
import { isHashOf, openEnvelope } from '../record/envelope.js';

/** The end of a log, as far as it was followed. */
export interface Tip {
  /** The name of the log. */
  readonly log: string;
  /** The number of records. */
  readonly size: number;
  /** The hash of the last record. */
  readonly head: string;
  /** The number of records after the last checkpoint of a known key. */
  readonly unsigned: number;
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
    else tip = tipAfter(tip, bytes, keys);
    next += 1;
    onTip(tip);
  }
  if (next >= from.size) return tip;
  throw rolledBack(`The log has fewer than ${from.size} records, which it had before`);
}

function assertSame({ head, size }: Tip, bytes: Uint8Array): void {
  const envelope = openEnvelope(bytes);
  if (envelope?.hash === head && isHashOf(envelope, bytes)) return;
  throw rolledBack(`The log has another record ${size - 1} than before`);
}

/** @throws AuditLogError (`broken`) when the record does not continue the log. */
function tipAfter(tip: Tip, bytes: Uint8Array, keys: readonly VerifierKey[]): Tip {
  const envelope = openEnvelope(bytes);
  if (envelope === undefined) throw broken(tip.size, 'is not a record of an audit log');
  const { hash, kind, log, previous, sequence } = envelope;
  if (!isHashOf(envelope, bytes)) throw broken(tip.size, 'has another hash than its bytes');
  if (log !== tip.log) throw broken(tip.size, 'is of another log');
  if (sequence !== tip.size || previous !== tip.head) throw broken(tip.size, 'does not continue the record before it');
  const isSigned = kind === 'checkpoint' && isSignedBy(keys, tip, bytes);
  return { log, size: tip.size + 1, head: hash, unsigned: isSigned ? 0 : tip.unsigned + 1 };
}

function isSignedBy(keys: readonly VerifierKey[], { log, size, head }: Tip, bytes: Uint8Array): boolean {
  const found = checkpointIn(bytes);
  if (found?.checkpoint.log !== log || found.checkpoint.size !== size || found.checkpoint.head !== head) {
    throw broken(size, 'holds a checkpoint of other records');
  }
  const { status } = endorse(found.note, keys);
  if (status === 'forged') throw broken(size, 'holds a checkpoint with a false signature');
  return status === 'signed';
}

function broken(sequence: number, fault: string): AuditLogError {
  return new AuditLogError('broken', `Record ${sequence} ${fault}. The log stays as it is; verify it.`);
}

/** The error for a log that lacks records which it had. */
export function rolledBack(fault: string): AuditLogError {
  return new AuditLogError('rolled_back', `${fault}. The log stays as it is; verify it.`);
}
