import { visible } from '@attesta/core/authoring';
import type { VerifierKey } from '../checkpoint/keys.js';
import { AuditLogError, TornLogError } from '../errors.js';
import { batchesIn, type RecordSource } from '../jsonl/jsonl-records.js';
import { type Envelope, isHashOf, openEnvelope } from '../record/envelope.js';
import { NO_RECORD } from '../record/seal.js';
import { Anchors } from './anchors.js';
import { Findings } from './findings.js';
import { FormCheck } from './form-check.js';
import type { AuditReport, SignedUpTo } from './report.js';
import { Signatures } from './signatures.js';

/** The options of `verifyAuditLog` without its log, checked and complete. */
export interface ResolvedOptions {
  readonly keys: readonly VerifierKey[];
  readonly anchors: readonly string[];
  readonly name: string | undefined;
  readonly maxUnsigned: number;
  readonly isThorough: boolean;
}

/** One reading of a log. After a problem it goes on from the record as it is, so that one change is reported once. */
export class Verification {
  readonly #maxUnsigned: number;
  readonly #findings = new Findings();
  readonly #forms: FormCheck;
  readonly #anchors: Anchors;
  readonly #signatures: Signatures;
  #records = 0;
  #name: string | undefined;
  #expectedName: string | undefined;
  #sequence = 0;
  /** The hash that the next record must name; undefined after a line that is not a record. */
  #head: string | undefined = NO_RECORD;
  #time = '';
  #checkpoints = 0;
  #signed: SignedUpTo | undefined;
  #tornBytes = 0;
  #isReadable = true;

  constructor({ keys, anchors, name, maxUnsigned, isThorough }: ResolvedOptions) {
    const onProblem = this.#findings.problem.bind(this.#findings);
    this.#maxUnsigned = maxUnsigned;
    this.#expectedName = name;
    this.#forms = new FormCheck(isThorough, (record) => onProblem('form', record, 'It is not in its canonical form.'));
    this.#anchors = new Anchors(anchors, keys, onProblem);
    this.#signatures = new Signatures(keys, onProblem, (signed) => this.#sign(signed));
  }

  async read(source: RecordSource): Promise<void> {
    try {
      for await (const records of batchesIn(source)) {
        for (const bytes of records) {
          const verified = this.#add(bytes);
          if (verified !== undefined) await verified;
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
    const findings = this.#findings;
    this.#anchors.end(records, signed, this.#name);
    if (records === 0 && this.#isReadable) findings.problem('empty', undefined, 'The log has no record.');
    if (records > 0 && this.#signed === undefined) {
      findings.problem('no_checkpoint', undefined, 'The log has no checkpoint that a known key has signed.');
    } else if (unsigned > this.#maxUnsigned) {
      const message = `It is the first of ${unsigned} unsigned records; at most ${this.#maxUnsigned} are allowed.`;
      findings.problem('unsigned', signed, message);
    }
    const isWhole = unsigned === 0 && this.#tornBytes === 0;
    return Object.freeze({
      status: findings.hasProblems ? 'broken' : isWhole ? 'intact' : 'unsigned_tail',
      log: this.#name,
      records,
      head: records === 0 ? undefined : this.#head,
      checkpoints: this.#checkpoints,
      lastCheckpoint: this.#signed,
      unsigned,
      tornBytes: this.#tornBytes,
      ...findings.lists(),
    });
  }

  /** Verifies one record; gives a promise only for a checkpoint. */
  #add(bytes: Uint8Array): Promise<void> | undefined {
    const record = this.#records;
    this.#records += 1;
    const envelope = openEnvelope(bytes);
    if (envelope === undefined) {
      this.#findings.problem('malformed', record, 'It is not a record.');
      this.#head = undefined;
      this.#sequence += 1;
      return undefined;
    }
    this.#link(envelope, bytes, record);
    this.#forms.add(record, bytes);
    this.#anchors.pass(envelope, record);
    this.#warn(envelope, record);
    return envelope.kind === 'checkpoint' ? this.#signatures.add(bytes, envelope, record) : undefined;
  }

  /** Checks that a record matches its hash and continues the one before it. */
  #link(envelope: Envelope, bytes: Uint8Array, record: number): void {
    const { hash, log, previous, sequence } = envelope;
    const findings = this.#findings;
    if (!isHashOf(envelope, bytes)) findings.problem('hash', record, 'It does not match its hash: it was changed.');
    this.#expectedName ??= log;
    if (log !== this.#expectedName) findings.problem('other_log', record, `It is of another log, ${visible(log)}.`);
    this.#name ??= log;
    if (sequence !== this.#sequence) {
      const message = `It has the number ${sequence}, not ${this.#sequence}: records were removed, added or moved.`;
      findings.problem('sequence', record, message);
    }
    if (this.#head !== undefined && previous !== this.#head) {
      findings.problem('previous', record, 'It does not continue the record before it.');
    }
    this.#sequence = sequence + 1;
    this.#head = hash;
  }

  /** Reports oddities, which do not make the log broken. */
  #warn(envelope: Envelope, record: number): void {
    const before = this.#time;
    // Many records have the same time, so one string of it is kept.
    if (envelope.time !== before) this.#time = envelope.time;
    this.#findings.outcome(envelope, record, this.#time);
    if (envelope.kind === 'recovered') {
      this.#findings.warn('recovered', record, 'An incomplete record was moved from here to a file of its own.');
    }
    if (envelope.time < before) {
      const seconds = (Date.parse(before) - Date.parse(envelope.time)) / 1000;
      if (!(seconds < TOLERANCE)) this.#findings.warn('clock', record, `The clock went back by ${seconds} seconds.`);
    }
  }

  #sign(signed: SignedUpTo): void {
    this.#checkpoints += 1;
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
    if (code === 'overlong') this.#findings.problem('overlong', this.#records, message);
    else this.#findings.problem(code === 'missing' ? 'missing' : 'unreadable', undefined, message);
    this.#isReadable = this.#records > 0;
  }
}

/** Seconds: the clocks of several machines that write one log differ by less. */
const TOLERANCE = 1;
