import type { ActionContext } from '../action/action-context.js';
import type { Decision } from '../decision/decision.js';
import { ignoreRejection, quietly } from '../internal/quietly.js';
import type { Instance } from './attesta-options.js';

/** Tells whoever watches. Nobody is waited for, and nobody can change anything. */
export function notify({ renderer, onDecision }: Instance, decision: Decision): void {
  if (renderer !== undefined) quietly(() => renderer.renderDecision(Object.freeze(decision)));
  if (onDecision !== undefined) quietly(() => onDecision(Object.freeze(decision)));
}

/** Tells the scorer that a call has run; without a closure, since every call comes here. */
export function notifyScorer({ riskScorer }: Instance, context: ActionContext): void {
  try {
    ignoreRejection(riskScorer.ran?.(context));
  } catch {
    // What a scorer learns is its own affair.
  }
}
