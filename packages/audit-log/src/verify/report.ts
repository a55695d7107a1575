/**
 * What is wrong with a log. Codes are stable.
 *
 * - `missing`, `empty`, `unreadable`: there is nothing to verify, or not all of it can be read.
 * - `malformed`: a line is no record. `form`: a record is not in its canonical form. `overlong`: a line is longer than any record.
 * - `hash`: a record is not what its hash says. `previous`, `sequence`: it does not continue the one before it.
 * - `other_log`: it is of a log with another name.
 * - `checkpoint`: a checkpoint says something else than the log holds. `signature`: a known key has not signed it.
 * - `no_checkpoint`: no known key has signed anything. `unsigned`: more records than `maxUnsigned` are unsigned.
 * - `anchor`: an anchor is no checkpoint that a known key has signed. `anchor_log`: it is of another log. `anchor_size`: the log has
 *   fewer records than were signed. `anchor_head`: it has other records than were signed.
 */
export type ProblemCode =
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

/** One thing that is wrong. */
export interface Problem {
  readonly code: ProblemCode;
  /** The number of the record, counted from 0 as they stand; undefined for what concerns the whole. */
  readonly record: number | undefined;
  /** For a person. Printable ASCII. */
  readonly message: string;
}

/**
 * What is odd and proves nothing: `clock`, time went back; `outcome`, one without its decision; `recovered`, the end of the log was
 * torn once and put aside.
 */
export interface Warning {
  readonly code: 'clock' | 'outcome' | 'recovered';
  readonly record: number;
  readonly message: string;
}

/** A decision to run of which nobody knows whether it ran. */
export interface UnknownOutcome {
  readonly record: number;
  readonly decisionId: string;
  /** When the decision was recorded: RFC 3339, UTC. */
  readonly time: string;
}

/** What was found. Read `status`; an object is neither true nor false. */
export interface AuditReport {
  /**
   * - `intact`: nothing is wrong, and every record is signed.
   * - `unsigned_tail`: nothing is wrong, but the last `unsigned` records and `tornBytes` bytes are not signed yet: whoever can write to
   *   the log can change those, and cut them off, unseen.
   * - `broken`: see `problems`.
   */
  readonly status: 'intact' | 'unsigned_tail' | 'broken';
  /** The name of the log; undefined when it has no record. */
  readonly log: string | undefined;
  readonly records: number;
  /** The hash of the last record. */
  readonly head: string | undefined;
  /** Those that a known key has signed. */
  readonly checkpoints: number;
  /** The last of them. */
  readonly lastCheckpoint: SignedUpTo | undefined;
  /** How many records lie beyond it. */
  readonly unsigned: number;
  /** Bytes of a last record without its end: being written just now, or torn by a crash. */
  readonly tornBytes: number;
  /** The first 100; `problemCount` has all. */
  readonly problems: readonly Problem[];
  readonly problemCount: number;
  /** The first 100; `warningCount` has all. */
  readonly warnings: readonly Warning[];
  readonly warningCount: number;
  /** The first 1,000; `unknownOutcomeCount` has all. Calls that run just now are among them. */
  readonly unknownOutcomes: readonly UnknownOutcome[];
  readonly unknownOutcomeCount: number;
}

/** How far a log is signed. */
export interface SignedUpTo {
  /** So many records, from the first on. */
  readonly size: number;
  /** When it was signed: RFC 3339, UTC. */
  readonly time: string;
  /** The keys that signed it, `<name>+<id>`. */
  readonly keys: readonly string[];
}
