import type { ApprovalInbox, InboxRequest } from '@attesta/challenge-manager';
import { visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';

/**
 * The request of an approver with this id, or the one that awaits them whose id begins with it.
 *
 * @throws Failure when there is none, or more than one.
 */
export async function findRequest(inbox: ApprovalInbox, approverId: string, named: string): Promise<InboxRequest> {
  const exact = await inbox.get(named);
  if (exact?.approverId === approverId) return exact;
  const awaiting = await inbox.list({ approverId, limit: 100_000 });
  const found = awaiting.filter(({ requestId }) => requestId.startsWith(named));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  if (first !== undefined)
    throw failure('ambiguous', named, `${found.length} requests begin with`, 'Give more of the id.');
  throw failure('unknown_request', named, `Nothing of ${visible(approverId)}'s has the id`, LOOK);
}

function failure(status: string, requestId: string, message: string, advice: string): Failure {
  return new Failure({
    exitCode: ExitCode.REFUSED,
    status,
    message: `${message} ${visible(requestId)}.`,
    advice,
    data: { requestId },
  });
}

const LOOK = 'See what there is with "attesta inbox list".';
