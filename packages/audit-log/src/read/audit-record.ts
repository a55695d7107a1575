import type { JsonValue } from '@attesta/core';
import { AuditLogError } from '../errors.js';
import type { RecordSource } from '../jsonl/jsonl-records.js';
import type { Draft, RecordKind } from '../record/draft.js';
import { decodeId, openEnvelope } from '../record/envelope.js';

/** A record, read back. docs/audit-log.md lists the members of `record` for each kind. */
export interface AuditRecord {
  readonly sequence: number;
  readonly kind: RecordKind;
  /** The time of recording: RFC 3339, UTC. */
  readonly time: string;
  /** Of a decision and its outcome: the same for both. */
  readonly decisionId: string | undefined;
  /** Of a decision: whether an outcome must follow. Of an outcome: its value. */
  readonly outcome: Draft['outcome'] | undefined;
  readonly log: string;
  readonly previous: string;
  readonly hash: string;
  readonly record: JsonObject;
  /** The whole record, exactly as it is in the log, without a line feed. */
  readonly json: string;
}

/** A JSON object. */
export type JsonObject = Readonly<Record<string, JsonValue>>;

/**
 * Every record of a log, in order. It verifies nothing; `verifyAuditLog` does.
 *
 * @throws AuditLogError (`broken`) for a line that is not a record; errors of the source.
 */
export async function* recordsOf(source: RecordSource): AsyncGenerator<AuditRecord, void, void> {
  let number = 0;
  for await (const bytes of source.read(0)) {
    yield readRecord(bytes, number);
    number += 1;
  }
}

function readRecord(bytes: Uint8Array, number: number): AuditRecord {
  const envelope = openEnvelope(bytes);
  const json = decoded(bytes);
  const record = json === undefined ? undefined : payloadOf(json);
  if (envelope === undefined || json === undefined || record === undefined) {
    throw new AuditLogError('broken', `Record ${number} is not a record of an audit log. Verify the log.`);
  }
  const { id, ...rest } = envelope;
  return Object.freeze({ ...rest, decisionId: id === undefined ? undefined : decodeId(id), record, json });
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function payloadOf(json: string): JsonObject | undefined {
  try {
    const { record }: { readonly record?: JsonValue } = JSON.parse(json);
    return isObject(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value of a record is an object. */
function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is a string; undefined when there is none. */
export function stringOf(object: JsonValue | undefined, name: string): string | undefined {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : undefined;
}

/** A member that is a number; undefined when there is none. */
export function numberOf(object: JsonValue | undefined, name: string): number | undefined {
  const value = memberOf(object, name);
  return typeof value === 'number' ? value : undefined;
}

/** A member; undefined when there is none. */
export function memberOf(object: JsonValue | undefined, name: string): JsonValue | undefined {
  return isObject(object) && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The ids of the people who approved. */
export function approversOf(record: JsonObject): readonly string[] {
  const approvers = memberOf(record, 'approvers');
  return Array.isArray(approvers) ? approvers.filter((approver) => typeof approver === 'string') : [];
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
