import { resolve } from 'node:path';
import { type AuditLog, type LogStore, visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';

/** An audit log that is open. */
export interface OpenAuditLog {
  readonly auditLog: AuditLog;
  /** Signs what was recorded. */
  close(): Promise<void>;
}

/** What the option --audit-key is. */
export const AUDIT_KEY = 'record it in the audit log of the store, signed with this key (ATTESTA_AUDIT_KEY_FILE)';

/** Said of a change that no log has. */
export const UNRECORDED =
  'This is recorded nowhere: --audit-key or ATTESTA_AUDIT_KEY_FILE names the key of an audit log.';

/** Opens the audit log that is kept in the store; undefined when no key was named. */
export async function openAuditLog(
  { env, cwd, clock }: Pick<Surroundings, 'env' | 'cwd' | 'clock'>,
  log: LogStore,
  named: string | undefined,
): Promise<OpenAuditLog | undefined> {
  const key = named ?? env.ATTESTA_AUDIT_KEY_FILE;
  if (!key) return undefined;
  const path = resolve(cwd, key);
  try {
    const { createAuditLog, openKeyFile } = await import('@attesta/audit-log');
    const signer = await openKeyFile({ path });
    const auditLog = createAuditLog({ log, signer, clock });
    return { auditLog, close: () => auditLog.close().catch((error) => fail('unsigned', UNSIGNED, error)) };
  } catch (error) {
    return fail('no_audit_key', `The audit key at ${visible(path)} cannot be used`, error);
  }
}

function fail(status: string, what: string, error: unknown): never {
  const why = error instanceof Error ? error.message : String(error);
  throw new Failure({ exitCode: ExitCode.NOT_READY, status, message: `${what}: ${visible(why)}` });
}

const UNSIGNED = 'It is done and recorded, but the record could not be signed';
