import { canonicalize } from '../action/canonical-form.js';
import { quietly } from '../internal/foreign.js';
import { randomId, sha256 } from '../internal/node-crypto.js';
import { callDependency, causeOf } from '../presentation/call-dependency.js';
import type { Fault } from '../presentation/faults.js';
import { denial, overrule, type Ruling } from './decide.js';
import { reportFaults } from './fault-report.js';
import type { ResolvedGateOptions } from './gate-options.js';

/** Step 6: before the run. What cannot be recorded is not approved. */
export async function recordDecision(gate: ResolvedGateOptions, ruling: Ruling, evaluated: boolean): Promise<Ruling> {
  const { decision, code, asked } = ruling;
  const decisionId = randomId();
  let recording: Promise<unknown> | undefined;
  const settled = await callDependency({ clock: gate.clock }, () => {
    recording = gate.auditLog?.record(
      Object.freeze({
        kind: 'decision',
        decisionId,
        at: gate.clock.wall(),
        decision: Object.freeze(decision),
        evaluated,
        asked: Object.isFrozen(asked) ? asked : Object.freeze([...asked]),
        optionsDigest: optionsDigest(gate),
      }),
    );
    return recording;
  });
  const receipt: unknown = settled.status === 'fulfilled' ? settled.value : undefined;
  if (typeof receipt === 'string' && receipt !== '')
    return { ...ruling, decision: { ...decision, receipt }, decisionId };
  const fault: Fault = { part: 'audit_log', cause: causeOf(settled) };
  if (code !== undefined) return { ...ruling, faults: [...ruling.faults, fault] };
  if (settled.status === 'timed_out') recordLate(gate, { ...ruling, decisionId }, recording);
  return overrule(ruling, denial('not_recorded', NOT_RECORDED, fault));
}

/** An approval that is recorded after all, too late to run: what comes of it is recorded as soon as it can be. */
function recordLate(gate: ResolvedGateOptions, ruling: Ruling, recording: Promise<unknown> | undefined): void {
  quietly(() => recording?.then(() => recordOutcome(gate, ruling, 'not_run', NOT_RECORDED)));
}

const NOT_RECORDED = 'the decision could not be recorded';

/**
 * Step 8: what came of it; settles when it is written. A log that fails now changes nothing for the caller: the record then shows
 * no outcome.
 */
export async function recordOutcome(
  gate: ResolvedGateOptions,
  { decision, decisionId }: Ruling,
  outcome: 'returned' | 'threw' | 'not_run',
  reason?: string,
): Promise<void> {
  if (decisionId === undefined) return;
  const settled = await callDependency({ clock: gate.clock }, () => {
    const at = gate.clock.wall();
    return gate.auditLog?.record(
      Object.freeze(
        reason === undefined
          ? { kind: 'outcome', decisionId, at, outcome }
          : { kind: 'outcome', decisionId, at, outcome, reason },
      ),
    );
  });
  if (settled.status !== 'fulfilled') reportFaults(gate, decision, [{ part: 'audit_log', cause: causeOf(settled) }]);
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
