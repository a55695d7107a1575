import { canonicalize } from '../canonical.js';
import { sha256 } from '../node-crypto.js';
import type { Policy } from './gate-options.js';

const DIGESTS = new WeakMap<Policy, string>();

/** Names the options that govern a gate: those of its `Attesta` and its own, merged, without functions. Made once for each gate. */
export function policyDigest(policy: Policy): string {
  const known = DIGESTS.get(policy);
  if (known !== undefined) return known;
  const { action, fixedRisk, minimumRisk, riskScorer, selections, timeoutSeconds, inspect, renderer } = policy;
  const { functionName, documentation, agentId, environment, hints, metadata, redact } = action;
  const challengeMap = [...selections].map(([level, { required, timeoutSeconds }]) => [
    level,
    required.type,
    required.name,
    timeoutSeconds,
  ]);
  const digest = sha256(
    canonicalize({
      functionName,
      documentation,
      agentId,
      environment,
      hints,
      metadata,
      redact,
      risk: fixedRisk?.level,
      minimumRisk,
      riskScorer: riskScorer.name,
      challengeMap,
      timeoutSeconds,
      inspected: inspect !== undefined,
      rendered: renderer !== undefined,
    }),
  );
  DIGESTS.set(policy, digest);
  return digest;
}
