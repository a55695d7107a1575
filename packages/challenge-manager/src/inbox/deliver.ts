import { appendFile } from 'node:fs/promises';
import type { Deliver } from './notify-approver.js';

/**
 * Appends each notice to a file, as one line of JSON with the members of `ApproverNotice`. A file that it makes can be read by
 * its owner alone (mode 600), who is whoever runs the agent. The token is in it: who reads it can answer.
 *
 * @example new ApprovalInbox({ state, deliver: deliverToFile('/var/lib/attesta/grace.jsonl') })
 */
export function deliverToFile(path: string): Deliver {
  return async (notice) => {
    await appendFile(path, `${JSON.stringify(notice)}\n`, { mode: 0o600 });
  };
}
