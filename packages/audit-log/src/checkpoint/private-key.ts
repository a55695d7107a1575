import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { AuditLogError } from '../errors.js';
import { ED25519, readVerifierKey, verifierKeyOf } from './keys.js';

/** A private key with its name. */
export interface NamedKey {
  readonly name: string;
  readonly privateKey: KeyObject;
}

export function generateKey(name: string): NamedKey {
  return { name, privateKey: generateKeyPairSync('ed25519').privateKey };
}

/** The key as Go's `sumdb/note` and the tools of C2SP write it: `PRIVATE+KEY+<name>+<id>+<base64 of 0x01 and the seed>`. */
export function privateKeyText({ name, privateKey }: NamedKey): string {
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const bytes = Buffer.concat([Uint8Array.of(ED25519), Buffer.from(d, 'base64url')]);
  return `PRIVATE+KEY+${name}+${idOf({ name, privateKey })}+${bytes.toString('base64')}`;
}

/** @throws AuditLogError (`key`), which repeats nothing of the text. */
export function readPrivateKey(text: string): NamedKey {
  const [, name = '', id = '', encoded = ''] = PRIVATE_KEY.exec(text) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length === 33 && bytes[0] === ED25519) {
    const der = Buffer.concat([PKCS8_PREFIX, bytes.subarray(1)]);
    const key = { name, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
    if (idOf(key) === id) return key;
  }
  throw new AuditLogError('key', 'This is no private key of a checkpoint signer, or not all of one.');
}

function idOf({ name, privateKey }: NamedKey): string {
  return readVerifierKey(verifierKeyOf(name, createPublicKey(privateKey))).id;
}

const PRIVATE_KEY = /^PRIVATE\+KEY\+([\w./:-]{1,128})\+([0-9a-f]{8})\+([\w+/=]{44})$/;
/** What stands before the 32 bytes of an Ed25519 seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
