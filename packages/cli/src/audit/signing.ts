import { AuditLogError, createKeyFile, rotateKeyFile } from '@attesta/audit-log';
import { visible } from '@attesta/core';
import { ExitCode, Failure } from '../command-error.js';
import type { Surroundings } from '../io/program-io.js';
import type { Report } from '../report.js';
import { type AuditOptions, keyFile, needed } from './options.js';

/** Makes the key that signs. */
export async function createKey(surroundings: Surroundings, name: string, options: AuditOptions): Promise<Report> {
  const path = keyFile(surroundings, options);
  const making = createKeyFile({ path, name }).catch((error: unknown) => {
    if (!(error instanceof AuditLogError) || error.code !== 'exists') throw error;
    throw new Failure({
      exitCode: ExitCode.REFUSED,
      status: 'key_exists',
      message: `${visible(path)} is there already, and is left as it is.`,
      advice: '"attesta audit key rotate" puts a new key in its place.',
      data: { path },
    });
  });
  return made('created', path, await making);
}

/** Puts a new key in the place of the one that signs. */
export async function rotateKey(surroundings: Surroundings, options: AuditOptions): Promise<Report> {
  const path = keyFile(surroundings, options);
  return made(
    'rotated',
    path,
    await needed('no_audit_key', `The audit key at ${visible(path)} cannot be used`, rotateKeyFile({ path })),
  );
}

function made(status: 'created' | 'rotated', path: string, verifierKey: string): Report {
  const lines = [
    `${status === 'created' ? 'Made' : 'Changed'} the key in ${visible(path)}. Its verifier key, also in ${visible(path)}.pub:`,
    visible(verifierKey),
    status === 'created'
      ? 'Give the verifier key to whoever verifies; keep the other where the agent cannot read it.'
      : 'Start whatever writes the log again. Once the new key has signed, it alone verifies all of the log.',
  ];
  return { data: { status, path, verifierKey }, lines };
}
