import { readOptions } from '@attesta/core';
import type { RecordSource } from '../jsonl/jsonl-records.js';
import { type AuditRecord, recordsOf } from './audit-record.js';
import { type AuditFilter, Choice, FILTER_RULES } from './filter.js';

/**
 * The records of a log that a filter wants, in order. It verifies nothing: do that first.
 *
 * @throws AttestaError (`invalid_option`) at once; while it is read, AuditLogError (`broken`) for what is no record, and what the log
 *   throws.
 * @example
 * for await (const { record } of readAuditLog(log, { agent: 'agent-1', verdict: 'denied' })) console.log(record.reason);
 */
export function readAuditLog(log: RecordSource, filter?: AuditFilter): AsyncGenerator<AuditRecord, void, void> {
  return chosen(log, new Choice(readOptions<AuditFilter>('readAuditLog', filter, FILTER_RULES)));
}

async function* chosen(log: RecordSource, choice: Choice): AsyncGenerator<AuditRecord, void, void> {
  for await (const record of recordsOf(log)) if (choice.takes(record)) yield record;
}
