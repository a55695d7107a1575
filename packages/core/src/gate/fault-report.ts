import type { Decision } from '../decision/decision.js';
import { quietly } from '../internal/foreign.js';
import type { Fault, FaultPart } from '../presentation/faults.js';
import type { Redactor } from '../redaction/redactor.js';
import { withoutOwnSecrets } from './own-secrets.js';

/** What `onFault` is told. */
export interface FaultReport {
  readonly part: FaultPart;
  /** What the part failed with: its name, message, code, stack and cause, without secrets. */
  readonly cause: Error;
  /** The decision on the call during which it failed. */
  readonly decision: Decision;
}

/** Where faults are reported to, and what hides the secrets in them. */
interface Reporting {
  readonly redactor: Redactor;
  readonly onFault: ((fault: FaultReport) => void) | undefined;
}

/** Gives a decision the cause of its first fault, where it has one; it shows only to those who ask for it. */
export function withCause(gate: Reporting, decision: Decision, [first]: readonly Fault[]): Decision {
  if (first === undefined || Object.hasOwn(decision, 'cause') || Object.isFrozen(decision)) return decision;
  return Object.defineProperty(decision, 'cause', { value: causeOf(gate, decision, first), enumerable: false });
}

/** Tells the operator's observer of faults. It is not waited for, and can change nothing. */
export function reportFaults(gate: Reporting, decision: Decision, faults: readonly Fault[]): void {
  const { onFault } = gate;
  if (onFault === undefined) return;
  for (const fault of faults) {
    quietly(() => onFault(Object.freeze({ part: fault.part, cause: causeOf(gate, decision, fault), decision })));
  }
}

function causeOf({ redactor }: Reporting, { context }: Decision, { cause }: Fault): Error {
  try {
    const clean = (text: string): string =>
      withoutOwnSecrets(String(redactor.redact(text.slice(0, LONGEST), 'cause', [])), context);
    return copyOf(cause, clean, 0);
  } catch {
    return new Error('a cause that cannot be read');
  }
}

/** A copy that holds no secret and no reference to what the failing part still has. */
function copyOf(cause: unknown, clean: (text: string) => string, depth: number): Error {
  if (!(cause instanceof Error)) return new Error(clean(String(cause)));
  const inner = cause.cause !== undefined && depth < DEEPEST ? { cause: copyOf(cause.cause, clean, depth + 1) } : {};
  const copy = new Error(clean(cause.message), inner);
  const code: unknown = 'code' in cause ? cause.code : undefined;
  Object.defineProperty(copy, 'name', { value: clean(String(cause.name)), configurable: true });
  Object.defineProperty(copy, 'stack', { value: clean(String(cause.stack)), configurable: true });
  return typeof code === 'string' || typeof code === 'number' ? Object.assign(copy, { code }) : copy;
}

const LONGEST = 10_000;
const DEEPEST = 3;
