import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { CheckpointKeeper } from './checkpoint-store.js';
import { verifierKeyOf } from './keys.js';

/** Signs checkpoints. Made by `openKeyFile`, by `createSigner`, or by hand over a key that is kept elsewhere. */
export interface CheckpointSigner extends Partial<CheckpointKeeper> {
  /** The key that verifies what it signs: `verifierKeyOf(name, publicKey)`. */
  readonly verifierKey: string;
  /** Those of the keys before it, whose checkpoints are in the log. */
  readonly retiredKeys?: readonly string[];
  /** The Ed25519 signature over these bytes, 64 bytes. It has 10 seconds; failing, nothing is recorded. */
  sign(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

/**
 * Makes a signer with a new key that lasts as long as the process: for tests, and to try things out.
 *
 * @throws AttestaError (`invalid_option`) for a name with a space or a plus.
 * @example createSigner('acme.example/agents').verifierKey // 'acme.example/agents+1f2e3d4c+AQ...'
 */
export function createSigner(name: string): CheckpointSigner {
  return Object.freeze(signerOf(name, generateKeyPairSync('ed25519').privateKey));
}

/** A signer over a private key. */
export function signerOf(name: string, privateKey: KeyObject): Pick<CheckpointSigner, 'verifierKey' | 'sign'> {
  return {
    verifierKey: verifierKeyOf(name, createPublicKey(privateKey)),
    sign: (bytes) => sign(null, bytes, privateKey),
  };
}
