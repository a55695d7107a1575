import { randomBytes } from 'node:crypto';
import {
  type AuditEntry,
  type AuditLog,
  type AuditReceipt,
  type Clock,
  createRedactor,
  type LogStore,
  type OptionRule,
  option,
  type Redactor,
  readOptions,
  systemClock,
} from '@attesta/core';
import { type CheckpointOptions, readCheckpointOptions } from './audit-log-options.js';
import { Chain } from './chain/chain.js';
import { findTip } from './chain/find-tip.js';
import { Ticker } from './checkpoint/checkpoint-timer.js';
import { Publisher } from './checkpoint/publisher.js';
import type { CheckpointSigner } from './checkpoint/signer.js';
import { Signing } from './checkpoint/signing.js';
import { recoveredDraft, tearsOf } from './jsonl/torn-write.js';
import { draftOf } from './record/draft.js';
import { Redaction } from './record/redaction.js';

/** What `createAuditLog` takes. */
export interface AuditLogOptions {
  /** Where the records are kept: `openJsonlLog`, a database, `MemoryLogStore` in tests. */
  readonly log: LogStore;
  /** Signs the checkpoints. */
  readonly signer: CheckpointSigner;
  /** Hides the secrets in all but the arguments, which the gate's redactor has masked. Default: `createRedactor()`. */
  readonly redact?: Redactor | undefined;
  /** How often the log is signed, and where else that is kept. */
  readonly checkpoint?: CheckpointOptions | undefined;
  /** What the log is called; an existing one must be called that. Default: the signer's name and 16 random bytes. */
  readonly name?: string | undefined;
  /** Default: the system's. */
  readonly clock?: Clock | undefined;
}

/** An audit log whose records are chained by their hashes and signed. */
export interface ChainedAuditLog extends AuditLog {
  /**
   * Signs what is not signed yet. Called at the start of a program it tells at once whether the log can be used.
   *
   * @throws AuditLogError, as `record` does.
   */
  checkpoint(): Promise<void>;
  /**
   * Takes no more records, signs the last ones and waits until the checkpoint is kept wherever it is to be kept. Does not close the
   * log store.
   *
   * @throws AuditLogError and whatever a keeper throws; the log is closed all the same.
   */
  close(): Promise<void>;
}

/**
 * Makes an audit log that nobody can quietly change: each record holds the hash of the one before it, and signed checkpoints say how
 * many there are. `verifyAuditLog` tells what was changed.
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
  const given = readOptions<AuditLogOptions>('createAuditLog', options, RULES);
  const { log: store, signer, clock = systemClock } = given;
  const { records, seconds, keepers } = readCheckpointOptions(given.checkpoint, signer);
  const redaction = new Redaction(given.redact ?? createRedactor());
  const signing = new Signing(signer, clock);
  const name = given.name ?? `${signing.name}/${randomBytes(16).toString('hex')}`;
  const known = { store, name, isNamed: given.name !== undefined, keys: signing.keys, keepers };
  const publisher = new Publisher(keepers, clock, recordFailure);
  const chain = new Chain({
    store,
    signing,
    publisher,
    clock,
    interval: records,
    findTip: () => findTip(known),
    first: tearsOf(store).map(recoveredDraft),
    onAppended: () => ticker.look(),
  });
  const ticker = new Ticker(clock, seconds, chain);
  let closing: Promise<void> | undefined;

  async function record(entry: AuditEntry): Promise<AuditReceipt> {
    return await chain.append(draftOf(entry, redaction));
  }

  async function checkpoint(): Promise<void> {
    await chain.append('checkpoint');
  }

  async function end(): Promise<void> {
    const signed = chain.append('checkpoint');
    ticker.stop();
    const ended = await Promise.allSettled([signed, chain.close()]);
    const kept = await Promise.allSettled([publisher.flush()]);
    for (const result of [...ended, ...kept]) if (result.status === 'rejected') throw result.reason;
  }

  async function recordFailure(error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.message : String(error);
    await record({ kind: 'event', at: clock.wall(), event: 'checkpoint_not_kept', details: { reason } });
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

const RULES: { readonly [K in keyof AuditLogOptions]-?: OptionRule } = {
  log: option.required(option.with('append', 'read', 'size')),
  signer: option.required(option.with('sign')),
  redact: option.with('redact'),
  checkpoint: option.object,
  name: {
    allowed: 'a text of 1 to 128 letters, digits, and any of . / _ : -',
    accepts: (value) => typeof value === 'string' && /^[\w./:-]{1,128}$/.test(value),
  },
  clock: option.with('wall', 'monotonic', 'after', 'sleep'),
};
