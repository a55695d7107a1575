import type { CheckedAction } from '../action/action-context.js';
import { option, readOptions } from '../internal/options.js';

/** What `with` sets for the calls made through it. */
export interface CallOptions {
  /** Names one intended run, as a framework's tool call id does: it runs at most once, after a restart too. */
  readonly callId?: string | undefined;
  /** Cancels a call that has not begun to run. */
  readonly signal?: AbortSignal | undefined;
  readonly agentId?: string | undefined;
  readonly requesterId?: string | undefined;
  readonly sessionId?: string | undefined;
}

/** One call's options over its gate's action. */
export interface Call {
  readonly action: CheckedAction;
  readonly signal: AbortSignal | undefined;
}

/** Checks the options of a call. */
export function callOf(action: CheckedAction, options: CallOptions): Call {
  const { signal, ...ids } = readOptions<CallOptions>('with', options, RULES);
  return { action: { ...action, ...ids }, signal };
}

const RULES = {
  callId: option.id,
  signal: { allowed: 'an AbortSignal', accepts: (value: unknown) => value instanceof AbortSignal },
  agentId: option.id,
  requesterId: option.id,
  sessionId: option.id,
};
