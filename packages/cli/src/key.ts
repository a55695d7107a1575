import { join, resolve } from 'node:path';
import { readTOTPKeyFile } from '@attesta/challenge-totp';
import { visible } from '@attesta/core';
import { ExitCode, Failure } from './command-error.js';
import type { Surroundings } from './io/program-io.js';

/** What the option --key-file is. */
export const KEY_FILE =
  'the key that secrets are encrypted with (ATTESTA_TOTP_KEY_FILE, or ATTESTA_TOTP_KEY with the key itself)';

/** Where the key is: in the environment, as text, or in a file. */
export type KeyPlace = { readonly text: string } | { readonly path: string };

/**
 * Finds the key's place: the file that was named, ATTESTA_TOTP_KEY, ATTESTA_TOTP_KEY_FILE, or the account's own file. That one is
 * not beside the store, so that a copy of the store alone tells nothing.
 */
export function keyPlace({ env, cwd }: Pick<Surroundings, 'env' | 'cwd'>, named: string | undefined): KeyPlace {
  if (named !== undefined) return { path: resolve(cwd, named) };
  if (env.ATTESTA_TOTP_KEY) return { text: env.ATTESTA_TOTP_KEY };
  if (env.ATTESTA_TOTP_KEY_FILE) return { path: resolve(cwd, env.ATTESTA_TOTP_KEY_FILE) };
  const home = env.HOME || env.USERPROFILE;
  const folder = env.XDG_CONFIG_HOME || (home && join(home, '.config'));
  if (folder) return { path: join(folder, 'attesta', 'totp.key') };
  throw failure('There is no place for the key: this account has no home folder.', NAME_ONE);
}

/** The key as text. */
export async function readKey(place: KeyPlace): Promise<string> {
  if ('text' in place) return place.text;
  try {
    return await readTOTPKeyFile(place.path);
  } catch (error) {
    throw noKey(place, error);
  }
}

/** The failure for a key that cannot be used. */
export function noKey(place: KeyPlace, error: unknown): Failure {
  const where = 'text' in place ? 'in ATTESTA_TOTP_KEY' : `at ${visible(place.path)}`;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return failure(`There is no key ${where}.`, `Make one with "attesta key create". ${NAME_ONE}`);
  }
  const why = error instanceof Error ? error.message : String(error);
  return failure(`The key ${where} cannot be used: ${visible(why)}`);
}

function failure(message: string, advice?: string): Failure {
  return new Failure({ exitCode: ExitCode.NOT_READY, status: 'no_key', message, advice });
}

const NAME_ONE = 'Or name the one that you have: --key-file, ATTESTA_TOTP_KEY_FILE or ATTESTA_TOTP_KEY.';
