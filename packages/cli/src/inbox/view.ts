import type { InboxRequest, RequestStatus } from '@attesta/challenge-manager';
import { visible } from '@attesta/core/authoring';
import type { Report } from '../command.js';
import { asciiJson, inWords, timestamp } from '../io/format.js';
import { Printer } from '../io/printer.js';
import type { ProgramIO } from '../io/program-io.js';
import { asData, details, shortId, summary } from './describe.js';
import { findRequest, type InboxOptions, withInbox } from './open-inbox.js';

/** Options of `attesta inbox list`. */
export interface ListOptions extends InboxOptions {
  readonly status: RequestStatus;
}

/** Lists an approver's requests of one status. */
export async function list(io: ProgramIO, options: ListOptions): Promise<Report> {
  const { status } = options;
  return await withInbox(io, options, async (inbox, approverId) => {
    const requests = await inbox.list({ approverId, status });
    const none = `${visible(approverId)} has no ${status} requests.`;
    const lines = requests.length === 0 ? [none] : table(requests, io);
    return { data: { status: 'ok', approverId, requests: requests.map(asData) }, lines };
  });
}

/** One line for each request; `attesta inbox show` prints all of it. */
function table(requests: readonly InboxRequest[], { output, env, clock }: ProgramIO): readonly string[] {
  const rows = requests.map((each) => [
    shortId(each.requestId),
    each.request?.riskLevel ?? '-',
    each.request?.agentId ?? '-',
    each.closedAt === undefined ? `in ${inWords(each.expiresAt - clock.wall())}` : timestamp(each.closedAt),
    summary(each),
  ]);
  const [first] = requests;
  const when = first?.closedAt === undefined ? 'EXPIRES' : 'CLOSED';
  return new Printer(output, env).table(['REQUEST', 'RISK', 'AGENT', when, 'CALL'], rows);
}

/** Shows all facts of one request. */
export async function show(io: ProgramIO, idOrPrefix: string, options: InboxOptions): Promise<Report> {
  return await withInbox(io, options, async (inbox, approverId) => {
    const request = await findRequest(inbox, approverId, idOrPrefix);
    return { data: { ...asData(request) }, lines: details(request, io.clock) };
  });
}

/** Prints an approver's requests as they arrive and close, until the signal aborts. */
export async function watch(io: ProgramIO, options: InboxOptions): Promise<void> {
  const { signal, output, error, env, clock } = io;
  const printer = new Printer(output, env);
  await withInbox(io, options, async (inbox, approverId) => {
    new Printer(error, env).print([`Watching the requests of ${visible(approverId)}. Ctrl-C ends it.`]);
    let known = new Map<string, InboxRequest>();
    for await (const requests of inbox.watch(approverId, { signal })) {
      const now = new Map(requests.map((request) => [request.requestId, request] as const));
      for (const request of requests) if (!known.has(request.requestId)) printArrived(request);
      for (const { requestId } of known.values()) if (!now.has(requestId)) await printClosed(requestId);
      known = now;
    }

    function printArrived(request: InboxRequest): void {
      if (options.json === true) printer.print([asciiJson({ event: 'opened', ...asData(request) })]);
      else printer.print([...details(request, clock), '']);
    }

    async function printClosed(requestId: string): Promise<void> {
      const request = await inbox.get(requestId);
      const status = request?.status ?? 'gone';
      if (options.json === true) printer.print([asciiJson({ event: 'closed', ...(request && asData(request)) })]);
      else printer.print([printer.paint('quiet', `Request ${visible(shortId(requestId))}: ${status}.`), '']);
    }
  });
}
