import { type Envelope, idText } from '../record/envelope.js';
import type { UnknownOutcome } from './report.js';

/** Pairs decisions and outcomes. What waits is few in an honest log; in any other it is counted and not kept. */
export class Outcomes {
  readonly #waiting = new Map<string, Omit<UnknownOutcome, 'decisionId'>>();
  /** Decisions beyond those that are kept. */
  #uncounted = 0;

  /** False for an outcome whose decision is not there. */
  take({ id = '', kind, outcome }: Envelope, record: number, time: string): boolean {
    if (kind === 'outcome') return this.#close(id);
    if (outcome !== 'awaited') return true;
    if (this.#waiting.size < MOST) this.#waiting.set(id, { record, time });
    else this.#uncounted += 1;
    return true;
  }

  #close(id: string): boolean {
    if (this.#waiting.delete(id)) return true;
    if (this.#uncounted === 0) return false;
    this.#uncounted -= 1;
    return true;
  }

  get count(): number {
    return this.#waiting.size + this.#uncounted;
  }

  get first(): readonly UnknownOutcome[] {
    const first = [...this.#waiting].slice(0, 1000);
    return Object.freeze(first.map(([id, waiting]) => Object.freeze({ ...waiting, decisionId: idText(id) })));
  }
}

const MOST = 10_000;
