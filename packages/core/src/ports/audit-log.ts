import type { AuditReceipt, Decision } from '../decision/decision.js';
import type { Answer, Question } from './interaction.js';

/**
 * Keeps what was decided and what came of it. Called by the gate: a decision before the run (no record, no run), an
 * outcome after it; and by whatever records events.
 */
export interface AuditLog {
  /**
   * Resolves once the entry is as durable as this log promises, to a receipt: a non-empty string that names the
   * record. Rejecting, hanging for more than 10 seconds or resolving to something else denies the action when the entry
   * is a decision. The entry holds true values; redaction is the log's duty.
   */
  record(entry: AuditEntry): Promise<AuditReceipt>;
}

/** What is recorded. */
export type AuditEntry = DecisionEntry | OutcomeEntry | EventEntry;

/** A decision, whatever it was. */
export interface DecisionEntry {
  readonly kind: 'decision';
  /** Random, 128 bits; its outcome carries the same. */
  readonly decisionId: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Its `receipt` is not there yet. */
  readonly decision: Decision;
  /** True for a decision of `evaluate`, which runs nothing and so has no outcome. */
  readonly evaluated: boolean;
  /** What was asked, in order; never the answers. */
  readonly asked: readonly AskedQuestion[];
  /** SHA-256 over the canonical form of the options that governed the call, without functions; the same for the same options. */
  readonly optionsDigest: string;
}

/** That something was asked, and how it ended. */
export interface AskedQuestion {
  readonly id: string;
  readonly kind: Question['kind'];
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /** Undefined while it is open. */
  readonly endedAt: number | undefined;
  readonly status: Answer['status'] | undefined;
}

/** What came of an approved decision: it `returned`, it `threw`, or it was `not_run` after all. */
export interface OutcomeEntry {
  readonly kind: 'outcome';
  readonly decisionId: string;
  readonly at: number;
  readonly outcome: 'returned' | 'threw' | 'not_run';
  /** Why it did not run. */
  readonly reason?: string;
}

/** Something else worth keeping: an `unlock`, a `late_answer`. `details` is JSON data. */
export interface EventEntry {
  readonly kind: 'event';
  readonly at: number;
  readonly event: string;
  readonly details: Readonly<Record<string, unknown>>;
}
