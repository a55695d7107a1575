import type { ActionContext } from '../action/action-context.js';
import { AttestaDenied } from '../decision/attesta-denied.js';
import type { Decision } from '../decision/decision.js';
import { ignoreRejection, quietly } from '../internal/foreign.js';
import { assess } from './assess.js';
import type { ResolvedAttestaOptions } from './attesta-options.js';
import type { Call } from './call-options.js';
import { select } from './challenge-map.js';
import { decide, type Ruling } from './decide.js';
import { type Described, describe, runArguments } from './describe.js';
import type { ResolvedGateOptions } from './gate-options.js';
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
    // 8 Record what came of it.
    if (ruling.decisionId !== undefined) await recordOutcome(gate, ruling, 'returned');
    return value;
  } catch (error) {
    await recordOutcome(gate, ruling, 'threw');
    throw error;
  } finally {
    notifyScorer(gate, described.context);
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

/** Begins the run, and tells the observers once they cannot stop or change it any more. */
function begin(
  gate: ResolvedGateOptions,
  { decision }: Ruling,
  fn: Callee,
  self: unknown,
  args: readonly unknown[],
): unknown {
  try {
    return Reflect.apply(fn, self, args);
  } finally {
    notify(gate, decision);
  }
}

function denied(gate: ResolvedGateOptions, { code = 'denied', decision }: Ruling): AttestaDenied {
  notify(gate, decision);
  return new AttestaDenied(code, decision);
}

/** Tells the renderer and the observer of a decision. They are not waited for, and can change nothing. */
export function notify({ renderer, onDecision }: ResolvedAttestaOptions, decision: Decision): void {
  if (renderer !== undefined) quietly(() => renderer.renderDecision(Object.freeze(decision)));
  if (onDecision !== undefined) quietly(() => onDecision(Object.freeze(decision)));
}

/** Tells the scorer that a call has run; without a closure, since every call comes here. */
function notifyScorer({ riskScorer }: ResolvedAttestaOptions, context: ActionContext): void {
  try {
    ignoreRejection(riskScorer.afterRun?.(context));
  } catch {
    // A scorer that fails to learn does not change what the caller gets.
  }
}
