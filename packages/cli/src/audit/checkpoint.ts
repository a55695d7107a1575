import { resolve } from 'node:path';
import { checkpointFile, createAuditLog, openKeyFile } from '@attesta/audit-log';
import { visible } from '@attesta/core';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { type AuditOptions, keyFile, needed, withLog } from './options.js';

/** Options of `attesta audit checkpoint`. */
export interface CheckpointOptions extends AuditOptions {
  readonly keep?: string;
}

/** Signs what nobody has signed yet. */
export async function checkpoint(surroundings: Surroundings, options: CheckpointOptions): Promise<Report> {
  const path = keyFile(surroundings, options);
  const signer = await needed(
    'no_audit_key',
    `The audit key at ${visible(path)} cannot be used`,
    openKeyFile({ path }),
  );
  const elsewhere =
    options.keep === undefined ? undefined : checkpointFile({ path: resolve(surroundings.cwd, options.keep) });
  let made: string | undefined;
  const keep = {
    async keep(log: string, checkpoint: string) {
      made = checkpoint;
      await elsewhere?.keep(log, checkpoint);
    },
    last: async (log: string) => await elsewhere?.last(log),
  };
  await withLog(surroundings, options, async (log) => {
    const auditLog = createAuditLog({ log, signer, clock: surroundings.clock, checkpoint: { keep } });
    await auditLog.checkpoint().finally(() => auditLog.close());
  });
  if (made === undefined) return { data: { status: 'signed_before' }, lines: ['Everything is signed already.'] };
  return { data: { status: 'signed', checkpoint: made }, lines: made.split('\n').map(visible) };
}
