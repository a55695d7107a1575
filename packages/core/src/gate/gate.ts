import type { ActionContext } from '../action/action-context.js';
import type { RiskAssessment } from '../risk/risk-assessment.js';
import { assess } from './assess.js';
import type { Call } from './call-options.js';
import type { Selection } from './challenge-map.js';
import { claimCall, spendRun } from './claim.js';
import { type Ruling, decide, overruled } from './decide.js';
import { AttestaDenied } from './denied.js';
import { type Described, describe, isStillSame, runArguments } from './describe.js';
import { AUTOMATIC, type Finding, GIVEN_UP, type Refused, refused } from './finding.js';
import type { Policy } from './gate-options.js';
import { notify, notifyScorer } from './notify.js';
import { present } from './present.js';
import { recordDecision, recordOutcome } from './record.js';
import { select } from './select.js';

/** A function of any kind; what is called is known by its own types. */
export type Callee = (...args: never) => unknown;

/** One call through the gate: it runs exactly what was approved, once, or throws `AttestaDenied`. */
export async function pass(
  policy: Policy,
  call: Call,
  fn: Callee,
  self: unknown,
  args: readonly unknown[],
): Promise<unknown> {
  const described = describe(policy, call, args);
  const approving = approve(policy, call, described, false);
  const decided = approving instanceof Promise ? await approving : approving;
  const spending = decided.code === undefined ? spend(policy, call, described) : undefined;
  // After the last wait nothing may come between this look and the run.
  const lapse = spending instanceof Promise ? ((await spending) ?? lapseOf(policy, call, described)) : spending;
  const ruling = lapse === undefined ? decided : await withdraw(policy, decided, lapse);
  if (ruling.code !== undefined) {
    notify(policy, ruling.decision);
    throw new AttestaDenied(ruling.code, ruling.decision);
  }
  try {
    const value: unknown = await begin(policy, ruling, fn, self, runArguments(described));
    if (ruling.decisionId !== undefined) await recordOutcome(policy, ruling, 'returned');
    return value;
  } catch (error) {
    await recordOutcome(policy, ruling, 'threw');
    throw error;
  } finally {
    notifyScorer(policy, described.context);
  }
}

/** Begins the run, and tells of the decision once nobody who is told can stop or change it any more. */
function begin(policy: Policy, { decision }: Ruling, fn: Callee, self: unknown, args: readonly unknown[]): unknown {
  try {
    return Reflect.apply(fn, self, args);
  } finally {
    notify(policy, decision);
  }
}

/** Steps 2 to 6. No promise where nobody has to wait: an automatic approval costs little more than the call. */
export function approve(
  policy: Policy,
  call: Call,
  described: Described,
  evaluated: boolean,
): Ruling | Promise<Ruling> {
  const assessed = assess(policy, described);
  if (assessed instanceof Promise) return assessed.then((risk) => approveAt(policy, call, described, evaluated, risk));
  return approveAt(policy, call, described, evaluated, assessed);
}

/** Steps 3 to 6. */
function approveAt(
  policy: Policy,
  call: Call,
  { context, refusal }: Described,
  evaluated: boolean,
  risk: RiskAssessment,
): Ruling | Promise<Ruling> {
  const selection = select(policy, risk.level);
  const isAutomatic = selection.needsNobody && context.callId === undefined;
  const known = refusal ?? (isAutomatic ? AUTOMATIC : undefined);
  if (known !== undefined) return recorded(policy, decide(context, risk, selection, known), evaluated);
  return findOut(policy, call, context, risk, selection).then((finding) =>
    recorded(policy, decide(context, risk, selection, finding), evaluated),
  );
}

function recorded(policy: Policy, ruling: Ruling, evaluated: boolean): Ruling | Promise<Ruling> {
  return policy.auditLog === undefined ? ruling : recordDecision(policy, ruling, evaluated);
}

/** Step 4, and what comes before a person is troubled. Never throws. */
async function findOut(
  policy: Policy,
  { signal }: Call,
  context: ActionContext,
  risk: RiskAssessment,
  selection: Selection,
): Promise<Finding> {
  try {
    if (signal?.aborted) return refused('cancelled', GIVEN_UP);
    const refusal = context.callId === undefined ? undefined : await claimCall(policy, context);
    if (refusal !== undefined) return refusal;
    if (selection.needsNobody) return AUTOMATIC;
    // Nobody is asked about what cannot be shown without its secrets: this throws.
    Reflect.get(context, 'redactedArgs');
    return await present(policy, context, risk, selection, signal);
  } catch {
    return refused('unavailable', 'the gate failed');
  }
}

/** Step 7, first half: the approval is spent, unless it has lapsed. */
function spend(policy: Policy, call: Call, described: Described): Refused | undefined | Promise<Refused | undefined> {
  const lapse = lapseOf(policy, call, described);
  return lapse === undefined && described.context.callId !== undefined ? spendRun(policy, described.context) : lapse;
}

/** Why an approval holds no longer: the caller gave up, or what would run has changed. */
function lapseOf(policy: Policy, { signal }: Call, described: Described): Refused | undefined {
  if (signal?.aborted) return refused('cancelled', GIVEN_UP);
  return isStillSame(policy, described) ? undefined : refused('changed', 'the arguments changed after the approval');
}

/** An approval that will not be used after all. */
async function withdraw(policy: Policy, ruling: Ruling, lapse: Refused): Promise<Ruling> {
  await recordOutcome(policy, ruling, 'not_run', lapse.reason);
  return overruled(ruling, lapse);
}
