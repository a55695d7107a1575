import { resolve } from 'node:path';
import {
  type AuditFilter,
  type JsonlLog,
  jsonlRecords,
  openJsonlLog,
  type RecordSource,
  readVerifierKeys,
} from '@attesta/audit-log';
import type { LogStore } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import type { GlobalOptions } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import type { ProgramIO } from '../io/program-io.js';
import { openNamedStore } from '../store/open-store.js';
import { needed } from './audit-log.js';

/** Options of every `attesta audit` command. */
export interface AuditOptions extends GlobalOptions {
  readonly log?: string;
  readonly auditKey?: string;
}

type EnvAndCwd = Pick<ProgramIO, 'env' | 'cwd'>;

/** The path of the log file; undefined for the log in the store. */
function logPath({ env, cwd }: EnvAndCwd, { log }: AuditOptions): string | undefined {
  const named = log ?? env.ATTESTA_AUDIT_LOG;
  return named ? resolve(cwd, named) : undefined;
}

/** Reads the log file, or the log in the store. */
export async function withRecords<T>(
  io: ProgramIO,
  options: AuditOptions,
  work: (source: RecordSource) => Promise<T>,
): Promise<T> {
  const path = logPath(io, options);
  if (path !== undefined) return await work(jsonlRecords({ path }));
  const { log, close } = await openNamedStore(io, options.store);
  return await work(log).finally(close);
}

/** Opens the log file, or the log in the store, to write to it. */
export async function withLog<T>(
  io: ProgramIO,
  options: AuditOptions,
  work: (store: LogStore | JsonlLog) => Promise<T>,
): Promise<T> {
  const path = logPath(io, options);
  const { log, close } = path === undefined ? await openNamedStore(io, options.store) : await openLogFile(path);
  return await work(log).finally(close);
}

async function openLogFile(path: string): Promise<{ readonly log: JsonlLog; close(): Promise<void> }> {
  const log = await openJsonlLog({ path });
  return { log, close: () => log.close() };
}

/** The path of the signing key. */
export function keyPath({ env, cwd }: EnvAndCwd, { auditKey }: AuditOptions): string {
  const named = auditKey ?? env.ATTESTA_AUDIT_KEY_FILE;
  if (named) return resolve(cwd, named);
  throw new CommandError({
    exitCode: ExitCode.USAGE,
    code: 'usage',
    message: 'No audit key is set.',
    advice: 'Set --audit-key or ATTESTA_AUDIT_KEY_FILE. "attesta audit key create NAME" creates a key.',
  });
}

/** The verifier keys: of the file --keys, or of the file beside the signing key. */
export async function verifierKeys(
  io: ProgramIO,
  options: AuditOptions & { readonly keys?: string },
): Promise<readonly string[]> {
  const path = options.keys === undefined ? `${keyPath(io, options)}.pub` : resolve(io.cwd, options.keys);
  return await needed(
    'no_audit_key',
    `The verifier keys at ${visible(path)} cannot be read`,
    readVerifierKeys({ path }),
  );
}

/** Options of the commands that select records. */
export interface FilterOptions extends AuditOptions, Omit<AuditFilter, 'decisionId'> {
  readonly id?: string;
}

/** The filter of these options. */
export function filterOf(options: FilterOptions): AuditFilter {
  const { from, to, kind, action, agent, requester, operator, approver, verdict, level, digest, id } = options;
  return { from, to, kind, action, agent, requester, operator, approver, verdict, level, digest, decisionId: id };
}
