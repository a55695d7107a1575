import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { readVerifierKey, type VerifierKey } from '../checkpoint/keys.js';
import type { RecordSource } from '../jsonl/jsonl-records.js';
import type { AuditReport } from './report.js';
import { Verification } from './verification.js';

/** Options of `verifyAuditLog`. */
export interface VerifyOptions {
  /** The log: `jsonlRecords({ path })`, or any log store. It is read once, from its start. */
  readonly log: RecordSource;
  /** The verifier keys whose checkpoints count, such as `readVerifierKeys` reads. Signatures by other keys are ignored. */
  readonly keys: readonly string[];
  /** Signed checkpoints that were saved elsewhere. Only they show that the end of a log was cut off after a checkpoint. */
  readonly anchors?: readonly string[] | undefined;
  /** The name that the log must have. */
  readonly name?: string | undefined;
  /** The most records that may follow the last checkpoint; `checkpoint.records` of the writer. Default 100. */
  readonly maxUnsigned?: number | undefined;
  /** Whether the form of the signed records is checked as well, which takes several times as long. Default false. */
  readonly thorough?: boolean | undefined;
}

/**
 * Verifies that the records of a log are those that were signed: all of them, unchanged and in their order. Reads it once, in memory
 * that does not grow with it.
 *
 * Resolves to a report for a broken or missing log as well.
 *
 * @throws AttestaError (`invalid_option`).
 * @example
 * const keys = await readVerifierKeys({ path: 'keys/audit.key.pub' });
 * const report = await verifyAuditLog({ log: jsonlRecords({ path: 'audit/log.jsonl' }), keys });
 * if (report.status === 'broken') console.log(report.problems);
 */
export async function verifyAuditLog(options: VerifyOptions): Promise<AuditReport> {
  const given = readOptions<VerifyOptions>('verifyAuditLog', options, RULES);
  const keys: readonly VerifierKey[] = given.keys.map(readVerifierKey);
  const verification = new Verification({
    keys,
    anchors: given.anchors ?? [],
    name: given.name,
    maxUnsigned: given.maxUnsigned ?? 100,
    isThorough: given.thorough ?? false,
  });
  await verification.read(given.log);
  return verification.report();
}

const RULES: { readonly [K in keyof VerifyOptions]-?: OptionRule } = {
  log: option.required(option.with('read')),
  keys: option.required({
    allowed: 'a list of verifier keys with at least one',
    accepts: (value) => isStrings(value, 1),
  }),
  anchors: { allowed: 'a list of signed checkpoints', accepts: (value) => isStrings(value, 0) },
  name: option.id,
  maxUnsigned: option.integer(0, Number.MAX_SAFE_INTEGER),
  thorough: option.boolean,
};

function isStrings(value: unknown, least: number): boolean {
  return Array.isArray(value) && value.length >= least && value.every((item) => typeof item === 'string');
}
