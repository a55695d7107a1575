import type { ApprovalRequest, Deadline, Interaction } from '@attesta/core';
import { ownValue } from './own-value.js';

/** Tells the operator who is waited for, and what the service hands back for them to see. Holds nobody up. */
export function showWaiting(
  interaction: Interaction | undefined,
  { managerId, requestId }: ApprovalRequest,
  deadline: Deadline,
  receipt: unknown,
): void {
  try {
    const text = `Waiting for manager (${managerId}) approval... Request ID: ${requestId}`;
    interaction?.show({ kind: 'waiting', text, deadline });
    const message = messageOf(receipt);
    if (message !== undefined) interaction?.show({ kind: 'message', text: message });
  } catch {
    // Approval does not depend on a screen.
  }
}

function messageOf(receipt: unknown): string | undefined {
  const shown = ownValue(receipt, 'showToRequester');
  return typeof shown === 'string' ? shown.slice(0, LONGEST_MESSAGE) : undefined;
}

const LONGEST_MESSAGE = 1000;
