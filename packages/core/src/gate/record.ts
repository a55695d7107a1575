import type { Settled } from '../clock/within.js';
import { randomId } from '../internal/node-crypto.js';
import { ask } from '../presentation/call-dependency.js';
import { type Ruling, overruled } from './decide.js';
import { refused } from './finding.js';
import type { Policy } from './gate-options.js';
import { policyDigest } from './policy-digest.js';

/** Step 6: before the run. What cannot be recorded is not approved. */
export async function recordDecision(policy: Policy, ruling: Ruling, evaluated: boolean): Promise<Ruling> {
  const { decision, code, asked } = ruling;
  const decisionId = randomId();
  const settled = await writing(policy, () =>
    policy.auditLog?.record(
      Object.freeze({
        kind: 'decision',
        decisionId,
        at: policy.clock.wall(),
        decision: Object.freeze(decision),
        evaluated,
        asked: Object.isFrozen(asked) ? asked : Object.freeze([...asked]),
        policyDigest: policyDigest(policy),
      }),
    ),
  );
  const receipt: unknown = settled.status === 'fulfilled' ? settled.value : undefined;
  if (typeof receipt === 'string' && receipt !== '')
    return { ...ruling, decision: { ...decision, receipt }, decisionId };
  return code === undefined
    ? overruled(ruling, refused('not_recorded', 'the decision could not be recorded'))
    : ruling;
}

/**
 * Step 8: what came of it; settles when it is written. A log that fails now changes nothing for the caller: the record then shows
 * no outcome.
 */
export function recordOutcome(
  policy: Policy,
  { decisionId }: Ruling,
  outcome: 'returned' | 'threw' | 'not_run',
  reason?: string,
): Promise<unknown> | undefined {
  if (decisionId === undefined) return undefined;
  return writing(policy, () => {
    const at = policy.clock.wall();
    return policy.auditLog?.record(
      Object.freeze(
        reason === undefined
          ? { kind: 'outcome', decisionId, at, outcome }
          : { kind: 'outcome', decisionId, at, outcome, reason },
      ),
    );
  });
}

/** How it ended. Never throws or rejects, whatever the clock and the log do. */
function writing<T>({ clock }: Policy, work: () => T | PromiseLike<T>): Promise<Settled<T>> {
  try {
    return ask(clock, work);
  } catch (reason) {
    return Promise.resolve({ status: 'rejected', reason });
  }
}
