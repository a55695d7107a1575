import type { AuditEntry, AuditLog, AuditReceipt } from '@attesta/core';
import { type AuditLogOptions, resolveOptions } from './audit-log-options.js';
import { Chain } from './chain/chain.js';
import { findTip } from './chain/find-tip.js';
import { CheckpointPublisher } from './checkpoint/checkpoint-publisher.js';
import { CheckpointTimer } from './checkpoint/checkpoint-timer.js';
import { CheckedSigner } from './checkpoint/signer.js';
import { recoveredDraft } from './jsonl/torn-write.js';
import { draftOf } from './record/draft.js';
import { Redaction } from './record/redaction.js';

/** An audit log whose records are chained by their hashes and signed. */
export interface ChainedAuditLog extends AuditLog {
  /**
   * Signs the records that are not signed yet. A call at the start of a program fails at once when the log cannot be used.
   *
   * @throws AuditLogError, as `record` does.
   */
  checkpoint(): Promise<void>;
  /**
   * Accepts no more records, signs the last ones and waits until each checkpoint store has saved the checkpoint. The log store stays
   * open.
   *
   * @throws AuditLogError and the error of a checkpoint store; the log is closed all the same.
   */
  close(): Promise<void>;
}

/**
 * Makes a tamper-evident audit log: each record holds the hash of the one before it, and signed checkpoints hold the number of
 * records. `verifyAuditLog` reports every change.
 *
 * `record` rejects with AuditLogError when the record is not durable; see `AuditLogErrorCode`.
 *
 * @throws AttestaError (`invalid_option`).
 * @example
 * const log = await openJsonlLog({ path: 'audit/log.jsonl' });
 * const auditLog = createAuditLog({ log, signer: await openKeyFile({ path: 'keys/audit.key' }) });
 * const attesta = new Attesta({ auditLog });
 */
export function createAuditLog(options: AuditLogOptions): ChainedAuditLog {
  const resolved = resolveOptions(options);
  const { log: store, signer, keys, clock, checkpointStores, tornWrites } = resolved;
  const redaction = new Redaction(resolved.redactor);
  const publisher = new CheckpointPublisher(checkpointStores, clock, recordFailure);
  const chain = new Chain({
    store,
    signer: new CheckedSigner(signer, keys[0], clock),
    keys,
    publisher,
    clock,
    interval: resolved.records,
    findTip: () => findTip(resolved),
    first: tornWrites.map(recoveredDraft),
    onAppended: () => timer.update(),
  });
  const timer = new CheckpointTimer(clock, resolved.seconds, chain);
  let closing: Promise<void> | undefined;

  async function record(entry: AuditEntry): Promise<AuditReceipt> {
    return await chain.append(draftOf(entry, redaction));
  }

  async function checkpoint(): Promise<void> {
    await chain.append('checkpoint');
  }

  async function end(): Promise<void> {
    const signed = chain.append('checkpoint');
    timer.stop();
    const ended = await Promise.allSettled([signed, chain.close()]);
    const saved = await Promise.allSettled([publisher.flush()]);
    for (const result of [...ended, ...saved]) if (result.status === 'rejected') throw result.reason;
  }

  async function recordFailure(error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    await record({ kind: 'event', at: clock.wall(), event: 'checkpoint_not_saved', details: { reason } });
  }

  return Object.freeze({
    record,
    checkpoint,
    close(): Promise<void> {
      closing ??= end();
      return closing;
    },
  });
}
