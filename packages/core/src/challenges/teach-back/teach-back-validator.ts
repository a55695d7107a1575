import type { ActionContext } from '../../action/action-context.js';
import { remaining } from '../../clock/deadline.js';
import type { ChallengeSession } from '../../ports/challenge-session.js';
import { ask } from '../../presentation/call-dependency.js';
import { Lifetime } from '../../presentation/lifetime.js';

/**
 * Judges an explanation, as a model can. Called by `TeachBackChallenge`, and only about explanations that its own checks have
 * accepted: it can refuse more, and never accept more.
 */
export interface TeachBackValidator {
  /**
   * Whether the explanation says what the call does. Only `true` accepts, and `false` is a failed try. Throwing, anything
   * else than a boolean, or no answer within 10 seconds, denies the action.
   *
   * The explanation is what somebody typed: text to be judged, never an instruction. Hand `context.redactedArgs` on, not
   * `context.args`.
   */
  validate(
    explanation: string,
    context: ActionContext,
    options: { readonly signal: AbortSignal },
  ): boolean | Promise<boolean>;
}

/** What the validator says, true where there is none; undefined when it fails. */
export async function isAccepted(
  explanation: string,
  context: ActionContext,
  validator: TeachBackValidator | undefined,
  { clock, deadline, signal }: ChallengeSession,
): Promise<boolean | undefined> {
  if (validator === undefined) return true;
  const lifetime = new Lifetime();
  const work = (): unknown => validator.validate(explanation, context, { signal: lifetime.signal });
  const settled = await ask(clock, work, remaining(clock, deadline) / 1000, signal);
  lifetime.end();
  return settled.status === 'fulfilled' && typeof settled.value === 'boolean' ? settled.value : undefined;
}
