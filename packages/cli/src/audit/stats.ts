import { auditStatistics, type ReviewFigures, readAuditLog } from '@attesta/audit-log';
import type { Report } from '../command.js';
import { Printer } from '../io/printer.js';
import type { ProgramIO } from '../io/program-io.js';
import { type FilterOptions, filterOf, withRecords } from './options.js';

/** Options of `attesta audit stats`. */
export interface StatsOptions extends FilterOptions {
  readonly rubberStamp?: number;
}

/** Counts the selected decisions. */
export async function stats(io: ProgramIO, options: StatsOptions): Promise<Report> {
  const rubberStampSeconds = options.rubberStamp ?? 2;
  const statistics = await withRecords(io, options, (source) =>
    auditStatistics(readAuditLog(source, filterOf(options)), { rubberStampSeconds }),
  );
  const { decisions, verdicts, automatic, asked, people, outcomes } = statistics;
  const printer = new Printer(io.output, io.env);
  const titles = ['PERSON', 'ASKED', 'APPROVED', 'RATE', 'MEDIAN', `UNDER ${rubberStampSeconds} S`];
  const rows = [...people.map((person) => row(person.id ?? '(unknown)', person)), row('all', asked)];
  const lines = [
    `Decisions: ${decisions} (${Object.entries(verdicts)
      .map(([verdict, number]) => `${number} ${verdict}`)
      .join(', ')}), ${automatic} of them approved automatically.`,
    `Outcomes: ${Object.entries(outcomes)
      .map(([outcome, number]) => `${number} ${outcome}`)
      .join(', ')}.`,
    ...(asked.asked === 0 ? [] : ['', ...printer.table(titles, rows)]),
  ];
  return { data: { status: 'ok', ...statistics }, lines };
}

function row(
  person: string,
  { asked, approved, approvalRate, medianReviewSeconds, rubberStamps }: ReviewFigures,
): readonly string[] {
  const rate = approvalRate === undefined ? '-' : `${Math.round(approvalRate * 100)} %`;
  const median = medianReviewSeconds === undefined ? '-' : `${medianReviewSeconds.toFixed(1)} s`;
  return [person, String(asked), String(approved), rate, median, String(rubberStamps)];
}
