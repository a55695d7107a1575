import { systemClock } from '../clock/system-clock.js';
import { invalid } from '../decision/errors.js';
import { ignoreRejection } from '../internal/foreign.js';
import { sha256 } from '../internal/node-crypto.js';
import { option, readOptions } from '../internal/options.js';
import type { Clock } from '../ports/clock.js';
import { createRedactor, type Redactor } from '../redaction/redactor.js';
import { checkSecretPaths, SECRET_PATHS } from '../redaction/secret-path.js';
import { type ArgumentValue, isList } from './argument-value.js';
import { canonicalize } from './canonical-form.js';
import { describeAction } from './description.js';
import { type Snapshot, takeList, takeSnapshot } from './snapshot.js';

/**
 * Hints on the danger of a call. `readOnly` says that the call reads, whatever its name; each of the others raises the risk.
 * Numbers are amounts, 0 and above.
 */
export type Hints = Readonly<Record<string, boolean | number>>;

/** What `createActionContext` takes; only the name is required. */
export interface ActionInput {
  readonly functionName: string;
  readonly args?: readonly unknown[] | undefined;
  readonly documentation?: string | undefined;
  readonly hints?: Hints | undefined;
  readonly agentId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Default `development`. */
  readonly environment?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly callId?: string | undefined;
  /** Paths of arguments that are secret: `args[1]`, `args[0].users[*].tax_id`. */
  readonly redact?: readonly string[] | undefined;
  /** Default: one with a random key. */
  readonly redactor?: Redactor | undefined;
}

/** An action that was checked, all but its arguments. */
export interface CheckedAction extends Omit<ActionInput, 'args'> {
  readonly environment: string;
  readonly hints: Hints;
  readonly metadata: Readonly<Record<string, ArgumentValue>>;
  readonly redact: readonly string[];
  readonly redactor: Redactor;
}

/** The context of an action that was checked before, over a snapshot that nobody else holds. */
export let contextOf: (action: CheckedAction, taken: Snapshot, interceptedAt: number) => ActionContext;

/** The arguments as they were taken; nobody outside the gate holds them. */
export let keptArguments: (context: ActionContext) => readonly ArgumentValue[];

/** Whether `args` (as they are now, or others in their place) still have the digest. */
export let isUnchanged: (context: ActionContext, args?: readonly ArgumentValue[]) => boolean;

/** Whether `value` was made here. */
export let isActionContext: (value: unknown) => value is ActionContext;

/**
 * One call, as it was when the gate met it: frozen, and never read from the caller's objects again. Made by the gate or by
 * `createActionContext`, and in no other way.
 *
 * `args` are copies. A Date, Map, Set or Uint8Array among them cannot be frozen; the context keeps its own, and the gate
 * refuses to run a call whose `args` no longer say what was digested.
 */
export class ActionContext {
  readonly functionName: string;
  readonly args: readonly ArgumentValue[];
  readonly documentation: string | undefined;
  readonly hints: Hints;
  readonly agentId: string | undefined;
  readonly requesterId: string | undefined;
  readonly sessionId: string | undefined;
  readonly environment: string;
  readonly metadata: Readonly<Record<string, ArgumentValue>>;
  readonly callId: string | undefined;
  /** Milliseconds since 1970. */
  readonly interceptedAt: number;
  readonly #kept: readonly ArgumentValue[];
  readonly #redaction: Pick<CheckedAction, 'redact' | 'redactor'>;
  #redactedArgs: readonly ArgumentValue[] | undefined;
  #description: string | undefined;
  #digest: string | undefined;

  private constructor(action: CheckedAction, taken: Snapshot, interceptedAt: number) {
    this.functionName = action.functionName;
    this.args = taken.mutable ? takeSnapshot(taken.values).values : taken.values;
    this.documentation = action.documentation;
    this.hints = action.hints;
    this.agentId = action.agentId;
    this.requesterId = action.requesterId;
    this.sessionId = action.sessionId;
    this.environment = action.environment;
    this.metadata = action.metadata;
    this.callId = action.callId;
    this.interceptedAt = interceptedAt;
    this.#kept = taken.values;
    this.#redaction = action;
    Object.freeze(this);
  }

  /** The arguments as they may be shown and recorded: with a mask in the place of each secret; see `createRedactor`. */
  get redactedArgs(): readonly ArgumentValue[] {
    this.#redactedArgs ??= redactedIn(this.#redaction, this.args);
    return this.#redactedArgs;
  }

  /** The call on one line, safe to print; see `describeAction`. */
  get description(): string {
    this.#description ??= describeAction(this);
    return this.#description;
  }

  /** SHA-256 over the canonical form of name, arguments, agent and environment, in hex. */
  get digest(): string {
    this.#digest ??= this.#digestOf(this.#kept);
    return this.#digest;
  }

  #digestOf(args: readonly ArgumentValue[]): string {
    const { functionName, agentId, environment } = this;
    return sha256(canonicalize({ action: functionName, agent: agentId, args, environment }));
  }

  // What the gate may do with a context, and nobody else.
  static {
    contextOf = (action, taken, interceptedAt) => new ActionContext(action, taken, interceptedAt);
    keptArguments = (context) => context.#kept;
    isUnchanged = (context, args = context.args) =>
      args === context.#kept || context.#digestOf(args) === context.digest;
    isActionContext = (value) => typeof value === 'object' && value !== null && #kept in value;
  }
}

/**
 * Makes a context by hand, for `evaluate` and for tests.
 *
 * @param clock Gives `interceptedAt`. Default: the system's.
 * @throws AttestaError: `invalid_option` names the field and what it must be; `not_displayable` names the argument that is
 *   not plain data.
 * @example createActionContext({ functionName: 'delete_records', args: ['table_a', 100] }).description
 * // 'delete_records("table_a", 100)'
 */
export function createActionContext(input: ActionInput, clock: Clock = systemClock): ActionContext {
  const action = readOptions<ActionInput>('createActionContext', input, ACTION_RULES);
  return contextOf(checkedAction('createActionContext', action), takeList(action.args ?? []), clock.wall());
}

/** An action from options that were read, but for its hints and metadata, which are checked now. */
export function checkedAction(owner: string, given: Omit<ActionInput, 'args'>): CheckedAction {
  const { functionName, documentation, agentId, requesterId, sessionId, callId, redact = [] } = given;
  checkSecretPaths(owner, redact);
  return Object.freeze({
    functionName,
    documentation,
    agentId,
    requesterId,
    sessionId,
    callId,
    environment: given.environment ?? 'development',
    hints: checkedHints(owner, given.hints),
    metadata: checkedMetadata(owner, given.metadata),
    redact: Object.freeze([...redact]),
    redactor: given.redactor ?? DEFAULT_REDACTOR,
  });
}

/** What hides the secrets where nothing else is given. */
export const DEFAULT_REDACTOR: Redactor = createRedactor();

function redactedIn(
  { redact, redactor }: Pick<CheckedAction, 'redact' | 'redactor'>,
  args: readonly ArgumentValue[],
): readonly ArgumentValue[] {
  const redacted = redactor.redact(args, 'args', redact);
  ignoreRejection(redacted);
  if (!isList(redacted) || redacted.length !== args.length) throw new TypeError('The redactor lost an argument.');
  return redacted;
}

/** Copies the hints: flags, and amounts that cannot be negative. */
function checkedHints(owner: string, hints: Hints = {}): Hints {
  for (const [name, value] of Object.entries(hints)) {
    if (typeof value === 'boolean' || (Number.isFinite(value) && value >= 0)) continue;
    throw invalid(`${owner}: hints.${name} must be true, false or a number from 0 up.`);
  }
  return Object.freeze({ ...hints });
}

/** Takes the metadata: plain data under names. */
function checkedMetadata(owner: string, metadata: Readonly<Record<string, unknown>> = {}): CheckedAction['metadata'] {
  const names = Object.keys(metadata);
  const { values } = takeSnapshot(Object.values(metadata), `${owner}: metadata`);
  return Object.freeze(Object.fromEntries(names.map((name, index) => [name, values[index]])));
}

const ACTION_RULES = {
  functionName: option.required(option.id),
  args: { allowed: 'an array', accepts: Array.isArray },
  documentation: option.text,
  hints: option.object,
  agentId: option.id,
  requesterId: option.id,
  sessionId: option.id,
  environment: option.id,
  metadata: option.object,
  callId: option.id,
  redact: SECRET_PATHS,
  redactor: option.with('redact'),
};
