import type { ActionContext } from '../../action/action-context.js';
import { deadlineIn, remaining } from '../../clock/deadline.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import type { Interaction } from '../../ports/interaction.js';
import { Lifetime } from '../../presentation/lifetime.js';
import { type Refused, unanswered } from '../../presentation/outcome.js';
import { hearChallenge } from '../../presentation/run-challenge.js';
import type { RiskAssessment } from '../../risk/risk-assessment.js';
import type { Person } from './approver.js';
import { innerSession } from './inner-session.js';
import type { Quorum } from './quorum.js';
import type { Step } from './step.js';

/** What approvers decide on, and what they share while they do. */
export interface Matter {
  readonly context: ActionContext;
  readonly risk: RiskAssessment;
  /** Its signal aborts as soon as it is decided. */
  readonly session: ChallengeSession;
  readonly quorum: Quorum;
}

/** What came of asking one approver: they count, they could not be asked, or it cannot pass any more. */
export type Heard = 'counted' | 'absent' | Refused;

/** Asks one approver to prove who they are, and then to do their part. Never throws. */
export async function hearApprover(person: Person, interaction: Interaction, matter: Matter): Promise<Heard> {
  const part = matter.quorum.nextPart();
  const proof = await hearStep(person, person.prove, interaction, matter);
  if (proof !== 'counted') return proof;
  const heard = await hearStep(person, part, interaction, matter);
  if (heard === 'counted') {
    matter.quorum.add({ approver: person.id, proof: person.prove.ref.name, part: part.ref.name });
  }
  return typeof heard === 'object' && heard.verdict === undefined ? { ...heard, responder: person.id } : heard;
}

async function hearStep(person: Person, step: Step, place: Interaction, matter: Matter): Promise<Heard> {
  const { context, risk, session } = matter;
  const { clock, signal } = session;
  const lifetime = new Lifetime();
  const { timeoutSeconds = Number.POSITIVE_INFINITY, ref: required } = step;
  const deadline = deadlineIn(clock, Math.min(timeoutSeconds, remaining(clock, session.deadline) / 1000));
  const operator = Object.freeze({ id: person.id });
  const own = innerSession(session, { operator, deadline }, place, lifetime);
  const result = await hearChallenge({ required, clock, deadline, lifetime, abort: signal }, () =>
    step.present(context, risk, own),
  );

  const details = { approver: person.id, challenge: required.name };
  if (result.passed) {
    const answered = [result.responder ?? person.id, ...result.approvers];
    if (answered.every((id) => person.names.includes(id))) return 'counted';
    return { reason: 'somebody else answered for an approver', details };
  }
  if (own.interaction.asked.at(-1)?.status === 'unavailable') return 'absent';
  const {
    verdict,
    details: { reason: cause },
  } = result;
  const told = typeof cause === 'string' ? { ...details, cause } : details;
  if (verdict === 'timed_out' || verdict === 'cancelled')
    return { ...unanswered(verdict, 'an approver cancelled'), details: told };
  return { reason: 'an approver did not approve', details: told };
}
