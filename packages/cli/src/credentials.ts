import { join, resolve } from 'node:path';
import { readTOTPKeyFile, TOTPSecrets, type TOTPSecretsOptions, TOTPVerifier } from '@attesta/challenge-totp';
import type { AuditLog, StateStore } from '@attesta/core';
import { visible } from '@attesta/core/authoring';
import { openAuditLog } from './audit/audit-log.js';
import type { GlobalOptions } from './command.js';
import { CommandError, ExitCode, reasonOf } from './command-error.js';
import type { ProgramIO } from './io/program-io.js';
import { openNamedStore } from './store/open-store.js';

/** Description of the option --key-file. */
export const KEY_FILE =
  'the key that encrypts secrets (ATTESTA_TOTP_KEY_FILE, or ATTESTA_TOTP_KEY with the key itself)';

/** Options of every command that uses credentials. */
export interface CredentialOptions extends GlobalOptions {
  readonly keyFile?: string;
  readonly auditKey?: string;
}

/** The TOTP secrets of a store, opened with their key. */
export interface Credentials {
  readonly secrets: TOTPSecrets;
  readonly verifier: TOTPVerifier;
  readonly state: StateStore;
  /** Records changes; undefined if no audit key is set. */
  readonly auditLog: AuditLog | undefined;
}

/** Input of `withCredentials`. */
export interface CredentialRequest {
  readonly options: CredentialOptions;
  /** Whether to create the store if it does not exist. Default false. */
  readonly createIfMissing?: boolean;
  /** Whether the work may change credentials or requests, which is recorded. Default false. */
  readonly isChange?: boolean;
  /** The service's name in authenticators. */
  readonly issuer?: string | undefined;
}

/** Opens the credentials, does the work, and always closes them again. */
export async function withCredentials<T>(
  io: ProgramIO,
  { options, createIfMissing = false, isChange = false, issuer }: CredentialRequest,
  work: (credentials: Credentials) => Promise<T>,
): Promise<T> {
  const { clock } = io;
  const location = keyLocation(io, options.keyFile);
  const key = await readKey(location);
  const store = await openNamedStore(io, options.store, createIfMissing);
  try {
    const { state, log } = store;
    const audit = isChange ? await openAuditLog(io, log, options.auditKey) : undefined;
    const auditLog = audit?.auditLog;
    const secrets = secretsOf({ state, key, clock, issuer, auditLog }, location);
    const verifier = new TOTPVerifier({ secretProvider: secrets.secretProvider });
    const result = await work({ secrets, verifier, state, auditLog }).catch(async (error: unknown) => {
      await audit?.close().catch(() => {});
      throw error;
    });
    await audit?.close();
    return result;
  } finally {
    await store.close();
  }
}

/** Only the key can be wrong here: every other option was checked before. */
function secretsOf(options: TOTPSecretsOptions, location: KeyLocation): TOTPSecrets {
  try {
    return new TOTPSecrets(options);
  } catch (error) {
    throw unusableKey(location, error);
  }
}

/** The key itself, from the environment, or the path of its file. */
export type KeyLocation = { readonly key: string } | { readonly path: string };

/**
 * Finds the key: the file `named`, ATTESTA_TOTP_KEY, ATTESTA_TOTP_KEY_FILE, or the account's own file. The default is not beside the
 * store, so that a copy of the store alone reveals no secret.
 */
export function keyLocation({ env, cwd }: Pick<ProgramIO, 'env' | 'cwd'>, named: string | undefined): KeyLocation {
  if (named !== undefined) return { path: resolve(cwd, named) };
  if (env.ATTESTA_TOTP_KEY) return { key: env.ATTESTA_TOTP_KEY };
  if (env.ATTESTA_TOTP_KEY_FILE) return { path: resolve(cwd, env.ATTESTA_TOTP_KEY_FILE) };
  const home = env.HOME || env.USERPROFILE;
  const folder = env.XDG_CONFIG_HOME || (home && join(home, '.config'));
  if (folder) return { path: join(folder, 'attesta', 'totp.key') };
  throw noKey('There is no default folder for the key: neither XDG_CONFIG_HOME nor HOME is set.', `Set ${OPTIONS}.`);
}

async function readKey(location: KeyLocation): Promise<string> {
  if ('key' in location) return location.key;
  try {
    return await readTOTPKeyFile({ path: location.path });
  } catch (error) {
    throw unusableKey(location, error);
  }
}

/** The error for a key that is missing or cannot be used. */
export function unusableKey(location: KeyLocation, error: unknown): CommandError {
  const where = 'key' in location ? 'in ATTESTA_TOTP_KEY' : `at ${visible(location.path)}`;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return noKey(`There is no key ${where}.`, `Create one with "attesta key create", or set ${OPTIONS}.`);
  }
  return noKey(`The key ${where} cannot be used: ${reasonOf(error)}`);
}

function noKey(message: string, advice?: string): CommandError {
  return new CommandError({ exitCode: ExitCode.NOT_READY, code: 'no_key', message, advice });
}

const OPTIONS = '--key-file, ATTESTA_TOTP_KEY_FILE or ATTESTA_TOTP_KEY';
