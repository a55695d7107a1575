import { types } from 'node:util';
import { invalid } from '../decision/errors.js';
import type { ResolvedAttestaOptions } from './attesta-options.js';
import { type Call, type CallOptions, callOf } from './call-options.js';
import { type GateOptions, type ResolvedGateOptions, resolveGateOptions } from './gate-options.js';
import { type Callee, runCall } from './run-call.js';

/** A function behind the gate. It takes the same arguments and always returns a promise. */
export interface Guarded<This, A extends readonly unknown[], R> {
  (this: This, ...args: A): Promise<GuardedResult<R>>;
  /** The same function with options for the calls made through it. */
  with(options: CallOptions): (this: This, ...args: A) => Promise<GuardedResult<R>>;
}

/** What a function behind the gate resolves to: a generator, which the gate runs, is always an async one. */
export type GuardedResult<R> =
  Awaited<R> extends Generator<infer Part, infer Value> ? AsyncGenerator<Part, Value, unknown> : Awaited<R>;

/** Puts the gate in front of a function, or decorates an async method. */
export interface GateWrapper {
  <This, A extends readonly unknown[], R>(
    method: GatedMethod<This, A, R>,
    context: GatedMethodContext<This, A, R>,
  ): GatedMethod<This, A, R>;
  <This, A extends readonly unknown[], R>(fn: (this: This, ...args: A) => R): Guarded<This, A, R>;
}

/** `gate`, with its options first or none at all. */
export interface Gate extends GateWrapper {
  <This, A extends readonly unknown[], R>(
    options: GateOptions<A>,
    fn: (this: This, ...args: A) => R,
  ): Guarded<This, A, R>;
  (options: GateOptions): GateWrapper;
}

/** An async method, as a standard decorator sees it. */
export type GatedMethod<This, A extends readonly unknown[], R> = (this: This, ...args: A) => Promise<R>;

/** What a standard decorator is told of a method. */
export type GatedMethodContext<This, A extends readonly unknown[], R> = ClassMethodDecoratorContext<
  This,
  GatedMethod<This, A, R>
>;

/** `gate` for an instance. */
export function gateOver(instance: ResolvedAttestaOptions): Gate {
  function gate<This, A extends readonly unknown[], R>(
    method: GatedMethod<This, A, R>,
    context: GatedMethodContext<This, A, R>,
  ): GatedMethod<This, A, R>;
  function gate<This, A extends readonly unknown[], R>(fn: (this: This, ...args: A) => R): Guarded<This, A, R>;
  function gate<This, A extends readonly unknown[], R>(
    options: GateOptions<A>,
    fn: (this: This, ...args: A) => R,
  ): Guarded<This, A, R>;
  function gate(options: GateOptions): GateWrapper;
  function gate(first: GateOptions | Callee, second?: Callee | DecoratorContext): unknown {
    if (typeof first === 'function') return wrap(instance, undefined, first, second);
    if (second !== undefined) return wrap(instance, first, second);
    // The options are checked now, though the name is not known yet.
    resolveGateOptions(instance, first, 'fn');
    return (fn: Callee, context?: object) => wrap(instance, first, fn, context);
  }
  return gate;
}

/** Wraps a function, or a method where there is the context of a decorator. */
function wrap(
  instance: ResolvedAttestaOptions,
  options: GateOptions | undefined,
  fn: Callee | DecoratorContext,
  context?: object,
): unknown {
  if (typeof fn !== 'function') throw invalid(ONLY);
  const gate = resolveGateOptions(instance, options, context === undefined ? fn.name : methodName(context));
  if (types.isGeneratorFunction(fn) && !gate.runsGenerators) throw invalid(LATER);
  return guard(gate, fn);
}

const LATER = "gate: a generator function runs after its call. Give the option generator: 'inside'.";
const ONLY = 'gate: it takes functions and methods only.';

function methodName(context: object): string {
  if (!('kind' in context) || context.kind !== 'method' || !('name' in context)) {
    throw invalid(ONLY);
  }
  return String(context.name);
}

/** The guarded function shows nothing of the one inside: no property leads to it. */
function guard(gate: ResolvedGateOptions, fn: Callee): Guarded<unknown, readonly unknown[], unknown> {
  const through = (call: Call): ((this: unknown, ...args: readonly unknown[]) => Promise<unknown>) => {
    const { guarded } = {
      // A method has no prototype and is no constructor.
      guarded(this: unknown, ...args: readonly unknown[]): Promise<unknown> {
        return runCall(gate, call, fn, this, args);
      },
    };
    return Object.defineProperties(guarded, { name: { value: fn.name }, length: { value: fn.length } });
  };
  const plain = through({ action: gate.action, signal: undefined });
  const guarded = Object.assign(plain, {
    with: (options: CallOptions) => Object.freeze(through(callOf(gate.action, options))),
  });
  return Object.freeze(guarded);
}
