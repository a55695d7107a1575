import { type ActionContext, isActionContext } from '../action/action-context.js';
import type { Decision } from '../decision/decision.js';
import { invalid } from '../decision/errors.js';
import { type AttestaOptions, type ResolvedAttestaOptions, resolveAttestaOptions } from './attesta-options.js';
import { type CallOptions, callOf } from './call-options.js';
import { type Gate, gateOver } from './gate.js';
import { resolveGateOptions } from './gate-options.js';
import { decideCall, notify } from './run-call.js';

/**
 * The gate in front of dangerous calls.
 *
 * @throws AttestaError (`invalid_option`) for an unknown option, level, type or an impossible number.
 * @example
 * const attesta = new Attesta({ renderer: new TerminalRenderer() });
 * const deleteRecords = attesta.gate({ risk: 'critical' }, async function deleteRecords(table: string) { ... });
 * await deleteRecords('orders'); // runs once it is approved, or throws AttestaDenied
 */
export class Attesta {
  readonly #instance: ResolvedAttestaOptions;
  readonly #gate: Gate;

  constructor(options?: AttestaOptions) {
    this.#instance = resolveAttestaOptions(options);
    this.#gate = gateOver(this.#instance);
  }

  /**
   * Puts the gate in front of a function: `gate(fn)`, `gate(options, fn)`, or `gate(options)` as a wrapper for later or as a
   * decorator of an async method. Bound: it may be taken off its instance.
   *
   * @throws AttestaError (`invalid_option`) when it wraps, for wrong options and for an anonymous function without `name`.
   */
  get gate(): Gate {
    return this.#gate;
  }

  /**
   * Decides on an action described by hand and runs nothing: a denial is a result, not an exception.
   *
   * @throws AttestaError (`invalid_option`) when the context was not made by `createActionContext`.
   */
  async evaluate(context: ActionContext, options: Pick<CallOptions, 'signal'> = {}): Promise<Decision> {
    if (!isActionContext(context)) {
      throw invalid('evaluate: the context must be made by createActionContext.');
    }
    const gate = resolveGateOptions(this.#instance, undefined, context.functionName);
    const ruling = await decideCall(
      gate,
      callOf(gate.action, options),
      { context, originals: undefined, refusal: undefined },
      true,
    );
    notify(gate, ruling);
    return Object.freeze(ruling.decision);
  }
}
