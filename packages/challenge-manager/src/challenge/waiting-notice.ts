import type { ApprovalRequest, Deadline, Interaction } from '@attesta/core';
import type { Notice } from '@attesta/core/authoring';
import { ownValue } from '../own-value.js';

/** What a service handed back, as far as it is what it should be. */
export interface Receipt {
  /** For the operator to see. */
  readonly message: string | undefined;
  /** For how long that holds. */
  readonly validSeconds: number | undefined;
  /** Why the service does not carry the request. */
  readonly refused: string | undefined;
}

/** Reads what a service handed back, of which nothing is believed. */
export function readReceipt(given: unknown): Receipt {
  const seconds = ownValue(given, 'validSeconds');
  return {
    message: textOf(given, 'showToRequester'),
    validSeconds: typeof seconds === 'number' && seconds >= LEAST_SECONDS ? seconds : undefined,
    refused: textOf(given, 'refused'),
  };
}

/** Tells the operator who is waited for. Holds nobody up, and takes no turn at the screen. */
export function showWaiting(
  interaction: Interaction | undefined,
  { managerId, requestId }: ApprovalRequest,
  deadline: Deadline,
): void {
  const text = `Waiting for manager (${managerId}) approval... Request ID: ${requestId}`;
  show(interaction, { kind: 'waiting', text, deadline });
}

/** Shows the operator what the service handed back for them. */
export function showMessage(interaction: Interaction | undefined, { message }: Receipt): void {
  if (message !== undefined) show(interaction, { kind: 'message', text: message });
}

function show(interaction: Interaction | undefined, notice: Notice): void {
  try {
    interaction?.show(notice);
  } catch {
    // Approval does not depend on a screen.
  }
}

function textOf(given: unknown, name: string): string | undefined {
  const text = ownValue(given, name);
  return typeof text === 'string' ? text.slice(0, LONGEST_MESSAGE).toWellFormed() : undefined;
}

const LONGEST_MESSAGE = 1000;
/** What holds for less is not shown anew: a service is not to be asked without end. */
const LEAST_SECONDS = 10;
