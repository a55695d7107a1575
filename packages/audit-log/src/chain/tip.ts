import { checkpointIn } from '../checkpoint/checkpoint-record.js';
import type { VerifierKey } from '../checkpoint/keys.js';
import { endorse } from '../checkpoint/note.js';
import { AuditLogError } from '../errors.js';
import { isHashOf, openEnvelope } from '../record/envelope.js';

/** The end of a log, as far as it was followed. */
export interface Tip {
  /** The name of the log. */
  readonly log: string;
  /** Records. */
  readonly size: number;
  /** The hash of the last. */
  readonly head: string;
  /** Records behind the last checkpoint of a known key. */
  readonly unsigned: number;
}

/**
 * The tip behind one more record.
 *
 * @throws AuditLogError (`broken`) when the record does not continue the log.
 */
export function followed(tip: Tip, bytes: Uint8Array, keys: readonly VerifierKey[]): Tip {
  const envelope = openEnvelope(bytes);
  if (envelope === undefined) throw broken(tip.size, 'is no record of an audit log');
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
    throw broken(size, 'holds a checkpoint of something else');
  }
  const { status } = endorse(found.note, keys);
  if (status === 'forged') throw broken(size, 'holds a checkpoint with a false signature');
  return status === 'signed';
}

function broken(sequence: number, fault: string): AuditLogError {
  return new AuditLogError('broken', `Record ${sequence} ${fault}. Nothing is written to this log; verify it.`);
}
