import { resolve } from 'node:path';
import { type JsonlLog, jsonlRecords, openJsonlLog, type RecordSource, readVerifierKeys } from '@attesta/audit-log';
import { type LogStore, visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';
import type { GlobalOptions } from '../program.js';
import { openNamedStore } from '../store/open-store.js';

/** Options of every `attesta audit` command. */
export interface AuditOptions extends GlobalOptions {
  readonly log?: string;
  readonly auditKey?: string;
}

type Places = Pick<Surroundings, 'env' | 'cwd'>;

/** The file of the log; undefined when it is in the store. */
function logFile({ env, cwd }: Places, { log }: AuditOptions): string | undefined {
  const named = log ?? env.ATTESTA_AUDIT_LOG;
  return named ? resolve(cwd, named) : undefined;
}

/** Reads the log that was named: a file, or the one in the store. */
export async function withRecords<T>(
  surroundings: Surroundings,
  options: AuditOptions,
  work: (source: RecordSource) => Promise<T>,
): Promise<T> {
  const path = logFile(surroundings, options);
  if (path !== undefined) return await work(jsonlRecords({ path }));
  const { log, close } = await openNamedStore(surroundings, options.store);
  return await work(log).finally(close);
}

/** Opens the log that was named to write to it. */
export async function withLog<T>(
  surroundings: Surroundings,
  options: AuditOptions,
  work: (store: LogStore | JsonlLog) => Promise<T>,
): Promise<T> {
  const path = logFile(surroundings, options);
  const { log, close } = path === undefined ? await openNamedStore(surroundings, options.store) : await opened(path);
  return await work(log).finally(close);
}

async function opened(path: string): Promise<{ readonly log: JsonlLog; close(): Promise<void> }> {
  const log = await openJsonlLog({ path });
  return { log, close: () => log.close() };
}

/** The file of the key that signs. */
export function keyFile({ env, cwd }: Places, { auditKey }: AuditOptions): string {
  const named = auditKey ?? env.ATTESTA_AUDIT_KEY_FILE;
  if (named) return resolve(cwd, named);
  throw new Failure({
    exitCode: ExitCode.USAGE,
    status: 'usage',
    message: 'No key was named.',
    advice: 'Name it by --audit-key or ATTESTA_AUDIT_KEY_FILE; "attesta audit key create NAME" makes one.',
  });
}

/** The keys that verify: in the file that was named, or in the one beside the key that signs. */
export async function verifierKeys(
  surroundings: Surroundings,
  options: AuditOptions & { readonly keys?: string },
): Promise<readonly string[]> {
  const path =
    options.keys === undefined ? `${keyFile(surroundings, options)}.pub` : resolve(surroundings.cwd, options.keys);
  return await needed(
    'no_audit_key',
    `The verifier keys at ${visible(path)} cannot be read`,
    readVerifierKeys({ path }),
  );
}

/** Waits for something without which nothing can be done. */
export async function needed<T>(status: string, fault: string, work: Promise<T>): Promise<T> {
  return await work.catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    throw new Failure({ exitCode: ExitCode.NOT_READY, status, message: `${fault}: ${visible(why)}` });
  });
}
