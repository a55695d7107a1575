import { visible } from '@attesta/core/authoring';
import { decodeId, type Envelope } from '../record/envelope.js';
import type { AuditProblem, AuditProblemCode, AuditReport, AuditWarning, UnknownOutcome } from './report.js';

type Lists = Pick<
  AuditReport,
  'problems' | 'problemCount' | 'warnings' | 'warningCount' | 'unknownOutcomes' | 'unknownOutcomeCount'
>;

/** The problems, warnings and unknown outcomes of a log, in bounded memory. */
export class Findings {
  readonly #problems = new BoundedList<AuditProblem>(100);
  readonly #warnings = new BoundedList<AuditWarning>(100);
  readonly #outcomes = new Outcomes();

  get hasProblems(): boolean {
    return this.#problems.count > 0;
  }

  problem(code: AuditProblemCode, record: number | undefined, message: string): void {
    const where = record === undefined ? '' : `Record ${record}: `;
    this.#problems.add(Object.freeze({ code, record, message: visible(`${where}${message}`) }));
  }

  warn(code: AuditWarning['code'], record: number, message: string): void {
    this.#warnings.add(Object.freeze({ code, record, message: `Record ${record}: ${message}` }));
  }

  /** Pairs a decision with its outcome. */
  outcome(envelope: Envelope, record: number, time: string): void {
    if (envelope.id === undefined || this.#outcomes.add(envelope, record, time)) return;
    this.warn('outcome', record, 'It is the outcome of a decision that is not there, or has one already.');
  }

  lists(): Lists {
    return {
      problems: this.#problems.first,
      problemCount: this.#problems.count,
      warnings: this.#warnings.first,
      warningCount: this.#warnings.count,
      unknownOutcomes: this.#outcomes.first,
      unknownOutcomeCount: this.#outcomes.count,
    };
  }
}

/** The first items of a list, and the number of all. */
class BoundedList<T> {
  readonly #first: T[] = [];
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(item: T): void {
    this.#count += 1;
    if (this.#first.length < this.#most) this.#first.push(item);
  }

  get count(): number {
    return this.#count;
  }

  get first(): readonly T[] {
    return Object.freeze([...this.#first]);
  }
}

/** Pairs decisions and outcomes. An honest log has few decisions without an outcome. Beyond a limit they are only counted. */
class Outcomes {
  readonly #waiting = new Map<string, Omit<UnknownOutcome, 'decisionId'>>();
  /** The number of decisions beyond the limit. */
  #beyond = 0;

  /** False for an outcome without its decision. */
  add({ id = '', kind, outcome }: Envelope, record: number, time: string): boolean {
    if (kind === 'outcome') return this.#close(id);
    if (outcome !== 'awaited') return true;
    if (this.#waiting.size < MOST) this.#waiting.set(id, { record, time });
    else this.#beyond += 1;
    return true;
  }

  #close(id: string): boolean {
    if (this.#waiting.delete(id)) return true;
    if (this.#beyond === 0) return false;
    this.#beyond -= 1;
    return true;
  }

  get count(): number {
    return this.#waiting.size + this.#beyond;
  }

  get first(): readonly UnknownOutcome[] {
    const first = [...this.#waiting].slice(0, 1000);
    return Object.freeze(first.map(([id, waiting]) => Object.freeze({ ...waiting, decisionId: decodeId(id) })));
  }
}

const MOST = 10_000;
