import { canonicalize } from '../action/canonical-form.js';
import { randomId, sha256 } from '../internal/node-crypto.js';
import { callDependency } from '../presentation/call-dependency.js';
import { denial, overrule, type Ruling } from './decide.js';
import type { ResolvedGateOptions } from './gate-options.js';

/** Step 6: before the run. What cannot be recorded is not approved. */
export async function recordDecision(gate: ResolvedGateOptions, ruling: Ruling, evaluated: boolean): Promise<Ruling> {
  const { decision, code, asked } = ruling;
  const decisionId = randomId();
  const settled = await callDependency({ clock: gate.clock }, () =>
    gate.auditLog?.record(
      Object.freeze({
        kind: 'decision',
        decisionId,
        at: gate.clock.wall(),
        decision: Object.freeze(decision),
        evaluated,
        asked: Object.isFrozen(asked) ? asked : Object.freeze([...asked]),
        optionsDigest: optionsDigest(gate),
      }),
    ),
  );
  const receipt: unknown = settled.status === 'fulfilled' ? settled.value : undefined;
  if (typeof receipt === 'string' && receipt !== '')
    return { ...ruling, decision: { ...decision, receipt }, decisionId };
  return code === undefined ? overrule(ruling, denial('not_recorded', 'the decision could not be recorded')) : ruling;
}

/**
 * Step 8: what came of it; settles when it is written. A log that fails now changes nothing for the caller: the record then shows
 * no outcome.
 */
export function recordOutcome(
  gate: ResolvedGateOptions,
  { decisionId }: Ruling,
  outcome: 'returned' | 'threw' | 'not_run',
  reason?: string,
): Promise<unknown> | undefined {
  if (decisionId === undefined) return undefined;
  return callDependency({ clock: gate.clock }, () => {
    const at = gate.clock.wall();
    return gate.auditLog?.record(
      Object.freeze(
        reason === undefined
          ? { kind: 'outcome', decisionId, at, outcome }
          : { kind: 'outcome', decisionId, at, outcome, reason },
      ),
    );
  });
}

/** Names the options that govern a gate, its `Attesta`'s and its own merged, without functions. Made once for each gate. */
function optionsDigest(gate: ResolvedGateOptions): string {
  let digest = DIGESTS.get(gate);
  if (digest === undefined) {
    const { fixedRisk, minimumRisk, riskScorer, selections, timeoutSeconds } = gate;
    const { redactor, ...action } = gate.action;
    const challengeMap = [...selections].map(([level, { required, timeoutSeconds }]) => [
      level,
      required.type,
      required.name,
      timeoutSeconds,
    ]);
    const options = {
      action,
      challengeMap,
      minimumRisk,
      risk: fixedRisk?.level,
      scorer: riskScorer.name,
      timeoutSeconds,
    };
    digest = sha256(canonicalize(options));
    DIGESTS.set(gate, digest);
  }
  return digest;
}

const DIGESTS = new WeakMap<ResolvedGateOptions, string>();
