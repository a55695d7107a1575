import { type ArgumentValue, AttestaError, type AuditEntry, type EventEntry, type OutcomeEntry } from '@attesta/core';
import { option } from '@attesta/core/authoring';
import { AuditLogError } from '../errors.js';
import { decisionJson } from './decision-json.js';
import { isoTime, JsonObjectWriter, stringJson } from './json-writer.js';
import type { Redaction } from './redaction.js';

/** The kind of a record. */
export type RecordKind = 'decision' | 'outcome' | 'event' | 'checkpoint' | 'recovered';

/** A record without its place in the log. */
export interface Draft {
  readonly kind: RecordKind;
  /** Joins a decision and its outcome; a JSON string. */
  readonly id?: string;
  /** Of a decision: whether an outcome follows. Of an outcome: its value. */
  readonly outcome?: 'awaited' | 'none' | OutcomeEntry['outcome'];
  /** The JSON object under `record`, in canonical form. */
  readonly json: string;
}

/**
 * Writes an entry as a draft. The entry is not read afterwards.
 *
 * @throws AttestaError (`invalid_option`), TypeError or RangeError for a value without a canonical form, AuditLogError (`overlong`).
 */
export function draftOf(entry: AuditEntry, redaction: Redaction): Draft {
  const draft = anyDraftOf(entry, redaction);
  if (draft.json.length > LONGEST && Buffer.byteLength(draft.json) > LONGEST) {
    throw new AuditLogError('overlong', `An audit entry must be at most ${LONGEST} bytes.`);
  }
  return draft;
}

function anyDraftOf(entry: AuditEntry, redaction: Redaction): Draft {
  switch (entry.kind) {
    case 'decision': {
      const isAwaited = entry.decision.verdict === 'approved' && !entry.evaluated;
      const json = decisionJson(entry, redaction);
      return { kind: 'decision', id: idJson(entry.decisionId), outcome: isAwaited ? 'awaited' : 'none', json };
    }
    case 'outcome': {
      if (!OUTCOMES.includes(entry.outcome)) throw invalid('outcome must be returned, threw or not_run');
      const json = outcomeJson(entry, redaction);
      return { kind: 'outcome', id: idJson(entry.decisionId), outcome: entry.outcome, json };
    }
    case 'event':
      return { kind: 'event', json: eventJson(entry, redaction) };
    default:
      throw invalid('kind must be decision, outcome or event');
  }
}

function idJson(id: string): string {
  if (!option.id.accepts(id)) throw invalid(`decisionId must be ${option.id.allowed}`);
  return stringJson('decisionId', id);
}

function invalid(rule: string): AttestaError {
  return new AttestaError('invalid_option', `The audit entry: ${rule}.`);
}

function outcomeJson({ at, reason }: OutcomeEntry, redaction: Redaction): string {
  return new JsonObjectWriter().string('at', isoTime(at)).string('reason', redaction.string(reason)).end();
}

function eventJson({ at, details, event }: EventEntry, redaction: Redaction): string {
  return new JsonObjectWriter()
    .string('at', isoTime(at))
    .json('details', redaction.members(dataOf(details), 'details') ?? '{}')
    .string('event', event)
    .end();
}

/** The details of an event as JSON data: code in JavaScript may have put any value there. */
function dataOf(details: EventEntry['details']): Readonly<Record<string, ArgumentValue>> {
  return JSON.parse(
    JSON.stringify(details, (key, value: unknown) => {
      if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
      throw invalid('details must have no lone surrogate');
    }),
  );
}

/** Bytes; a record is a little longer. The largest action, with every character escaped, takes less. */
const LONGEST = 33_000_000;
const OUTCOMES: readonly unknown[] = ['returned', 'threw', 'not_run'];
