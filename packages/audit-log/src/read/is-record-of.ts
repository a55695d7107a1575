import { type ActionInput, createActionContext, createRedactor } from '@attesta/core';
import type { AuditRecord } from './audit-record.js';

/** A call as its caller made it: what its digest covers. */
export interface ProvenCall extends Pick<ActionInput, 'functionName' | 'agentId' | 'environment'> {
  /** The true arguments, with their secrets. */
  readonly args: readonly unknown[];
}

/**
 * Whether the record of a decision is of exactly this call: its function, arguments, agent and environment. A record with hidden
 * arguments has a keyed tag in place of the digest, so the proof takes the key of the audit log's `redactor`.
 *
 * That the record is unchanged, and was signed, is what `verifyAuditLog` proves.
 *
 * @param key The `key` of `createRedactor({ key })`.
 * @throws AttestaError (`not_displayable`, `invalid_option`) for a call that no gate takes.
 * @example isRecordOf(record, { functionName: 'pay', args: [{ to: 'ada', card }], environment: 'production' }, key)
 */
export function isRecordOf({ record }: AuditRecord, call: ProvenCall, key?: string): boolean {
  const { functionName, args, agentId, environment } = call;
  const { digest } = createActionContext({ functionName, args, agentId, environment });
  if (record.digest !== undefined) return record.digest === digest;
  return key !== undefined && record.digestTag === createRedactor({ key }).tag(digest);
}
