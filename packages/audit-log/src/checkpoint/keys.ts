import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { AttestaError } from '@attesta/core';
import { bufferOf } from '../record/buffer-of.js';

/** A public key for checkpoints, as C2SP signed notes know it. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hex digits: the first 4 bytes of SHA-256 over name, line feed, 0x01 and the public key. */
  readonly id: string;
  readonly publicKey: KeyObject;
  /** `<name>+<id>+<base64 of 0x01 and the public key>`. */
  readonly text: string;
}

/**
 * Reads a key in the form of C2SP signed notes, `<name>+<id>+<base64>`.
 *
 * @throws AttestaError (`invalid_option`).
 */
export function readVerifierKey(text: string): VerifierKey {
  const [, name = '', id = '', encoded = ''] = VERIFIER_KEY.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const isRight = bytes.toString('base64') === encoded && bytes.length === 33 && bytes[0] === ED25519;
  if (!isRight || keyId(name, bytes) !== id) {
    throw new AttestaError(
      'invalid_option',
      'A verifier key is <name>+<8 hex digits>+<base64 of 33 bytes>, of Ed25519.',
    );
  }
  const key = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return Object.freeze({ name, id, publicKey: createPublicKey({ format: 'jwk', key }), text });
}

/**
 * The verifier key, as a text, of a public key that is kept elsewhere (a KMS, an HSM).
 *
 * @throws AttestaError (`invalid_option`) for another kind of key, and a name with a space or a plus.
 */
export function verifierKeyOf(name: string, publicKey: KeyObject): string {
  assertKeyName(name);
  const { crv, x = '' } = publicKey.export({ format: 'jwk' });
  if (crv !== 'Ed25519') throw new AttestaError('invalid_option', 'A checkpoint is signed with a key of Ed25519.');
  const bytes = Buffer.concat([Uint8Array.of(ED25519), Buffer.from(x, 'base64url')]);
  return `${name}+${keyId(name, bytes)}+${bytes.toString('base64')}`;
}

/** The id of a key (C2SP signed-note, Ed25519): of its name, and of its algorithm and public key as bytes. */
function keyId(name: string, key: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), bufferOf(key)])).slice(0, 8);
}

/** @throws AttestaError (`invalid_option`) */
export function assertKeyName(name: string): void {
  if (typeof name === 'string' && KEY_NAME.test(name)) return;
  throw new AttestaError('invalid_option', 'The name of a key is 1 to 128 letters, digits, and any of . / _ : -');
}

/** The algorithm's number in C2SP signed-note. */
export const ED25519 = 1;

const KEY_NAME = /^[\w./:-]{1,128}$/;
const VERIFIER_KEY = /^([\w./:-]{1,128})\+([0-9a-f]{8})\+([\w+/=]{44})$/;
