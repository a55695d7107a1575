import type { InnerChallenge } from '@attesta/core/authoring';

/** One person who has approved, with the names of the challenges that they passed. */
export type Approval = Readonly<Record<'approver' | 'proof' | 'part', string>>;

/** Who has approved so far. */
export class Quorum {
  readonly required: number;
  readonly #rotation: readonly InnerChallenge[];
  readonly #approvals: Approval[] = [];
  #parts = 0;

  /** @param rotation What approvers have to do, in turn. */
  constructor(required: number, rotation: readonly InnerChallenge[]) {
    this.required = required;
    this.#rotation = rotation;
  }

  get approvals(): readonly Approval[] {
    return this.#approvals;
  }

  get isMet(): boolean {
    return this.#approvals.length >= this.required;
  }

  /** The part of the next approver to begin. */
  nextPart(): InnerChallenge {
    const part = this.#rotation[this.#parts % this.#rotation.length];
    if (part === undefined) throw new RangeError('A rotation has at least one challenge.');
    this.#parts += 1;
    return part;
  }

  /** Counts an approval. Once there are enough, no other counts. */
  add(approval: Approval): void {
    if (!this.isMet) this.#approvals.push(Object.freeze(approval));
  }
}
