import { quietly } from '../internal/foreign.js';

/** The part of an `Attesta` that failed. */
export type FaultPart = 'risk_scorer' | 'state' | 'challenge' | 'renderer' | 'audit_log' | 'observer' | 'gate';

/** A part that failed, and what it failed with. */
export interface Fault {
  readonly part: FaultPart;
  readonly cause: unknown;
}

/** What a presentation is known by to whatever takes part in it: its signal, which it hands on to all of them. */
type Presented = { readonly signal?: AbortSignal | undefined };

/** Collects the faults within a presentation. */
export function collectFaults({ signal }: Presented, faults: Fault[]): void {
  if (signal !== undefined) COLLECTED.set(signal, faults);
}

/** The faults of a presentation within another one are the outer one's. */
export function shareFaults({ signal: outer }: Presented, inner: Presented): void {
  const faults = outer && COLLECTED.get(outer);
  if (faults !== undefined) collectFaults(inner, faults);
}

/**
 * Reports what a dependency of a challenge failed with: it reaches the operator as the decision's `cause`, and `onFault`, and never
 * the agent. Where no gate presents the challenge it does nothing. Never throws.
 *
 * @param within The session, or whatever has its signal.
 * @example
 * try { ... } catch (error) { reportFault(session, 'challenge', error); }
 */
export function reportFault(within: Presented, part: FaultPart, cause: unknown): void {
  quietly(() => {
    const { signal } = within;
    if (signal !== undefined) COLLECTED.get(signal)?.push({ part, cause });
  });
}

const COLLECTED = new WeakMap<AbortSignal, Fault[]>();
