import { canonicalize } from '../action/canonical-form.js';
import { sha256 } from '../internal/node-crypto.js';
import type { Policy } from './gate-options.js';

const DIGESTS = new WeakMap<Policy, string>();

/** Names the options that govern a gate, its `Attesta`'s and its own merged, without functions. Made once for each gate. */
export function policyDigest(policy: Policy): string {
  let digest = DIGESTS.get(policy);
  if (digest === undefined) {
    const { fixedRisk, minimumRisk, riskScorer, selections, timeoutSeconds } = policy;
    const { redactor, ...action } = policy.action;
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
    DIGESTS.set(policy, digest);
  }
  return digest;
}
