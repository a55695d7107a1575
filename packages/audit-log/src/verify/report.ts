/**
 * A kind of problem. Codes are stable.
 *
 * - `missing`: the file does not exist. `empty`: the log has no record. `unreadable`: a part of it cannot be read.
 * - `malformed`: a line is not a record. `form`: a record is not in its canonical form. `overlong`: a line is longer than the limit of
 *   a record.
 * - `hash`: a record does not match its hash. `previous`, `sequence`: it does not continue the one before it.
 * - `other_log`: it is of a log with another name.
 * - `checkpoint`: a checkpoint does not match the records before it. `signature`: its signature by a known key is false.
 * - `no_checkpoint`: the log has no checkpoint by a known key. `unsigned`: more records than `maxUnsigned` are unsigned.
 * - `anchor`: an anchor is not a checkpoint that a known key has signed. `anchor_log`: it is of another log. `anchor_size`: the log has
 *   fewer records than were signed. `anchor_head`: it has other records than were signed.
 */
export type AuditProblemCode =
  | 'anchor'
  | 'anchor_head'
  | 'anchor_log'
  | 'anchor_size'
  | 'checkpoint'
  | 'empty'
  | 'form'
  | 'hash'
  | 'malformed'
  | 'missing'
  | 'no_checkpoint'
  | 'other_log'
  | 'overlong'
  | 'previous'
  | 'sequence'
  | 'signature'
  | 'unreadable'
  | 'unsigned';

/** A problem that makes a log broken. */
export interface AuditProblem {
  readonly code: AuditProblemCode;
  /** The position of the record, counted from 0; undefined for a problem of the whole log. */
  readonly record: number | undefined;
  /** For a person. Printable ASCII. */
  readonly message: string;
}

/**
 * An oddity that proves no change: `clock`, the time went back; `outcome`, an outcome without its decision; `recovered`, an incomplete
 * record was moved to a file of its own.
 */
export interface AuditWarning {
  readonly code: 'clock' | 'outcome' | 'recovered';
  readonly record: number;
  readonly message: string;
}

/** An approved decision without an outcome: the process ended, or the call still runs. */
export interface UnknownOutcome {
  readonly record: number;
  readonly decisionId: string;
  /** When the decision was recorded: RFC 3339, UTC. */
  readonly time: string;
}

/** The result of verifying a log. Check `status`: an object is always truthy. */
export interface AuditReport {
  /**
   * - `intact`: no problem was found, and every record is signed.
   * - `unsigned_tail`: no problem was found, but the last `unsigned` records and `tornBytes` bytes are not signed yet. A writer of the
   *   log can change them or cut them off, unseen.
   * - `broken`: see `problems`.
   */
  readonly status: 'intact' | 'unsigned_tail' | 'broken';
  /** The name of the log; undefined when it has no record. */
  readonly log: string | undefined;
  readonly records: number;
  /** The hash of the last record. */
  readonly head: string | undefined;
  /** The number of checkpoints that a known key has signed. */
  readonly checkpoints: number;
  /** The last of them. */
  readonly lastCheckpoint: SignedUpTo | undefined;
  /** The number of records after it. */
  readonly unsigned: number;
  /** The bytes of an incomplete last record: it is being written, or was torn by a crash. */
  readonly tornBytes: number;
  /** The first 100; `problemCount` has all. */
  readonly problems: readonly AuditProblem[];
  readonly problemCount: number;
  /** The first 100; `warningCount` has all. */
  readonly warnings: readonly AuditWarning[];
  readonly warningCount: number;
  /** The first 1,000; `unknownOutcomeCount` has all. Calls that still run are among them. */
  readonly unknownOutcomes: readonly UnknownOutcome[];
  readonly unknownOutcomeCount: number;
}

/** The last signed checkpoint of a log. */
export interface SignedUpTo {
  /** The number of signed records, from the first on. */
  readonly size: number;
  /** The time of signing: RFC 3339, UTC. */
  readonly time: string;
  /** The keys that signed it, `<name>+<id>`. */
  readonly keys: readonly string[];
}
