import { ApprovalInbox } from '@attesta/challenge-manager';
import type { StateStore } from '@attesta/core';

/** Cents above which this approver says no. */
const MOST = 50_000;

/**
 * Somebody who answers what awaits them as it comes, until `signal` aborts. In earnest a person, with `attesta inbox watch` and
 * `attesta inbox approve`, and a code from their authenticator; here a rule, and a code that the program was started with.
 */
export async function runApprover(
  responderId: string,
  { state, code, signal }: { readonly state: StateStore; readonly code: string; readonly signal: AbortSignal },
): Promise<void> {
  const inbox = new ApprovalInbox({ state, authenticate: (given) => given.code === code });
  for await (const requests of inbox.watch(responderId, { signal })) {
    for (const { requestId, request } of requests) {
      const [, cents] = request?.arguments ?? [];
      const verdict = Number(cents?.text) <= MOST ? 'approved' : 'denied';
      const answer = { verdict, responderId, proof: { code } } as const;
      const { status } = await inbox.decide(requestId, answer);
      console.log(`${status} ${request?.description}`);
    }
  }
}
