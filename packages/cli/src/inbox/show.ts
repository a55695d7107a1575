import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { asData, details } from './describe.js';
import { findRequest } from './find-request.js';
import { type InboxOptions, withInbox } from './open-inbox.js';

/** Everything about one request. */
export async function show(surroundings: Surroundings, named: string, options: InboxOptions): Promise<Report> {
  return await withInbox(surroundings, options, async (inbox, approverId) => {
    const request = await findRequest(inbox, approverId, named);
    return { data: { ...asData(request) }, lines: details(request, surroundings.clock) };
  });
}
