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
import { sampleRisk } from '../../sample-risk.js';

/** Everything that a presentation needs. */
interface Staged {
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

/** What came of it: what the challenge returned, or the gate made of it; a rejection is the challenge's own. */
export interface Ending {
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

/** A way for a challenge to be presented. */
export interface Way {
  readonly name: string;
  readonly isGated: boolean;
  present(staged: Staged): Promise<Ending>;
}

const byItself: Way = {
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

const throughTheMap: Way = {
  name: 'through the map and the gate',
  isGated: true,
  present: (staged) =>
    gated(staged, new InteractionRenderer(staged.interaction, { operator: staged.operator }), staged.challenge),
};

const throughARenderer: Way = {
  name: 'through a renderer override',
  isGated: true,
  present: (staged) => gated(staged, new OverridingRenderer(staged), 'multi_party'),
};

/** The ways in which every challenge must hold. */
export const WAYS: readonly Way[] = [byItself, throughTheMap, throughARenderer];

const UNGATED = { runs: 0, decision: undefined, decisions: 0, outcomes: 0 };

class OverridingRenderer extends InteractionRenderer {
  readonly #challenge: ChallengeProtocol;

  constructor({ challenge, interaction, operator }: Staged) {
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
  { action, clock, state, controller, seconds }: Staged,
  renderer: InteractionRenderer,
  critical: ChallengeProtocol | ChallengeType,
): Promise<Ending> {
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
