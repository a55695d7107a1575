import { visible } from '@attesta/core/authoring';
import type { Deliver } from './notify-approver.js';

/** Where text is written: `process.stdout` is such. */
export interface TextOutput {
  write(text: string): unknown;
}

/**
 * Writes each notice to an output that people look at. Never the token: the requester may be looking too, so who answers
 * proves who they are by a code.
 *
 * @example new ApprovalInbox({ state, authenticate, deliver: deliverToConsole(process.stderr) })
 */
export function deliverToConsole(output: TextOutput): Deliver {
  return ({ approverId, requestId, message }) => {
    const title = `Approval awaited from ${visible(approverId)}, request ${visible(requestId)}:`;
    output.write([title, ...message.split('\n').map(shownLine), ''].join('\n'));
  };
}

/** A message is escaped where it is made; what is not is escaped here. */
function shownLine(line: string): string {
  return `  ${line.replace(/[^ -~]/gu, (character) => visible(character))}`;
}
