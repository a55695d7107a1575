import { ApprovalInbox, type InboxAnswer } from '@attesta/challenge-manager';
import type { Clock, StateStore } from '@attesta/core';

/** An inbox at which `grace` answers with the code `right`. */
export function officeOf(state: StateStore, clock?: Clock): ApprovalInbox {
  return new ApprovalInbox({ state, authenticate: ({ code }) => code === 'right', ...(clock && { clock }) });
}

/** An answer by grace, with her code. */
export function answerOf(verdict: InboxAnswer['verdict'], code = 'right'): InboxAnswer {
  return { verdict, responderId: 'grace', proof: { code } };
}
