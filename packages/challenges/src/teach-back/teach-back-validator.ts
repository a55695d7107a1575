import type { ActionContext } from '@attesta/core';
import type { Presentation } from '@attesta/core/authoring';

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
  presentation: Presentation,
): Promise<boolean | undefined> {
  if (validator === undefined) return true;
  const judged = await presentation.call<unknown>(({ signal }) => validator.validate(explanation, context, { signal }));
  return judged.status === 'fulfilled' && typeof judged.value === 'boolean' ? judged.value : undefined;
}
