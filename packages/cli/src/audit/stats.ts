import { auditStatistics, type ReviewFigures, readAuditLog } from '@attesta/audit-log';
import { Printer } from '../io/printer.js';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { type FilterOptions, filterOf } from './filter-options.js';
import { withRecords } from './options.js';

/** Options of `attesta audit stats`. */
export interface StatsOptions extends FilterOptions {
  readonly rubberStamp?: number;
}

/** Counts the decisions that were chosen. */
export async function stats(surroundings: Surroundings, options: StatsOptions): Promise<Report> {
  const rubberStampSeconds = options.rubberStamp ?? 2;
  const statistics = await withRecords(surroundings, options, (source) =>
    auditStatistics(readAuditLog(source, filterOf(options)), { rubberStampSeconds }),
  );
  const { decisions, verdicts, automatic, asked, people, outcomes } = statistics;
  const printer = new Printer(surroundings.output, surroundings.env);
  const titles = ['WHO', 'ASKED', 'APPROVED', 'RATE', 'MEDIAN', `UNDER ${rubberStampSeconds} S`];
  const rows = [...people.map((person) => row(person.id ?? '(nobody)', person)), row('all', asked)];
  const lines = [
    `Decisions: ${decisions} (${Object.entries(verdicts)
      .map(([verdict, number]) => `${number} ${verdict}`)
      .join(', ')}), ${automatic} of them approved without asking anybody.`,
    `Outcomes: ${Object.entries(outcomes)
      .map(([outcome, number]) => `${number} ${outcome}`)
      .join(', ')}.`,
    ...(asked.asked === 0 ? [] : ['', ...printer.table(titles, rows)]),
  ];
  return { data: { status: 'ok', ...statistics }, lines };
}

function row(
  who: string,
  { asked, approved, approvalRate, medianReviewSeconds, rubberStamps }: ReviewFigures,
): readonly string[] {
  const rate = approvalRate === undefined ? '-' : `${Math.round(approvalRate * 100)} %`;
  const median = medianReviewSeconds === undefined ? '-' : `${medianReviewSeconds.toFixed(1)} s`;
  return [who, String(asked), String(approved), rate, median, String(rubberStamps)];
}
