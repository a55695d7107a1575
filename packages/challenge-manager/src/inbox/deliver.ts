import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type ApprovalRequest, AttestaError } from '@attesta/core';
import { visible } from '@attesta/core/authoring';

/** A notice to an approver that a request awaits them. */
export interface ApproverNotice {
  readonly requestId: string;
  readonly approverId: string;
  /** For a person to read, one line for each field. */
  readonly message: string;
  /** The same as data, where the sender gave it. */
  readonly request: ApprovalRequest | undefined;
  /** Proves, once, that its holder is the approver. Hand it to the approver alone, and write it to no log. */
  readonly token: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Carries a notice to its approver. Counts as not delivered when it throws, rejects or takes more than 10 seconds. */
export type Deliver = (notice: ApproverNotice) => void | Promise<void>;

/** An output for notices, such as `process.stdout`. */
export interface NoticeOutput {
  write(line: string): unknown;
}

/**
 * Writes each notice to an output that people look at. Never the token: the requester may be looking too, so approvers prove
 * who they are by a code.
 *
 * @example new ApprovalInbox({ state, authenticate, deliver: deliverToConsole(process.stderr) })
 */
export function deliverToConsole(output: NoticeOutput): Deliver {
  return ({ approverId, requestId, message }) => {
    const title = `Approval awaited from ${visible(approverId)}, request ${visible(requestId)}:`;
    output.write([title, ...message.split('\n').map(shownLine), ''].join('\n'));
  };
}

/** Escapes what the maker of the message did not. */
function shownLine(line: string): string {
  return `  ${line.replace(/[^ -~]/gu, (character) => visible(character))}`;
}

/**
 * Appends each notice to a file, as one line of JSON with the members of `ApproverNotice`. The token is in it: a reader of the
 * file can answer. A new file has mode 0600. The notice is not delivered to a symbolic link, to anything but a regular file, or
 * to a file that other users can read or write or that belongs to another user; where the system has no modes they are not
 * checked.
 *
 * @throws AttestaError (`insecure`) from the delivery, for such a file; the system's error when it cannot be written.
 * @example new ApprovalInbox({ state, deliver: deliverToFile('/var/lib/attesta/grace.jsonl') })
 */
export function deliverToFile(path: string): Deliver {
  return async (notice) => {
    const file = await openForAppend(path);
    try {
      const fault = await faultOf(file);
      if (fault !== undefined) throw insecure(path, fault);
      await file.appendFile(`${JSON.stringify(notice)}\n`);
    } finally {
      await file.close();
    }
  };
}

async function openForAppend(path: string): Promise<FileHandle> {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  try {
    // O_NONBLOCK: opening a pipe would wait for its other end.
    return await open(path, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW | O_NONBLOCK, 0o600);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ELOOP') throw insecure(path, 'is a symbolic link. Name the file itself');
    if (code === 'ENXIO' || code === 'EISDIR') throw insecure(path, NOT_REGULAR);
    throw error;
  }
}

async function faultOf(file: FileHandle): Promise<string | undefined> {
  const stats = await file.stat();
  if (!stats.isFile()) return NOT_REGULAR;
  const own = process.geteuid?.();
  if (own === undefined) return undefined;
  if (stats.uid !== own) return 'belongs to another user. Choose a file of your own';
  if ((stats.mode & 0o077) === 0) return undefined;
  return `has mode 0${(stats.mode & 0o777).toString(8)}, which lets other users in. Run chmod 600 on it`;
}

function insecure(path: string, fault: string): AttestaError {
  return new AttestaError('insecure', `deliverToFile: ${JSON.stringify(path)} ${fault}.`);
}

const NOT_REGULAR = 'is not a regular file. Choose another path';
