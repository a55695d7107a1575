import { ApprovalInbox, type InboxAnswer } from '@attesta/challenge-manager';
import type { Clock, StateStore } from '@attesta/core';

/** An inbox at which everybody answers with the code `right`. */
export function officeOf(state: StateStore, clock?: Clock): ApprovalInbox {
  return new ApprovalInbox({ state, authenticate: ({ code }) => code === 'right', ...(clock && { clock }) });
}

/** An answer by grace, or whoever is named, with a code. */
export function answerOf(verdict: InboxAnswer['verdict'], code = 'right', responderId = 'grace'): InboxAnswer {
  return { verdict, responderId, proof: { code } };
}
