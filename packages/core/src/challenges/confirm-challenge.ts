import type { ActionContext } from '../action-context.js';
import { type ChallengeResult, createChallengeResult, type PartialChallengeResult } from '../challenge-result.js';
import { ChallengeType } from '../challenge-type.js';
import { option, readOptions } from '../options.js';
import type { ChallengeProtocol } from '../ports/challenge-protocol.js';
import type { ChallengeSession } from '../ports/challenge-session.js';
import type { Answer } from '../ports/interaction.js';
import type { RiskAssessment } from '../risk-assessment.js';
import type { Refusal } from '../verdict.js';

/** Options of `ConfirmChallenge`. */
export interface ConfirmChallengeOptions {
  /** Seconds until silence denies. Default: the gate's. */
  readonly timeoutSeconds?: number | undefined;
}

/**
 * Asks whether this call may run. Only a clear yes passes.
 *
 * @example new Attesta({ renderer, challengeMap: { high: new ConfirmChallenge({ timeoutSeconds: 60 }) } })
 */
export class ConfirmChallenge implements ChallengeProtocol {
  readonly challengeType: ChallengeType = ChallengeType.CONFIRM;
  readonly name: string = 'confirm';
  readonly timeoutSeconds?: number;

  constructor(options?: ConfirmChallengeOptions) {
    const { timeoutSeconds } = readOptions<ConfirmChallengeOptions>('ConfirmChallenge', options, {
      timeoutSeconds: option.seconds,
    });
    if (timeoutSeconds !== undefined) this.timeoutSeconds = timeoutSeconds;
  }

  async present(context: ActionContext, risk: RiskAssessment, session?: ChallengeSession): Promise<ChallengeResult> {
    if (session === undefined)
      return this.#denied('denied', 'no session: hand on the one that renderChallenge was given');
    const { interaction, clock, signal } = session;
    const start = clock.monotonic();
    const answer = await interaction.ask(
      { kind: 'confirm', id: 'confirm', prompt: `Run ${context.functionName} (${risk.level} risk)?` },
      { signal },
    );
    const responseTimeSeconds = (clock.monotonic() - start) / 1000;
    const responder = answer.status === 'answered' ? session.operator?.id : undefined;
    const passed = answer.status === 'answered' && answer.value === true;
    if (passed)
      return createChallengeResult({ passed, challengeType: this.challengeType, responder, responseTimeSeconds });
    return this.#denied(VERDICTS[answer.status], REASONS[answer.status], { responder, responseTimeSeconds });
  }

  #denied(
    verdict: Refusal,
    reason: string,
    answered: Pick<PartialChallengeResult, 'responder' | 'responseTimeSeconds'> = {},
  ): ChallengeResult {
    const { challengeType } = this;
    return createChallengeResult({ ...answered, passed: false, challengeType, verdict, details: { reason } });
  }
}

const VERDICTS: Readonly<Record<Answer['status'], Refusal>> = {
  answered: 'denied',
  cancelled: 'cancelled',
  timed_out: 'timed_out',
  unavailable: 'denied',
};

const REASONS: Readonly<Record<Answer['status'], string>> = {
  answered: 'the operator said no',
  cancelled: 'the operator cancelled',
  timed_out: 'nobody answered in time',
  unavailable: 'nobody can be asked here',
};
