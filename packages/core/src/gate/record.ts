import { randomId } from '../node-crypto.js';
import type { AuditEntry } from '../ports/audit-log.js';
import { type Decision, overruled } from './decide.js';
import { ask } from './dependency.js';
import { refused } from './finding.js';
import type { Policy } from './gate-options.js';
import { policyDigest } from './policy-digest.js';

/** Step 6: before the run. What cannot be recorded is not approved. */
export async function recordDecision(policy: Policy, decision: Decision, evaluated: boolean): Promise<Decision> {
  const { approval, code, asked } = decision;
  const decisionId = randomId();
  const receipt = await write(policy, () => ({
    kind: 'decision',
    decisionId,
    at: policy.clock.wall(),
    approval: Object.freeze(approval),
    evaluated,
    asked: Object.freeze([...asked]),
    policyDigest: policyDigest(policy),
  }));
  if (receipt !== undefined) return { ...decision, approval: { ...approval, receipt }, decisionId };
  return code === undefined
    ? overruled(decision, refused('not_recorded', 'the decision could not be recorded'))
    : decision;
}

/** Step 8: what came of it. A log that fails now changes nothing for the caller: the record then shows no outcome. */
export async function recordOutcome(
  policy: Policy,
  { decisionId }: Decision,
  outcome: 'returned' | 'threw' | 'not_run',
  reason?: string,
): Promise<void> {
  if (decisionId === undefined) return;
  const what = reason === undefined ? { outcome } : { outcome, reason };
  await write(policy, () => ({ kind: 'outcome', decisionId, at: policy.clock.wall(), ...what }));
}

/** The receipt of an entry; undefined when it may not have been written. Never rejects. */
async function write({ auditLog, clock }: Policy, entry: () => AuditEntry): Promise<string | undefined> {
  try {
    const settled = await ask(clock, () => auditLog?.record(Object.freeze(entry())));
    const receipt: unknown = settled.status === 'fulfilled' ? settled.value : undefined;
    return typeof receipt === 'string' && receipt !== '' ? receipt : undefined;
  } catch {
    return undefined;
  }
}
