import { RiskLevel, Verdict } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import type { RecordSource } from '../jsonl/jsonl-records.js';
import { type AuditRecord, approversOf, memberOf, recordsOf, stringOf } from './audit-record.js';

/** Selects the records that match all members. Members from `action` on select decisions; outcomes come with their decisions. */
export interface AuditFilter {
  /** Recorded at this time or later. */
  readonly from?: Date | undefined;
  /** Recorded before this time. */
  readonly to?: Date | undefined;
  readonly kind?: AuditRecord['kind'] | undefined;
  readonly action?: string | undefined;
  readonly agent?: string | undefined;
  readonly requester?: string | undefined;
  readonly operator?: string | undefined;
  readonly approver?: string | undefined;
  readonly verdict?: Verdict | undefined;
  readonly level?: RiskLevel | undefined;
  /** The digest of the action. For an action with secrets in its arguments: the recorded keyed tag. */
  readonly digest?: string | undefined;
  readonly decisionId?: string | undefined;
}

/** Selects records, given one after the other. */
class RecordFilter {
  readonly #filter: AuditFilter;
  readonly #from: string | undefined;
  readonly #to: string | undefined;
  readonly #isAboutDecisions: boolean;
  /** Selected decisions whose outcome has not come. */
  readonly #open = new Set<string | undefined>();

  constructor(filter: AuditFilter) {
    this.#filter = filter;
    this.#from = filter.from?.toISOString();
    this.#to = filter.to?.toISOString();
    const { from: _, to: __, kind: ___, ...about } = filter;
    this.#isAboutDecisions = Object.values(about).some((wanted) => wanted !== undefined);
  }

  matches(record: AuditRecord): boolean {
    const isSelected = this.#isOf(record);
    if (isSelected && record.outcome === 'awaited') this.#open.add(record.decisionId);
    const { kind } = this.#filter;
    return isSelected && this.#isInTime(record) && (kind === undefined || record.kind === kind);
  }

  #isInTime({ time }: AuditRecord): boolean {
    return (this.#from === undefined || time >= this.#from) && (this.#to === undefined || time < this.#to);
  }

  #isOf({ decisionId, kind, record }: AuditRecord): boolean {
    if (kind === 'outcome' && this.#isAboutDecisions) return this.#open.delete(decisionId);
    if (!this.#isAboutDecisions) return true;
    const wanted = this.#filter;
    const pairs = [
      [wanted.action, stringOf(record, 'action')],
      [wanted.agent, stringOf(record, 'agent')],
      [wanted.requester, stringOf(record, 'requester')],
      [wanted.operator, stringOf(memberOf(record, 'operator'), 'id')],
      [wanted.verdict, stringOf(record, 'verdict')],
      [wanted.level, stringOf(memberOf(record, 'risk'), 'level')],
      [wanted.digest, stringOf(record, 'digest') ?? stringOf(record, 'digestTag')],
      [wanted.decisionId, decisionId],
    ];
    const { approver } = wanted;
    return (
      kind === 'decision' &&
      pairs.every(([want, is]) => want === undefined || want === is) &&
      (approver === undefined || approversOf(record).includes(approver))
    );
  }
}

/**
 * The records of a log that match a filter, in order. It verifies nothing; call `verifyAuditLog` first.
 *
 * @throws AttestaError (`invalid_option`) at once; while it is read, AuditLogError (`broken`) for a line that is not a record, and
 *   errors of the log.
 * @example
 * for await (const { record } of readAuditLog(log, { agent: 'agent-1', verdict: 'denied' })) console.log(record.reason);
 */
export function readAuditLog(log: RecordSource, filter?: AuditFilter): AsyncGenerator<AuditRecord, void, void> {
  return selected(log, new RecordFilter(readOptions<AuditFilter>('readAuditLog', filter, RULES)));
}

async function* selected(log: RecordSource, filter: RecordFilter): AsyncGenerator<AuditRecord, void, void> {
  for await (const record of recordsOf(log)) if (filter.matches(record)) yield record;
}

const DATE: OptionRule = {
  allowed: 'a valid Date',
  accepts: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

const RULES: { readonly [K in keyof AuditFilter]-?: OptionRule } = {
  from: DATE,
  to: DATE,
  kind: option.oneOf(['decision', 'outcome', 'event', 'checkpoint', 'recovered']),
  action: option.text,
  agent: option.id,
  requester: option.id,
  operator: option.id,
  approver: option.id,
  verdict: option.oneOf(Object.values(Verdict)),
  level: option.oneOf(Object.values(RiskLevel)),
  digest: option.text,
  decisionId: option.id,
};
