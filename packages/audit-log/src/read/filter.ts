import { type OptionRule, option, RiskLevel, Verdict } from '@attesta/core';
import { type AuditRecord, approversOf, memberOf, textOf } from './audit-record.js';

/** Which records are wanted: those to which all of it applies. Who and what choose decisions; outcomes come with their decisions. */
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
  /** Of the action; of one with secrets in its arguments, the keyed tag that is recorded in its place. */
  readonly digest?: string | undefined;
  readonly decisionId?: string | undefined;
}

/** Chooses records, given one after the other. */
export class Choice {
  readonly #filter: AuditFilter;
  readonly #from: string | undefined;
  readonly #to: string | undefined;
  readonly #isAboutDecisions: boolean;
  /** Decisions that were chosen and whose outcome has not come. */
  readonly #open = new Set<string | undefined>();

  constructor(filter: AuditFilter) {
    this.#filter = filter;
    this.#from = filter.from?.toISOString();
    this.#to = filter.to?.toISOString();
    const { from: _, to: __, kind: ___, ...about } = filter;
    this.#isAboutDecisions = Object.values(about).some((wanted) => wanted !== undefined);
  }

  takes(record: AuditRecord): boolean {
    const isChosen = this.#isOf(record);
    if (isChosen && record.outcome === 'awaited') this.#open.add(record.decisionId);
    const { kind } = this.#filter;
    return isChosen && this.#isInTime(record) && (kind === undefined || record.kind === kind);
  }

  #isInTime({ time }: AuditRecord): boolean {
    return (this.#from === undefined || time >= this.#from) && (this.#to === undefined || time < this.#to);
  }

  #isOf({ decisionId, kind, record }: AuditRecord): boolean {
    if (kind === 'outcome' && this.#isAboutDecisions) return this.#open.delete(decisionId);
    if (!this.#isAboutDecisions) return true;
    const wanted = this.#filter;
    const pairs = [
      [wanted.action, textOf(record, 'action')],
      [wanted.agent, textOf(record, 'agent')],
      [wanted.requester, textOf(record, 'requester')],
      [wanted.operator, textOf(memberOf(record, 'operator'), 'id')],
      [wanted.verdict, textOf(record, 'verdict')],
      [wanted.level, textOf(memberOf(record, 'risk'), 'level')],
      [wanted.digest, textOf(record, 'digest') ?? textOf(record, 'digestTag')],
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

const DATE: OptionRule = {
  allowed: 'a valid Date',
  accepts: (value) => value instanceof Date && !Number.isNaN(value.getTime()),
};

export const FILTER_RULES: { readonly [K in keyof AuditFilter]-?: OptionRule } = {
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
