import {
  type ArgumentValue,
  AttestaError,
  type AuditEntry,
  type EventEntry,
  type OutcomeEntry,
  option,
} from '@attesta/core';
import { AuditLogError } from '../errors.js';
import { decisionText } from './decision-json.js';
import { isoTime } from './iso-time.js';
import { ObjectText, textJson, textMember } from './json-writer.js';
import type { Redaction } from './redaction.js';

/** What a record is about. */
export type RecordKind = 'decision' | 'outcome' | 'event' | 'checkpoint' | 'recovered';

/** A record that has no place in the log yet. */
export interface Draft {
  readonly kind: RecordKind;
  /** Joins a decision and its outcome; a JSON text. */
  readonly id?: string;
  /** Of a decision: whether one is `awaited`; of an outcome: what it was. */
  readonly outcome?: 'awaited' | 'none' | OutcomeEntry['outcome'];
  /** The JSON object under `record`, in canonical form. */
  readonly text: string;
}

/**
 * What is kept of an entry. Nothing of the entry is read afterwards.
 *
 * @throws AttestaError (`invalid_option`), TypeError or RangeError for what has no canonical form, AuditLogError (`overlong`).
 */
export function draftOf(entry: AuditEntry, redaction: Redaction): Draft {
  const draft = shortDraftOf(entry, redaction);
  if (draft.text.length > LONGEST && Buffer.byteLength(draft.text) > LONGEST) {
    throw new AuditLogError('overlong', `An entry takes ${LONGEST} bytes at most.`);
  }
  return draft;
}

function shortDraftOf(entry: AuditEntry, redaction: Redaction): Draft {
  switch (entry.kind) {
    case 'decision': {
      const isAwaited = entry.approval.verdict === 'approved' && !entry.evaluated;
      const text = decisionText(entry, redaction);
      return { kind: 'decision', id: idJson(entry.decisionId), outcome: isAwaited ? 'awaited' : 'none', text };
    }
    case 'outcome': {
      if (!OUTCOMES.includes(entry.outcome)) throw invalid('outcome must be returned, threw or not_run');
      const text = outcomeText(entry, redaction);
      return { kind: 'outcome', id: idJson(entry.decisionId), outcome: entry.outcome, text };
    }
    case 'event':
      return { kind: 'event', text: eventText(entry, redaction) };
    default:
      throw invalid('its kind must be decision, outcome or event');
  }
}

function idJson(id: string): string {
  if (!option.id.accepts(id)) throw invalid(`decisionId must be ${option.id.allowed}`);
  return textJson('decisionId', id);
}

function invalid(rule: string): AttestaError {
  return new AttestaError('invalid_option', `The entry of an audit log: ${rule}.`);
}

function outcomeText({ at, reason }: OutcomeEntry, redaction: Redaction): string {
  return `{"at":"${isoTime(at)}"${textMember('reason', redaction.text(reason))}}`;
}

function eventText({ at, details, event }: EventEntry, redaction: Redaction): string {
  return new ObjectText()
    .text('at', isoTime(at))
    .raw('details', redaction.members(dataOf(details), 'details') ?? '{}')
    .text('event', event)
    .end();
}

/** The details of an event as data; whoever wrote the event may have put anything there. */
function dataOf(details: EventEntry['details']): Readonly<Record<string, ArgumentValue>> {
  return JSON.parse(
    JSON.stringify(details, (key, value: unknown) => {
      if (key.isWellFormed() && (typeof value !== 'string' || value.isWellFormed())) return value;
      throw invalid('details must have no lone surrogate');
    }),
  );
}

/** Bytes; a record is a little longer. Written with every escape the largest action takes less. */
const LONGEST = 33_000_000;
const OUTCOMES: readonly unknown[] = ['returned', 'threw', 'not_run'];
