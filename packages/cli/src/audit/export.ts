import { exportCsv, exportJsonl, readAuditLog } from '@attesta/audit-log';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';
import { type FilterOptions, filterOf } from './filter-options.js';
import { withRecords } from './options.js';
import { streamTo } from './stream.js';

/** Options of `attesta audit export`. */
export interface ExportOptions extends FilterOptions {
  readonly format: 'jsonl' | 'csv';
}

/** Writes the records that were chosen to the output, for a file. */
export async function exportRecords(surroundings: Surroundings, options: ExportOptions): Promise<void> {
  if (surroundings.output.isTTY === true) {
    throw new Failure({
      exitCode: ExitCode.USAGE,
      status: 'usage',
      message: 'An export is for a file or a program, and this is a terminal.',
      advice: `Write it to a file: attesta audit export --format ${options.format} > log.${options.format}`,
    });
  }
  await withRecords(surroundings, options, async (source) => {
    const stream = streamTo(surroundings);
    const records = readAuditLog(source, filterOf(options));
    for await (const text of options.format === 'csv' ? exportCsv(records) : exportJsonl(records)) await stream(text);
  });
}
