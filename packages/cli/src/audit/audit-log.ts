import { resolve } from 'node:path';
import type { AuditLog, LogStore } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { CommandError, ExitCode, reasonOf } from '../command-error.js';
import type { ProgramIO } from '../io/program-io.js';

/** An open audit log. */
export interface OpenAuditLog {
  readonly auditLog: AuditLog;
  /** Signs the new records. */
  close(): Promise<void>;
}

/** Description of the option --audit-key. */
export const AUDIT_KEY = "record the change in the store's audit log, signed with this key (ATTESTA_AUDIT_KEY_FILE)";

/** The hint after a change that no audit log holds. */
export const UNRECORDED = 'The change is not recorded: set --audit-key or ATTESTA_AUDIT_KEY_FILE to record it.';

/** Opens the audit log in the store; undefined if no key is set. The package that writes it is loaded only then. */
export async function openAuditLog(
  { env, cwd, clock }: Pick<ProgramIO, 'env' | 'cwd' | 'clock'>,
  log: LogStore,
  named: string | undefined,
): Promise<OpenAuditLog | undefined> {
  const key = named ?? env.ATTESTA_AUDIT_KEY_FILE;
  if (!key) return undefined;
  const path = resolve(cwd, key);
  const opening = import('@attesta/audit-log').then(async ({ createAuditLog, openKeyFile }) =>
    createAuditLog({ log, signer: await openKeyFile({ path }), clock }),
  );
  const auditLog = await needed('no_audit_key', `The audit key at ${visible(path)} cannot be used`, opening);
  return { auditLog, close: () => needed('unsigned', UNSIGNED, auditLog.close()) };
}

/** Waits for a prerequisite; its failure is a `CommandError` with this code. */
export async function needed<T>(code: string, fault: string, work: Promise<T>): Promise<T> {
  return await work.catch((error: unknown) => {
    throw new CommandError({ exitCode: ExitCode.NOT_READY, code, message: `${fault}: ${reasonOf(error)}` });
  });
}

const UNSIGNED = 'The change is done and recorded, but the record could not be signed';
