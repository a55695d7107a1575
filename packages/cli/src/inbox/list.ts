import type { InboxRequest, RequestStatus } from '@attesta/challenge-manager';
import { visible } from '@attesta/core';
import { inWords, timestamp } from '../io/format.js';
import { Printer } from '../io/printer.js';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { asData, shortId, summary } from './describe.js';
import { type InboxOptions, withInbox } from './open-inbox.js';

/** Options of `attesta inbox list`. */
export interface ListOptions extends InboxOptions {
  readonly status: RequestStatus;
}

/** An approver's requests of one status. */
export async function list(surroundings: Surroundings, options: ListOptions): Promise<Report> {
  const { status } = options;
  return await withInbox(surroundings, options, async (inbox, approverId) => {
    const requests = await inbox.list({ approverId, status });
    const nothing = status === 'pending' ? 'Nothing awaits' : `Nothing is ${status} of`;
    const lines = requests.length === 0 ? [`${nothing} ${visible(approverId)}.`] : table(requests, surroundings);
    return { data: { status: 'ok', approverId, requests: requests.map(asData) }, lines };
  });
}

/** One line for each; `attesta inbox show` has the rest. */
function table(requests: readonly InboxRequest[], { output, env, clock }: Surroundings): readonly string[] {
  const rows = requests.map((each) => [
    shortId(each.requestId),
    each.request?.riskLevel ?? '-',
    each.request?.agentId ?? '-',
    each.closedAt === undefined ? `for ${inWords(each.expiresAt - clock.wall())}` : timestamp(each.closedAt),
    summary(each),
  ]);
  const [first] = requests;
  const when = first?.closedAt === undefined ? 'WAITS' : 'CLOSED';
  return new Printer(output, env).table(['REQUEST', 'RISK', 'AGENT', when, 'CALL'], rows);
}
