import { type AttestaError, invalid } from '../decision/errors.js';
import type { OptionRule } from '../internal/options.js';

/** Where a declared secret is: the root and the steps from it. `*` is any entry. */
export type SecretPath = readonly string[];

/**
 * Reads the path of a declared secret by its steps, so that each way to write a step means the same: `args[0].card` and
 * `args[0]["card"]`.
 *
 * @throws AttestaError (`invalid_option`) that names the path and the step: a path that cannot lead anywhere would hide nothing.
 * @example parseSecretPath('gate', 'args[0].users[*]["tax id"]') // ['args', '0', 'users', '*', 'tax id']
 */
export function parseSecretPath(owner: string, path: string): SecretPath {
  const root = ROOT.exec(path)?.[0];
  if (root === undefined) throw refused(owner, path, 'it begins with no name');
  const steps = [root];
  for (let at = root.length; at < path.length; ) {
    STEP.lastIndex = at;
    const [whole = '', name, position, quoted] = STEP.exec(path) ?? [];
    const step = name ?? position ?? (quoted && readQuoted(quoted));
    if (step === undefined) throw refused(owner, path, `no step begins at ${JSON.stringify(path.slice(at, at + 20))}`);
    steps.push(step);
    at += whole.length;
  }
  return steps;
}

/** Checks the paths of an option: each leads to an argument. */
export function checkSecretPaths(owner: string, paths: readonly string[]): void {
  for (const path of paths) {
    const [root, argument = ''] = parseSecretPath(owner, path);
    if (root !== 'args' || !ARGUMENT.test(argument)) throw refused(owner, path, 'it begins with no argument');
  }
}

/** Whether a path leads to these steps. */
export function leadsTo(path: SecretPath, steps: SecretPath): boolean {
  return path.length === steps.length && path.every((step, index) => step === '*' || step === steps[index]);
}

function readQuoted(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}

/** The path is the developer's and no secret, so the error has it. */
function refused(owner: string, path: string, fault: string): AttestaError {
  const steps = 'A step is .name, [0], [*] (any entry) or ["any name"].';
  return invalid(`${owner}: redact must be ${SECRET_PATHS.allowed}, not ${JSON.stringify(path)}: ${fault}. ${steps}`);
}

/** The paths as they are given; `checkSecretPaths` reads them. */
export const SECRET_PATHS: OptionRule = {
  allowed: 'a list of paths such as args[1], args[0].card.number or args[0].users[*].tax_id',
  accepts: (value) => Array.isArray(value) && value.every((path) => typeof path === 'string'),
};

const ROOT = /^[\p{L}_$][\p{L}\p{M}\p{N}_$]*/u;
const ARGUMENT = /^(?:\d+|\*)$/;
/** A position has no zero in front, and only brackets: `[00]` is an entry of no list. */
const STEP = /\.(?!\d+(?:[.[]|$))([\p{L}\p{M}\p{N}_$]+)|\[(0|[1-9]\d*|\*)\]|\[("(?:[^"\\]|\\.)*")\]/uy;
