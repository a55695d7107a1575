import { resolve } from 'node:path';
import {
  AuditLogError,
  checkpointFile,
  createAuditLog,
  createKeyFile,
  openKeyFile,
  rotateKeyFile,
} from '@attesta/audit-log';
import { visible } from '@attesta/core/authoring';
import type { Report } from '../command.js';
import { CommandError, ExitCode } from '../command-error.js';
import type { ProgramIO } from '../io/program-io.js';
import { needed } from './audit-log.js';
import { type AuditOptions, keyPath, withLog } from './options.js';

/** Creates the signing key. */
export async function createKey(io: ProgramIO, name: string, options: AuditOptions): Promise<Report> {
  const path = keyPath(io, options);
  const creating = createKeyFile({ path, name }).catch((error: unknown) => {
    if (!(error instanceof AuditLogError) || error.code !== 'exists') throw error;
    throw new CommandError({
      exitCode: ExitCode.REFUSED,
      code: 'key_exists',
      message: `${visible(path)} exists already. It was not changed.`,
      advice: 'Use "attesta audit key rotate" to replace the key.',
      data: { path },
    });
  });
  return keyReport('created', path, await creating);
}

/** Replaces the signing key by a new one. */
export async function rotateKey(io: ProgramIO, options: AuditOptions): Promise<Report> {
  const path = keyPath(io, options);
  return keyReport(
    'rotated',
    path,
    await needed('no_audit_key', `The audit key at ${visible(path)} cannot be used`, rotateKeyFile({ path })),
  );
}

function keyReport(status: 'created' | 'rotated', path: string, verifierKey: string): Report {
  const lines = [
    `${status === 'created' ? 'Created' : 'Replaced'} the key in ${visible(path)}. The verifier key is also in ${visible(path)}.pub:`,
    visible(verifierKey),
    status === 'created'
      ? 'Give the verifier key to the auditors. Keep the signing key where the agent cannot read it.'
      : 'Restart every program that writes the log. After its first signature, the new key alone verifies the whole log.',
  ];
  return { data: { status, path, verifierKey }, lines };
}

/** Options of `attesta audit checkpoint`. */
export interface CheckpointOptions extends AuditOptions {
  readonly keep?: string;
}

/** Signs the records that are not signed yet. */
export async function checkpoint(io: ProgramIO, options: CheckpointOptions): Promise<Report> {
  const path = keyPath(io, options);
  const signer = await needed(
    'no_audit_key',
    `The audit key at ${visible(path)} cannot be used`,
    openKeyFile({ path }),
  );
  const elsewhere = options.keep === undefined ? undefined : checkpointFile({ path: resolve(io.cwd, options.keep) });
  let made: string | undefined;
  const store = {
    async save(checkpoint: string, log: string) {
      made = checkpoint;
      await elsewhere?.save(checkpoint, log);
    },
    last: async (log: string) => await elsewhere?.last(log),
  };
  await withLog(io, options, async (log) => {
    const auditLog = createAuditLog({ log, signer, clock: io.clock, checkpoint: { store } });
    await auditLog.checkpoint().finally(() => auditLog.close());
  });
  if (made === undefined) return { data: { status: 'signed_before' }, lines: ['All records are signed already.'] };
  return { data: { status: 'signed', checkpoint: made }, lines: made.split('\n').map(visible) };
}
