import type { Verdict } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { type AuditRecord, approversOf, memberOf, numberOf, stringOf } from './audit-record.js';

/** Options of `auditStatistics`. */
export interface StatisticsOptions {
  /** An approval after less time than this counts as a rubber stamp. Default 2. */
  readonly rubberStampSeconds?: number | undefined;
}

/** The number and speed of decisions. Decisions of `evaluate` are left out. */
export interface AuditStatistics {
  readonly decisions: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Approved without asking a person. */
  readonly automatic: number;
  /** Of the decisions for which a person was asked. */
  readonly asked: ReviewFigures;
  /** The same for each person, the most often asked first. The id is undefined where the record names no person. */
  readonly people: readonly PersonFigures[];
  /** The outcomes of the approved decisions; `unknown`: no outcome is recorded. */
  readonly outcomes: Readonly<Record<'returned' | 'threw' | 'not_run' | 'unknown', number>>;
}

/** Figures on reviews. */
export interface ReviewFigures {
  readonly asked: number;
  readonly approved: number;
  /** In [0, 1]; undefined when no person was asked. */
  readonly approvalRate: number | undefined;
  /** Undefined when no time is recorded. */
  readonly medianReviewSeconds: number | undefined;
  /** Approvals after less than `rubberStampSeconds`. */
  readonly rubberStamps: number;
}

/** Figures on the reviews of one person. */
export interface PersonFigures extends ReviewFigures {
  readonly id: string | undefined;
}

/**
 * Counts decisions: of a whole log, or of the records that `readAuditLog` selects.
 *
 * @throws AttestaError (`invalid_option`); errors of the records.
 * @example const { people } = await auditStatistics(readAuditLog(log));
 */
export async function auditStatistics(
  records: AsyncIterable<AuditRecord>,
  options?: StatisticsOptions,
): Promise<AuditStatistics> {
  const { rubberStampSeconds = 2 } = readOptions<StatisticsOptions>('auditStatistics', options, RULES);
  const verdicts = { approved: 0, denied: 0, timed_out: 0, cancelled: 0 };
  const outcomes = { returned: 0, threw: 0, not_run: 0 };
  const all = new ReviewTally(rubberStampSeconds);
  const people = new Map<string | undefined, ReviewTally>();
  let [decisions, automatic, awaited] = [0, 0, 0];

  for await (const audit of records) {
    if (isOneOf(outcomes, audit.outcome)) outcomes[audit.outcome] += 1;
    if (audit.kind !== 'decision' || memberOf(audit.record, 'evaluated') === true) continue;
    const { record } = audit;
    const verdict = stringOf(record, 'verdict');
    const challenge = memberOf(record, 'challenge');
    const isApproved = verdict === 'approved';
    decisions += 1;
    if (isOneOf(verdicts, verdict)) verdicts[verdict] += 1;
    if (audit.outcome === 'awaited') awaited += 1;
    if (challenge === undefined) {
      automatic += isApproved ? 1 : 0;
      continue;
    }
    const seconds = numberOf(record, 'reviewTimeSeconds') ?? numberOf(challenge, 'responseTimeSeconds');
    all.add(isApproved, seconds);
    const operator = stringOf(memberOf(record, 'operator'), 'id');
    const answered = stringOf(challenge, 'responder') ?? operator;
    const approvers = approversOf(record);
    for (const id of answered === undefined && approvers.length > 0 ? approvers : [answered]) {
      const tally = people.get(id) ?? new ReviewTally(rubberStampSeconds);
      people.set(id, tally);
      tally.add(isApproved, seconds);
    }
  }

  const ended = outcomes.returned + outcomes.threw + outcomes.not_run;
  return Object.freeze({
    decisions,
    verdicts: Object.freeze(verdicts),
    automatic,
    asked: all.figures(),
    people: Object.freeze(
      [...people]
        .map(([id, tally]) => Object.freeze({ id, ...tally.figures() }))
        .sort((a, b) => b.asked - a.asked || String(a.id).localeCompare(String(b.id))),
    ),
    outcomes: Object.freeze({ ...outcomes, unknown: Math.max(awaited - ended, 0) }),
  });
}

function isOneOf<T extends object>(counts: T, name: PropertyKey | undefined): name is keyof T {
  return name !== undefined && Object.hasOwn(counts, name);
}

/** Counts reviews. */
class ReviewTally {
  readonly #rubberStampSeconds: number;
  readonly #seconds: number[] = [];
  #asked = 0;
  #approved = 0;
  #rubberStamps = 0;

  constructor(rubberStampSeconds: number) {
    this.#rubberStampSeconds = rubberStampSeconds;
  }

  add(isApproved: boolean, seconds: number | undefined): void {
    this.#asked += 1;
    if (isApproved) this.#approved += 1;
    if (seconds === undefined) return;
    this.#seconds.push(seconds);
    if (isApproved && seconds < this.#rubberStampSeconds) this.#rubberStamps += 1;
  }

  figures(): ReviewFigures {
    return Object.freeze({
      asked: this.#asked,
      approved: this.#approved,
      approvalRate: this.#asked === 0 ? undefined : this.#approved / this.#asked,
      medianReviewSeconds: median(this.#seconds),
      rubberStamps: this.#rubberStamps,
    });
  }
}

function median(values: readonly number[]): number | undefined {
  const sorted = Float64Array.from(values).sort();
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

const RULES: { readonly [K in keyof StatisticsOptions]-?: OptionRule } = { rubberStampSeconds: option.seconds };
