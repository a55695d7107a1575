import { type OptionRule, option, readOptions, type Verdict } from '@attesta/core';
import { type AuditRecord, approversOf, memberOf, numberOf, textOf } from './audit-record.js';
import { Tally } from './review-tally.js';

/** What `auditStatistics` takes besides the records. */
export interface StatisticsOptions {
  /** An approval after less time than this counts as a rubber stamp. Default 2. */
  readonly rubberStampSeconds?: number | undefined;
}

/** What was decided, how often and how fast. Decisions of `evaluate` are left out. */
export interface AuditStatistics {
  readonly decisions: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** Approved without anybody being asked. */
  readonly automatic: number;
  /** Of the decisions for which somebody was asked. */
  readonly asked: ReviewFigures;
  /** The same for each person who answered, the most often asked first; nobody is under `undefined`. */
  readonly people: readonly PersonFigures[];
  /** What came of the approved ones; `unknown`: no outcome is recorded. */
  readonly outcomes: Readonly<Record<'returned' | 'threw' | 'not_run' | 'unknown', number>>;
}

/** How somebody reviews. */
export interface ReviewFigures {
  readonly asked: number;
  readonly approved: number;
  /** In [0, 1]; undefined when nobody was asked. */
  readonly approvalRate: number | undefined;
  /** Undefined when no time is recorded. */
  readonly medianReviewSeconds: number | undefined;
  /** Approvals that were too fast to be more than a reflex. */
  readonly rubberStamps: number;
}

/** How one person reviews. */
export interface PersonFigures extends ReviewFigures {
  readonly id: string | undefined;
}

/**
 * Counts decisions: of a whole log, or of what `readAuditLog` chooses.
 *
 * @throws AttestaError (`invalid_option`); what the records throw.
 * @example const { people } = await auditStatistics(readAuditLog(log));
 */
export async function auditStatistics(
  records: AsyncIterable<AuditRecord>,
  options?: StatisticsOptions,
): Promise<AuditStatistics> {
  const { rubberStampSeconds = 2 } = readOptions<StatisticsOptions>('auditStatistics', options, RULES);
  const verdicts = { approved: 0, denied: 0, timed_out: 0, cancelled: 0 };
  const outcomes = { returned: 0, threw: 0, not_run: 0 };
  const all = new Tally(rubberStampSeconds);
  const people = new Map<string | undefined, Tally>();
  let [decisions, automatic, awaited] = [0, 0, 0];

  for await (const audit of records) {
    if (isOneOf(outcomes, audit.outcome)) outcomes[audit.outcome] += 1;
    if (audit.kind !== 'decision' || memberOf(audit.record, 'evaluated') === true) continue;
    const { record } = audit;
    const verdict = textOf(record, 'verdict');
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
    const operator = textOf(memberOf(record, 'operator'), 'id');
    const answered = textOf(challenge, 'responder') ?? operator;
    const approvers = approversOf(record);
    for (const id of answered === undefined && approvers.length > 0 ? approvers : [answered]) {
      const tally = people.get(id) ?? new Tally(rubberStampSeconds);
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

const RULES: { readonly [K in keyof StatisticsOptions]-?: OptionRule } = { rubberStampSeconds: option.seconds };
