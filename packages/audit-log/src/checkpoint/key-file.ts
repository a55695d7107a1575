import { hash } from 'node:crypto';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { AuditLogError } from '../errors.js';
import { type FileSystem, nodeFileSystem } from '../files/file-system.js';
import { readIfThere, readPrivateFile, readPublicFile, replaceFile } from '../files/whole-file.js';
import { fileStore } from './checkpoint-store.js';
import { formatPrivateKey, generateKey, KEY_NAME, type NamedKey, readPrivateKey, readVerifierKey } from './keys.js';
import { type CheckpointSigner, signerOf } from './signer.js';

/** Where a key is. */
export interface KeyFileOptions {
  /** The file of the private key, 0600. The verifier keys are in `<path>.pub`, the newest last. */
  readonly path: string;
}

/** Options of `createKeyFile`. */
export interface CreateKeyFileOptions extends KeyFileOptions {
  /** The name of the key, such as `acme.example/agents`: 1 to 128 letters, digits, and any of . / _ : - */
  readonly name: string;
}

/**
 * Makes a key file and resolves to its verifier key.
 *
 * @throws AuditLogError: `exists`, `insecure`; AttestaError (`invalid_option`).
 */
export async function createKeyFile(options: CreateKeyFileOptions): Promise<string> {
  const { path, name } = readOptions<CreateKeyFileOptions>('createKeyFile', options, CREATE_RULES);
  if ((await readIfThere(nodeFileSystem, path)) !== undefined) {
    throw new AuditLogError('exists', `${path} already holds a key. To replace it, call rotateKeyFile().`);
  }
  return await install(nodeFileSystem, path, generateKey(name));
}

/**
 * Replaces the key in the file by a new one of the same name and resolves to its verifier key. The old private key is deleted; its
 * verifier key stays in the `.pub` file. Writers use the new key after a restart.
 *
 * @throws AuditLogError: `missing`, `insecure`, `key`.
 */
export async function rotateKeyFile(options: KeyFileOptions): Promise<string> {
  const { path } = readOptions<KeyFileOptions>('rotateKeyFile', options, PATH);
  const { name } = readPrivateKey(await readPrivateFile(nodeFileSystem, path));
  return await install(nodeFileSystem, path, generateKey(name));
}

/**
 * Opens a signer over the key in the file. It saves the last checkpoint of each log in a file beside the key, and so refuses to sign
 * a log that was rolled back.
 *
 * @throws AuditLogError: `missing`, `insecure`, `key`.
 */
export async function openKeyFile(options: KeyFileOptions): Promise<CheckpointSigner> {
  const { path } = readOptions<KeyFileOptions>('openKeyFile', options, PATH);
  const signer = signerOf(readPrivateKey(await readPrivateFile(nodeFileSystem, path)));
  const known = await readVerifierKeys({ path: `${path}.pub` });
  const { save, last } = fileStore(nodeFileSystem, (log) => `${path}.${hash('sha256', log).slice(0, 16)}.last`);
  return Object.freeze({
    ...signer,
    retiredKeys: Object.freeze(known.filter((key) => key !== signer.verifierKey)),
    save,
    last,
  });
}

/**
 * The verifier keys in a `.pub` file, one a line, the newest last: the `keys` for `verifyAuditLog`.
 *
 * @throws AuditLogError (`missing`); AttestaError (`invalid_option`) for a line that is not a key.
 */
export async function readVerifierKeys(options: KeyFileOptions): Promise<readonly string[]> {
  const { path } = readOptions<KeyFileOptions>('readVerifierKeys', options, PATH);
  const lines = (await readPublicFile(path)).split('\n').filter((line) => line !== '');
  return Object.freeze(lines.map((line) => readVerifierKey(line).encoded));
}

/** Writes the verifier key first: a private key in use without it would make checkpoints that cannot be verified. */
async function install(fs: FileSystem, path: string, key: NamedKey): Promise<string> {
  const { verifierKey } = signerOf(key);
  const known = (await readIfThere(fs, `${path}.pub`)) ?? '';
  await replaceFile(fs, `${path}.pub`, `${known}${verifierKey}\n`);
  await replaceFile(fs, path, formatPrivateKey(key));
  return verifierKey;
}

const PATH: { readonly path: OptionRule } = { path: option.required(option.text) };
const CREATE_RULES: { readonly [K in keyof CreateKeyFileOptions]-?: OptionRule } = {
  ...PATH,
  name: option.required(KEY_NAME),
};
