import { visible } from '@attesta/core';
import type { VerifierKey } from '../checkpoint/keys.js';
import { AuditLogError, TornLogError } from '../errors.js';
import { batchesIn, type RecordSource } from '../jsonl/jsonl-records.js';
import { type Envelope, isHashOf, openEnvelope } from '../record/envelope.js';
import { NO_RECORD } from '../record/seal.js';
import { Anchors } from './anchors.js';
import { Findings } from './bounded-list.js';
import { FormCheck } from './form-check.js';
import { Outcomes } from './outcomes.js';
import type { AuditReport, Problem, ProblemCode, SignedUpTo, Warning } from './report.js';
import { Signatures } from './signatures.js';

/** What a log is verified by. */
export interface Yardstick {
  readonly keys: readonly VerifierKey[];
  readonly anchors: readonly string[];
  readonly name: string | undefined;
  readonly maxUnsigned: number;
  readonly isThorough: boolean;
}

/** One reading of a log, and what it brings to light. After a fault it goes on from what it found, so that one fault is told once. */
export class Verification {
  readonly #maxUnsigned: number;
  readonly #problems = new Findings<Problem>(100);
  readonly #warnings = new Findings<Warning>(100);
  readonly #outcomes = new Outcomes();
  readonly #forms: FormCheck;
  readonly #anchors: Anchors;
  readonly #signatures: Signatures;
  #records = 0;
  #name: string | undefined;
  #expectedName: string | undefined;
  #sequence = 0;
  /** The hash that the next record must name; undefined behind a line that is no record. */
  #head: string | undefined = NO_RECORD;
  #time = '';
  #checkpoints = 0;
  #signed: SignedUpTo | undefined;
  #tornBytes = 0;
  #isThere = true;

  constructor({ keys, anchors, name, maxUnsigned, isThorough }: Yardstick) {
    const onProblem = this.#problem.bind(this);
    this.#maxUnsigned = maxUnsigned;
    this.#expectedName = name;
    this.#forms = new FormCheck(isThorough, (record) =>
      this.#problem('form', record, 'It is not in its canonical form.'),
    );
    this.#anchors = new Anchors(anchors, keys, onProblem);
    this.#signatures = new Signatures(keys, onProblem, (signed) => {
      this.#checkpoints += 1;
      this.#sign(signed);
    });
  }

  async read(source: RecordSource): Promise<void> {
    try {
      for await (const records of batchesIn(source)) {
        for (const bytes of records) {
          const checked = this.#take(bytes);
          if (checked !== undefined) await checked;
        }
      }
    } catch (error) {
      this.#interrupted(error);
    }
    await this.#signatures.finish();
    this.#forms.finish();
  }

  report(): AuditReport {
    const records = this.#records;
    const signed = this.#signed?.size ?? 0;
    const unsigned = records - signed;
    this.#anchors.end(records, signed, this.#name);
    if (records === 0 && this.#isThere) this.#problem('empty', undefined, 'The log has no record.');
    if (records > 0 && this.#signed === undefined) {
      this.#problem('no_checkpoint', undefined, 'No known key has signed anything of this log.');
    } else if (unsigned > this.#maxUnsigned) {
      this.#problem(
        'unsigned',
        records - unsigned,
        `From here on ${unsigned} records are unsigned, which is too many.`,
      );
    }
    const isWhole = unsigned === 0 && this.#tornBytes === 0;
    return Object.freeze({
      status: this.#problems.count > 0 ? 'broken' : isWhole ? 'intact' : 'unsigned_tail',
      log: this.#name,
      records,
      head: records === 0 ? undefined : this.#head,
      checkpoints: this.#checkpoints,
      lastCheckpoint: this.#signed,
      unsigned,
      tornBytes: this.#tornBytes,
      problems: this.#problems.first,
      problemCount: this.#problems.count,
      warnings: this.#warnings.first,
      warningCount: this.#warnings.count,
      unknownOutcomes: this.#outcomes.first,
      unknownOutcomeCount: this.#outcomes.count,
    });
  }

  /** Looks at one record; a promise only for one that must be waited for. */
  #take(bytes: Uint8Array): Promise<void> | undefined {
    const record = this.#records;
    this.#records += 1;
    const envelope = openEnvelope(bytes);
    if (envelope === undefined) {
      this.#problem('malformed', record, 'It is no record.');
      this.#head = undefined;
      this.#sequence += 1;
      return undefined;
    }
    this.#continue(envelope, bytes, record);
    this.#forms.add(record, bytes);
    this.#anchors.pass(envelope, record);
    this.#weigh(envelope, record);
    return envelope.kind === 'checkpoint' ? this.#signatures.take(bytes, envelope, record) : undefined;
  }

  /** Whether it is whole, and continues the record before it. */
  #continue(envelope: Envelope, bytes: Uint8Array, record: number): void {
    const { hash, log, previous, sequence } = envelope;
    if (!isHashOf(envelope, bytes)) this.#problem('hash', record, 'It is not what its hash says: it was changed.');
    this.#expectedName ??= log;
    if (log !== this.#expectedName) this.#problem('other_log', record, `It is of another log, ${visible(log)}.`);
    this.#name ??= log;
    if (sequence !== this.#sequence) {
      const message = `It has the number ${sequence} in place of ${this.#sequence}: records were removed, added or moved.`;
      this.#problem('sequence', record, message);
    }
    if (this.#head !== undefined && previous !== this.#head) {
      this.#problem('previous', record, 'It does not continue the record before it.');
    }
    this.#sequence = sequence + 1;
    this.#head = hash;
  }

  /** What it says, as far as verifying goes. */
  #weigh(envelope: Envelope, record: number): void {
    const { id, kind, time } = envelope;
    const before = this.#time;
    // Many records have the same time: one text of it is kept.
    if (time !== before) this.#time = time;
    if (id !== undefined && !this.#outcomes.take(envelope, record, this.#time)) {
      this.#warn('outcome', record, 'It is the outcome of a decision that has none, or has one already.');
    }
    if (kind === 'recovered') this.#warn('recovered', record, 'The end of the log was torn here, and put aside.');
    if (time < before) {
      const seconds = (Date.parse(before) - Date.parse(time)) / 1000;
      if (!(seconds < TOLERANCE)) this.#warn('clock', record, `The clock went back by ${seconds} seconds.`);
    }
  }

  #sign(signed: SignedUpTo): void {
    if (signed.size > (this.#signed?.size ?? -1)) this.#signed = Object.freeze(signed);
    this.#forms.skip(signed.size);
  }

  #interrupted(error: unknown): void {
    if (error instanceof TornLogError) {
      this.#tornBytes = error.bytes;
      return;
    }
    const message = error instanceof Error ? error.message : String(error);
    const code = error instanceof AuditLogError ? error.code : undefined;
    if (code === 'overlong') this.#problem('overlong', this.#records, message);
    else this.#problem(code === 'missing' ? 'missing' : 'unreadable', undefined, message);
    this.#isThere = this.#records > 0;
  }

  #problem(code: ProblemCode, record: number | undefined, message: string): void {
    const where = record === undefined ? '' : `Record ${record}: `;
    this.#problems.add(Object.freeze({ code, record, message: visible(`${where}${message}`) }));
  }

  #warn(code: Warning['code'], record: number, message: string): void {
    this.#warnings.add(Object.freeze({ code, record, message: `Record ${record}: ${message}` }));
  }
}

/** Seconds: several machines that write one log do not agree to the second. */
const TOLERANCE = 1;
