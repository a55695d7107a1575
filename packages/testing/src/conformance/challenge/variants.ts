import { InteractionRenderer } from '@attesta/challenges';
import {
  type ActionContext,
  type ActionInput,
  Attesta,
  type ChallengeProtocol,
  type ChallengeSession,
  type ChallengeType,
  type Clock,
  createActionContext,
  type Decision,
  type Interaction,
  type Operator,
  type PartialChallengeResult,
  type RiskAssessment,
  type StateStore,
} from '@attesta/core';
import { deadlineIn } from '@attesta/core/authoring';
import { createSession } from '../../create-session.js';
import { memoryAuditLog } from '../../memory-audit-log.js';
import { sampleRisk } from '../../samples.js';

/** Everything that a presentation needs. */
interface PresentInput {
  readonly challenge: ChallengeProtocol;
  readonly action: ActionInput;
  readonly operator: Operator | undefined;
  readonly interaction: Interaction;
  readonly state: StateStore;
  readonly clock: Clock;
  readonly controller: AbortController;
  readonly seconds: number;
  readonly hasSession: boolean;
}

/** The outcome: what the challenge returned, or what the gate made of it; a rejection is the challenge's own. */
export interface PresentationOutcome {
  readonly returned: unknown;
  /** Whether it returned a promise at all. */
  readonly isPromise: boolean;
  /** The action as the challenge was shown it. */
  readonly context: ActionContext | undefined;
  readonly runs: number;
  /** Undefined where there is no gate. */
  readonly decision: Decision | undefined;
  readonly decisions: number;
  readonly outcomes: number;
}

/** How a challenge is presented: every case runs in each variant. */
export interface Variant {
  readonly name: string;
  readonly isGated: boolean;
  present(input: PresentInput): Promise<PresentationOutcome>;
}

const byItself: Variant = {
  name: 'by itself',
  isGated: false,
  async present({ challenge, action, operator, interaction, state, clock, controller, seconds, hasSession }) {
    const context = createActionContext(action, clock);
    const deadline = deadlineIn(clock, seconds);
    const { signal } = controller;
    const session = createSession({
      interaction,
      state,
      clock,
      signal,
      deadline,
      ...(operator !== undefined && { operator }),
    });
    const cancelDeadline = clock.after(seconds * 1000, () => controller.abort());
    try {
      const given = hasSession ? [context, sampleRisk('critical'), session] : [context, sampleRisk('critical')];
      const returned: unknown = Reflect.apply(challenge.present, challenge, given);
      const isPromise = typeof returned === 'object' && returned !== null && 'then' in returned;
      return { ...UNGATED, returned: await returned, isPromise, context };
    } finally {
      cancelDeadline();
    }
  },
};

const throughTheMap: Variant = {
  name: 'through the map and the gate',
  isGated: true,
  present: (input) =>
    gated(input, new InteractionRenderer(input.interaction, { operator: input.operator }), input.challenge),
};

const throughARenderer: Variant = {
  name: 'through a renderer override',
  isGated: true,
  present: (input) => gated(input, new OverridingRenderer(input), 'multi_party'),
};

/** The variants in which every challenge must hold. */
export const VARIANTS: readonly Variant[] = [byItself, throughTheMap, throughARenderer];

const UNGATED = { runs: 0, decision: undefined, decisions: 0, outcomes: 0 };

class OverridingRenderer extends InteractionRenderer {
  readonly #challenge: ChallengeProtocol;

  constructor({ challenge, interaction, operator }: PresentInput) {
    super(interaction, { operator });
    this.#challenge = challenge;
  }

  override renderChallenge(
    context: ActionContext,
    risk: RiskAssessment,
    _type: ChallengeType,
    session: ChallengeSession,
  ): Promise<PartialChallengeResult> {
    return this.#challenge.present(context, risk, session);
  }
}

async function gated(
  { action, clock, state, controller, seconds }: PresentInput,
  renderer: InteractionRenderer,
  critical: ChallengeProtocol | ChallengeType,
): Promise<PresentationOutcome> {
  const { functionName: name, args = [], agentId, requesterId, sessionId, environment, ...described } = action;
  const auditLog = memoryAuditLog();
  let runs = 0;
  const { gate } = new Attesta({ renderer, clock, state, auditLog, environment, challengeMap: { critical } });
  const { documentation, hints, metadata } = described;
  const options = { name, risk: 'critical', documentation, hints, metadata, timeoutSeconds: seconds } as const;
  const guarded = gate(options, (..._args: readonly unknown[]) => {
    runs += 1;
  });
  const call = guarded.with({ signal: controller.signal, agentId, requesterId, sessionId });
  await call(...args).catch(() => {});
  const { decisions, outcomes } = auditLog;
  const decision = decisions[0]?.decision;
  return {
    returned: decision?.challenge,
    isPromise: true,
    context: decision?.context,
    runs,
    decision,
    decisions: decisions.length,
    outcomes: outcomes.length,
  };
}
