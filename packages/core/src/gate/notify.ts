import type { ApprovalResult } from '../approval-result.js';
import type { Instance } from './attesta-options.js';

/** Tells whoever watches. Nobody is waited for, and nobody can change anything. */
export function notify({ renderer, onDecision }: Instance, approval: ApprovalResult): void {
  if (renderer !== undefined) quietly(() => renderer.renderDecision(approval));
  if (onDecision !== undefined) quietly(() => onDecision(approval));
}

function quietly(tell: () => unknown): void {
  try {
    Promise.resolve(tell()).catch(() => {});
  } catch {
    // An observer's errors are its own.
  }
}
