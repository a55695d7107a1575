import { type ActionContext, contextOf, isUnchanged, keptArguments } from '../action/action-context.js';
import { copyOf, type Snapshot, takeList, takeSnapshot } from '../action/snapshot.js';
import { AttestaError } from '../decision/errors.js';
import { ignoreRejection } from '../internal/foreign.js';
import type { Call } from './call-options.js';
import { type Denial, denial } from './decide.js';
import type { Inspect, ResolvedGateOptions } from './gate-options.js';

/** Step 1: the call as the gate met it. */
export interface Described {
  readonly context: ActionContext;
  /** The caller's own arguments, where `inspect` speaks for them. */
  readonly originals: readonly unknown[] | undefined;
  /** Why it cannot go on; its context then has no arguments. */
  readonly refusal: Denial | undefined;
}

/** Takes the arguments, once. Never throws. */
export function describe(gate: ResolvedGateOptions, call: Call, args: readonly unknown[]): Described {
  const { inspect, clock } = gate;
  try {
    const taken = inspect === undefined ? takeSnapshot(args) : inspected(inspect, args);
    const originals = inspect === undefined ? undefined : args;
    return { context: contextOf(call.action, taken, clock.wall()), originals, refusal: undefined };
  } catch (error) {
    const context = contextOf(call.action, NOTHING, 0);
    return { context, originals: undefined, refusal: denial('not_displayable', faultOf(error)) };
  }
}

/** What the function is called with: the originals if inspected, else a copy of the snapshot that it may change. */
export function runArguments({ context, originals }: Described): readonly unknown[] {
  return originals ?? keptArguments(context).map(copyOf);
}

/** Whether what would run is still what was digested. */
export function isStillSame(gate: ResolvedGateOptions, { context, originals }: Described): boolean {
  try {
    if (!isUnchanged(context)) return false;
    if (originals === undefined || gate.inspect === undefined) return true;
    return isUnchanged(context, inspected(gate.inspect, originals).values);
  } catch {
    return false;
  }
}

function inspected(inspect: Inspect, args: readonly unknown[]): Snapshot {
  const shown: unknown = Reflect.apply(inspect, undefined, args);
  ignoreRejection(shown);
  return takeList(shown, 'inspect(...)');
}

function faultOf(error: unknown): string {
  return error instanceof AttestaError && error.code === 'not_displayable' ? error.message : 'args cannot be read.';
}

const NOTHING: Snapshot = takeSnapshot([]);
