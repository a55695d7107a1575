import { visible } from '@attesta/core/authoring';
import { stringify } from 'csv-stringify/sync';
import { type AuditRecord, approversOf, memberOf, numberOf, stringOf } from './audit-record.js';

/**
 * Records as JSON Lines, each exactly as it is in the log: of a whole log, the log.
 *
 * @example for await (const line of exportJsonl(readAuditLog(log))) process.stdout.write(line);
 */
export async function* exportJsonl(records: AsyncIterable<AuditRecord>): AsyncGenerator<string, void, void> {
  for await (const { json } of records) yield `${json}\n`;
}

/**
 * Records as CSV (RFC 4180) for a spreadsheet, with a line of headings: each record on one line of printable ASCII, each cell quoted,
 * and none that a spreadsheet would take for a formula. Texts are written as `visible` writes them.
 */
export async function* exportCsv(records: AsyncIterable<AuditRecord>): AsyncGenerator<string, void, void> {
  yield line(Object.keys(CELLS));
  for await (const record of records) yield line(Object.values(CELLS).map((cell) => cell(record)));
}

function line(cells: readonly (string | number | undefined)[]): string {
  const row = cells.map((cell) => (typeof cell === 'string' ? visible(cell) : cell));
  return stringify([row], { quoted: true, escape_formulas: true, record_delimiter: 'windows' });
}

type Cell = (audit: AuditRecord) => string | number | undefined;

const json = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));

const CELLS: Readonly<Record<string, Cell>> = {
  sequence: ({ sequence }) => sequence,
  time: ({ time }) => time,
  kind: ({ kind }) => kind,
  decisionId: ({ decisionId }) => decisionId,
  action: ({ record }) => stringOf(record, 'action') ?? stringOf(record, 'event'),
  verdict: ({ record }) => stringOf(record, 'verdict'),
  reason: ({ record }) => stringOf(record, 'reason'),
  outcome: ({ outcome }) => outcome,
  level: ({ record }) => stringOf(memberOf(record, 'risk'), 'level'),
  score: ({ record }) => numberOf(memberOf(record, 'risk'), 'score'),
  agent: ({ record }) => stringOf(record, 'agent'),
  requester: ({ record }) => stringOf(record, 'requester'),
  operator: ({ record }) => stringOf(memberOf(record, 'operator'), 'id'),
  responder: ({ record }) => stringOf(memberOf(record, 'challenge'), 'responder'),
  approvers: ({ record }) => json(approversOf(record)),
  required: ({ record }) => stringOf(memberOf(record, 'required'), 'name'),
  presented: ({ record }) => stringOf(memberOf(record, 'presented'), 'name'),
  reviewTimeSeconds: ({ record }) => numberOf(record, 'reviewTimeSeconds'),
  environment: ({ record }) => stringOf(record, 'environment'),
  session: ({ record }) => stringOf(record, 'session'),
  digest: ({ record }) => stringOf(record, 'digest') ?? stringOf(record, 'digestTag'),
  optionsDigest: ({ record }) => stringOf(record, 'optionsDigest'),
  arguments: ({ record }) => json(memberOf(record, 'arguments')),
  details: ({ record }) => json(memberOf(memberOf(record, 'challenge'), 'details') ?? memberOf(record, 'details')),
  hash: ({ hash }) => hash,
};
