import type { ApprovalRequest, Deadline, Interaction } from '@attesta/core';
import { quietly } from '@attesta/core/authoring';
import { ownComment, ownValue } from '../own-value.js';

/** What a service returned for a request, as far as it is valid. */
export interface Receipt {
  /** For the operator to see. */
  readonly message: string | undefined;
  /** For how long that holds. */
  readonly validSeconds: number | undefined;
  /** Why the service does not carry the request. */
  readonly refused: string | undefined;
}

/** Reads what a service returned, of which nothing is believed. */
export function readReceipt(given: unknown): Receipt {
  const seconds = ownValue(given, 'validSeconds');
  return {
    message: ownComment(given, 'showToRequester'),
    validSeconds: typeof seconds === 'number' && seconds >= LEAST_SECONDS ? seconds : undefined,
    refused: ownComment(given, 'refused'),
  };
}

/** Shows the operator which manager is awaited. It waits for no answer and takes no turn at the screen. */
export function showWaiting(
  interaction: Interaction,
  { managerId, requestId }: ApprovalRequest,
  deadline: Deadline,
): void {
  const text = `Waiting for manager (${managerId}) approval... Request ID: ${requestId}`;
  quietly(() => interaction.show({ kind: 'waiting', text, deadline }));
}

/** Shows the operator the message of the service. */
export function showMessage(interaction: Interaction, { message }: Receipt): void {
  if (message !== undefined) quietly(() => interaction.show({ kind: 'message', text: message }));
}

/** A message with a shorter validity is not shown again: the service must not be asked without end. */
const LEAST_SECONDS = 10;
