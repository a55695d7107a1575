import type { Interaction } from '@attesta/core';
import {
  type Denied,
  denied,
  type InnerCall,
  type InnerChallenge,
  type Outcome,
  presentInner,
  unanswered,
} from '@attesta/core/authoring';
import type { Person } from './approver.js';

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

/** What approvers decide on, and what they share while they do. The signal of its session aborts as soon as it is decided. */
export interface SharedCall extends InnerCall {
  readonly quorum: Quorum;
}

/** What came of asking one approver: they count, they could not be asked, or it cannot pass any more. */
export type ApproverOutcome = 'counted' | 'absent' | Denied;

/** Asks one approver to prove who they are, and then to do their part. Never throws. */
export async function askApprover(
  person: Person,
  interaction: Interaction,
  call: SharedCall,
): Promise<ApproverOutcome> {
  const part = call.quorum.nextPart();
  const proof = await askStep(person, person.prove, interaction, call);
  if (proof !== 'counted') return proof;
  const done = await askStep(person, part, interaction, call);
  if (done === 'counted') {
    call.quorum.add({ approver: person.id, proof: person.prove.ref.name, part: part.ref.name });
  }
  return typeof done === 'object' && done.verdict === undefined ? { ...done, responder: person.id } : done;
}

async function askStep(
  person: Person,
  step: InnerChallenge,
  interaction: Interaction,
  call: SharedCall,
): Promise<ApproverOutcome> {
  const operator = Object.freeze({ id: person.id });
  const { result, isUnavailable } = await presentInner(step, call, { operator, interaction });
  const details = { approver: person.id, challenge: step.ref.name };
  if (result.passed) {
    const answered = [result.responder ?? person.id, ...result.approvers];
    if (answered.every((id) => person.names.includes(id))) return 'counted';
    return denied('somebody else answered for an approver', { details, responder: undefined });
  }
  if (isUnavailable) return 'absent';
  const { verdict } = result;
  const { reason: cause } = result.details;
  const causes = typeof cause === 'string' ? { ...details, cause } : details;
  if (verdict === 'timed_out' || verdict === 'cancelled')
    return { ...unanswered(verdict, { cancelled: APPROVER_CANCELLED }), details: causes };
  return denied('an approver did not approve', { details: causes });
}

/** An approver gave up, which ends it for all. */
export const APPROVER_CANCELLED = 'an approver cancelled';

/** Enough people have approved. */
export const QUORUM_MET: Outcome = Object.freeze({ passed: true });
