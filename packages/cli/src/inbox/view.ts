import type { InboxRequest } from '@attesta/challenge-manager';
import { visible } from '@attesta/core';
import { asciiJson } from '../io/ascii-json.js';
import { Printer } from '../io/printer.js';
import type { Surroundings } from '../io/program-io.js';
import { asData, details, shortId } from './describe.js';
import { type InboxOptions, withInbox } from './open-inbox.js';

/** Prints what awaits an approver as it comes and goes, until it is given up. */
export async function watch(surroundings: Surroundings, options: InboxOptions): Promise<void> {
  const { signal, output, error, env, clock } = surroundings;
  const printer = new Printer(output, env);
  await withInbox(surroundings, options, async (inbox, approverId) => {
    new Printer(error, env).print([`Watching what awaits ${visible(approverId)}. Ctrl-C ends it.`]);
    let known = new Map<string, InboxRequest>();
    for await (const requests of inbox.watch(approverId, { signal })) {
      const now = new Map(requests.map((request) => [request.requestId, request] as const));
      for (const request of requests) if (!known.has(request.requestId)) came(request);
      for (const { requestId } of known.values()) if (!now.has(requestId)) await went(requestId);
      known = now;
    }

    function came(request: InboxRequest): void {
      if (options.json === true) printer.print([asciiJson({ event: 'came', ...asData(request) })]);
      else printer.print([...details(request, clock), '']);
    }

    async function went(requestId: string): Promise<void> {
      const request = await inbox.get(requestId);
      const status = request?.status ?? 'gone';
      if (options.json === true) printer.print([asciiJson({ event: 'went', ...(request && asData(request)) })]);
      else printer.print([printer.paint('quiet', `Request ${visible(shortId(requestId))}: ${status}.`), '']);
    }
  });
}
