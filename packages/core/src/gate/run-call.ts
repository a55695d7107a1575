import { AttestaDenied } from '../decision/attesta-denied.js';
import type { Decision } from '../decision/decision.js';
import { ignoreRejection, quietly } from '../internal/foreign.js';
import type { FaultPart } from '../presentation/faults.js';
import { assess } from './assess.js';
import type { ResolvedAttestaOptions } from './attesta-options.js';
import type { Call } from './call-options.js';
import { select } from './challenge-map.js';
import { decide, denial, overrule, type Ruling } from './decide.js';
import { type Described, describe, runArguments } from './describe.js';
import { reportFaults, withCause } from './fault-report.js';
import type { ResolvedGateOptions } from './gate-options.js';
import { endGenerator, isGenerator, runInside, type Steps } from './generators.js';
import { present } from './present.js';
import { recordDecision, recordOutcome } from './record.js';
import { lapseOf, spend, withdraw } from './spend.js';

/** A function of any kind; what is called is known by its own types. */
export type Callee = (...args: never) => unknown;

/** One call through the gate: it runs exactly what was approved, once, or throws `AttestaDenied`. */
export async function runCall(
  gate: ResolvedGateOptions,
  call: Call,
  fn: Callee,
  self: unknown,
  args: readonly unknown[],
): Promise<unknown> {
  // 1 Describe: a snapshot of the arguments. What the caller does to its own objects afterwards changes nothing.
  const described = describe(gate, call, args);
  // 2 to 6 Decide and record.
  const ruling = await decideCall(gate, call, described, false);
  if (ruling.code !== undefined) throw denied(gate, ruling);
  // 7 Spend the approval, and run. After the last wait nothing may come between the look for a lapse and the run.
  const spending = spend(gate, call, described);
  const lapse = (spending && (await spending)) ?? lapseOf(gate, call, described);
  if (lapse !== undefined) throw denied(gate, await withdraw(gate, ruling, lapse));
  try {
    const value: unknown = await begin(gate, ruling, fn, self, runArguments(described));
    if (isGenerator(value)) return await runGenerator(gate, call, ruling, value);
    // 8 Record what came of it.
    if (ruling.decisionId !== undefined) await recordOutcome(gate, ruling, 'returned');
    return value;
  } catch (error) {
    await recordOutcome(gate, ruling, 'threw');
    throw error;
  } finally {
    notifyScorer(gate, described, ruling);
  }
}

/** Steps 2 to 6. Each is a function of those before it; only where a person or a service is waited for is there a promise. */
export async function decideCall(
  gate: ResolvedGateOptions,
  call: Call,
  described: Described,
  evaluated: boolean,
): Promise<Ruling> {
  // 2 Assess: how risky the call is.
  const assessing = assess(gate, described);
  const risk = assessing instanceof Promise ? await assessing : assessing;
  // 3 Select: the challenge that this level asks for.
  const selection = select(gate, risk.level);
  // 4 Present: the only step that talks to a person. It never throws.
  const presenting = present(gate, call, described, risk, selection);
  const presented = presenting instanceof Promise ? await presenting : presenting;
  // 5 Decide: an automatic approval or a pass runs. Everything else is a denial.
  const ruling = decide(described.context, risk, selection, presented);
  // 6 Record, before the run: a decision that cannot be recorded is not an approval.
  return gate.auditLog === undefined ? ruling : await recordDecision(gate, ruling, evaluated);
}

/** What a generator does is part of the call: it runs inside, or not at all. */
async function runGenerator(
  gate: ResolvedGateOptions,
  { signal }: Call,
  ruling: Ruling,
  generator: Steps,
): Promise<unknown> {
  if (gate.runsGenerators) return runInside(generator, signal, (outcome) => recordOutcome(gate, ruling, outcome));
  await endGenerator(generator);
  throw denied(
    gate,
    overrule(ruling, denial('generator', 'the function returned a generator, which would run after its call')),
  );
}

/** Begins the run, and tells the observers once they cannot stop or change it any more. */
function begin(
  gate: ResolvedGateOptions,
  ruling: Ruling,
  fn: Callee,
  self: unknown,
  args: readonly unknown[],
): unknown {
  try {
    return Reflect.apply(fn, self, args);
  } finally {
    notify(gate, ruling);
  }
}

function denied(gate: ResolvedGateOptions, ruling: Ruling): AttestaDenied {
  notify(gate, ruling);
  return new AttestaDenied(ruling.code ?? 'denied', ruling.decision);
}

/** Tells the renderer and the observers of a decision. They are not waited for, and can change nothing. */
export function notify(gate: ResolvedAttestaOptions, { decision, faults }: Ruling): void {
  if (faults.length > 0) withCause(gate, decision, faults);
  if (gate.renderer !== undefined || gate.onDecision !== undefined) notifyObservers(gate, Object.freeze(decision));
  if (faults.length > 0) reportFaults(gate, Object.freeze(decision), faults);
}

function notifyObservers(gate: ResolvedAttestaOptions, decision: Decision): void {
  const failed = (part: FaultPart) => (cause: unknown) => reportFaults(gate, decision, [{ part, cause }]);
  quietly(() => gate.renderer?.renderDecision(decision), failed('renderer'));
  quietly(() => gate.onDecision?.(decision), failed('observer'));
}

/** Tells the scorer that a call has run; without a closure, since every call comes here. */
function notifyScorer(gate: ResolvedAttestaOptions, { context }: Described, { decision }: Ruling): void {
  try {
    ignoreRejection(gate.riskScorer.afterRun?.(context));
  } catch (cause) {
    // A scorer that fails to learn does not change what the caller gets.
    reportFaults(gate, decision, [{ part: 'risk_scorer', cause }]);
  }
}
