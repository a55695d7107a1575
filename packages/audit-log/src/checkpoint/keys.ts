import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, KeyObject } from 'node:crypto';
import { AttestaError } from '@attesta/core';
import { type OptionRule, option, readOptions } from '@attesta/core/authoring';
import { AuditLogError } from '../errors.js';

/** A public key for checkpoints, in the form of C2SP signed notes. */
export interface VerifierKey {
  readonly name: string;
  /** 8 hex digits: the first 4 bytes of SHA-256 over name, line feed, 0x01 and the public key. */
  readonly id: string;
  readonly publicKey: KeyObject;
  /** `<name>+<id>+<base64 of 0x01 and the public key>`. */
  readonly encoded: string;
}

/** A public key, and the name that signatures carry. */
export interface VerifierKeyOptions {
  /** Such as `acme.example/agents`: 1 to 128 letters, digits, and any of . / _ : - */
  readonly name: string;
  /** An Ed25519 public key. */
  readonly publicKey: KeyObject;
}

/** A private key with its name. */
export interface NamedKey {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** The name of a key or of a log. */
export const KEY_NAME: OptionRule = {
  allowed: 'a string of 1 to 128 letters, digits, and any of . / _ : -',
  accepts: (value) => typeof value === 'string' && /^[\w./:-]{1,128}$/.test(value),
};

/**
 * Reads a key in the form of C2SP signed notes, `<name>+<id>+<base64>`.
 *
 * @throws AttestaError (`invalid_option`).
 */
export function readVerifierKey(encoded: string): VerifierKey {
  const [, name = '', id = '', base64 = ''] = VERIFIER_KEY.exec(encoded) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  const isKey = bytes.toString('base64') === base64 && bytes.length === 33 && bytes[0] === ED25519;
  if (!isKey || idOf(name, bytes) !== id) {
    throw new AttestaError(
      'invalid_option',
      'A verifier key must be <name>+<8 hex digits>+<base64 of 33 bytes>, of Ed25519. Copy the whole line of the .pub file.',
    );
  }
  const key = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  return Object.freeze({ name, id, publicKey: createPublicKey({ format: 'jwk', key }), encoded });
}

/**
 * The verifier key, as a string, of a key that is kept elsewhere (a KMS, an HSM).
 *
 * @throws AttestaError (`invalid_option`) for another kind of key, and a name with a space or a plus.
 * @example verifierKeyOf({ name: 'acme.example/agents', publicKey: createPublicKey(pem) })
 */
export function verifierKeyOf(options: VerifierKeyOptions): string {
  const { name, publicKey } = readOptions<VerifierKeyOptions>('verifierKeyOf', options, RULES);
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const bytes = Buffer.concat([Uint8Array.of(ED25519), Buffer.from(x, 'base64url')]);
  return `${name}+${idOf(name, bytes)}+${bytes.toString('base64')}`;
}

/** The id of a key (C2SP signed-note, Ed25519): of its name, and of its algorithm and public key as bytes. */
function idOf(name: string, key: Uint8Array): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), key])).slice(0, 8);
}

/** A new private key. */
export function generateKey(name: string): NamedKey {
  return { name, privateKey: generateKeyPairSync('ed25519').privateKey };
}

/** The key as Go's `sumdb/note` and the tools of C2SP write it: `PRIVATE+KEY+<name>+<id>+<base64 of 0x01 and the seed>`. */
export function formatPrivateKey({ name, privateKey }: NamedKey): string {
  const { d = '' } = privateKey.export({ format: 'jwk' });
  const bytes = Buffer.concat([Uint8Array.of(ED25519), Buffer.from(d, 'base64url')]);
  return `PRIVATE+KEY+${name}+${privateIdOf({ name, privateKey })}+${bytes.toString('base64')}`;
}

/** @throws AuditLogError (`key`), whose message repeats no part of the key. */
export function readPrivateKey(encoded: string): NamedKey {
  const [, name = '', id = '', base64 = ''] = PRIVATE_KEY.exec(encoded) ?? [];
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length === 33 && bytes[0] === ED25519) {
    const der = Buffer.concat([PKCS8_PREFIX, bytes.subarray(1)]);
    const key = { name, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) };
    if (privateIdOf(key) === id) return key;
  }
  throw new AuditLogError('key', 'The file must hold a whole private key, as createKeyFile writes it.');
}

function privateIdOf({ name, privateKey }: NamedKey): string {
  return readVerifierKey(verifierKeyOf({ name, publicKey: createPublicKey(privateKey) })).id;
}

const RULES: { readonly [K in keyof VerifierKeyOptions]-?: OptionRule } = {
  name: option.required(KEY_NAME),
  publicKey: option.required({
    allowed: 'an Ed25519 public key (KeyObject)',
    accepts: (value) => value instanceof KeyObject && value.type === 'public' && value.asymmetricKeyType === 'ed25519',
  }),
};

/** The algorithm's number in C2SP signed-note. */
const ED25519 = 1;
const VERIFIER_KEY = /^([\w./:-]{1,128})\+([0-9a-f]{8})\+([\w+/=]{44})$/;
const PRIVATE_KEY = /^PRIVATE\+KEY\+([\w./:-]{1,128})\+([0-9a-f]{8})\+([\w+/=]{44})$/;
/** The bytes before the 32 bytes of an Ed25519 seed (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
