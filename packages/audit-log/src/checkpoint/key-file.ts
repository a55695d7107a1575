import { hash } from 'node:crypto';
import { type OptionRule, option, readOptions } from '@attesta/core';
import { AuditLogError } from '../errors.js';
import { type FileSystem, nodeFileSystem } from '../files/file-system.js';
import { readIfThere, readPrivateText, readPublicText, replaceFile } from '../files/whole-file.js';
import { keeperAt } from './checkpoint-store.js';
import { assertKeyName, readVerifierKey } from './keys.js';
import { generateKey, type NamedKey, privateKeyText, readPrivateKey } from './private-key.js';
import { type CheckpointSigner, signerOf } from './signer.js';

/** Where a key is, and what it is called. */
export interface KeyFileOptions {
  /** Holds the private key, 0600; the verifier keys, the newest last, are beside it under the same name and `.pub`. */
  readonly path: string;
  /** A name such as `acme.example/agents`: letters, digits, and any of . / _ : - */
  readonly name: string;
}

/**
 * Makes a key in a file and resolves to its verifier key.
 *
 * @throws AuditLogError: `exists`, `insecure`; AttestaError (`invalid_option`).
 */
export async function createKeyFile(options: KeyFileOptions): Promise<string> {
  const { path, name } = readOptions<KeyFileOptions>('createKeyFile', options, {
    ...PATH,
    name: option.required(option.id),
  });
  assertKeyName(name);
  if ((await readIfThere(nodeFileSystem, path)) !== undefined)
    throw new AuditLogError('exists', `${path} holds a key.`);
  return await install(nodeFileSystem, path, generateKey(name));
}

/**
 * Puts a new key of the same name in the place of the one in the file and resolves to its verifier key. The old private key is
 * gone; its verifier key stays in the `.pub` file. Writers take the new key when they are started again.
 *
 * @throws AuditLogError: `missing`, `insecure`, `key`.
 */
export async function rotateKeyFile(options: Pick<KeyFileOptions, 'path'>): Promise<string> {
  const { path } = readOptions<Pick<KeyFileOptions, 'path'>>('rotateKeyFile', options, PATH);
  const { name } = readPrivateKey(await readPrivateText(nodeFileSystem, path));
  return await install(nodeFileSystem, path, generateKey(name));
}

/**
 * Opens a signer over the key in the file. It remembers, in a file beside it for each log, the last checkpoint that it signed, and so
 * refuses to sign a log that was put back to an earlier state.
 *
 * @throws AuditLogError: `missing`, `insecure`, `key`.
 */
export async function openKeyFile(options: Pick<KeyFileOptions, 'path'>): Promise<CheckpointSigner> {
  const { path } = readOptions<Pick<KeyFileOptions, 'path'>>('openKeyFile', options, PATH);
  const { name, privateKey } = readPrivateKey(await readPrivateText(nodeFileSystem, path));
  const signer = signerOf(name, privateKey);
  const known = await readVerifierKeys({ path: `${path}.pub` });
  const { keep, last } = keeperAt(nodeFileSystem, (log) => `${path}.${hash('sha256', log).slice(0, 16)}.last`);
  return Object.freeze({
    ...signer,
    retiredKeys: Object.freeze(known.filter((text) => text !== signer.verifierKey)),
    keep,
    last,
  });
}

/**
 * The verifier keys in a file, one a line, the newest last: what `verifyAuditLog` takes as `keys`.
 *
 * @throws AuditLogError (`missing`); AttestaError (`invalid_option`) for a line that is no key.
 */
export async function readVerifierKeys(options: Pick<KeyFileOptions, 'path'>): Promise<readonly string[]> {
  const { path } = readOptions<Pick<KeyFileOptions, 'path'>>('readVerifierKeys', options, PATH);
  const lines = (await readPublicText(path)).split('\n').filter((line) => line !== '');
  return Object.freeze(lines.map((line) => readVerifierKey(line).text));
}

/** The verifier key first: a private key whose checkpoints nobody could verify must not be in use. */
async function install(fs: FileSystem, path: string, key: NamedKey): Promise<string> {
  const { verifierKey } = signerOf(key.name, key.privateKey);
  const known = (await readIfThere(fs, `${path}.pub`)) ?? '';
  await replaceFile(fs, `${path}.pub`, `${known}${verifierKey}\n`);
  await replaceFile(fs, path, privateKeyText(key));
  return verifierKey;
}

const PATH: { readonly path: OptionRule } = { path: option.required(option.text) };
