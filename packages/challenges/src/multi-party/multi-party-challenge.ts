import {
  type ActionContext,
  type ChallengeProtocol,
  type ChallengeResult,
  type ChallengeSession,
  ChallengeType,
  type Interaction,
  type RiskAssessment,
} from '@attesta/core';
import {
  CHALLENGE_RULE,
  denied,
  faultOfRequesters,
  type InnerChallenge,
  idsOfRequesters,
  invalid,
  type Outcome,
  option,
  type Presentation,
  passed,
  presentChallenge,
  readChallenge,
  readOptions,
  requestersOf,
  rule,
} from '@attesta/core/authoring';
import { ConfirmChallenge } from '../confirm-challenge.js';
import { Turns } from '../interaction-screen.js';
import { QuizChallenge } from '../quiz/quiz-challenge.js';
import { TeachBackChallenge } from '../teach-back/teach-back-challenge.js';
import { type Approver, meet, type Person, peopleAmong } from './approver.js';
import { Quorum } from './ask-approver.js';
import { collectApprovals } from './collect-approvals.js';

/** Options of `MultiPartyChallenge`; only the approvers are required. */
export interface MultiPartyChallengeOptions {
  /** How many different people have to approve, 2 to 20. Default 2. */
  readonly required?: number | undefined;
  /** Who may: at least as many different people. */
  readonly approvers: readonly Approver[];
  /** What approvers have to do, in turn. Default: a teach-back, a quiz, a confirmation. */
  readonly rotation?: readonly ChallengeProtocol[] | undefined;
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/**
 * At least two different people, none of whom asked for the action, each prove who they are and do a part of their own: one
 * after the other at one terminal, or each at an interaction of their own. One who does not approve ends it.
 *
 * @throws AttestaError (`invalid_option`) at construction, also where the approvers are too few people. `present` never rejects.
 * @example
 * const prove = new TOTPChallenge({ secretProvider });
 * const twoPeople = new MultiPartyChallenge({ approvers: [{ id: 'grace', prove }, { id: 'lin', prove }] });
 * new Attesta({ renderer, challengeMap: { critical: twoPeople } });
 */
export class MultiPartyChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.MULTI_PARTY;
  readonly name: string = 'multi-party';
  readonly timeoutSeconds?: number;
  readonly #required: number;
  readonly #people: readonly Person[];
  readonly #rotation: readonly InnerChallenge[];
  readonly #turns = new WeakMap<Interaction, Turns>();

  constructor(options: MultiPartyChallengeOptions) {
    const given = readOptions<MultiPartyChallengeOptions>(OWNER, options, RULES);
    const { approvers, required = 2, timeoutSeconds } = given;
    const rotation = given.rotation ?? [new TeachBackChallenge(), new QuizChallenge(), new ConfirmChallenge()];
    this.#required = required;
    this.#people = peopleAmong(OWNER, approvers);
    this.#rotation = rotation.map((challenge, index) => readChallenge(`${OWNER}: rotation[${index}]`, challenge));
    if (timeoutSeconds !== undefined) this.timeoutSeconds = timeoutSeconds;
    if (this.#people.length < required) {
      throw invalid(`${OWNER}: approvers are ${this.#people.length} different people; ${required} have to approve.`);
    }
  }

  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    const quorum = new Quorum(this.#required, this.#rotation);
    const { required, approvals } = quorum;
    const body = (presentation: Presentation): Promise<Outcome> => this.#outcome(context, risk, presentation, quorum);
    return await presentChallenge(this, session, body, () => ({ required, approvals }));
  }

  async #outcome(
    context: ActionContext,
    risk: RiskAssessment,
    presentation: Presentation,
    quorum: Quorum,
  ): Promise<Outcome> {
    const { session } = presentation;
    const requesters = requestersOf(context, session.operator);
    const fault = faultOfRequesters(requesters);
    if (fault !== undefined) return denied(fault);
    const barred = idsOfRequesters(requesters);
    const eligible = this.#people.filter(({ names }) => !meet(names, barred));
    if (eligible.length < quorum.required) {
      presentation.show(
        `${quorum.required} people must approve who did not ask for this action, and ${eligible.length} may. Name more approvers.`,
      );
      return denied('self-approval not allowed', { details: { eligible: eligible.length } });
    }
    const call = { context, risk, quorum };
    const outcome = await collectApprovals(eligible, call, presentation, (interaction) => this.#turnsOf(interaction));
    if (!outcome.passed) return outcome;
    const approvers = quorum.approvals.map(({ approver }) => approver);
    return passed({ approvers, responder: approvers.at(-1) });
  }

  #turnsOf(interaction: Interaction): Turns {
    const turns = this.#turns.get(interaction) ?? new Turns();
    this.#turns.set(interaction, turns);
    return turns;
  }
}

const OWNER = 'MultiPartyChallenge';

const RULES = {
  approvers: option.required(rule('a list of approvers ({ id, prove })', Array.isArray)),
  required: option.integer(2, 20),
  rotation: rule(
    `a list of challenges, at least one, each ${CHALLENGE_RULE.allowed}`,
    (value) => Array.isArray(value) && value.length > 0 && value.every(CHALLENGE_RULE.accepts),
  ),
  timeoutSeconds: option.seconds,
};
